//! Replies, that none answers with itself, and that none grows beyond bounds.

use super::checker::{Checker, Place};
use super::facts::former;
use super::texts::SpeechKey;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Reply, ReplyId, Step};
use crate::syntax::ast::DeclarationKind;

/// How many steps one answer may come to, replies within replies counted.
pub const MOST_STEPS: u32 = 100;

impl Checker<'_> {
    pub fn all_replies(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Reply(reply) = &declaration.kind else { continue };
            let name = &reply.names.name;
            let key = format!("reply {}", name.text);
            let place = Place::of(file);
            let steps = self.steps(&reply.steps, &place, SpeechKey::Whole(&key));
            let about = self.topics_of(&reply.about);
            self.replies.push(Reply {
                name: name.text.clone(),
                formerly: former(&reply.names),
                steps,
                about,
                span: declaration.span,
            });
        }
        self.replies_in_a_circle();
        self.replies_without_end();
    }

    fn replies_in_a_circle(&mut self) {
        let edges: Vec<Vec<usize>> = self
            .replies
            .iter()
            .map(|reply| {
                let mut named = Vec::new();
                each_reply(&reply.steps, &mut |id| named.push(id.index()));
                named
            })
            .collect();
        for circle in super::circles::circles(&edges) {
            let replies: Vec<&Reply> = circle.iter().filter_map(|index| self.replies.get(*index)).collect();
            let Some(first) = replies.first() else { continue };
            let message = match replies.as_slice() {
                [only] => format!("the reply `{}` answers with itself", only.name),
                _ => {
                    let names: Vec<String> = replies.iter().map(|reply| format!("`{}`", reply.name)).collect();
                    format!("the replies {} answer with one another", names.join(" and "))
                }
            };
            let mut diagnostic = Diagnostic::new(Code::ReplyCircle, message, first.span, "it would never end");
            for reply in replies.iter().skip(1) {
                diagnostic = diagnostic.related(reply.span, "and this one leads back");
            }
            self.report.push(diagnostic.help("take one of them out, or write what both say into a third one"));
            for index in circle {
                if let Some(reply) = self.replies.get_mut(index) {
                    reply.steps.clear();
                }
            }
        }
    }

    /// Replies may hold replies; together they must stay an answer.
    fn replies_without_end(&mut self) {
        let mut sizes: Vec<Option<u32>> = vec![None; self.replies.len()];
        for start in 0..self.replies.len() {
            // A reply is measured after those it holds; the stack is ours, since chains may be long.
            let mut open = vec![start];
            while let Some(index) = open.last().copied() {
                let Some(reply) = self.replies.get(index).filter(|_| sizes.get(index).is_some_and(Option::is_none))
                else {
                    open.pop();
                    continue;
                };
                let mut unmeasured = Vec::new();
                let mut size = count(&reply.steps);
                each_reply(&reply.steps, &mut |id| match sizes.get(id.index()).copied().flatten() {
                    Some(inner) => size = size.saturating_add(inner),
                    None => unmeasured.push(id.index()),
                });
                if unmeasured.is_empty() {
                    if let Some(slot) = sizes.get_mut(index) {
                        *slot = Some(size);
                    }
                    open.pop();
                } else {
                    open.extend(unmeasured);
                }
            }
        }
        let too_long = self.replies.iter().zip(&sizes).find(|(_, size)| size.is_some_and(|size| size > MOST_STEPS));
        if let Some((reply, _)) = too_long {
            let message = format!("the reply `{}` comes to more than {MOST_STEPS} steps", reply.name);
            let diagnostic = Diagnostic::new(Code::AnswerTooLong, message, reply.span, "too much for one answer")
                .help("nobody reads that much at once: let it hold fewer replies");
            self.report.push(diagnostic);
        }
    }
}

fn each_reply(steps: &[Step], found: &mut dyn FnMut(ReplyId)) {
    for step in steps {
        match step {
            Step::Reply(id) => found(*id),
            Step::If { then, otherwise, .. } => {
                each_reply(then, found);
                each_reply(otherwise, found);
            }
            _ => {}
        }
    }
}

fn count(steps: &[Step]) -> u32 {
    steps.iter().fold(0, |sum: u32, step| {
        sum.saturating_add(match step {
            Step::If { then, otherwise, .. } => count(then).saturating_add(count(otherwise)),
            _ => 1,
        })
    })
}
