//! What a list of conversations says of each: whether the customer waits, and the last line; followed turn by turn.

use std::sync::Arc;

use jiff::Timestamp;

use super::record::{Part, Record, withheld};
use crate::engine::{Deed, Happening, Remark};

/// How much of the last line is kept, in characters.
const LONGEST_LINE: usize = 160;

/// What a list says of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// Since when the customer waits for an answer.
    pub waiting: Option<Timestamp>,
    /// The channel by which the customer last wrote.
    pub came_by: Option<Arc<str>>,
    /// The last line.
    pub last: Option<Line>,
}

/// A line that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who wrote it.
    pub by: By,
    /// Its beginning.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The customer.
    Customer,
    /// The shop's script.
    Shop,
    /// A member of staff.
    Staff,
}

impl By {
    /// As the tables have it.
    pub fn word(self) -> &'static str {
        match self {
            By::Customer => "customer",
            By::Shop => "shop",
            By::Staff => "staff",
        }
    }

    /// The same read again.
    pub fn read(word: &str) -> Self {
        match word {
            "customer" => By::Customer,
            "staff" => By::Staff,
            _ => By::Shop,
        }
    }
}

impl Gist {
    /// After one turn more, behind which staff have the conversation or not.
    pub fn follow(&mut self, record: &Record, with_staff: bool) {
        let parts = record.parts();
        let by_staff = matches!(record.event.happening, Happening::StaffMessage { .. }) && !withheld(&record.turn);
        let answered = parts.iter().any(|(_, part)| matches!(part, Part::Act(_)));
        let handed_over = record.turn.deeds().any(|deed| matches!(deed, Deed::HandsOver(_)));
        let happening = &record.event.happening;
        let wrote = matches!(happening, Happening::Message { .. });
        // What the script says while staff have it, by itself, or of an order, answers nobody.
        let of_the_question = match happening {
            Happening::Message { .. } | Happening::SystemAnswered { .. } | Happening::SystemFailed { .. } => true,
            // A system was silent for too long, and its question has its own answer to that.
            Happening::Timer { .. } => {
                let mut remarks = record.turn.trace.remarks.iter();
                remarks.any(|remark| matches!(remark, Remark::SystemRefused { .. }))
            }
            _ => false,
        };
        let answered = answered && of_the_question && !with_staff;
        self.waiting = match happening {
            _ if by_staff => None,
            // Whoever was handed over waits, whatever was said at that.
            _ if handed_over => self.waiting.or(Some(record.received)),
            // To say that somebody comes is no answer.
            Happening::StaffJoined => self.waiting,
            // It is given back as it is.
            Happening::StaffLeft => self.waiting,
            Happening::StaffResolved | Happening::NeedsNoAnswer => None,
            _ if answered => None,
            _ if wrote => self.waiting.or(Some(record.received)),
            _ => self.waiting,
        };
        let asked = match happening {
            Happening::Message { text, .. } => Some((By::Customer, text.as_str(), record.received)),
            // They sent a picture or a file.
            Happening::StaffMessage { text } if text.is_empty() => Some((By::Staff, text.as_str(), record.at)),
            _ => None,
        };
        if wrote {
            self.came_by = Some(record.channel.clone());
        }
        let mut answers = parts.iter().filter_map(|(_, part)| match part {
            Part::Staff(text) => Some((By::Staff, *text, record.at)),
            Part::Act(act) => act.texts.last().map(|text| (By::Shop, text.as_str(), record.at)),
            Part::ForStaff(_) | Part::Waits | Part::GivenBack | Part::Resolved | Part::Request(_) => None,
        });
        if let Some((by, text, at)) = answers.next_back().or(asked) {
            self.last = Some(Line { by, text: beginning(text), at });
        }
    }
}

/// The beginning of a text, on one line.
fn beginning(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(LONGEST_LINE));
    let mut left = LONGEST_LINE;
    for word in text.split_whitespace() {
        if !line.is_empty() && left > 0 {
            line.push(' ');
            left -= 1;
        }
        let end = word.char_indices().nth(left).map_or(word.len(), |(end, _)| end);
        let word = word.get(..end).unwrap_or_default();
        line.push_str(word);
        left -= word.chars().count();
        if left == 0 {
            break;
        }
    }
    line
}

/// What a turn gives staff to do, each with its place among the acts.
pub fn tasks(record: &Record) -> impl Iterator<Item = (usize, &Arc<str>)> {
    record.turn.acts.iter().enumerate().filter_map(|(place, act)| match &act.deed {
        Some(Deed::Tasks(text)) => Some((place, text)),
        _ => None,
    })
}
