//! What messages are understood to mean: each case file is a script, a line of dashes, and messages.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::{Date, date};
use patter::nlu::{self, PhrasePart, PhraseSource};
use patter::program::{Choice, Intent, IntentId, LanguageId, Program, Type};

fn today() -> Date {
    date(2026, 11, 21)
}

/// Reads the intents of a script without the parser.
fn program(script: &str) -> Program {
    let mut sources = Vec::new();
    let mut names: Vec<Arc<str>> = Vec::new();
    let mut languages: Vec<Arc<str>> = vec!["en".into()];
    let mut currency = "CNY";
    for line in script.lines().map(str::trim) {
        if let Some(list) = line.strip_prefix("language ") {
            languages = list.split(", ").map(Arc::from).collect();
        } else if let Some(code) = line.strip_prefix("currency ") {
            currency = code;
        } else if let Some(name) = line.strip_prefix("intent ") {
            names.push(name.trim_end_matches(':').into());
        } else if let Some((kind, list)) = line.split_once('"') {
            let tag = kind.trim().trim_end_matches(':').split(' ').nth(1);
            let language = tag.and_then(|tag| languages.iter().position(|known| &**known == tag)).map(LanguageId::from);
            for written in list.trim_end_matches('"').split("\", \"") {
                sources.push(PhraseSource {
                    intent: IntentId::from(names.len() - 1),
                    parts: parts(written),
                    language,
                    except: kind.starts_with("except"),
                    written: written.into(),
                });
            }
        }
    }
    let span = patter::source::Span::default();
    let intents = names.into_iter().map(|name| Intent {
        name,
        formerly: vec![],
        slots: vec![],
        about: vec![],
        examples: vec![],
        span,
    });
    Program {
        shop: patter::program::Shop {
            title: "".into(),
            languages,
            money: patter::program::Money { code: currency.into(), digits: 2, sign: "¥".into() },
            time_zone: jiff::tz::TimeZone::UTC,
            hours: vec![],
            closed: vec![],
            persona: None,
            address: vec![],
            answers: 2,
            ships_before: None,
            silence: jiff::SignedDuration::from_hours(24),
            platforms: vec![],
        },
        facts: vec![],
        intents: intents.collect(),
        kinds: vec![],
        offers: vec![],
        replies: vec![],
        rules: vec![],
        speeches: vec![],
        topics: vec![],
        policies: Default::default(),
        triggers: Default::default(),
        lexicon: nlu::lexicon(&sources),
        names: Default::default(),
        renames: Default::default(),
        refusal: None,
        acceptance: None,
    }
}

fn parts(written: &str) -> Vec<PhrasePart> {
    let mut parts = Vec::new();
    let mut rest = written;
    while let Some((words, tail)) = rest.split_once('{') {
        parts.push(PhrasePart::Words(words.to_string()));
        let (slot, tail) = tail.split_once('}').unwrap();
        let (name, of) = slot.split_once(": ").unwrap();
        parts.push(PhrasePart::Slot(name.into(), slot_type(of)));
        rest = tail;
    }
    parts.push(PhrasePart::Words(rest.to_string()));
    parts.retain(|part| !matches!(part, PhrasePart::Words(words) if words.is_empty()));
    parts
}

fn slot_type(of: &str) -> Type {
    match of {
        "money" => Type::Money(None),
        "number" => Type::Number(None),
        "percent" => Type::Percent,
        "text" => Type::Text,
        "date" => Type::Date,
        "time" => Type::Time,
        "duration" => Type::Duration,
        "yes or no" => Type::YesNo,
        _ => {
            let choices = of.strip_prefix("one of ").unwrap().split(", ").map(|choice| {
                let mut names = choice.split('|').map(Arc::<str>::from);
                Choice { name: names.next().unwrap(), synonyms: names.collect(), labels: vec![] }
            });
            Type::OneOf(choices.collect())
        }
    }
}

fn heard(program: &Program, message: &str) -> String {
    let heard = nlu::understand(program, message, today());
    let mut out = format!("{message}\n");
    for intent in &heard.intents {
        let name = &program.intents[intent.intent.index()].name;
        write!(out, "    {name}: {}", &message[intent.start..intent.end]).unwrap();
        for (slot, value) in &intent.slots {
            write!(out, " · {slot} = {value:?}").unwrap();
        }
        out.push('\n');
    }
    if heard.intents.is_empty() {
        out.push_str("    nothing\n");
    }
    if heard.bare {
        out.push_str("    and nothing else\n");
    }
    if let Some(language) = heard.language {
        writeln!(out, "    in {}", program.shop.languages[language.index()]).unwrap();
    }
    out
}

#[test]
fn messages_are_understood() {
    insta::glob!("../cases/hear", "*.txt", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (script, messages) = text.split_once("\n---\n").unwrap();
        let program = program(script);
        let outcome: String = messages.lines().map(|message| heard(&program, message)).collect();
        insta::assert_snapshot!(format!("{script}\n---\n{outcome}"));
    });
}
