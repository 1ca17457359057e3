//! What a shop declares takes the place of what the library calls the same. The library's names go on to the shop's own.

use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::load::File;
use super::report;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span, Spanned};
use crate::syntax::ast::{Declaration, DeclarationKind, Language, Name, Names};

/// Names of the library that mean a declaration of the shop's own now.
#[derive(Debug)]
pub(super) struct Replaced {
    keys: Vec<String>,
    by: Name,
}

/// Takes out of the library what the shop's own declarations replace.
pub(super) fn replace(files: &mut [File]) -> Vec<Replaced> {
    let mut own = Own::of(files);
    let mut replaced = Vec::new();
    for file in files.iter_mut().filter(|file| file.library) {
        let tag = file.script.keywords.tag();
        let replacement = |declaration: &Declaration| {
            let (_, names) = replaceable(&declaration.kind)?;
            let sort = discriminant(&declaration.kind);
            Some((keys(names).find_map(|key| own.declared.get(&(sort, key)).copied())?, names.clone()))
        };
        let found: Vec<_> = file.script.declarations.iter().map(replacement).collect();
        if found.iter().all(Option::is_none) {
            continue;
        }
        let mut kept = found.iter().map(Option::is_none);
        Arc::make_mut(&mut file.script).declarations.retain(|_| kept.next().unwrap_or(true));
        replaced.extend(found.into_iter().flatten().map(|(place, names)| (place, tag, names)));
    }
    let names = |(place, tag, names): (Place, &str, Names)| {
        let script = Arc::make_mut(&mut files.get_mut(place.0)?.script);
        let own_tag = script.keywords.tag();
        let declaration = script.declarations.get_mut(place.1)?;
        let (table, _) = replaceable(&declaration.kind)?;
        let by = names_mut(&mut declaration.kind)?;
        let keys = keys(&names).collect();
        if !by.others.iter().any(|(language, _)| *language.value == *own_tag) {
            // In its own language it goes on by its own name.
            by.others.push((tagged(own_tag), by.name.clone()));
        }
        own.inherit(table, by, tag, names);
        Some(Replaced { keys, by: by.name.clone() })
    };
    replaced.into_iter().filter_map(names).collect()
}

/// Things among which a name means one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Table {
    Occasions,
    Kinds,
    Deeds,
    Customers,
}

/// A file, and a declaration in it.
type Place = (usize, usize);

/// What the shop's own files declare.
struct Own {
    /// By sort and name.
    declared: HashMap<(Discriminant<DeclarationKind>, String), Place>,
    /// Every name that is taken.
    taken: HashSet<(Table, String)>,
}

impl Own {
    fn of(files: &[File]) -> Self {
        let mut own = Own { declared: HashMap::new(), taken: HashSet::new() };
        for (file, declarations) in files.iter().enumerate().filter(|(_, file)| !file.library) {
            for (at, declaration) in declarations.script.declarations.iter().enumerate() {
                let sort = discriminant(&declaration.kind);
                let Some((table, names)) = replaceable(&declaration.kind) else { continue };
                for key in keys(names) {
                    own.taken.insert((table, key.clone()));
                    own.declared.entry((sort, key)).or_insert((file, at));
                }
            }
        }
        own
    }

    /// Gives a declaration the names of the one it replaces, but for those that mean something else of the shop's.
    fn inherit(&mut self, table: Table, names: &mut Names, tag: &str, replaced: Names) {
        let Names { name, others, formerly } = replaced;
        // What memory calls it by is the first name: it is to be found again.
        if name.key() != names.name.key() {
            names.formerly.push(name.clone());
        }
        names.formerly.extend(formerly);
        let first = (tagged(tag), name);
        for (language, name) in std::iter::once(first).chain(others) {
            if self.taken.insert((table, name.key())) {
                names.others.push((language, name));
            }
        }
    }
}

fn tagged(tag: &str) -> Language {
    Spanned { value: tag.into(), span: Span::default() }
}

/// The names of a declaration that can be replaced or replace another; facts are narrowed instead.
fn replaceable(kind: &DeclarationKind) -> Option<(Table, &Names)> {
    Some(match kind {
        DeclarationKind::Intent(intent) if !intent.also => (Table::Occasions, &intent.names),
        DeclarationKind::Event(event) => (Table::Occasions, &event.names),
        DeclarationKind::Kind(kind) => (Table::Kinds, &kind.names),
        DeclarationKind::Offer(offer) => (Table::Deeds, &offer.names),
        DeclarationKind::Reply(reply) => (Table::Deeds, &reply.names),
        DeclarationKind::Question(question) => (Table::Deeds, &question.names),
        DeclarationKind::Flow(flow) => (Table::Deeds, &flow.names),
        DeclarationKind::Customer(customer) => (Table::Customers, &customer.names),
        _ => return None,
    })
}

/// The same names, to give them more.
fn names_mut(kind: &mut DeclarationKind) -> Option<&mut Names> {
    match kind {
        DeclarationKind::Intent(intent) => Some(&mut intent.names),
        DeclarationKind::Event(event) => Some(&mut event.names),
        DeclarationKind::Kind(kind) => Some(&mut kind.names),
        DeclarationKind::Offer(offer) => Some(&mut offer.names),
        DeclarationKind::Reply(reply) => Some(&mut reply.names),
        DeclarationKind::Question(question) => Some(&mut question.names),
        DeclarationKind::Flow(flow) => Some(&mut flow.names),
        DeclarationKind::Customer(customer) => Some(&mut customer.names),
        _ => None,
    }
}

