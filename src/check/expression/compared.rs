//! A comparison that Chinese writes in one word, `库存大于0`: it is told with its sign and its blanks.

use crate::check::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::Name;

/// How sizes are compared in words; of two that end alike the longer stands first.
const IN_WORDS: &[(&str, &str)] = &[
    ("大于等于", ">="),
    ("小于等于", "<="),
    ("不小于", ">="),
    ("不低于", ">="),
    ("不少于", ">="),
    ("不大于", "<="),
    ("不超过", "<="),
    ("大于", ">"),
    ("超过", ">"),
    ("多于", ">"),
    ("高于", ">"),
    ("小于", "<"),
    ("少于", "<"),
    ("低于", "<"),
    ("不到", "<"),
    ("至少", ">="),
    ("最多", "<="),
    ("等于", "是"),
];

impl Checker<'_> {
    /// Says how a name is written that is a comparison of another with a figure; whether it was told.
    pub(super) fn compared_in_one_word(&mut self, name: &Name) -> bool {
        let split = IN_WORDS.iter().find_map(|(word, sign)| Some((name.text.split_once(word)?, sign)));
        let Some(((left, figure), sign)) = split else { return false };
        let is_figure = !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit());
        if !is_figure || !self.names.holds(&left.to_lowercase()) {
            return false;
        }
        let meant = format!("{left} {sign} {figure}");
        let message = format!("`{}` is a comparison in one word", name.text);
        let told = Diagnostic::new(Code::UnknownFact, message, name.span, "sizes are compared with signs")
            .help(format!("write `{meant}`"));
        self.report.push_mended(told, meant);
        true
    }
}
