//! What conversations reach of a script: read from their turns' traces, by place in the files, so that many scripts add up.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::play::Played;
use crate::engine::{Deed, Outcome, Remark, Turn};
use crate::program::{Addressee, Program, Question, Speech};
use crate::source::{Source, Sources, Span};

/// A kind of thing that conversations reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A rule that fired.
    Rule,
    /// A rung that was taken.
    Rung,
    /// A prepared answer that was given.
    Reply,
    /// A flow that was started.
    Flow,
    /// A question that was asked.
    Question,
    /// A question that was asked again.
    Again,
    /// A question that was given up, or a system that did not answer.
    GivenUp,
    /// A variant that was said.
    Variant,
    /// A language in which something was said of what is written in it.
    Language,
}

impl Part {
    /// Every kind, in the order of a table's columns.
    pub const ALL: [Part; 9] = [
        Part::Rule,
        Part::Rung,
        Part::Reply,
        Part::Flow,
        Part::Question,
        Part::Again,
        Part::GivenUp,
        Part::Variant,
        Part::Language,
    ];

    /// What one of it is called.
    pub fn word(self) -> &'static str {
        match self {
            Part::Rule => "rule",
            Part::Rung => "rung",
            Part::Reply => "reply",
            Part::Flow => "flow",
            Part::Question => "question",
            Part::Again => "repetition",
            Part::GivenUp => "otherwise",
            Part::Variant => "variant",
            Part::Language => "language",
        }
    }
}

/// Where something stands in its file, and in which language where that tells two things at one place apart.
type Place = (usize, Part, Arc<str>);

/// One thing that a conversation can reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub part: Part,
    /// Its first byte and the byte behind its last.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    /// The language, of a variant or a language.
    pub language: Arc<str>,
    /// Whether a conversation reached it.
    pub reached: bool,
}

/// The things of one file, in the order in which they stand.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The file.
    pub source: Source,
    items: BTreeMap<Place, Item>,
}

impl Covered {
    /// Everything that a conversation can reach, in written order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fraction {
    /// What was reached.
    pub reached: usize,
    /// What there is.
    pub of: usize,
}

impl Fraction {
    /// How much of items was reached.
    pub fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        items.fold(Fraction::default(), |sum, item| Fraction {
            reached: sum.reached + usize::from(item.reached),
            of: sum.of + 1,
        })
    }

    /// In percent; of nothing all is reached.
    pub fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { 100.0 * self.reached as f64 / self.of as f64 }
    }
}

/// What conversations reach of all the files of their scripts.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// The files by name.
    pub files: BTreeMap<Arc<str>, Covered>,
}

impl Coverage {
    /// Adds a script: everything it can do, and what of it was done in its conversations.
    pub fn add<'p>(&mut self, program: &Program, sources: &Sources, played: impl Iterator<Item = &'p Played>) {
        let mut sheet = Sheet::new(program);
        sheet.list();
        let by_key = speeches(program);
        for happened in played.flat_map(|played| &played.happened) {
            sheet.mark(&happened.turn, &by_key);
        }
        for ((span, part, language), reached) in sheet.found {
            let Some(source) = sources.get(span.source) else { continue };
            let file = self.files.entry(source.name.clone());
            let file = file.or_insert_with(|| Covered { source: source.clone(), items: BTreeMap::new() });
            let Span { start, end, .. } = span;
            let (start, end) = (start as usize, end as usize);
            let item = Item { part, start, end, language: language.clone(), reached: false };
            file.items.entry((start, part, language)).or_insert(item).reached |= reached;
        }
    }
}

/// The speeches that memory calls the same.
type Speeches<'p> = HashMap<&'p str, Vec<&'p Speech>>;

fn speeches(program: &Program) -> Speeches<'_> {
    let mut by_key = Speeches::new();
    for speech in &program.speeches {
        by_key.entry(&speech.key).or_default().push(speech);
    }
    by_key
}

/// One script's things, and which were reached.
struct Sheet<'p> {
    program: &'p Program,
    found: HashMap<(Span, Part, Arc<str>), bool>,
}

impl<'p> Sheet<'p> {
    fn new(program: &'p Program) -> Self {
        Sheet { program, found: HashMap::new() }
    }

