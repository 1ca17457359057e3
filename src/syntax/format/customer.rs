//! Simulated customers.

use rust_decimal::Decimal;

use super::lines::Lines;
use super::printer::Printer;
use crate::source::Span;
use crate::syntax::ast::{Customer, CustomerClause, Drawn, DrawnChoice, Name, Outcome};

impl Printer {
    pub(super) fn customer(&self, customer: &Customer, span: Span) -> Lines {
        let head = self.fill("customer {name}", &[("name", &self.declared(&customer.names))]);
        let mut lines = Lines::beginning(self.headed(head), span);
        for clause in &customer.clauses {
            lines.add(2, self.customer_clause(&clause.value), clause.span);
        }
        lines
    }

    pub(super) fn customer_clause(&self, clause: &CustomerClause) -> String {
        let chance = |template, share| self.fill(template, &[("share", &self.share(share))]);
        match clause {
            CustomerClause::OpensWith(names) => {
                let names: Vec<String> = names.iter().map(|name| self.free_name(name)).collect();
                self.fill("opens_with {names}", &[("names", &names.join(self.marks.list))])
            }
            CustomerClause::After { offer, outcomes } => {
                let outcomes: Vec<String> = outcomes
                    .iter()
                    .map(|(outcome, share)| {
                        let template = match outcome {
                            Outcome::Accepts => "accepts {share}",
                            Outcome::Declines => "declines {share}",
                            Outcome::Leaves => "leaves {share}",
                        };
                        chance(template, share)
                    })
                    .collect();
                let arguments = [("name", &*self.name(offer)), ("outcome", &outcomes.join(self.marks.comma))];
                self.phrase("customer_after", &arguments)
            }
            CustomerClause::Says { intent, chance, at_most } => {
                let at_most = at_most.map(|times| self.phrase("at_most_times", &[("number", &times.to_string())]));
                let share = chance.as_ref().map(|share| self.share(share));
                let places = [
                    ("name", &*self.name(intent)),
                    ("share", share.as_deref().unwrap_or_default()),
                    ("at_most_times", at_most.as_deref().unwrap_or_default()),
                ];
                self.phrase("customer_says", &places)
            }
            CustomerClause::Has { fact, drawn } => {
                self.fill("has {fact} {drawn}", &[("fact", &self.name(fact)), ("drawn", &self.drawn(drawn))])
            }
            CustomerClause::PaysAtMost { from, to, around, of } => self.pays_at_most(*from, *to, *around, of),
            CustomerClause::Comes { from, to, around } => {
                let clock = |time: &jiff::civil::Time| time.strftime("%H:%M").to_string();
                let hours = [("from", &*clock(from)), ("to", &*clock(to))];
                let comes = self.fill("comes from {from} to {to}", &hours);
                let around = around.as_ref().map(|around| self.fill("around {time}", &[("time", &clock(around))]));
                self.joined(&[&comes, around.as_deref().unwrap_or_default()])
            }
            CustomerClause::ForgetsToPay(share) => chance("forgets_to_pay {share}", share),
            CustomerClause::PaysReminded(share) => chance("pays_reminded {share}", share),
            CustomerClause::Returns(share) => chance("returns {share}", share),
            CustomerClause::Mistypes(share) => chance("mistypes {share}", share),
        }
    }

    fn share(&self, share: &Decimal) -> String {
        format!("{share}%")
    }

    fn pays_at_most(&self, from: Decimal, to: Option<Decimal>, around: Option<Decimal>, of: &Name) -> String {
        let to = to.map(|to| self.fill("to {share}", &[("share", &self.share(&to))]));
        let around = around.map(|around| self.fill("around {share}", &[("share", &self.share(&around))]));
        let places = [
            ("share", &*self.share(&from)),
            ("share_to", to.as_deref().unwrap_or_default()),
            ("share_around", around.as_deref().unwrap_or_default()),
            ("name", &self.name(of)),
        ];
        self.phrase("customer_pays", &places)
    }

    fn drawn(&self, drawn: &Drawn) -> String {
        match drawn {
            Drawn::Range { from, to, around } => {
                let ends = [("from", &*from.to_string()), ("to", &*to.to_string())];
                let range = self.fill("from {from} to {to}", &ends);
                let around = around.map(|around| self.fill("around {figure}", &[("figure", &around.to_string())]));
                self.joined(&[&range, around.as_deref().unwrap_or_default()])
            }
            Drawn::Yes(share) => self.share(share),
            Drawn::Choices(choices) => {
                let one = |(choice, share): &(DrawnChoice, Decimal)| {
                    let choice = match choice {
                        DrawnChoice::Named(name) => self.free_name(name),
                        DrawnChoice::Text(text) => self.text(text),
                    };
                    self.joined(&[&choice, &self.share(share)])
                };
                choices.iter().map(one).collect::<Vec<_>>().join(self.marks.list)
            }
        }
    }
}
