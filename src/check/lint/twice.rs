//! Variants that are one and the same.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for speech in &context.program.speeches {
        for variants in &speech.variants {
            for (index, variant) in variants.iter().enumerate().filter(|(_, later)| context.is_own(later.text.span)) {
                let earlier = variants.iter().take(index.min(MOST));
                let mut earlier = earlier.filter(|earlier| earlier.text.key == variant.text.key);
                let Some(first) = earlier.find(|earlier| earlier.condition == variant.condition) else { continue };
                warnings.push(
                    Diagnostic::new(
                        Code::SameVariant,
                        "two variants have the same words",
                        variant.text.span,
                        "the same again",
                    )
                    .related(first.text.span, "said here already")
                    .help("variants are there so that a customer does not read the same twice: reword one, or take it out"),
                );
            }
        }
    }
}

/// A variant is compared with no more variants before it than so many.
const MOST: usize = 64;
