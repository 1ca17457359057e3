//! Products by what they are called: in a cell, in memory, in a message.

use std::ops::Range;
use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;

use super::boundary::{char_at, char_before, is_han, may_cut};
use super::matches::MOST_MATCHES;
use super::normalise::{Normal, normalise};
use crate::program::{Automaton, Catalogue, ProductId, ProductNames, Value};

/// A shorter form of a name counts from so many words on; one word alone ("ring") is said of too much.
const LEAST_WORDS: usize = 2;
/// The same where words are written without spaces.
const LEAST_HAN: usize = 4;

/// What a product is called, as the catalogue has it.
#[derive(Clone, Copy, Debug)]
pub struct ProductName<'c> {
    /// The product.
    pub product: ProductId,
    /// Its name, or its handle, which stands in links.
    pub name: &'c str,
    /// Its brand, which customers leave out.
    pub brand: Option<&'c str>,
}

/// The product that a cell, a fact or a conversation means by a name, a handle or an article number.
pub fn product(catalogue: &Catalogue, written: &str) -> Option<ProductId> {
    catalogue.called.get(written).or_else(|| catalogue.called.get(normalise(written).as_str())).copied()
}

/// The products a message names, in the order in which they stand there, with their places in it; of names that overlap the longest.
pub fn products_named(catalogue: &Catalogue, message: &str) -> Vec<(ProductId, Range<usize>)> {
    let Some(automaton) = &catalogue.names.automaton else { return Vec::new() };
    let normal = Normal::new(message);
    let mut found: Vec<(Range<usize>, u32)> = automaton
        .0
        .find_overlapping_iter(&*normal.text)
        .map(|hit| (hit.start()..hit.end(), hit.value()))
        .filter(|(place, _)| stands_alone(&normal.text, place))
        .take(MOST_MATCHES)
        .collect();
    found.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut named: Vec<(ProductId, Range<usize>)> = Vec::new();
    let mut behind = 0;
    for (place, name) in found {
        let Some(owner) = catalogue.names.owners.get(name as usize) else { continue };
        if place.start >= behind {
            behind = place.end;
            if named.iter().all(|(known, _)| known != owner) {
                named.push((*owner, normal.original(place)));
            }
        }
    }
    named
}

/// Whether a name ends where words end. A hyphen joins on: `jade-ring` is not in `jade-ring-set`.
fn stands_alone(text: &str, place: &Range<usize>) -> bool {
    let joined = text.get(place.clone()).is_some_and(|name| name.contains('-'))
        && (char_before(text, place.start) == Some('-') || char_at(text, place.end) == Some('-'));
    !joined && may_cut(text, place.start) && may_cut(text, place.end)
}

