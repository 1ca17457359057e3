//! An intent to paste for what customers ask and no rule hears: made of their words, in the keywords of the script.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::pool::{Group, Pool, Words};
use crate::nlu::{holds_phrase, is_han, normalise, signals};
use crate::program::{PatternPart, Program, key};
use crate::source::{Source, SourceId};
use crate::syntax::ast::Keywords;
use crate::syntax::format;

/// The most examples of a suggestion.
const MOST_EXAMPLES: usize = 8;

/// The longest sentence that is an example, in characters.
const LONGEST_EXAMPLE: usize = 120;

/// Digits in a row that may be somebody's own: a phone, an order, a card.
const PRIVATE_DIGITS: usize = 5;

/// The longest name, in words, and in characters of Han.
const LONGEST_NAME: (usize, usize) = (3, 4);

/// Of how many members of a group a phrase must stand in, and how many of those who say it belong to the group.
const SAID_BY: f64 = 0.5;
const SAYS_SO: f64 = 0.9;

/// How many runs of words are weighed for a group.
const MOST_WEIGHED: usize = 24;

/// The fewest letters of a word that a name begins or ends with: what is shorter mostly binds others.
const FEWEST_LETTERS: usize = 4;

/// Characters that bind others, so that no name begins or ends with one.
const BINDING: &str =
    "的了吗呢吧啊哦呀嘛个这那哪我你您他她们可能会要想是不没有在就都也还和跟与请一几多少么什怎为帮给去来到把被让从对";

/// An intent to paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub name: String,
    pub text: String,
}

/// Makes suggestions, each under another name.
pub(super) struct Suggesting<'a> {
    program: &'a Program,
    keywords: Keywords,
    /// What customers write, normalised: what was not heard, and what the script knows they say.
    said: Vec<String>,
    taken: FxHashSet<String>,
}

impl<'a> Suggesting<'a> {
    pub fn new(program: &'a Program, keywords: Keywords, pool: &Pool) -> Self {
        let examples = program.intents.iter().flat_map(|intent| &intent.examples).map(|(_, text)| normalise(text));
        let phrases = program.lexicon.patterns.iter().map(|pattern| {
            let words = pattern.parts.iter().filter_map(|part| match part {
                PatternPart::Words(words) => Some(&**words),
                PatternPart::Slot(..) => None,
            });
            words.collect::<Vec<_>>().join(" ")
        });
        let said = pool.words().map(|(normal, _)| normal.to_owned()).chain(examples).chain(phrases).collect();
        let names = &program.names;
        let taken = names.intents.keys().chain(names.events.keys()).cloned().collect();
        Suggesting { program, keywords, said, taken }
    }

    /// An intent for a group; nothing where it was asked once, or no sentence of it can be an example.
    pub fn of(&mut self, group: &Group<'_>) -> Option<Suggestion> {
        let examples = self.examples(group);
        if group.count < 2 || examples.is_empty() {
            return None;
        }
        let telling = self.telling(group);
        let named = telling.as_ref().map(|(words, _)| words.replace(' ', "-"));
        let phrase = telling.filter(|(_, tells)| *tells).map(|(words, _)| words);
        let names = named.into_iter().chain([self.plain_name()]);
        for name in names {
            let name = self.free(&name);
            let written = self.written(&name, phrase.as_deref(), &examples, group);
            let source = Source::new("suggestion", written);
            if let Ok(text) = format(&source, SourceId(0), Some(self.keywords)) {
                self.taken.insert(key(&name));
                return Some(Suggestion { name, text });
            }
        }
        None
    }

    /// Sentences by their language, those most like all others first; none twice, and none that tells who somebody is.
    fn examples(&self, group: &Group<'_>) -> BTreeMap<usize, Vec<String>> {
        let mut examples: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut known = FxHashSet::default();
        let fit = group.words.iter().filter(|words| is_example(words));
        for words in fit {
            let bare: String = normalise(&words.text).chars().filter(|c| c.is_alphanumeric()).collect();
            if known.len() < MOST_EXAMPLES && known.insert(bare) {
                let language = self.program.shop.language(&words.language).map_or(0, |language| language.index());
                examples.entry(language).or_default().push(sentence(&words.text));
            }
        }
        examples
    }

