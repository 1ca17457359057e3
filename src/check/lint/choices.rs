//! Questions that leave no choice.

use super::Context;
use super::wording::another_choice;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Addressee, Type};
use crate::syntax::ast::{DeclarationKind, QuestionClause};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for question in &context.program.questions {
        let (Addressee::Customer { .. }, Type::OneOf(choices)) = (&question.to, &question.of) else { continue };
        let [only] = &choices[..] else { continue };
        let Some(DeclarationKind::Question(written)) = context.declaration(question.span) else { continue };
        let expects = written.clauses.iter().find(|clause| matches!(clause.value, QuestionClause::Expects(_)));
        let at = expects.map_or(written.names.name.span, |clause| clause.span);
        let told = Diagnostic::new(
            Code::OneChoice,
            format!("`{}` is all that customers may answer to `{}`", only.name, question.name),
            at,
            "one choice only",
        )
        .help("name the other choices too, or expect yes or no");
        warnings.push(match expects {
            Some(clause) => {
                told.example(another_choice(context.keywords(at), context.quote(clause.span).trim_end_matches('.')))
            }
            None => told,
        });
    }
}
