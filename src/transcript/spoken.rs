//! Single lines as the keyboard and the command line give them, read like those of a `.chat` file.

use jiff::SignedDuration;

use super::line::{self, Place};
use super::paper::Happens;
use super::plan;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Event, Happening};
use crate::program::Program;
use crate::source::{SourceId, Span};
use crate::syntax::ast::Keywords;

/// Facts and kinds such as `cart.total 120, customer is vip`; places in the diagnostics are those of `given TEXT`.
pub fn settings(text: &str, program: &Program, keywords: Keywords) -> Result<Event, Vec<Diagnostic>> {
    let place = Place { source: SourceId(0), offset: 0 };
    let span = Span::new(SourceId(0), 0, "given ".len() + text.len());
    let Some(settings) = line::given(text, place) else {
        let example = program
            .facts
            .first()
            .map_or_else(|| "cart.total 120".to_owned(), |fact| format!("{} …", fact.called(keywords.tag())));
        return Err(vec![
            Diagnostic::new(
                Code::UnreadLine,
                format!("`{text}` gives nothing"),
                span,
                "a fact and its value stand here",
            )
            .example(example),
        ]);
    };
    plan::given(&settings, span, program, keywords)
}

/// What happens, as `event:` writes it: `order placed`, `pedido hecho`.
pub fn happening(text: &str) -> Option<Happening> {
    match line::event(text, Place { source: SourceId(0), offset: 0 })?.0 {
        Happens::OrderPlaced => Some(Happening::OrderPlaced),
        Happens::OfferAccepted => Some(Happening::OfferAccepted),
        Happens::OfferDeclined => Some(Happening::OfferDeclined),
        Happens::OrderStage(_) | Happens::Declared(_) => None,
    }
}

/// A length of time such as `30 minutes`.
pub fn length(text: &str) -> Option<SignedDuration> {
    line::duration(text)
}
