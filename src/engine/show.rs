//! `show products`: cards for channels that have them, a line each for all others.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::perform::{Failure, Place};
use super::printing::Printer;
use super::trace::Outcome;
use super::turn::{Act, Deed};
use super::turning::Turning;
use super::view::View;
use super::words::Within;
use crate::program::{FactId, ProductId, ProductQuery, Value};

/// A product as a customer sees it, in the turn's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// What the catalogue calls it.
    pub product: Arc<str>,
    /// Its name for the customer.
    pub name: String,
    /// Its price, with its sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// Why one would like it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it is sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

impl Card {
    /// As a line of text.
    fn line(&self, language: &str) -> String {
        let (comma, colon) = if language.starts_with("zh") { ("，", "：") } else { (", ", ": ") };
        let mut line = self.name.clone();
        for (sign, part) in [(comma, &self.price), (colon, &self.reason)] {
            if let Some(part) = part {
                line.push_str(sign);
                line.push_str(part);
            }
        }
        line
    }
}

impl Turning<'_> {
    /// Shows what a query finds; where that is nothing, what stands with it is not done either.
    pub(super) fn show_products(&mut self, query: &ProductQuery, place: &Place) -> Result<(), Failure> {
        let view = self.view();
        let within = Within { replies: &place.replies, offer: None, question: place.question, intent: self.intent };
        let tag = self.turn.language.clone();
        let cards = view.products(query).into_iter().filter_map(|product| view.card(product));
        let told = cards.map(|card| (card.line(&tag), card)).filter(|(line, _)| !view.forbids_name(line, &within));
        let (texts, products): (Vec<String>, Vec<Card>) = told.take(query.limit).unzip();
        if products.is_empty() {
            return Err(Outcome::NothingToShow.into());
        }
        let names = products.iter().map(|card| card.product.clone()).collect();
        self.turn.acts.push(Act { deed: Some(Deed::ShowsProducts(names)), texts, products, ..Act::default() });
        Ok(())
    }
}

impl View<'_> {
    fn card(&self, id: ProductId) -> Option<Card> {
        let catalogue = self.program.catalogue.as_ref()?;
        let product = catalogue.products.get(id.index())?;
        let printed = |fact: Option<FactId>| {
            let value: &Value = catalogue.told(id, fact?, self.language)?;
            Some(Printer::new(self.program, self.language).print(value, None))
        };
        let facts = &catalogue.facts;
        Some(Card {
            product: product.name.clone(),
            name: printed(facts.name).unwrap_or_else(|| product.name.to_string()),
            price: printed(facts.price),
            reason: printed(facts.reason),
            url: printed(facts.url),
            picture: printed(facts.picture),
        })
    }
}
