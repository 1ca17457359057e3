//! Comparisons in words that were read as something else: `库存大于0` is one name, and `es más de 100` a share of a hundred.

use crate::check::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{self, ExpressionKind, Name, Operator};
use crate::syntax::compared_in_one_word;

impl Checker<'_> {
    /// Says how a name is written that is a comparison of another with a figure; whether it was told.
    pub(super) fn compared_in_one_word(&mut self, name: &Name) -> bool {
        let Some((left, sign, figure)) = compared_in_one_word(&name.text) else { return false };
        if !self.names.holds(&left.to_lowercase()) {
            return false;
        }
        let meant = format!("{left} {sign} {figure}");
        let message = format!("`{}` is a comparison in one word", name.text);
        let told = Diagnostic::new(Code::UnknownFact, message, name.span, "sizes are compared with signs")
            .help(format!("write `{meant}`"));
        self.report.push_mended(told, meant);
        true
    }

    /// `es más de 100`, read as a share of a hundred; whether it was told.
    pub(super) fn compared_as_share(&mut self, is: Operator, left: &ast::Expression, right: &ast::Expression) -> bool {
        let ExpressionKind::Binary { operator: Operator::Of, left: share, right: amount } = &right.value else {
            return false;
        };
        let ExpressionKind::Reference(reference) = &share.value else { return false };
        let sign = match (reference.name.key().as_str(), is) {
            ("más" | "mas", Operator::Is) => ">",
            ("más" | "mas", Operator::IsNot) => "<=",
            ("menos", Operator::Is) => "<",
            ("menos", Operator::IsNot) => ">=",
            _ => return false,
        };
        let between = Span { start: left.span.end, ..right.span };
        let gap = self.sources.slice(between);
        let start = between.start as usize + gap.len() - gap.trim_start().len();
        let place = Span::new(right.span.source, start, right.span.end as usize);
        let meant = format!("{sign} {}", self.report.quote(amount.span));
        let message = format!("`{}` is written with a sign", self.report.quote(place));
        let told = Diagnostic::new(Code::ForeignSign, message, place, "sizes are compared with signs");
        self.report.push_mended(told.help(format!("write `{meant}`")), meant);
        true
    }
}
