//! Is every practice that a script says it covers seen by a conversation? Takes each declaration with `covers` out in turn,
//! where it cannot go alone with what names it, and plays the conversations of every shop that has it.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use patter::check::{called, compile};
use patter::source::{Source, Span};
use patter::syntax::ast::Script;
use patter::syntax::print;
use rayon::prelude::*;

use super::shop::{self, Edited, Shop};
use super::{Fate, Report, take};

/// A declaration that covers something, and the shops that have it.
struct Covering {
    file: String,
    line: usize,
    what: String,
    shops: Vec<(usize, Span)>,
}

pub fn practices(folder: &str) -> Result<Report, String> {
    let folders = shop::shops(Path::new(folder));
    if folders.is_empty() {
        return Err(format!("{folder} has no shop with conversations"));
    }
    let shops: Vec<Shop> = folders.par_iter().map(|folder| Shop::read(folder)).collect::<Result<_, _>>()?;
    // Printing alone must change nothing, or every declaration would look missed.
    if let Some(shop) = shops.par_iter().find_any(|shop| as_it_is(shop) != Ok(false)) {
        return Err(format!("{} goes otherwise once it is printed anew", shop.main));
    }
    let mut covering: BTreeMap<(String, u32), Covering> = BTreeMap::new();
    for (number, shop) in shops.iter().enumerate() {
        for (source, _, script) in &shop.files {
            for declaration in script.declarations.iter().filter(|declaration| !declaration.covers.is_empty()) {
                let one = covering.entry((source.name.to_string(), declaration.span.start));
                let one = one.or_insert_with(|| {
                    let (kind, name) = called(&declaration.kind, source);
                    let ids: Vec<&str> = declaration.covers.iter().map(|id| &*id.text).collect();
                    let line = source.display_position(declaration.span.start as usize).line;
                    let what = format!("{} ({kind} {name})", ids.join(", "));
                    Covering { file: source.name.to_string(), line, what, shops: Vec::new() }
                });
                one.shops.push((number, declaration.span));
            }
        }
    }
    let each: Vec<&Covering> = covering.values().collect();
    let mutants = each.par_iter().map(|covering| fate(covering, &shops)).collect();
    Ok(Report { mutants, conversations: shops.iter().map(Shop::conversations).sum() })
}

/// What becomes of all the shops that have a declaration once it is gone.
fn fate(covering: &Covering, shops: &[Shop]) -> (Fate, String) {
    let what = format!("{}:{}: {}", covering.file, covering.line, covering.what);
    let mut broken = None;
    // A module's own conversations are the likeliest to see it.
    let module = covering.file.rsplit('/').next().unwrap_or_default();
    let mut order: Vec<_> = covering.shops.iter().filter_map(|(shop, span)| Some((shops.get(*shop)?, *span))).collect();
    order.sort_by_key(|(shop, _)| !shop.main.contains(&format!("/{module}/")));
    for (shop, span) in order {
        match without(shop, &covering.file, span) {
            Ok(true) => return (Fate::FailsConversation, what),
            Ok(false) => {}
            Err(error) => broken = Some(error),
        }
    }
    match broken {
        Some(error) => (Fate::FailsCheck, format!("{what}: {error}")),
        None => (Fate::Survives, what),
    }
}

/// Whether a shop fails a conversation though nothing was taken out.
fn as_it_is(shop: &Shop) -> Result<bool, String> {
    let bare = |script: &Script| Script { comments: Vec::new(), ..script.clone() };
    let scripts: Vec<_> = shop.files.iter().map(|(source, _, script)| (source, bare(script), true)).collect();
    shop_of(shop, &scripts)
}

/// Whether a shop without a declaration fails a conversation; the first error where it cannot be without.
fn without(shop: &Shop, file: &str, span: Span) -> Result<bool, String> {
    let mut scripts: Vec<(&Source, Script, bool)> =
        shop.files.iter().map(|(source, _, script)| (source, script.clone(), false)).collect();
    let mut names = HashSet::new();
    for (source, script, changed) in &mut scripts {
        script.comments.clear();
        if *source.name == *file {
            names.extend(take::declaration(script, span));
            *changed = true;
        }
    }
    let emptied = scripts.iter().any(|(source, script, _)| *source.name == *file && script.declarations.is_empty());
    if emptied {
        for (_, script, changed) in &mut scripts {
            *changed |= take::module(script, file);
        }
    }
    let mut outcome = shop_of(shop, &scripts);
    // What names it goes, too, and what names that.
    while outcome.is_err() && !names.is_empty() {
        let mut taken = false;
        for (_, script, changed) in &mut scripts {
            let here = take::uses(script, &mut names);
            *changed |= here;
            taken |= here;
        }
        if !taken {
            break;
        }
        outcome = shop_of(shop, &scripts);
    }
    outcome
}

fn shop_of(shop: &Shop, scripts: &[(&Source, Script, bool)]) -> Result<bool, String> {
    let changed = scripts.iter().filter(|(_, script, changed)| *changed && !script.declarations.is_empty());
    let texts = changed.map(|(source, script, _)| (source.name.to_string(), print(script, source, script.keywords)));
    let compiled = compile(&shop.main, &Edited::all(texts));
    match compiled.program {
        Some(program) => Ok(shop.notices(&program)),
        None => Err(shop::first_error(&compiled.diagnostics).to_owned()),
    }
}