    fn note(&mut self, span: Span, part: Part, language: Option<&Arc<str>>, reached: bool) {
        // The same place without a language is one with none.
        let language = language.cloned().unwrap_or_else(|| Arc::from(""));
        *self.found.entry((span, part, language)).or_default() |= reached;
    }

    fn list(&mut self) {
        for rule in &self.program.rules {
            self.note(rule.span, Part::Rule, None, false);
            for rung in rule.body.rungs() {
                self.note(rung.span, Part::Rung, None, false);
            }
        }
        for reply in &self.program.replies {
            self.note(reply.span, Part::Reply, None, false);
        }
        for flow in &self.program.flows {
            self.note(flow.span, Part::Flow, None, false);
        }
        for question in &self.program.questions {
            self.note(question.span, Part::Question, None, false);
            if let Addressee::Customer { times: 1.., .. } = &question.to {
                self.note(question.span, Part::Again, None, false);
            }
            let (Addressee::Customer { otherwise, .. } | Addressee::System { otherwise, .. }) = &question.to;
            if !otherwise.is_empty() {
                self.note(question.span, Part::GivenUp, None, false);
            }
        }
        for speech in &self.program.speeches {
            for (language, variants) in self.program.shop.languages.iter().zip(&speech.variants) {
                for variant in variants {
                    self.note(variant.text.span, Part::Variant, Some(language), false);
                    self.note(speech.span, Part::Language, Some(language), false);
                }
            }
        }
    }

    fn mark(&mut self, turn: &Turn, by_key: &Speeches<'_>) {
        for tried in turn.trace.tried.iter().filter(|tried| tried.outcome == Outcome::Fired) {
            let Some(rule) = self.program.rules.get(tried.rule as usize) else { continue };
            self.note(rule.span, Part::Rule, None, true);
            for taken in tried.rungs.iter().filter(|rung| rung.outcome == Outcome::Fired) {
                if let Some(rung) = rule.body.rungs().find(|rung| rung.deed == taken.deed) {
                    self.note(rung.span, Part::Rung, None, true);
                }
            }
            self.mark_said(&tried.said, &turn.language, by_key);
        }
        self.mark_said(&turn.trace.said, &turn.language, by_key);
        for name in &turn.trace.started {
            let flow = self.program.names.flows.get(&name.to_lowercase());
            if let Some(flow) = flow.and_then(|id| self.program.flow(*id)) {
                self.note(flow.span, Part::Flow, None, true);
            }
        }
        for remark in &turn.trace.remarks {
            if let Remark::GivenUp { question } = remark
                && let Some(question) = self.question(question)
            {
                self.note(question.span, Part::GivenUp, None, true);
            }
        }
        for deed in turn.deeds() {
            if let Deed::Says(name) = deed
                && let Some(reply) = self.program.names.replies.get(&name.to_lowercase())
                && let Some(reply) = self.program.reply(*reply)
            {
                self.note(reply.span, Part::Reply, None, true);
            }
            if let Deed::Asks(name) = deed
                && let Some(question) = self.question(name)
            {
                let no_answer = Remark::NotAnAnswer { question: name.clone() };
                let part = if turn.trace.remarks.contains(&no_answer) { Part::Again } else { Part::Question };
                self.note(question.span, part, None, true);
            }
        }
    }

    fn question(&self, name: &str) -> Option<&'p Question> {
        self.program.question(*self.program.names.questions.get(&name.to_lowercase())?)
    }

    /// What has no words in the turn's language is said in the default one.
    fn mark_said(&mut self, said: &[(Arc<str>, Arc<str>)], language: &Arc<str>, by_key: &Speeches<'_>) {
        let languages = &self.program.shop.languages;
        for (speech, said) in said {
            for speech in by_key.get(&**speech).into_iter().flatten() {
                let written = languages.iter().zip(&speech.variants);
                let (own, others): (Vec<_>, Vec<_>) = written.partition(|(tag, _)| *tag == language);
                let in_words = own.into_iter().filter(|(_, variants)| !variants.is_empty()).chain(others);
                for (tag, variants) in in_words.take(1) {
                    for variant in variants.iter().filter(|variant| variant.text.key == *said) {
                        self.note(variant.text.span, Part::Variant, Some(tag), true);
                        self.note(speech.span, Part::Language, Some(tag), true);
                    }
                }
            }
        }
    }
}
