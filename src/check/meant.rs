//! What a word or two mean that nothing is called by.

use std::collections::HashMap;

use super::checker::{Checker, Place};
use super::expression::ADDRESS;
use super::names::DeedId;
use super::title::is_title;
use super::types::fits;
use super::wording;
use crate::diagnostic::{Code, did_you_mean};
use crate::program::{FactId, Type};
use crate::source::Span;
use crate::syntax::ast::Keywords;

/// What people call a customer, where the script calls them by [`ADDRESS`].
const CUSTOMERS: [&str; 30] = [
    "friend",
    "friends",
    "customer",
    "client",
    "buyer",
    "honey",
    "darling",
    "sweetie",
    "love",
    "sir",
    "madam",
    "mate",
    "amigo",
    "amiga",
    "cliente",
    "querida",
    "querido",
    "cariño",
    "cielo",
    "guapa",
    "guapo",
    "señor",
    "señora",
    "朋友",
    "顾客",
    "客户",
    "亲",
    "亲爱的",
    "客官",
    "宝贝",
];

/// In which languages the standard facts have their names, in the order of [`OWNERS`].
const KEYWORDS: [Keywords; 3] = [Keywords::English, Keywords::Chinese, Keywords::Spanish];

/// What the standard facts belong to: whose is meant first where several have one of that name. A shop's own come before.
const OWNERS: [&str; 15] = [
    "customer",
    "顾客",
    "cliente",
    "cart",
    "购物车",
    "carrito",
    "product",
    "商品",
    "producto",
    "order",
    "订单",
    "pedido",
    "shop",
    "店铺",
    "tienda",
];

/// What people write for a customer's name.
const NAMES: [&str; 12] = [
    "名字",
    "姓名",
    "顾客名",
    "顾客名字",
    "顾客姓名",
    "顾客.名字",
    "顾客.名子",
    "顾客.名称",
    "nombre",
    "first-name",
    "firstname",
    "username",
];

/// Words before a name that a value does not have.
const ARTICLES: [&str; 12] = ["the", "a", "an", "my", "your", "our", "el", "la", "los", "las", "mi", "su"];

