//! `products where …`: which products are meant, in what order, how many.

use super::checker::{Checker, Place};
use super::types::in_words;
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, FactId, ProductQuery, Type};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{self, FactReference, Name};

/// How many products are shown where the script does not say.
pub const SHOWN: usize = 5;
/// The most that may be shown at once.
pub const MOST_SHOWN: usize = 20;

impl Checker<'_> {
    /// Products to be chosen, in order and number too.
    pub(super) fn product_query(&mut self, query: &ast::ProductQuery, place: &Place) -> Option<ProductQuery> {
        let mut place = place.clone();
        place.columns = true;
        let filter = query.filter.as_ref().map(|filter| self.condition(filter, &place));
        let order = query.order.as_ref().map(|(name, lowest)| Some((self.order(name, &place)?, *lowest)));
        let limit = query.limit.map_or(SHOWN, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        // What could not be made out was told.
        let (filter, order) = (swap(filter)?, swap(order)?);
        Some(ProductQuery { filter, order, limit })
    }

    /// `show products …`: there must be some, and not too many at once.
    pub(super) fn shown_products(
        &mut self,
        query: &ast::ProductQuery,
        span: Span,
        place: &Place,
    ) -> Option<ProductQuery> {
        if self.catalogue.is_none() && !place.library {
            self.report.push(
                Diagnostic::new(
                    Code::NoCatalogue,
                    "the shop names no catalogue, so no product is ever shown",
                    span,
                    "shows nothing",
                )
                .help("name the file with your products in the shop's declaration")
                .example(wording::catalogue(place.keywords)),
            );
        }
        let made = self.product_query(query, place)?;
        if made.limit == 0 || made.limit > MOST_SHOWN {
            let message = format!("from 1 to {MOST_SHOWN} products are shown at once, not {}", made.limit);
            self.report.push(
                Diagnostic::new(Code::TooManyShown, message, span, "so many nobody reads")
                    .help(format!("show a few; where no number is written, {SHOWN} are shown at most")),
            );
            return None;
        }
        Some(made)
    }

    /// The column by which products are put in order: it must have more and less.
    fn order(&mut self, name: &Name, place: &Place) -> Option<FactId> {
        let reference = FactReference { name: name.clone(), keys: Vec::new() };
        let written = Box::new(Spanned { value: ast::ExpressionKind::Reference(reference), span: name.span });
        let typed = self.expression(&written, None, place)?;
        let ordered = matches!(
            typed.of,
            Type::Number(_) | Type::Money(_) | Type::Percent | Type::Date | Type::Time | Type::Moment | Type::Duration
        );
        match typed.expression {
            Expression::Column(fact) if ordered => Some(fact),
            _ => {
                let message =
                    format!("products cannot be put in order by `{}`: it is {}", name.text, in_words(&typed.of));
                self.report.push(
                    Diagnostic::new(Code::NoOrder, message, name.span, "has no lowest and highest")
                        .help("order them by what each has an amount of: its price, its stock"),
                );
                None
            }
        }
    }
}

/// Nothing where a part that is written could not be made out.
fn swap<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        Some(made) => made.map(Some),
        None => Some(None),
    }
}
