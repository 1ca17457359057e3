//! Replies: the answers that have a name.

use super::checker::Checker;
use super::facts::{former, others};
use crate::program::Reply;
use crate::syntax::ast::DeclarationKind;

impl Checker<'_> {
    /// Every reply's names: enough for those who give it.
    pub fn declare_replies(&mut self) {
        for (_, declaration) in self.declarations() {
            let DeclarationKind::Reply(reply) = &declaration.kind else { continue };
            let about = self.topics_of(&reply.about);
            self.replies.push(Reply {
                name: reply.names.name.text.clone(),
                others: others(&reply.names),
                formerly: former(&reply.names),
                steps: Vec::new(),
                about,
                span: declaration.span,
            });
        }
    }
}
