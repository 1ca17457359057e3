//! Single lines as the keyboard and the command line give them, read like those of a `.chat` file.

use jiff::SignedDuration;

use super::happens::SystemAnswer;
use super::line::{self, Place};
use super::paper::Message;
use super::plan::{self, Planner};
use super::words::{events, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Event, Happening};
use crate::program::{Addressee, Program};
use crate::source::{SourceId, Span};
use crate::syntax::ast::Keywords;

/// Facts and kinds such as `cart.total 120, customer is vip`; places in the diagnostics are those of `given TEXT`.
pub fn settings(text: &str, program: &Program, keywords: Keywords) -> Result<Event, Vec<Diagnostic>> {
    let Some(settings) = line::given(text, NOWHERE) else {
        let example = program
            .facts
            .first()
            .map_or_else(|| "cart.total 120".to_owned(), |fact| format!("{} …", fact.called(keywords.tag())));
        return Err(vec![unread(format!("`{text}` gives nothing"), "a fact and its value stand here", example)]);
    };
    let facts =
        plan::alone(program, keywords, |planner: &mut Planner<'_>| planner.settings(&settings, whole(text), None))?;
    Ok(Event { facts, ..Happening::Facts.into() })
}

/// What happens, as `event:` writes it: `order placed`, `pedido hecho`, `parcel-lost with tracking "X1"`.
pub fn event(text: &str, program: &Program, keywords: Keywords) -> Result<Event, Vec<Diagnostic>> {
    let none = || vec![unread(format!("`{text}` is no event"), "an event stands here", events(keywords).join(", "))];
    let (happens, settings) = line::event(text, NOWHERE).ok_or_else(none)?;
    plan::alone(program, keywords, |planner| planner.event(&happens, &settings, whole(text)))?.ok_or_else(none)
}

/// What a system of the shop's answers, as its line writes it: `order-book: order.status shipped`.
pub fn system(text: &str, program: &Program, keywords: Keywords) -> Result<SystemAnswer, Vec<Diagnostic>> {
    let w = words(keywords);
    let none = || {
        let called = program.questions.iter().find_map(|question| match &question.to {
            Addressee::System { system, .. } => Some(&**system),
            Addressee::Customer { .. } => None,
        });
        let example = format!("{}{}{}", called.unwrap_or("order-book"), w.colon, w.nothing);
        vec![unread(format!("`{text}` is no answer of a system"), "a system and what it found stand here", example)]
    };
    let (name, says) = line::system(text, NOWHERE).ok_or_else(none)?;
    plan::alone(program, keywords, |planner| planner.system(&name, &says, whole(text)))?.ok_or_else(none)
}

/// Photos and files, as the line under a message writes them: `2 photos`.
pub fn brings(text: &str) -> Option<Message> {
    line::brings(text)
}

/// A length of time such as `30 minutes`.
pub fn length(text: &str) -> Option<SignedDuration> {
    line::duration(text)
}

const NOWHERE: Place = Place { source: SourceId(0), offset: 0 };

fn whole(text: &str) -> Span {
    Span::new(SourceId(0), 0, text.len())
}

fn unread(message: String, label: &str, example: String) -> Diagnostic {
    Diagnostic::new(Code::UnreadLine, message, Span::new(SourceId(0), 0, 0), label).example(example)
}