fn keys(names: &Names) -> impl Iterator<Item = String> + '_ {
    std::iter::once(names.name.key()).chain(names.others.iter().map(|(_, name)| name.key()))
}

/// The library has no mistakes: one that is found there came of what took something's place.
pub(super) fn explain(told: &mut [Diagnostic], replaced: &[Replaced], files: &[File], sources: &Sources) {
    if replaced.is_empty() {
        return;
    }
    for told in told.iter_mut().filter(|told| told.severity() == Severity::Error) {
        let at = told.label.span;
        let Some(file) = files.iter().find(|file| file.library && file.id == at.source) else { continue };
        let within = file.script.declarations.iter().map(|declaration| declaration.span);
        let within = within.filter(|span| span.start <= at.start && at.end <= span.end);
        let Some(text) = within.map(|span| sources.slice(span).to_lowercase()).next() else { continue };
        let names = |replaced: &&Replaced| replaced.keys.iter().any(|key| report::names(&text, key));
        for Replaced { by, .. } in replaced.iter().filter(names) {
            told.related.push(crate::diagnostic::Label {
                span: by.span,
                text: format!("the shop's own `{}` is used there, in place of the library's", by.text),
            });
            told.help = Some(format!("give `{}` what the library counts on, or give yours another name", by.text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::checker;
    use crate::source::Source;
    use crate::syntax::parse;

    const LIBRARY: &str = r#"
intent bargain (es: regateo): phrases "cheaper", "can you do {price: money}"
kind regular (es: habitual): customer.orders > 5
offer gift (es: detalle): gives "knot" costs 1
  say "A knot."
reply goodbye formerly parting: say "Goodbye."
when bargain if regular then gift, else goodbye
when bargain if price > 3 say "No."
"#;

    /// What comes of a shop's own script before a library of one module.
    fn checked(own: &str) -> (crate::program::Program, Vec<String>) {
        let mut sources = Sources::new();
        let mut files = Vec::new();
        let facts = super::super::library::module("std/facts").unwrap();
        for (name, text, library) in [("main", own, false), ("std/facts", facts, true), ("std/one", LIBRARY, true)] {
            let source = Source::new(name, text);
            let id = sources.add(source.clone());
            files.push(File { id, library, script: parse(&source, id).0.into() });
        }
        let replaced = replace(&mut files);
        let (program, _, mut told) = checker::check(&sources, &files, &Default::default(), Vec::new());
        explain(&mut told, &replaced, &files, &sources);
        let place = |told: &Diagnostic| sources.get(told.label.span.source).unwrap().name.clone();
        let told = told.iter().filter(|told| told.severity() == Severity::Error);
        let line = |told: &Diagnostic| {
            let related = told.related.iter().map(|label| format!("; {}", label.text)).collect::<String>();
            format!("{}: {} {}{related}", place(told), told.code, told.message)
        };
        (program, told.map(line).collect())
    }

    #[test]
    fn what_the_shop_declares_is_what_the_library_uses() {
        let (program, _) = checked(
            r#"
intent regateo: phrases "less", "do {price: money}"
kind regular: customer.orders > 1
offer present (es: detalle): gives "cup" costs 2
  say "A cup."
reply goodbye: say "So long."
"#,
        );
        let names: Vec<&str> = program.offers.iter().map(|offer| &*offer.name).collect();
        assert_eq!(names, ["present"]);
        assert_eq!(program.names.offers.get("gift"), program.names.offers.get("present"));
        assert_eq!(program.offers.first().map(|offer| offer.formerly.clone()), Some(vec!["gift".into()]));
        assert_eq!(program.names.replies.get("parting"), program.names.replies.get("goodbye"));
        assert_eq!((program.intents.len(), program.kinds.len(), program.replies.len()), (1, 1, 1));
        assert_eq!(program.names.intents.get("bargain"), program.names.intents.get("regateo"));
        assert_eq!(program.rules.first().map(|rule| rule.trigger_name.to_string()), Some("regateo".to_owned()));
    }

    #[test]
    fn a_name_of_the_shops_own_stays_its_own() {
        let (program, told) = checked("offer detalle: words only\noffer gift: words only\nreply regular: say \"A.\"");
        assert_eq!(program.offers.len(), 2);
        assert_ne!(program.names.offers.get("gift"), program.names.offers.get("detalle"));
        let of_deeds = told.iter().any(|told| told.contains("E0206"));
        assert!(!of_deeds, "{told:?}");
    }

    #[test]
    fn what_the_library_misses_then_is_told_with_what_took_its_place() {
        let (_, told) = checked("intent bargain: phrases \"less\"\nwhen bargain reply goodbye");
        let first = "std/one: E0201 there is no fact `price`";
        assert_eq!(told, [format!("{first}; the shop's own `bargain` is used there, in place of the library's")]);
    }

    #[test]
    fn another_sort_of_the_same_name_is_declared_twice() {
        let (_, told) = checked("reply gift: say \"A gift.\"");
        assert!(told.iter().any(|told| told.starts_with("main: E0206")), "{told:?}");
    }
}