impl Checker<'_> {
    /// What a word means that nothing is near to: a friend is a customer as the shop calls them, the cart what is in it.
    pub fn meant(&self, key: &str, expected: Option<&Type>, place: &Place) -> Option<String> {
        let called = self.shop.address.iter().flatten().any(|called| called.to_lowercase() == key);
        if expected.is_none_or(|of| *of == Type::Text) && (called || CUSTOMERS.contains(&key)) {
            return Some(wording::address(place.keywords).to_owned());
        }
        if NAMES.contains(&key) && expected.is_none_or(|of| *of == Type::Text) {
            let named = ["customer.name", "顾客.姓名", "cliente.nombre"];
            let at = KEYWORDS.iter().position(|keywords| *keywords == place.keywords).unwrap_or_default();
            let (_, span) = self.names.facts.get(*named.get(at)?)?;
            return self.spelled(std::iter::once(*span)).pop();
        }
        let begins = |name: &&String| name.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'));
        let of =
            |name: &str| self.names.facts.get(name).and_then(|(id, _)| self.facts.get(id.index())).map(|one| &one.of);
        let fits = |name: &&String| match expected {
            Some(expected) => of(name).is_some_and(|of| fits(of, expected)),
            None => matches!(of(name), Some(Type::Money(_))),
        };
        let mut meant: Vec<&String> = self.names.facts.keys().filter(begins).filter(fits).collect();
        meant.sort();
        let (_, span) = self.names.facts.get(*meant.first()?)?;
        self.spelled(std::iter::once(*span)).pop()
    }

    /// The fact that a word is the last part of, as `total` is of `cart.total`: of several the one most often meant.
    pub fn ending_in(&self, key: &str, expected: Option<&Type>, place: &Place) -> Option<String> {
        let of = |id: &FactId| self.facts.get(id.index()).map(|fact| &fact.of);
        let own = |span: Span| !self.report.in_library(span);
        let spoken = KEYWORDS.iter().position(|keywords| *keywords == place.keywords).unwrap_or_default();
        let mut meant: Vec<(usize, &String, Span)> = Vec::new();
        for (name, (id, span)) in &self.names.facts {
            let Some((owner, _)) = name.rsplit_once('.').filter(|(_, end)| *end == key) else { continue };
            // Of one fact's names the one in the language of the script comes first.
            let other = |at: usize| if at % KEYWORDS.len() == spoken { 0 } else { OWNERS.len() };
            let standard = OWNERS.iter().position(|known| *known == owner).map(|at| at + 1 + other(at));
            let Some(rank) = standard.or(own(*span).then_some(0)) else { continue };
            if expected.is_none_or(|expected| of(id).is_some_and(|of| fits(of, expected))) {
                meant.push((rank, name, *span));
            }
        }
        meant.sort();
        self.spelled(meant.first().map(|(.., span)| *span).into_iter()).pop()
    }

    /// Braces that could not be read get the nearest value there is.
    pub fn values_in_braces(&mut self) {
        let own = |span: &Span| self.files.iter().any(|file| file.id == span.source && !file.library);
        // Of two that are as near, the author's own is meant.
        let facts = self.names.facts.values().map(|(_, span)| *span);
        let (mut facts, standard): (Vec<Span>, Vec<Span>) = facts.partition(own);
        facts.sort();
        let own_count = facts.len();
        let questions = self.names.deeds.values().filter_map(|(deed, span)| match deed {
            DeedId::Question(_) => Some(*span),
            _ => None,
        });
        let (mut questions, library): (Vec<Span>, Vec<Span>) = questions.partition(own);
        questions.sort();
        facts.extend(questions.into_iter().chain(standard).chain(library));
        let names = self.spelled(facts.into_iter());
        let (sources, title) = (self.sources, self.shop.title.clone());
        let mut mended = Vec::new();
        let line = |span: Span| {
            let before = sources.get(span.source).and_then(|source| source.text.get(..span.start as usize));
            (span.source, before.and_then(|before| before.rfind('\n')))
        };
        let mut lines = HashMap::new();
        self.report.each_of(Code::WrongBraces, |told| *lines.entry(line(told.label.span)).or_insert(0usize) += 1);
        self.report.each_of(Code::WrongBraces, |told| {
            let place = told.label.span;
            // A phrase has no values: what a message brings there was said already. Of several on a line one alone would not do.
            if told.example.is_some() {
                let several = lines.get(&line(place)).is_some_and(|count| *count > 1);
                told.example = told.example.take().filter(|_| !several);
                return;
            }
            let written = sources.slice(place).trim_matches(['{', '}', ' ']);
            if !title.is_empty() && is_title(&named_in_braces(written)) {
                told.help = Some(format!("write the shop's name as customers read it: {title}"));
                mended.push((place, title.to_string()));
            } else if let Some(near) = meant_in_braces(written, &names, own_count) {
                told.help = Some(format!("did you mean `{{{near}}}`?"));
                mended.push((place, format!("{{{near}}}")));
            }
        });
        mended.into_iter().for_each(|(place, instead)| self.report.mend(place, instead));
    }
}

/// Several words between braces as the name that they would be.
fn named_in_braces(written: &str) -> String {
    let words = written.split_whitespace().filter(|word| !ARTICLES.contains(word));
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// The value that several words between braces mean: their own name joined otherwise, one nearly so called, or one that is called by one
/// of the words.
fn meant_in_braces<'n>(written: &'n str, names: &'n [String], own: usize) -> Option<&'n str> {
    let words: Vec<&str> = written.split_whitespace().filter(|word| !ARTICLES.contains(word)).collect();
    let parts = |name: &'n str| name.split(['.', '-']);
    let joined = |name: &&'n str| parts(name).map(str::to_lowercase).eq(words.iter().map(|word| word.to_lowercase()));
    let all = || names.iter().map(String::as_str);
    let said = || words.iter().copied().find(|word| ADDRESS.contains(word) || all().any(|name| name == *word));
    // "the price" is the one of the product; of several that end so nobody knows which.
    let ends = || match *words.as_slice() {
        [word] => {
            let ends = |name: &&str| name.rsplit_once('.').is_some_and(|(_, end)| end == word);
            only(all().take(own).filter(ends)).or_else(|| only(all().filter(ends)))
        }
        _ => None,
    };
    all().find(joined).or_else(|| did_you_mean(written, all())).or_else(said).or_else(ends)
}

/// The first, where there is no second.
fn only<'n>(mut all: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    all.next().filter(|_| all.next().is_none())
}
