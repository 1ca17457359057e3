//! What a script may be run with, but hardly was meant to say: every warning, one file a concern.
//!
//! A warning must be true. Where the script alone cannot tell, nothing is said: an owner who was warned for nothing
//! twice reads no third warning.

mod address;
mod bottom_line;
mod brackets;
mod choices;
mod condition;
mod domain;
mod forgotten;
mod ladder;
mod linear;
mod never;
mod otherwise;
mod overlap;
mod phraseless;
mod phrases;
mod produced;
mod sayings;
mod told;
mod translation;
mod twice;
mod unspoken;
mod unused;
mod verified;
mod wording;
mod words;

use std::collections::HashMap;

use crate::check::checker::Uses;
use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::ast;

/// A condition longer than so many characters is not repeated in a message.
const LONGEST_QUOTE: usize = 60;

/// What is looked at.
pub(super) struct Input<'a> {
    /// The resolved script. Scripts with errors are not looked at: a warning might be about what was not meant.
    pub program: &'a Program,
    /// The trees, each with whether it is a module of the library: of those nothing is said.
    pub scripts: &'a [(&'a ast::Script, bool)],
    /// The text.
    pub sources: &'a Sources,
    /// What is mentioned outside its own declaration.
    pub uses: &'a Uses,
}

/// Every warning, in no order.
pub(super) fn lint(input: &Input) -> Vec<Diagnostic> {
    let context = Context::new(input);
    let mut warnings = Vec::new();
    never::check(&context, &mut warnings);
    overlap::check(&context, &mut warnings);
    ladder::check(&context, &mut warnings);
    otherwise::check(&context, &mut warnings);
    phrases::check(&context, &mut warnings);
    translation::check(&context, &mut warnings);
    phraseless::check(&context, &mut warnings);
    verified::check(&context, &mut warnings);
    words::check(&context, &mut warnings);
    twice::check(&context, &mut warnings);
    bottom_line::check(&context, &mut warnings);
    unused::check(&context, &mut warnings);
    unspoken::check(&context, &mut warnings);
    told::check(&context, &mut warnings);
    forgotten::check(&context, &mut warnings);
    choices::check(&context, &mut warnings);
    address::check(&context, &mut warnings);
    brackets::check(&context, &mut warnings);
    warnings
}

/// The program and its tree side by side: the one knows what is meant, the other where it stands.
struct Context<'a> {
    program: &'a Program,
    sources: &'a Sources,
    uses: &'a Uses,
    scripts: &'a [(&'a ast::Script, bool)],
    /// The shop's own declarations by their places: the library's are missing.
    own: HashMap<Span, &'a ast::Declaration>,
    /// What the shop's own files are written in.
    keywords: HashMap<SourceId, ast::Keywords>,
}

impl<'a> Context<'a> {
    fn new(input: &Input<'a>) -> Self {
        let mut context = Context {
            program: input.program,
            sources: input.sources,
            uses: input.uses,
            scripts: input.scripts,
            own: HashMap::new(),
            keywords: HashMap::new(),
        };
        for (script, _) in input.scripts.iter().filter(|(_, library)| !library) {
            for declaration in &script.declarations {
                context.keywords.insert(declaration.span.source, script.keywords);
                context.own.insert(declaration.span, declaration);
                if let Some(names) = names(&declaration.kind) {
                    context.own.insert(names.name.span, declaration);
                }
            }
        }
        context
    }

    /// The shop's own declarations in written order.
    fn declarations(&self) -> impl Iterator<Item = &'a ast::Declaration> + use<'a> {
        self.scripts.iter().filter(|(_, library)| !library).flat_map(|(script, _)| &script.declarations)
    }

