//! What all parts of the checker share: the names, what was made so far, and the place a part stands in.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;

use super::behind::Behind;
use super::data::DataFiles;
use super::intents::PhraseCount;
use super::load::File;
use super::lost::Lost;
use super::names::{DeedId, Names};
use super::report::Report;
use super::shop::{languages, silent_shop};
use super::sites::Sites;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu::{PhraseSource, lexicon, plain, taught, word_list};
use crate::program::{
    Catalogue, Customer, EventId, Expression, Fact, FactId, Flow, FlowId, Intent, IntentId, Kind, KindId, LanguageId,
    Offer, OfferId, Policies, Program, Question, QuestionId, Renames, Reply, ReplyId, Rule, Shop, ShopEvent, Speech,
    TopicId, Type, Wait,
};
use crate::source::Sources;
use crate::syntax::ast::{self, Keywords, Name};
use crate::syntax::percent_in_words;

/// For how many unknown names of one script a nearer one is looked for.
const MOST_SUGGESTIONS: usize = 100;

/// What is mentioned anywhere outside its own declaration.
#[derive(Debug, Default)]
pub struct Uses {
    /// Facts.
    pub facts: HashSet<FactId>,
    /// Intents.
    pub intents: HashSet<IntentId>,
    /// Kinds.
    pub kinds: HashSet<KindId>,
    /// Offers.
    pub offers: HashSet<OfferId>,
    /// Replies.
    pub replies: HashSet<ReplyId>,
    /// Questions.
    pub questions: HashSet<QuestionId>,
    /// Flows.
    pub flows: HashSet<FlowId>,
    /// Events.
    pub events: HashSet<EventId>,
}

/// The checker at work.
pub(super) struct Checker<'a> {
    pub sources: &'a Sources,
    pub files: &'a [File],
    /// The files of data that scripts name.
    pub data_files: &'a DataFiles,
    pub report: Report<'a>,
    pub names: Names,
    pub uses: Uses,
    pub shop: Shop,
    pub facts: Vec<Fact>,
    pub intents: Vec<Intent>,
    pub phrases: Vec<PhraseSource>,
    pub kinds: Vec<Kind>,
    /// The conditions of the kinds whose condition could not be made out.
    pub kinds_lost: HashMap<KindId, &'a ast::Expression>,
    pub offers: Vec<Offer>,
    pub replies: Vec<Reply>,
    pub rules: Vec<Rule>,
    pub speeches: Vec<Speech>,
    /// What memory calls them: the first of each name.
    pub speech_keys: HashMap<Arc<str>, usize>,
    pub topics: IndexMap<String, (TopicId, Arc<str>)>,
    pub policies: Policies,
    /// What the shop sells, where it names a catalogue.
    pub catalogue: Option<Catalogue>,
    /// The facts of the library.
    pub standard: HashSet<FactId>,
    /// By intent, how many phrases bring each slot.
    pub phrase_counts: Vec<PhraseCount>,
    pub questions: Vec<Question>,
    /// The questions that take only some values of their answer's type: numbers between two ends, words that are an e-mail address.
    pub takes_few: HashSet<QuestionId>,
    /// By question, the answers that a system is told.
    pub told: Vec<Vec<QuestionId>>,
    pub flows: Vec<Flow>,
    /// By flow, reply and question, what is known behind it, and what may be forgotten.
    pub left_behind: HashMap<DeedId, Behind>,
    pub events: Vec<ShopEvent>,
    pub waits: Vec<Wait>,
    pub customers: Vec<Customer>,
    /// What is known wherever an offer or a reply is used.
    pub sites: Sites,
}

