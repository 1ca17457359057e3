//! What is wrong in a file of data: the first few rows, and how many more.

use crate::check::report::Report;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// So many rows of one file are told of one by one.
const MOST_TOLD: usize = 3;

/// The complaints about one file.
pub(super) struct Complaints {
    code: Code,
    file: String,
    /// Where the script names the file.
    named: Span,
    told: Vec<Diagnostic>,
    more: usize,
    /// The first of those that are only counted.
    next: Option<Span>,
}

impl Complaints {
    /// None yet.
    pub fn new(code: Code, file: &str, named: Span) -> Self {
        Complaints { code, file: file.to_owned(), named, told: Vec::new(), more: 0, next: None }
    }

    /// One more row; the message is made only where it is told.
    pub fn add(&mut self, make: impl FnOnce() -> Diagnostic) {
        if self.told.len() < MOST_TOLD {
            self.told.push(make());
        } else {
            self.next = self.next.or_else(|| Some(make().label.span));
            self.more += 1;
        }
    }

    /// Tells them.
    pub fn tell(self, report: &mut Report<'_>) {
        self.told.into_iter().for_each(|told| report.push(told));
        if self.more > 0 {
            let rows = if self.more == 1 { "1 more row".to_owned() } else { format!("{} more rows", self.more) };
            let message = format!("{rows} of `{}` cannot be read", self.file);
            // Behind the rows that were told: there is the first of these.
            let place = self.next.unwrap_or(self.named);
            let label = if self.more == 1 { "this is the row" } else { "this is the first of them" };
            report.push(
                Diagnostic::new(self.code, message, place, label)
                    .related(self.named, "the file is named here")
                    .help("mend the rows above first; the others often have the same mistake"),
            );
        }
    }
}