/// Makes names ready to be found. One that several products share names none of them; a name without its brand counts where it is
/// distinctive.
pub fn product_names(all: &[ProductName<'_>]) -> ProductNames {
    let mut names: FxHashMap<String, Option<ProductId>> = FxHashMap::default();
    for named in all {
        claim(&mut names, normalise(named.name), named.product);
    }
    let mut shorter: FxHashMap<String, Option<ProductId>> = FxHashMap::default();
    for named in all {
        let short = named.brand.and_then(|brand| without(&normalise(named.name), &normalise(brand)));
        if let Some(short) = short.filter(|short| is_distinctive(short) && !names.contains_key(short)) {
            claim(&mut shorter, short, named.product);
        }
    }
    let (full, _) = automaton(&names);
    let (short, owners) = automaton(&shorter);
    if let (Some(_), Some(short)) = (&full, &short) {
        let mut shared = vec![false; owners.len()];
        for (name, owner) in &names {
            for hit in short.0.find_overlapping_iter(name.as_str()) {
                let owns = owners.get(hit.value() as usize).copied() == *owner;
                if let Some(shared) = shared.get_mut(hit.value() as usize) {
                    *shared |= !owns;
                }
            }
        }
        let kept: Vec<ProductId> =
            owners.iter().zip(&shared).filter(|(_, shared)| !**shared).map(|(id, _)| *id).collect();
        for (name, owner) in shorter.into_iter().filter(|(_, owner)| owner.is_some_and(|owner| kept.contains(&owner))) {
            names.insert(name, owner);
        }
    }
    let (automaton, owners) = automaton(&names);
    ProductNames { automaton, owners }
}

fn claim(names: &mut FxHashMap<String, Option<ProductId>>, name: String, product: ProductId) {
    if name.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none() {
        return;
    }
    names.entry(name).and_modify(|owner| *owner = owner.filter(|owner| *owner == product)).or_insert(Some(product));
}

/// The automaton over all names that have one owner, in the order of their letters, so that it never differs.
fn automaton(names: &FxHashMap<String, Option<ProductId>>) -> (Option<Automaton>, Vec<ProductId>) {
    let mut owned: Vec<(&str, ProductId)> =
        names.iter().filter_map(|(name, owner)| owner.map(|owner| (name.as_str(), owner))).collect();
    owned.sort_unstable();
    let automaton = CharwiseDoubleArrayAhoCorasick::new(owned.iter().map(|(name, _)| *name)).ok().map(Automaton);
    (automaton, owned.into_iter().map(|(_, owner)| owner).collect())
}

/// A name without the brand it begins or ends with.
fn without(name: &str, brand: &str) -> Option<String> {
    if brand.is_empty() {
        return None;
    }
    let begins = name.strip_prefix(brand).filter(|_| may_cut(name, brand.len()));
    let ends = name.strip_suffix(brand).filter(|rest| may_cut(name, rest.len()));
    let rest = begins.or(ends)?.trim_matches(|c: char| !c.is_alphanumeric());
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn is_distinctive(name: &str) -> bool {
    name.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count() >= LEAST_WORDS
        || name.chars().filter(|c| is_han(*c)).count() >= LEAST_HAN
}

/// What a row of a table goes by: each key in one way of writing, a product by its own name.
pub fn row_key<'v>(catalogue: Option<&Catalogue>, keys: impl IntoIterator<Item = (&'v Value, bool)>) -> String {
    let mut written = String::new();
    for (place, (key, is_product)) in keys.into_iter().enumerate() {
        if place > 0 {
            // No cell holds it, so that two keys are never taken for one.
            written.push('\u{1f}');
        }
        match key {
            Value::Text(text) if is_product => {
                let known = catalogue.and_then(|catalogue| {
                    let product = product(catalogue, text)?;
                    catalogue.products.get(product.index())
                });
                written.push_str(&normalise(known.map_or(text, |product| &product.name)));
            }
            Value::Text(text) | Value::Choice(text) => written.push_str(&normalise(text)),
            Value::Number(figure) | Value::Money(figure) | Value::Percent(figure) => {
                written.push_str(&figure.normalize().to_string());
            }
            Value::YesNo(is) => written.push_str(if *is { "yes" } else { "no" }),
            Value::Date(day) => written.push_str(&day.to_string()),
            Value::Time(time) => written.push_str(&time.to_string()),
            Value::Moment(moment) => written.push_str(&moment.timestamp().to_string()),
            Value::Duration(length) => written.push_str(&length.as_secs().to_string()),
            Value::List(values) => {
                let each: Vec<String> = values.iter().map(|value| row_key(catalogue, [(value, is_product)])).collect();
                written.push_str(&each.join(" "));
            }
        }
    }
    written
}

/// The names a catalogue's index goes by: as written, and normalised.
pub fn index_names(written: &str) -> impl Iterator<Item = Arc<str>> {
    let normal = normalise(written);
    let normal = (normal != written && !normal.is_empty()).then(|| Arc::from(normal));
    (!written.is_empty()).then(|| Arc::from(written)).into_iter().chain(normal)
}
