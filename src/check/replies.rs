//! Replies, that none answers with itself, and that none grows beyond bounds.

use std::collections::HashSet;

use super::checker::{Checker, Place};
use super::facts::{former, others};
use super::graph::{circles, totals, users_first};
use super::names::DeedId;
use super::speeches::SpeechKey;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Reply, ReplyId, Step};
use crate::syntax::ast::{self, DeclarationKind, StepKind};

/// How many steps one answer may come to, replies within replies counted.
pub const MOST_STEPS: u32 = 100;

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

    /// The steps of all replies, those that give others before the others.
    pub fn all_replies(&mut self) {
        let mut declared = Vec::new();
        for (file, declaration) in self.declarations() {
            if let DeclarationKind::Reply(reply) = &declaration.kind {
                declared.push((file, reply));
            }
        }
        let edges: Vec<Vec<usize>> = declared
            .iter()
            .map(|(_, reply)| {
                let mut given = Vec::new();
                self.given_replies(&reply.steps, &mut given);
                given
            })
            .collect();
        let circular = self.replies_in_a_circle(&edges);
        for index in users_first(&edges) {
            let Some((file, reply)) = declared.get(index) else { continue };
            let deed = DeedId::Reply(ReplyId::from(index));
            let mut place = self.sites.place(deed, Place::of(file));
            let name = &reply.names.name;
            self.unread_use(deed, name, &mut place);
            place.lost.anything |= circular.contains(&index);
            let key = format!("reply {}", name.text);
            let steps = self.steps(&reply.steps, &place, SpeechKey::Whole(&key));
            if let Some(reply) = self.replies.get_mut(index).filter(|_| !circular.contains(&index)) {
                reply.steps = steps;
            }
        }
        self.replies_without_end();
    }

    /// The replies that steps give, by their names alone.
    fn given_replies(&self, steps: &[ast::Step], found: &mut Vec<usize>) {
        for step in steps {
            match &step.value {
                StepKind::Reply(name) | StepKind::Do(name) => {
                    if let Some((DeedId::Reply(id), _)) = self.names.deeds.get(&name.key()) {
                        found.push(id.index());
                    }
                }
                StepKind::If { then, otherwise, .. } => {
                    self.given_replies(then, found);
                    self.given_replies(otherwise, found);
                }
                _ => {}
            }
        }
    }

    fn replies_in_a_circle(&mut self, edges: &[Vec<usize>]) -> HashSet<usize> {
        let mut circular = HashSet::new();
        for circle in circles(edges) {
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
            circular.extend(circle);
        }
        circular
    }

    /// Replies may hold replies; together they must stay an answer.
    fn replies_without_end(&mut self) {
        let own: Vec<u32> = self.replies.iter().map(|reply| count(&reply.steps)).collect();
        let mut edges = vec![Vec::new(); own.len()];
        for (reply, edges) in self.replies.iter().zip(&mut edges) {
            each_reply(&reply.steps, &mut |id| edges.push(id.index()));
        }
        let sizes = totals(&own, &edges);
        let too_long = self.replies.iter().zip(&sizes).find(|(_, size)| **size > MOST_STEPS);
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
