//! Real chats, played to a script: what would have been said beside what was said, and what no rule hears.
//!
//! A log is read conversation by conversation, and each is forgotten once it is counted; the same log and script give the same report.

mod count;
mod difference;
mod fate;
mod log;
mod play;
mod pool;
mod report;
mod suggestion;
mod tally;

use std::io;

use rayon::prelude::*;

pub use difference::{Change, Changed};
pub use fate::{Fate, fate, left_over};
pub use log::{Column, Exported, LONGEST_ROW, LeftOut, Log, MOST_LEFT_OUT, Meanings, Row, Talk, Unreadable};
pub use play::{Beat, Played, Setting, play};
pub use report::{Against, Refused, Report, Times, Unheard};
pub use tally::{MOST_CHANGED, Tally};

/// How many conversations are played before they are counted: so many are kept at once, however many there are.
const CHUNK: usize = 256;

/// Plays all conversations of a log, to another script too where there is one; `passed` hears how many were played by now.
pub fn replay(
    log: &Log<'_>,
    setting: &Setting<'_>,
    other: Option<&Setting<'_>>,
    mut passed: impl FnMut(u64),
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for start in (0..log.len()).step_by(CHUNK) {
        let talks = log.talks(start..start + CHUNK)?;
        let counted: Vec<_> = talks
            .par_iter()
            .map(|talk| {
                let played = play(setting, talk);
                let beside = other.map(|other| {
                    let again = play(other, talk);
                    let changed = difference::changed(talk, (setting, &played), (other, &again));
                    (count::count(talk, &again), changed)
                });
                (count::count(talk, &played), beside)
            })
            .collect();
        for (counted, beside) in counted {
            tally.take(counted);
            if let Some((counted, changed)) = beside {
                tally.take_other(&counted, changed);
            }
        }
        passed((start + talks.len()) as u64);
    }
    Ok(tally)
}