/// Resolves everything read: the program as far as it could be made, what is mentioned in it, and all errors.
pub(super) fn check(
    sources: &Sources,
    files: &[File],
    data_files: &DataFiles,
    diagnostics: Vec<Diagnostic>,
) -> (Program, Uses, Vec<Diagnostic>) {
    let mut report = Report::new(sources, files, diagnostics);
    let names = Names::collect(files, &mut report);
    let keywords = files.iter().find(|file| !file.library).map(|file| file.script.keywords).unwrap_or_default();
    let mut shop = silent_shop(keywords);
    if let Some(languages) = languages(files, &mut report) {
        shop.address = vec![None; languages.len()];
        shop.languages = languages;
    }
    let mut checker = Checker {
        sources,
        files,
        data_files,
        report,
        names,
        uses: Uses::default(),
        shop,
        facts: Vec::new(),
        intents: Vec::new(),
        phrases: Vec::new(),
        kinds: Vec::new(),
        kinds_lost: HashMap::new(),
        offers: Vec::new(),
        replies: Vec::new(),
        rules: Vec::new(),
        speeches: Vec::new(),
        speech_keys: HashMap::new(),
        topics: IndexMap::new(),
        policies: Policies::default(),
        catalogue: None,
        standard: HashSet::new(),
        phrase_counts: Vec::new(),
        questions: Vec::new(),
        takes_few: HashSet::new(),
        told: Vec::new(),
        flows: Vec::new(),
        left_behind: HashMap::new(),
        events: Vec::new(),
        waits: Vec::new(),
        customers: Vec::new(),
        sites: Sites::default(),
    };
    checker.settings();
    checker.values_in_braces();
    checker.all_facts();
    checker.all_data();
    checker.all_intents();
    checker.all_kinds();
    checker.all_events();
    checker.declare_offers();
    checker.declare_replies();
    checker.declare_questions();
    checker.declare_flows();
    let leads = checker.find_leads();
    // What a reply, a flow or an offer may say depends on where it is used: users come first.
    checker.all_rules();
    checker.all_policies();
    checker.all_leads(&leads);
    checker.all_offers();
    checker.all_customers();
    checker.program()
}

/// Where an expression or step stands, and what is known there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// What the file is written in.
    pub keywords: Keywords,
    /// In a module of the library.
    pub library: bool,
    /// Names known only here: the slots of the trigger's intent or event.
    pub locals: Vec<(Arc<str>, Type)>,
    /// In `show products`: `price` means each product's own.
    pub columns: bool,
    /// Facts and slots that cannot be unknown here.
    pub known: Vec<Expression>,
    /// What may be known here besides: something around it could not be made out.
    pub lost: Lost,
    /// What sets the rule off could not be made out, so that its slots are missing.
    pub without_slots: bool,
}

impl Place {
    pub fn of(file: &File) -> Self {
        Place {
            keywords: file.script.keywords,
            library: file.library,
            locals: Vec::new(),
            columns: false,
            known: Vec::new(),
            lost: Lost::default(),
            without_slots: false,
        }
    }

    /// Adds what is known, each once.
    pub fn know(&mut self, more: Vec<Expression>) {
        for leaf in more {
            if !self.known.contains(&leaf) {
                self.known.push(leaf);
            }
        }
    }
}

