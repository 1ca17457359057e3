//! A shop's own name where a text asks for it: no fact holds it, and it is written as it stands.

use super::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::Name;

/// What people call the shop's own name.
const TITLES: [&str; 19] = [
    "shop",
    "store",
    "shop.name",
    "shop-name",
    "shop.title",
    "store.name",
    "store-name",
    "business.name",
    "店",
    "店铺",
    "店名",
    "店铺名",
    "店铺名称",
    "店铺.名字",
    "店铺.名称",
    "店铺.店名",
    "tienda",
    "tienda.nombre",
    "nombre-de-la-tienda",
];

/// Whether a name is one for the shop's own name.
pub(super) fn is_title(key: &str) -> bool {
    TITLES.contains(&key)
}

impl Checker<'_> {
    /// Says that the shop's name is written out in a text. False where something else is meant.
    pub fn title_in_text(&mut self, name: &Name) -> bool {
        let key = name.key();
        let Some(braces) = self.braces_around(name.span).filter(|_| is_title(&key) && !self.shop.title.is_empty())
        else {
            return false;
        };
        if self.report.is_news(Code::UnknownFact.as_str(), &key) {
            let title = self.shop.title.to_string();
            let message = format!("no fact `{}` holds the shop's name", name.text);
            let told = Diagnostic::new(Code::UnknownFact, message, braces, "the name itself stands here")
                .help(format!("write the name as customers read it: {title}"));
            self.report.push_mended(told, title);
        }
        true
    }

    /// The braces of a text in which a name stands alone, with the name.
    pub fn braces_around(&self, name: Span) -> Option<Span> {
        let text = &self.sources.get(name.source)?.text;
        let before = text.get(..name.start as usize)?.trim_end();
        let behind = text.get(name.end as usize..)?;
        let blanks = behind.len() - behind.trim_start().len();
        let alone = before.ends_with('{') && behind.trim_start().starts_with('}');
        alone.then(|| Span::new(name.source, before.len() - 1, name.end as usize + blanks + 1))
    }
}
