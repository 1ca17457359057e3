//! `patter hear MESSAGE`: what a message is understood to mean, and why.

use std::io::Write;

use jiff::Zoned;
use serde_json::{Value, json};

use crate::check::Compilation;
use crate::cli::paint::{Ink, ink};
use crate::cli::session::keywords;
use crate::cli::stop::Stop;
use crate::cli::{Format, complaint};
use crate::engine::in_words;
use crate::nlu::{Basis, Explanation, HeardClause, HeardIntent, confidence, explain};
use crate::program::{IntentId, Program};

pub fn explained(message: &str, compilation: &Compilation, format: Format, out: &mut dyn Write) -> Result<(), Stop> {
    let program = complaint::program(compilation)?;
    let telling = Telling { program, language: keywords(compilation).tag() };
    let explanation = explain(program, message, Zoned::now().date());
    match format {
        Format::Text => telling.print(message, &explanation, out),
        Format::Json => Ok(writeln!(out, "{:#}", telling.json(message, &explanation))?),
    }
}

struct Telling<'a> {
    program: &'a Program,
    language: &'a str,
}

impl Telling<'_> {
    fn print(&self, message: &str, explanation: &Explanation, out: &mut dyn Write) -> Result<(), Stop> {
        let normal = explanation.normal.trim();
        if normal != message.trim() {
            writeln!(out, "{} {normal}", ink(Ink::Title, "read as"))?;
        }
        if !explanation.phrases.is_empty() {
            writeln!(out, "{}", ink(Ink::Title, "phrases in it"))?;
        }
        for phrase in &explanation.phrases {
            let words = message.get(phrase.place.clone()).unwrap_or_default();
            let aside = if phrase.counts { "" } else { "; gives way to another" };
            let name = self.name(phrase.intent);
            writeln!(out, "  “{words}”: {name}, by its phrase “{}”{aside}", phrase.phrase)?;
        }
        for clause in &explanation.clauses {
            self.print_clause(clause, out)?;
        }
        self.print_decision(message, explanation, out)
    }

    fn print_clause(&self, clause: &HeardClause, out: &mut dyn Write) -> Result<(), Stop> {
        writeln!(out, "{} “{}”", ink(Ink::Title, "without a phrase"), clause.written)?;
        if let Some(spelled) = &clause.spelled {
            writeln!(out, "  spelled as phrases spell it: {spelled}")?;
        }
        let Some(classifier) = &self.program.classifier else {
            writeln!(out, "  no intent has `examples`, so nothing else can be told of it")?;
            return Ok(());
        };
        if clause.best.is_empty() {
            writeln!(out, "  none of the examples has anything in common with it")?;
        }
        let none = clause.none.unwrap_or(f32::NEG_INFINITY);
        for (intent, score) in &clause.best {
            let sure = (confidence(classifier, *score) * 100.0).round();
            let counts = if *score >= classifier.threshold && *score > none { "" } else { ", too little to count" };
            writeln!(out, "  {score:>6.2}  {} ({sure}% sure{counts})", self.name(*intent))?;
        }
        if !clause.best.is_empty() {
            writeln!(out, "  {:>6.2}  is needed", classifier.threshold)?;
        }
        if let Some(none) = clause.none {
            writeln!(out, "  {none:>6.2}  none of these: only more counts")?;
        }
        for (intent, example, likeness) in &clause.nearest {
            writeln!(out, "  {:>5.0}%  like “{example}” of {}", likeness * 100.0, self.name(*intent))?;
        }
        Ok(())
    }

    fn print_decision(&self, message: &str, explanation: &Explanation, out: &mut dyn Write) -> Result<(), Stop> {
        let heard = &explanation.heard;
        writeln!(out, "{}", ink(Ink::Title, "understood"))?;
        if heard.intents.is_empty() {
            writeln!(out, "  nothing")?;
        }
        for one in &heard.intents {
            let words = message.get(one.start..one.end).unwrap_or_default();
            writeln!(out, "  {}: “{words}”, {}", ink(Ink::Right, self.name(one.intent)), self.by(one))?;
            for (name, value) in self.slots(one) {
                writeln!(out, "    {name}: {value}")?;
            }
        }
        let language = heard.language.and_then(|id| self.program.shop.languages.get(id.index()));
        match language {
            Some(language) => writeln!(out, "  in the language {language}")?,
            None if self.program.shop.languages.len() > 1 => {
                writeln!(out, "  in no language that could be told plainly")?
            }
            None => {}
        }
        Ok(())
    }

    fn name(&self, intent: IntentId) -> &str {
        self.program.intent(intent).map_or("", |intent| intent.called(self.language))
    }

    fn by(&self, one: &HeardIntent) -> String {
        match one.basis {
            Basis::Phrase(_) => "by a phrase".to_owned(),
            Basis::Spelling(_) => "by a phrase, once it is spelled right".to_owned(),
            Basis::Outside(_) => "recognised outside".to_owned(),
            Basis::Examples(score) => {
                let sure = self.program.classifier.as_ref().map_or(0.0, |classifier| confidence(classifier, score));
                format!("by its examples, {:.0}% sure", sure * 100.0)
            }
        }
    }

    fn slots(&self, one: &HeardIntent) -> Vec<(String, String)> {
        let printed = |value| in_words(value, None, self.program, self.language);
        one.slots.iter().map(|(name, value)| (name.to_string(), printed(value))).collect()
    }

    fn json(&self, message: &str, explanation: &Explanation) -> Value {
        let classifier = self.program.classifier.as_ref();
        let sure = |score: f32| classifier.map(|classifier| confidence(classifier, score));
        let phrases = explanation.phrases.iter().map(|phrase| {
            json!({ "intent": self.name(phrase.intent), "phrase": phrase.phrase, "start": phrase.place.start,
                "end": phrase.place.end, "counts": phrase.counts })
        });
        let clauses = explanation.clauses.iter().map(|clause| {
            let best = clause.best.iter().map(
                |(intent, score)| json!({ "intent": self.name(*intent), "score": score, "confidence": sure(*score) }),
            );
            let nearest = clause.nearest.iter().map(|(intent, example, likeness)| {
                json!({ "intent": self.name(*intent), "example": example, "likeness": likeness })
            });
            json!({ "text": clause.written, "spelled": clause.spelled, "best": best.collect::<Vec<_>>(),
                "none": clause.none, "nearest": nearest.collect::<Vec<_>>() })
        });
        let understood = explanation.heard.intents.iter().map(|one| {
            let (by, score) = match one.basis {
                Basis::Phrase(_) => ("phrase", None),
                Basis::Spelling(_) => ("spelling", None),
                Basis::Outside(_) => ("outside", None),
                Basis::Examples(score) => ("examples", Some(score)),
            };
            let slots: serde_json::Map<String, Value> =
                self.slots(one).into_iter().map(|(name, value)| (name, Value::String(value))).collect();
            json!({ "intent": self.name(one.intent), "by": by, "start": one.start, "end": one.end, "score": score,
                "confidence": score.and_then(sure), "slots": slots })
        });
        let language = explanation.heard.language.and_then(|id| self.program.shop.languages.get(id.index()));
        json!({
            "format": 1,
            "message": message,
            "normalised": explanation.normal,
            "threshold": classifier.map(|classifier| classifier.threshold),
            "phrases": phrases.collect::<Vec<_>>(),
            "clauses": clauses.collect::<Vec<_>>(),
            "understood": understood.collect::<Vec<_>>(),
            "bare": explanation.heard.bare,
            "language": language,
        })
    }
}
