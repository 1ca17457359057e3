//! What leads to what: replies, flows and questions that give, start and ask one another, none of them in a circle.

use std::collections::HashSet;

use super::behind::Behind;
use super::checker::{Checker, Place};
use super::graph::{circles, totals, users_first};
use super::load::File;
use super::names::DeedId;
use super::speeches::SpeechKey;
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Addressee, FlowId, QuestionId, ReplyId, Step};
use crate::source::Span;
use crate::syntax::ast::{self, Declaration, DeclarationKind, Name, QuestionClause, StepKind};

/// How many steps one answer may come to, replies within replies counted.
pub const MOST_STEPS: u32 = 100;

/// How many steps a flow may come to, with the flows and replies it leads to.
pub const MOST_FLOW_STEPS: u32 = 1_000;

/// A declaration that leads to others.
struct Lead<'a> {
    deed: DeedId,
    name: &'a Name,
    file: &'a File,
    declaration: &'a Declaration,
}

/// All of them, and which leads to which.
pub(super) struct Leads<'a> {
    leads: Vec<Lead<'a>>,
    edges: Vec<Vec<usize>>,
    circular: HashSet<usize>,
}

impl<'a> Checker<'a> {
    /// Finds them, and what is known behind each flow and reply: whoever uses them is checked first and may say it.
    pub fn find_leads(&mut self) -> Leads<'a> {
        let leads = self.leads();
        let edges: Vec<Vec<usize>> = leads
            .iter()
            .map(|lead| {
                let mut led = Vec::new();
                each_steps(lead.declaration, &mut |steps| self.led_to(steps, &leads, &mut led));
                led
            })
            .collect();
        let circular = self.in_a_circle(&leads, &edges);
        for index in users_first(&edges).into_iter().rev() {
            let Some(lead) = leads.get(index).filter(|_| !circular.contains(&index)) else { continue };
            let mut behind = Behind::default();
            each_steps(lead.declaration, &mut |steps| match lead.deed {
                DeedId::Question(_) => behind.then(&self.behind_perhaps(steps)),
                _ => behind = self.behind(steps),
            });
            self.left_behind.insert(lead.deed, behind);
        }
        Leads { leads, edges, circular }
    }

    /// The steps of all replies, flows and questions, those that lead to others before the others.
    pub fn all_leads(&mut self, found: &Leads<'a>) {
        let Leads { leads, edges, circular } = found;
        for index in users_first(edges) {
            let Some(lead) = leads.get(index) else { continue };
            let mut place = self.sites.place(lead.deed, Place::of(lead.file));
            self.unread_use(lead.deed, lead.name, &mut place);
            place.lost.anything |= circular.contains(&index);
            self.lead(lead, &place, circular.contains(&index));
        }
        self.without_end();
    }

    fn leads(&self) -> Vec<Lead<'a>> {
        let (mut replies, mut flows, mut questions) = (0, 0, 0);
        let next = |count: &mut usize| {
            *count += 1;
            *count - 1
        };
        let mut leads = Vec::new();
        for (file, declaration) in self.declarations() {
            let (deed, names) = match &declaration.kind {
                DeclarationKind::Reply(reply) => (DeedId::Reply(ReplyId::from(next(&mut replies))), &reply.names),
                DeclarationKind::Flow(flow) => (DeedId::Flow(FlowId::from(next(&mut flows))), &flow.names),
                DeclarationKind::Question(question) => {
                    (DeedId::Question(QuestionId::from(next(&mut questions))), &question.names)
                }
                _ => continue,
            };
            leads.push(Lead { deed, name: &names.name, file, declaration });
        }
        leads
    }

    /// Whoever comes to a flow or reply without steps is left in silence.
    fn does_something(&mut self, steps: &[ast::Step], name: &Name, example: String) {
        if steps.is_empty() {
            let message = format!("`{}` has no steps, so that nothing is said or done", name.text);
            self.report.push(
                Diagnostic::new(Code::NoSteps, message, name.span, "nothing stands behind it")
                    .help("write behind its colon what is to be done")
                    .example(example),
            );
        }
    }

    fn lead(&mut self, lead: &Lead<'a>, place: &Place, circular: bool) {
        match (&lead.declaration.kind, lead.deed) {
            (DeclarationKind::Reply(reply), DeedId::Reply(id)) => {
                self.does_something(&reply.steps, lead.name, wording::reply(place.keywords, &lead.name.text));
                let key = format!("reply {}", lead.name.text);
                let steps = self.steps(&reply.steps, place, SpeechKey::Whole(&key));
                if let Some(reply) = self.replies.get_mut(id.index()).filter(|_| !circular) {
                    reply.steps = steps;
                }
            }
            (DeclarationKind::Flow(flow), DeedId::Flow(id)) => {
                self.does_something(&flow.steps, lead.name, wording::flow(place.keywords, &lead.name.text));
                let key = format!("flow {}", lead.name.text);
                let steps = self.steps(&flow.steps, place, SpeechKey::Before(&key));
                if let Some(flow) = self.flows.get_mut(id.index()).filter(|_| !circular) {
                    flow.steps = steps;
                }
            }
            (DeclarationKind::Question(question), DeedId::Question(id)) => {
                self.question(question, id.index(), place);
            }
            _ => {}
        }
    }

    /// The replies, flows and questions that steps lead to, by their places among all of these.
    fn led_to(&self, steps: &[ast::Step], leads: &[Lead<'_>], found: &mut Vec<usize>) {
        let mut named = |name: &Name| {
            if let Some((deed, _)) = self.names.deeds.get(&name.key()) {
                found.extend(leads.iter().position(|lead| lead.deed == *deed));
            }
        };
        for step in steps {
            match &step.value {
                StepKind::Reply(name) | StepKind::Do(name) | StepKind::Start(name) => named(name),
                StepKind::Ask(names) => names.iter().for_each(&mut named),
                _ => {}
            }
        }
        for step in steps {
            if let StepKind::If { then, otherwise, .. } = &step.value {
                self.led_to(then, leads, found);
                self.led_to(otherwise, leads, found);
            }
        }
    }

    fn in_a_circle(&mut self, leads: &[Lead<'_>], edges: &[Vec<usize>]) -> HashSet<usize> {
        let mut circular = HashSet::new();
        for circle in circles(edges) {
            let around: Vec<&Lead> = circle.iter().filter_map(|index| leads.get(*index)).collect();
            let Some(first) = around.first() else { continue };
            let only_replies = around.iter().all(|lead| matches!(lead.deed, DeedId::Reply(_)));
            let named = |lead: &&Lead| format!("`{}`", lead.name.text);
            let message = match around.as_slice() {
                [only] if only_replies => format!("the reply `{}` answers with itself", only.name.text),
                [only] => format!("the {} `{}` leads back to itself", only.deed.word(), only.name.text),
                _ => {
                    let names: Vec<String> = around.iter().map(named).collect();
                    let names = names.join(" and ");
                    if only_replies {
                        format!("the replies {names} answer with one another")
                    } else {
                        format!("{names} lead to one another")
                    }
                }
            };
            let mut diagnostic =
                Diagnostic::new(Code::ReplyCircle, message, first.declaration.span, "it would never end");
            for lead in around.iter().skip(1) {
                diagnostic = diagnostic.related(lead.declaration.span, "and this one leads back");
            }
            self.report.push(diagnostic.help("take one of them out, or write what both say into a third one"));
            circular.extend(circle);
        }
        circular
    }

    /// Replies may hold replies, and flows start flows; together they must stay an answer.
    fn without_end(&mut self) {
        let (replies, flows) = (self.replies.len(), self.flows.len());
        let mut own = Vec::new();
        let mut edges = Vec::new();
        let mut spans: Vec<(&'static str, String, Span, u32)> = Vec::new();
        let mut node = |steps: &[Step], edges: &mut Vec<Vec<usize>>| {
            let mut led = Vec::new();
            each_lead(steps, &mut |lead| {
                led.push(match lead {
                    DeedId::Reply(id) => id.index(),
                    DeedId::Flow(id) => replies + id.index(),
                    DeedId::Question(id) => replies + flows + id.index(),
                    DeedId::Offer(_) => return,
                });
            });
            edges.push(led);
            own.push(count(steps));
        };
        for reply in &self.replies {
            node(&reply.steps, &mut edges);
            spans.push(("reply", reply.name.to_string(), reply.span, MOST_STEPS));
        }
        for flow in &self.flows {
            node(&flow.steps, &mut edges);
            spans.push(("flow", flow.name.to_string(), flow.span, MOST_FLOW_STEPS));
        }
        for question in &self.questions {
            let (Addressee::Customer { otherwise, .. } | Addressee::System { otherwise, .. }) = &question.to;
            node(otherwise, &mut edges);
            spans.push(("question", question.name.to_string(), question.span, MOST_FLOW_STEPS));
        }
        let sizes = totals(&own, &edges);
        let too_long = spans.iter().zip(&sizes).find(|((_, _, _, most), size)| *size > most);
        if let Some(((sort, name, span, most), _)) = too_long {
            let message = format!("the {sort} `{name}` comes to more than {most} steps");
            let diagnostic = Diagnostic::new(Code::AnswerTooLong, message, *span, "too much for one answer")
                .help("nobody reads that much at once: let it hold less");
            self.report.push(diagnostic);
        }
    }
}

/// Visits every list of steps in a declaration.
fn each_steps<'d>(declaration: &'d Declaration, visit: &mut dyn FnMut(&'d [ast::Step])) {
    match &declaration.kind {
        DeclarationKind::Reply(reply) => visit(&reply.steps),
        DeclarationKind::Flow(flow) => visit(&flow.steps),
        DeclarationKind::Question(question) => {
            for clause in &question.clauses {
                if let QuestionClause::Again { otherwise, .. } | QuestionClause::Within { otherwise, .. } =
                    &clause.value
                {
                    visit(otherwise);
                }
            }
        }
        _ => {}
    }
}

/// Visits what steps lead to, as often as they name it.
fn each_lead(steps: &[Step], found: &mut dyn FnMut(DeedId)) {
    for step in steps {
        match step {
            Step::Reply(id) => found(DeedId::Reply(*id)),
            Step::Start(id) => found(DeedId::Flow(*id)),
            Step::Ask(ids) => ids.iter().for_each(|id| found(DeedId::Question(*id))),
            Step::If { then, otherwise, .. } => {
                each_lead(then, found);
                each_lead(otherwise, found);
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
