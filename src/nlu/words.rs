//! Lists of what people write, one text file each under `words/`: phrases parted by bars, `#` before a remark.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::boundary::may_cut;
use super::normalise::normalise;

/// The phrases of one file, normalised, found by the letters they begin and end with.
pub(super) struct Words {
    phrases: Vec<Box<str>>,
    beginning: FxHashMap<char, Vec<u32>>,
    ending: FxHashMap<char, Vec<u32>>,
}

/// A list that is read when it is first needed.
pub(super) type List = LazyLock<Words>;

impl Words {
    /// Reads a file.
    pub fn parse(file: &str) -> Self {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let mut phrases: Vec<Box<str>> =
            lines.flat_map(|line| line.split('|')).map(|word| normalise(word.trim()).into()).collect();
        phrases.retain(|phrase| !phrase.is_empty());
        // The longest of those that fit is meant, so it comes first.
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        let mut words = Words { phrases, beginning: FxHashMap::default(), ending: FxHashMap::default() };
        for (number, phrase) in (0u32..).zip(&words.phrases) {
            let (Some(first), Some(last)) = (phrase.chars().next(), phrase.chars().next_back()) else { continue };
            words.beginning.entry(first).or_default().push(number);
            words.ending.entry(last).or_default().push(number);
        }
        words
    }

    /// Whether a phrase of the list is just this.
    pub fn contains(&self, text: &str) -> bool {
        self.begun_by(text).any(|phrase| phrase == text)
    }

    /// The longest phrase that a normalised text begins with, by the boundary rule.
    pub fn opening<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.begun_by(text)
            .find(|phrase| text.starts_with(phrase) && may_cut(text, phrase.len()))
            .and_then(|phrase| text.get(..phrase.len()))
    }

    /// What follows the longest phrase that a normalised text begins with.
    pub fn behind<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.opening(text).and_then(|phrase| text.get(phrase.len()..))
    }

    /// What comes before the longest phrase that a normalised text ends with.
    pub fn before<'a>(&self, text: &'a str) -> Option<&'a str> {
        let last = text.chars().next_back()?;
        self.numbered(self.ending.get(&last)).find_map(|phrase| {
            let rest = text.strip_suffix(phrase)?;
            may_cut(text, rest.len()).then_some(rest)
        })
    }

    /// Where phrases stand in a normalised text, by the boundary rule: their first bytes, and those behind their last.
    pub fn places(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let starts = text.char_indices().filter(|(at, _)| may_cut(text, *at));
        starts.flat_map(move |(at, c)| {
            let rest = text.get(at..).unwrap_or_default();
            let fitting = self.numbered(self.beginning.get(&c)).filter(move |phrase| rest.starts_with(*phrase));
            fitting.map(move |phrase| (at, at + phrase.len())).filter(|(_, end)| may_cut(text, *end))
        })
    }

    /// The phrases, the longest first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|phrase| &**phrase)
    }

    /// Whether any phrase stands in a normalised text, by the boundary rule.
    pub fn stand_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    fn begun_by(&self, text: &str) -> impl Iterator<Item = &str> {
        self.numbered(text.chars().next().and_then(|first| self.beginning.get(&first)))
    }

    fn numbered<'a>(&'a self, numbers: Option<&'a Vec<u32>>) -> impl Iterator<Item = &'a str> {
        numbers.into_iter().flatten().filter_map(|number| self.phrases.get(*number as usize)).map(|phrase| &**phrase)
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident $file:literal;)*) => {$(
        $(#[$doc])*
        pub(super) static $name: List = LazyLock::new(|| Words::parse(include_str!(concat!("words/", $file, ".txt"))));
    )*};
}

lists! {
    /// Yes, as the particle itself.
    YES "yes";
    /// No, as the particle itself.
    NO "no";
    /// Yes in other words.
    AGREES "agrees";
    /// No in other words.
    DECLINES "declines";
    /// Neither yes nor no.
    DOUBTS "doubts";
    /// Yes, where a clause says nothing else.
    YES_ALONE "yes-alone";
    /// No, where a clause says nothing else.
    NO_ALONE "no-alone";
    /// "don't" and its like.
    NEGATED_VERBS "negated-verbs";
    /// Manners before an answer.
    BEFORE_AN_ANSWER "before-an-answer";
    /// Manners behind an answer.
    BEHIND_AN_ANSWER "behind-an-answer";
    /// Words that deny what follows.
    DENIALS "denials";
    /// Where such words deny nothing.
    HARMLESS_DENIALS "harmless-denials";
    /// Words that take back what was said before them.
    TAKES_BACK "takes-back";
    /// What begins a correction.
    CORRECTIONS "corrections";
    /// What begins one where little follows.
    SHORT_CORRECTIONS "corrections-short";
    /// What begins one where an answer follows.
    EXCUSES "excuses";
    /// How that answer begins.
    RESUMING "resuming";
    /// How somebody says what they are called, behind a "no".
    NAMING "naming";
    /// How an excuse goes on where it only excuses.
    EXCUSING "excusing";
    /// Greetings.
    GREETINGS "greetings";
    /// Sighs.
    SIGHS "sighs";
    /// Words of the past.
    PAST "past";
    /// Words of the future.
    FUTURE "future";
    /// Words of the morning.
    MORNING "morning";
    /// Words of the afternoon and the night.
    AFTERNOON "afternoon";
    /// Words of the night alone.
    NIGHT "night";
    /// Words behind "a" or "un" that leave open how much it is.
    VAGUE_AMOUNTS "vague-amounts";
    /// Words before a size.
    SIZE_CUES "size-cues";
    /// Words behind what is no amount.
    COUNTED "counted";
    /// How words that stop something end where a thing may stand behind them.
    TAKES_A_THING "takes-a-thing";
    /// What stands there and is no thing.
    NAMES_NOTHING "names-nothing";
    /// How a thing is named before such words in Chinese.
    THING_BEFORE "thing-before";
    /// What makes a message worth a closer look.
    SIGNAL_HINTS "signal-hints";
    /// Messengers.
    MESSENGERS "messengers";
    /// Networks where shops show themselves too.
    NETWORKS "networks";
    /// Plain invitations to a messenger.
    INVITATIONS "invitations";
    /// What invites only to a messenger.
    HINTS "invitations-hinted";
    /// Invitations behind a messenger's name.
    INVITATIONS_BEHIND "invitations-behind";
    /// What follows a messenger's name where it is about something else.
    MESSENGER_OTHERWISE "messenger-otherwise";
    /// What stands between a messenger's name and the name one has there.
    MESSENGER_NAME "messenger-name";
    /// Words before the number of a phone.
    PHONE_CUES "phone-cues";
    /// Words for a password.
    PASSWORDS "passwords";
    /// Words for a code of figures.
    CODES "codes";
    /// Words before codes that are no secret.
    OPEN_CODES "open-codes";
    /// Words behind codes that are no secret.
    OPEN_CODES_BEHIND "open-codes-behind";
    /// What follows a password that is only spoken of.
    PASSWORD_SPOKEN_OF "password-spoken-of";
    /// What stands before a secret, behind the word for it.
    SECRET_LINKS "secret-links";
    /// Words before long numbers that are none of cards.
    PARCELS "parcels";
    /// Words of addresses.
    STREETS "streets";
    /// Words of no address.
    NO_ADDRESS "no-address";
    /// What says that an address comes.
    ADDRESS_CUES "address-cues";
}