    /// The run of words that tells a group from all else, and whether it tells it well enough to be a phrase.
    fn telling(&self, group: &Group<'_>) -> Option<(String, bool)> {
        let members: Vec<String> = group.words.iter().map(|words| normalise(&words.text)).collect();
        let mut runs: BTreeMap<String, usize> = BTreeMap::new();
        for member in &members {
            for run in runs_of(member) {
                *runs.entry(run).or_default() += 1;
            }
        }
        let mut runs: Vec<(String, usize)> = runs.into_iter().collect();
        runs.sort_by_key(|(run, count)| std::cmp::Reverse((*count, words(run))));
        runs.truncate(MOST_WEIGHED);
        let all = self.said.len() as f64;
        let weighed = runs.into_iter().map(|(run, own)| {
            let everywhere = self.said.iter().filter(|said| holds_phrase(said, &run)).count().max(own) as f64;
            let own = own as f64;
            let weight = own * (all / everywhere).ln_1p() * (0.8 + 0.2 * words(&run) as f64);
            let tells = own / members.len() as f64 >= SAID_BY && own / everywhere >= SAYS_SO;
            // One word alone may stand in many a sentence that asks something else.
            let is_phrase = words(&run) > 1 || run.chars().all(is_han);
            (weight, tells && is_phrase && members.len() > 1, run)
        });
        let best = weighed.max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.2.cmp(&one.2)));
        best.map(|(_, tells, run)| (run, tells))
    }

    fn written(
        &self,
        name: &str,
        phrase: Option<&str>,
        examples: &BTreeMap<usize, Vec<String>>,
        group: &Group<'_>,
    ) -> String {
        let times = group.count;
        let about = match self.keywords {
            Keywords::English => format!("asked {times} times"),
            Keywords::Chinese => format!("问了{times}次"),
            Keywords::Spanish => format!("preguntado {times} veces"),
        };
        let mut text = format!("intent {name} \"{about}\":\n");
        let tag = |language: usize| match self.program.shop.languages.get(language) {
            Some(tag) if language > 0 => format!(" {tag}:"),
            _ => String::new(),
        };
        let list = |word: &str, language: usize, texts: &[String]| {
            let quoted: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
            format!("  {word}{} {}\n", tag(language), quoted.join(", "))
        };
        if let (Some(phrase), Some(language)) = (phrase, examples.keys().next()) {
            text.push_str(&list("phrases", *language, &[phrase.to_owned()]));
        }
        for (language, texts) in examples {
            text.push_str(&list("examples", *language, texts));
        }
        text
    }

    fn plain_name(&self) -> String {
        match self.keywords {
            Keywords::English => "asked-often",
            Keywords::Chinese => "常问",
            Keywords::Spanish => "pregunta-frecuente",
        }
        .to_owned()
    }

    /// The name, with a figure behind it where something is called so.
    fn free(&self, name: &str) -> String {
        let others = (2..).map(|number| format!("{name}-{number}"));
        std::iter::once(name.to_owned())
            .chain(others)
            .find(|name| !self.taken.contains(&key(name)))
            .unwrap_or_else(|| name.to_owned())
    }
}

/// Whether a sentence may stand in a script: short enough, and nobody's own.
fn is_example(words: &Words) -> bool {
    let carried = signals(&words.text);
    let digits = words.text.split(|c: char| !c.is_numeric()).map(|run| run.chars().count()).max().unwrap_or(0);
    !(carried.link || carried.contact || carried.secret)
        && digits < PRIVATE_DIGITS
        && words.text.chars().count() <= LONGEST_EXAMPLE
}

/// A sentence as it can stand between quotation marks.
fn sentence(text: &str) -> String {
    let plain = |c: char| match c {
        '"' | '＂' | '“' | '”' | '«' | '»' | '『' | '』' | '「' | '」' => '\'',
        '{' | '[' | '｛' | '【' => '(',
        '}' | ']' | '｝' | '】' => ')',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    };
    let text: String = text.chars().map(plain).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words a run has.
fn words(run: &str) -> usize {
    run.split(' ').count()
}

/// The runs of words of a normalised text that could be a name.
fn runs_of(text: &str) -> FxHashSet<String> {
    let mut runs = FxHashSet::default();
    let (most_words, most_han) = LONGEST_NAME;
    for stretch in stretches(text) {
        let says_something = |word: Option<&String>| word.is_some_and(|word| word.chars().count() >= FEWEST_LETTERS);
        for count in 1..=most_words {
            let named = stretch.words.windows(count);
            let named = named.filter(|run| says_something(run.first()) && says_something(run.last()));
            runs.extend(named.map(|run| run.join(" ")));
        }
        let binds = |letter: Option<&char>| letter.is_some_and(|letter| BINDING.contains(*letter));
        for count in 2..=most_han {
            let named = stretch.han.windows(count).filter(|run| !binds(run.first()) && !binds(run.last()));
            runs.extend(named.map(|run| run.iter().collect::<String>()));
        }
    }
    // A run over a sign that stands between its words is none.
    runs.retain(|run| holds_phrase(text, run));
    runs
}

/// Words that stand together, or characters of Han that do.
#[derive(Default)]
struct Stretch {
    words: Vec<String>,
    han: Vec<char>,
}

/// Figures and Han end a stretch of words, and all but Han a stretch of Han.
fn stretches(text: &str) -> Vec<Stretch> {
    let mut stretches = vec![Stretch::default()];
    let mut new_word = true;
    for c in text.chars() {
        let Some(last) = stretches.last_mut() else { break };
        if is_han(c) {
            if last.words.is_empty() {
                last.han.push(c);
            } else {
                stretches.push(Stretch { han: vec![c], ..Stretch::default() });
            }
            new_word = true;
        } else if c.is_alphabetic() {
            if !last.han.is_empty() {
                stretches.push(Stretch { words: vec![c.into()], ..Stretch::default() });
            } else if let Some(word) = last.words.last_mut().filter(|_| !new_word) {
                word.push(c);
            } else {
                last.words.push(c.into());
            }
            new_word = false;
        } else {
            if c.is_numeric() || !last.han.is_empty() {
                stretches.push(Stretch::default());
            }
            new_word = true;
        }
    }
    stretches
}
