//! From the neutral tree to the script's tree: one file a family of constructs.

mod amount;
mod braces;
mod customer;
mod expression;
mod kinds;
mod noun;
mod policy;
mod question;
mod rule;
mod shop;
mod speech;
mod step;

pub use amount::nearest_day;
pub use expression::MOST_OPERANDS;

use super::ast::{Declaration, DeclarationKind, Keywords, Language, Name, Names};
use super::node::{Node, Rule};
use super::prepared::Prepared;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span, Spanned};

/// Builds the tree of one piece.
pub struct Builder<'a> {
    /// The piece as the grammar read it.
    pub prepared: &'a Prepared<'a>,
    /// The whole file.
    pub file: &'a str,
    /// Which file.
    pub id: SourceId,
    /// The file's keywords.
    pub language: Keywords,
    /// What the grammar lets pass and the language does not.
    pub diagnostics: Vec<Diagnostic>,
    /// How many `otherwise` the present steps stand behind.
    choices: usize,
}

/// What any declaration may carry, gathered on the way.
#[derive(Default)]
struct Gathered {
    covers: Vec<Name>,
    about: Vec<Name>,
}

impl<'a> Builder<'a> {
    /// Ready for a prepared stretch of a file.
    pub fn new(prepared: &'a Prepared<'a>, file: &'a str, id: SourceId, language: Keywords) -> Self {
        Builder { prepared, file, id, language, diagnostics: Vec::new(), choices: 0 }
    }

    /// The declaration of a piece.
    pub fn declaration(&mut self, piece: &Node) -> Option<Declaration> {
        let node = piece.children.first()?;
        let mut gathered = Gathered::default();
        let kind = match node.rule {
            Rule::shop => DeclarationKind::Shop(self.shop(node, &mut gathered)?),
            Rule::use_module => DeclarationKind::Use(self.use_module(node)?),
            Rule::fact => DeclarationKind::Fact(self.fact(node, &mut gathered)?),
            Rule::intent => DeclarationKind::Intent(self.intent(node, &mut gathered)?),
            Rule::kind => DeclarationKind::Kind(self.kind(node, &mut gathered)?),
            Rule::offer => DeclarationKind::Offer(self.offer(node, &mut gathered)?),
            Rule::reply => DeclarationKind::Reply(self.reply(node, &mut gathered)?),
            Rule::when_rule => DeclarationKind::Rule(self.rule(node, &mut gathered)?),
            Rule::policy => DeclarationKind::Policy(self.policy(node, &mut gathered)?),
            Rule::question => DeclarationKind::Question(self.question(node, &mut gathered)?),
            Rule::flow => DeclarationKind::Flow(self.flow(node, &mut gathered)?),
            Rule::event => DeclarationKind::Event(self.event(node, &mut gathered)?),
            Rule::customer => DeclarationKind::Customer(self.customer(node, &mut gathered)?),
            _ => return None,
        };
        Some(Declaration { kind, covers: gathered.covers, span: self.span(node) })
    }

    /// Where a node stands in its file.
    fn span(&self, node: &Node) -> Span {
        Span::new(self.id, self.prepared.start(node.start), self.prepared.end(node.end))
    }

    /// What stands there: as its author wrote it, or as a mend has it.
    fn text(&self, node: &Node) -> &'a str {
        let read = self.prepared.text.get(node.start..node.end).unwrap_or_default();
        let written = self.file.get(self.span(node).range()).unwrap_or_default();
        // Only the case of letters may differ where nothing was mended.
        if written == read || written.to_lowercase() == read.to_lowercase() { written } else { read }
    }

    fn spanned<T>(&self, node: &Node, value: T) -> Spanned<T> {
        Spanned { value, span: self.span(node) }
    }

    /// A name, without the 「 」 around it or around its parts.
    fn name(&self, node: &Node) -> Name {
        use unicode_normalization::{UnicodeNormalization, is_nfc};
        let written = self.text(node);
        let text =
            if written.contains(['「', '」']) { written.replace(['「', '」'], "") } else { written.to_owned() };
        let text = if is_nfc(&text) { text } else { text.nfc().collect() };
        Name { text: text.trim().into(), span: self.span(node) }
    }

    /// The names among a node's children.
    fn names_in(&self, node: &Node) -> Vec<Name> {
        node.children.iter().filter(|child| child.rule == Rule::name).map(|child| self.name(child)).collect()
    }

    fn language(&self, node: &Node) -> Language {
        Spanned { value: self.text(node).to_ascii_lowercase().into(), span: self.span(node) }
    }

    /// A declaration's names, with what `formerly` says anywhere in it.
    fn names(&self, declaration: &Node) -> Option<Names> {
        let node = declaration.children.iter().find(|child| child.rule == Rule::names)?;
        let name = self.name(node.children.first()?);
        let others = node.children.iter().filter_map(|child| self.other_name(child)).collect();
        let formerly = declaration.children.iter().filter(|child| child.rule == Rule::formerly);
        let formerly = formerly.flat_map(|child| self.names_in(child)).collect();
        Some(Names { name, others, formerly })
    }

    fn other_name(&self, node: &Node) -> Option<(Language, Name)> {
        match (node.rule, node.children.as_slice()) {
            (Rule::other_name, [language, name]) => Some((self.language(language), self.name(name))),
            _ => None,
        }
    }

    /// Takes `covers` and `about` out of a declaration's children.
    fn gather(&self, declaration: &Node, gathered: &mut Gathered) {
        for child in &declaration.children {
            match child.rule {
                Rule::covers => gathered.covers.extend(self.names_in(child)),
                Rule::about => gathered.about.extend(self.names_in(child)),
                _ => {}
            }
        }
    }
}

/// What is said of constructs that nest too deep.
pub fn too_deep(id: SourceId, at: usize) -> Diagnostic {
    use super::node::DEEPEST_NESTING;
    let message = format!("this nests more than {DEEPEST_NESTING} deep");
    let deep = Diagnostic::new(Code::TooDeep, message, Span::new(id, at, at + 1), "too deep from here on");
    deep.help("say it in smaller pieces: a kind or a reply of its own can take a part of it")
}
