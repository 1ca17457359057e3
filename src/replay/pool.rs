//! What no rule heard, of all conversations: the same words counted once, then put together with what asks the same.

use std::sync::Arc;

use indexmap::IndexMap;

use super::count::Unheard;
use crate::nlu::{MOST_GROUPED, groups, normalise};

/// Words that no rule heard, wherever they were written.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// As they were written first.
    pub text: String,
    /// How often.
    pub count: u64,
    /// In how many conversations.
    pub conversations: u64,
    /// The conversation and the line where they first stood.
    pub first: (Box<str>, u64),
    /// The language the shop would have answered in.
    pub language: Arc<str>,
    /// The number of the last conversation that has them.
    last: u64,
}

/// All of them. So many different ones are kept as are compared; what is behind is only counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    words: IndexMap<String, Words>,
    /// How many messages were left out.
    pub beyond: u64,
}

/// Words that ask the same, those most like all others first.
pub(super) struct Group<'p> {
    pub words: Vec<&'p Words>,
    pub count: u64,
    pub conversations: u64,
}

impl Pool {
    /// Takes in what was not heard in a conversation, which has this number.
    pub fn take(&mut self, id: &str, number: u64, unheard: Vec<Unheard>) {
        for one in unheard {
            let full = self.words.len() >= MOST_GROUPED;
            match self.words.entry(normalise(&one.text)) {
                indexmap::map::Entry::Occupied(mut known) => {
                    let known = known.get_mut();
                    known.count += 1;
                    known.conversations += u64::from(known.last != number);
                    known.last = number;
                }
                indexmap::map::Entry::Vacant(_) if full => self.beyond += 1,
                indexmap::map::Entry::Vacant(new) => {
                    let Unheard { line, text, language } = one;
                    let first = (id.into(), line);
                    new.insert(Words { text, count: 1, conversations: 1, first, language, last: number });
                }
            }
        }
    }

    /// All words, each different from the others.
    pub fn words(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.words.iter().map(|(normal, words)| (normal.as_str(), words))
    }

    /// The groups, the largest first.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let texts: Vec<&str> = self.words.values().map(|words| words.text.as_str()).collect();
        let group = |members: Vec<usize>| {
            let words: Vec<&Words> = members.iter().filter_map(|place| Some(self.words.get_index(*place)?.1)).collect();
            let (count, conversations) =
                words.iter().fold((0, 0), |(count, talks), one| (count + one.count, talks + one.conversations));
            Group { words, count, conversations }
        };
        let mut groups: Vec<Group<'_>> = groups(&texts).into_iter().map(group).collect();
        // Sorting is stable: of two as large, the one that was written first comes first.
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        groups
    }
}
