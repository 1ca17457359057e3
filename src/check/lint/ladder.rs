//! Ladders that end in silence.

use super::Context;
use super::wording::last_answer;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::Body;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for (tree, _) in context.rules() {
        let Body::Ladder { rungs, otherwise } = &tree.body else { continue };
        let (true, Some(last)) = (otherwise.is_empty(), rungs.last()) else { continue };
        let trigger = context.quote(tree.trigger.event.span);
        warnings.push(
            Diagnostic::new(
                Code::LadderWithoutElse,
                format!("the ladder for `{trigger}` has no last answer"),
                last.span,
                "after this rung nothing is said",
            )
            .help("each rung is taken once; say what is answered when none is left")
            .example(last_answer(context.keywords(last.span))),
        );
    }
}
