//! A shop's own intents, measured.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::super::classify::guess;
use super::super::normalise::normalise;
use super::super::{Basis, understand};
use super::judge::Judged;
use super::labelled::Labelled;
use crate::program::{Intent, IntentId, PatternPart, Program, key};

/// What a phrase scores, beside which nothing the examples say counts.
const PHRASE_SCORE: f32 = 100.0;

/// What a shop's intents with examples are taught by: their examples and phrases; the phrases of all others mean none of them.
pub fn own_sentences(program: &Program) -> Vec<Labelled> {
    let taught = |intent: &Intent| !intent.examples.is_empty();
    let examples = program.intents.iter().flat_map(|intent| {
        let sentence =
            |(_, text): &(_, Arc<str>)| Labelled { label: Some(intent.name.clone()), text: text.to_string() };
        intent.examples.iter().map(sentence)
    });
    let patterns = program.lexicon.patterns.iter().filter(|pattern| {
        !pattern.except && !pattern.open && pattern.parts.iter().all(|part| matches!(part, PatternPart::Words(_)))
    });
    let phrases = patterns.filter_map(|pattern| {
        let intent = program.intent(pattern.intent)?;
        Some(Labelled { label: taught(intent).then(|| intent.name.clone()), text: pattern.written.to_string() })
    });
    examples.chain(phrases).collect()
}

/// Judges sentences by all that a shop understands, phrases too; labels are names of its intents, in any of its languages. One that no intent is
/// called by is handed back.
pub fn judge_by_shop(program: &Program, asked: &[Labelled], today: Date) -> Result<(Vec<Judged>, f32), Arc<str>> {
    let threshold = program.classifier.as_ref().map_or(0.0, |classifier| classifier.threshold);
    let judged = asked.par_iter().map(|one| {
        let intent = |label: &Arc<str>| program.names.intents.get(&key(label)).copied().ok_or_else(|| label.clone());
        let wanted = one.label.as_ref().map(intent).transpose()?;
        let heard = understand(program, &one.text, today);
        let best = heard.intents.iter().find(|one| Some(one.intent) == wanted).or(heard.intents.first());
        let name = |id: IntentId| program.intent(id).map(|intent| intent.name.clone());
        let (best, score, counts) = match best {
            Some(best) => {
                let score = if let Basis::Examples(score) = best.basis { score } else { PHRASE_SCORE };
                (name(best.intent), score, true)
            }
            None => {
                let guess = program.classifier.as_ref().and_then(|classifier| guess(classifier, &normalise(&one.text)));
                (
                    guess.and_then(|guess| name(guess.intent)),
                    guess.map_or(f32::NEG_INFINITY, |guess| guess.score),
                    false,
                )
            }
        };
        Ok::<_, Arc<str>>(Judged { wanted: wanted.and_then(name), best, score, counts })
    });
    Ok((judged.collect::<Result<_, _>>()?, threshold))
}