    /// The shop's own rules with the places of their declarations.
    fn rules(&self) -> impl Iterator<Item = (&'a ast::Rule, Span)> + use<'a> {
        self.declarations().filter_map(|declaration| match &declaration.kind {
            ast::DeclarationKind::Rule(rule) => Some((rule, declaration.span)),
            _ => None,
        })
    }

    /// Every intent, the library's too.
    fn intents(&self) -> impl Iterator<Item = &'a ast::Intent> + use<'a> {
        self.scripts.iter().flat_map(|(script, _)| &script.declarations).filter_map(|declaration| {
            match &declaration.kind {
                ast::DeclarationKind::Intent(intent) => Some(intent),
                _ => None,
            }
        })
    }

    /// The tree of something the program says is declared at `span`, by its name's place or its own.
    fn declaration(&self, span: Span) -> Option<&'a ast::DeclarationKind> {
        self.own.get(&span).map(|declaration| &declaration.kind)
    }

    fn rule(&self, span: Span) -> Option<&'a ast::Rule> {
        match self.declaration(span) {
            Some(ast::DeclarationKind::Rule(rule)) => Some(rule),
            _ => None,
        }
    }

    /// Whether a place lies in the shop's own files.
    fn is_own(&self, span: Span) -> bool {
        self.keywords.contains_key(&span.source)
    }

    /// What the file of a place is written in.
    fn keywords(&self, span: Span) -> ast::Keywords {
        self.keywords.get(&span.source).copied().unwrap_or_default()
    }

    /// A condition in a message: its words where they are few, and a part of brackets is not cut off.
    fn condition(&self, span: Span) -> String {
        let words = self.quote(span);
        let whole = words.matches('(').count() == words.matches(')').count();
        if whole && words.chars().count() <= LONGEST_QUOTE { format!("`{words}`") } else { "this condition".to_owned() }
    }

    /// What stands before a place in its file.
    fn before(&self, span: Span) -> &str {
        let text = self.sources.get(span.source).map_or("", |source| &*source.text);
        text.get(..span.start as usize).unwrap_or_default().trim_end()
    }

    /// The script's own words on one line.
    fn quote(&self, span: Span) -> String {
        self.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Visits every step of a declaration, those behind `if` too.
fn each_step<'a>(kind: &'a ast::DeclarationKind, visit: &mut impl FnMut(&'a ast::Step)) {
    match kind {
        ast::DeclarationKind::Reply(reply) => steps(&reply.steps, visit),
        ast::DeclarationKind::Flow(flow) => steps(&flow.steps, visit),
        ast::DeclarationKind::Question(question) => {
            for clause in &question.clauses {
                if let ast::QuestionClause::Again { otherwise, .. } | ast::QuestionClause::Within { otherwise, .. } =
                    &clause.value
                {
                    steps(otherwise, visit);
                }
            }
        }
        ast::DeclarationKind::Policy(ast::Policy {
            demand: ast::Demand::AlwaysAnswerWithin { otherwise, .. }, ..
        }) => {
            steps(otherwise, visit);
        }
        ast::DeclarationKind::Rule(rule) => match &rule.body {
            ast::Body::Steps(list) => steps(list, visit),
            ast::Body::Ladder { rungs, otherwise } => {
                rungs.iter().chain(otherwise).for_each(|rung| steps(&rung.steps, visit));
            }
        },
        _ => {}
    }
}

fn steps<'a>(list: &'a [ast::Step], visit: &mut impl FnMut(&'a ast::Step)) {
    for step in list {
        visit(step);
        if let ast::StepKind::If { then, otherwise, .. } = &step.value {
            steps(then, visit);
            steps(otherwise, visit);
        }
    }
}

fn names(kind: &ast::DeclarationKind) -> Option<&ast::Names> {
    use ast::DeclarationKind as Kind;
    match kind {
        Kind::Fact(fact) => Some(&fact.names),
        Kind::Intent(intent) => Some(&intent.names),
        Kind::Kind(kind) => Some(&kind.names),
        Kind::Offer(offer) => Some(&offer.names),
        Kind::Reply(reply) => Some(&reply.names),
        Kind::Question(question) => Some(&question.names),
        Kind::Flow(flow) => Some(&flow.names),
        Kind::Event(event) => Some(&event.names),
        Kind::Customer(customer) => Some(&customer.names),
        Kind::Shop(_) | Kind::Use(_) | Kind::Rule(_) | Kind::Policy(_) => None,
    }
}
