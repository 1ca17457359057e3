//! Names in brackets of other programs, `Hello [name]`: only what stands in braces is a value.

use std::collections::HashSet;

use super::Context;
use super::sayings::sayings;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Text, key};
use crate::source::Span;
use crate::syntax::Wording;

/// What other programs put around a value, and what ends it.
const BRACKETS: [(&str, &str); 5] = [("{{", "}}"), ("[", "]"), ("［", "］"), ("<", ">"), ("%", "%")];

/// The longest name that is looked for, in bytes.
const LONGEST_NAME: usize = 60;

/// How the shop calls its customers, in each keyword language.
const ADDRESS: [&str; 3] = ["dear", "称呼", "trato"];

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let slots = slots(context);
    let mut told: HashSet<Span> = HashSet::new();
    for saying in sayings(context.program).iter().filter(|saying| context.is_own(saying.variant.text.span)) {
        let text = &saying.variant.text;
        let found = found(context, text, &slots);
        if !found.is_empty() && told.insert(text.span) {
            warnings.push(warning(context, text, &found));
        }
    }
}

/// The places of a text in brackets that name something known: as each is written, and the name.
fn found(context: &Context, text: &Text, slots: &HashSet<String>) -> Vec<(String, String)> {
    let words = context.sources.slice(text.span);
    let of_one_kind = |(open, close): &(&str, &str)| {
        let places = words.match_indices(*open).filter_map(|(at, _)| {
            let inside = words.get(at + open.len()..)?;
            let inside = inside.get(..inside.find(*close)?)?;
            let written = words.get(at..at + open.len() + inside.len() + close.len())?;
            Some((written.to_owned(), known(context, inside.trim(), slots)?))
        });
        places.collect::<Vec<_>>()
    };
    BRACKETS.iter().flat_map(of_one_kind).collect()
}

/// What a name in brackets means: it may be written with blanks, and without what it belongs to.
fn known(context: &Context, name: &str, slots: &HashSet<String>) -> Option<String> {
    if name.is_empty() || name.len() > LONGEST_NAME || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let names = &context.program.names;
    let is_known = |name: &String| {
        let key = key(name);
        names.facts.contains_key(&key)
            || names.questions.contains_key(&key)
            || slots.contains(&key)
            || ADDRESS.contains(&key.as_str())
    };
    let blanks = |joint: &str| name.split([' ', '_']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(joint);
    let of_customer = ["customer", "顾客", "cliente"].map(|whose| format!("{whose}.{name}"));
    [name.to_owned(), blanks("-"), blanks(".")].into_iter().chain(of_customer).find(is_known)
}

/// What messages and events bring, by name.
fn slots(context: &Context) -> HashSet<String> {
    let events = context.program.events.iter().flat_map(|event| &event.fields);
    let intents = context.program.intents.iter().flat_map(|intent| &intent.slots);
    events.chain(intents).map(|(name, _)| key(name)).collect()
}

fn warning(context: &Context, text: &Text, found: &[(String, String)]) -> Diagnostic {
    let (written, name) = found.first().cloned().unwrap_or_default();
    let mut mended = context.quote(text.span);
    for (written, name) in found {
        mended = mended.replace(written, &format!("{{{name}}}"));
    }
    let wording = Wording::new(context.keywords(text.span));
    // What is not always known needs a sentence that can always be said.
    if !found.iter().all(|(_, name)| ADDRESS.contains(&key(name).as_str())) {
        mended = format!("{mended} {} {}", wording.keyword("or"), wording.text("…"));
    }
    let asks = context.before(text.span).ends_with(wording.keyword("ask"));
    let line = if asks { "ask {mended}" } else { "say {mended}" };
    let start = context.sources.slice(text.span).find(&written).unwrap_or_default() + text.span.start as usize;
    let at = Span::new(text.span.source, start, start + written.len());
    Diagnostic::new(
        Code::NameInBrackets,
        format!("`{written}` is said as it stands, and `{name}` is something that this script knows"),
        at,
        "customers read the brackets",
    )
    .help(format!("a value stands between braces: write `{{{name}}}`"))
    .example(wording.line(line, &[("mended", &mended)]))
}