impl<'a> Checker<'a> {
    /// Every declaration with its file, the library's first: the order in which ids are given.
    pub fn declarations(&self) -> impl Iterator<Item = (&'a File, &'a crate::syntax::ast::Declaration)> + use<'a> {
        let files = self.files;
        [true, false].into_iter().flat_map(move |library| {
            files
                .iter()
                .filter(move |file| file.library == library)
                .flat_map(|file| file.script.declarations.iter().map(move |declaration| (file, declaration)))
        })
    }

    /// Everything put together.
    fn program(mut self) -> (Program, Uses, Vec<Diagnostic>) {
        let names = self.names.dictionary();
        let bare = |name: &str| names.intents.get(name).copied();
        let (refusal, acceptance, cancellation) = (bare("refusal"), bare("acceptance"), bare("cancellation"));
        self.policies.looked_for = word_list(&self.policies.words);
        let mut program = Program {
            triggers: self.triggers(),
            lexicon: lexicon(&self.phrases, &self.intents),
            classifier: taught(&self.intents, &self.phrases),
            catalogue: self.catalogue,
            refusal,
            acceptance,
            cancellation,
            names,
            shop: self.shop,
            facts: self.facts,
            intents: self.intents,
            kinds: self.kinds,
            offers: self.offers,
            replies: self.replies,
            questions: self.questions,
            flows: self.flows,
            events: self.events,
            waits: self.waits,
            customers: self.customers,
            rules: self.rules,
            speeches: self.speeches,
            topics: self.topics.into_values().map(|(_, name)| name).collect(),
            policies: self.policies,
            renames: Renames::default(),
            digest: digest(self.sources, self.files),
        };
        program.lexicon.plain = plain(&program);
        (program, self.uses, self.report.finish())
    }

    /// The language of a tag, where the shop has it.
    pub fn language(&self, tag: &str) -> Option<LanguageId> {
        self.shop.language(tag)
    }

    /// The nearest of several names; where very much is unknown nothing is looked for, since that takes its time.
    pub fn nearest(&self, written: &str, near: &dyn Fn(&Checker<'_>) -> Vec<String>) -> Option<String> {
        if self.report.unknown_names() > MOST_SUGGESTIONS {
            return None;
        }
        let mut names = near(self);
        // What was to be declared where reading failed is there all the same.
        let unread = self.files.iter().filter(|file| !file.library).flat_map(|file| &file.script.unread_names);
        names.extend(self.spelled(unread.copied()));
        did_you_mean(written, names.iter().map(String::as_str)).map(str::to_owned)
    }

    /// A name that has swallowed words of the language, where what is left of it is a name.
    fn apart(&self, name: &Name) -> Option<String> {
        let parts = crate::syntax::apart(&name.text, self.report.keywords(name.span))?;
        let known = parts.iter().any(|part| self.names.holds(&part.to_lowercase()));
        // A percentage in words is one of the words that stand apart.
        let figure =
            |part: &String| percent_in_words(part).map_or_else(|| part.clone(), |percent| format!("{percent}%"));
        known.then(|| parts.iter().map(figure).collect::<Vec<_>>().join(" "))
    }

    /// Says that a name of this sort is declared nowhere; once a name, and with the nearest there is.
    pub fn unknown_name(&mut self, unknown: Unknown<'_>) {
        let Unknown { code, sort, name, near, meant, help, example } = unknown;
        let key = name.key();
        // A name without a place was put in by the parser, to read on behind a mistake of which it told.
        let put_in = name.span.start == name.span.end;
        if put_in {
            return;
        }
        if !self.report.is_news(code.as_str(), &key) {
            self.report.mend_again(name.span, code.as_str(), &key);
            return;
        }
        let mut diagnostic =
            Diagnostic::new(code, format!("there is no {sort} `{}`", name.text), name.span, "declared nowhere");
        if let Some(now) = self.names.former.get(&key) {
            diagnostic = diagnostic.help(format!("it was renamed and is called `{now}` now"));
        } else if let Some(apart) = self.apart(name) {
            // The name may be the rest of a run that was cut in order to be read.
            let read = self.report.as_read(name.span);
            let apart = if read.contains(&*name.text) { read.replace(&*name.text, &apart) } else { apart };
            self.report.push_mended(diagnostic.help(format!("put blanks around names: `{apart}`")), apart);
            return;
        } else if let Some(near) = meant.or_else(|| self.nearest(&name.text, near)) {
            let told = diagnostic.help(format!("did you mean `{near}`?"));
            self.report.push_meant(told, code.as_str(), key, near);
            return;
        } else {
            diagnostic = diagnostic.help(help);
            if let Some(example) = example {
                diagnostic = diagnostic.example(example);
            }
        }
        self.report.push(diagnostic);
    }
}

/// A few figures that tell one script from another, and one version of the program from another.
fn digest(sources: &Sources, files: &[File]) -> Arc<str> {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    for source in files.iter().filter_map(|file| sources.get(file.id)) {
        source.text.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish()).into()
}

/// A name that is declared nowhere.
pub(super) struct Unknown<'n> {
    pub code: Code,
    /// What it should have been, in a word.
    pub sort: &'static str,
    pub name: &'n Name,
    /// What it means in other words.
    pub meant: Option<String>,
    /// What it may have been meant to be.
    pub near: &'n dyn Fn(&Checker<'_>) -> Vec<String>,
    /// What to do where nothing is near.
    pub help: String,
    pub example: Option<String>,
}
