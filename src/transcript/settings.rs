//! What is given, with its names and values settled: facts, kinds, where variants begin and when the conversation does.

use std::collections::BTreeMap;

use super::paper::Setting;
use super::plan::{Plan, Planner};
use super::value;
use super::words::words;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::program::{Datum, key};
use crate::source::{Span, Spanned};
use crate::syntax::ast::Keywords;

impl Planner<'_> {
    /// The facts and kinds that are given; seed and start go to the plan, where there may be one.
    pub fn settings(&mut self, settings: &[Setting], span: Span, plan: Option<&mut Plan>) -> BTreeMap<String, Datum> {
        let mut facts = BTreeMap::new();
        let mut plan = plan.filter(|_| !self.begun);
        for setting in settings {
            match (setting, plan.as_deref_mut()) {
                (Setting::Seed(seed), Some(plan)) => plan.seed = *seed,
                (Setting::Start(moment), Some(plan)) => {
                    if let Some(start) = self.moment(moment.value, None) {
                        self.now = start;
                        plan.start = self.now.timestamp();
                    }
                }
                (Setting::Seed(_), None) => self.late(span),
                (Setting::Start(moment), None) => self.late(moment.span),
                (Setting::Kind(name), _) => facts.extend(self.kind(name).map(|kind| (kind, Datum::YesNo(true)))),
                (Setting::Fact { name, keys, value }, _) => facts.extend(self.fact(name, keys, value)),
            }
        }
        facts
    }

    /// A fact by its canonical name, with what it is looked up by.
    fn fact(
        &mut self,
        name: &Spanned<String>,
        keys: &[Spanned<String>],
        value: &Spanned<String>,
    ) -> Option<(String, Datum)> {
        let Some(fact) = self.program.names.facts.get(&key(&name.value)) else {
            let facts = self.program.facts.iter().map(|fact| &*fact.name);
            let names = self.program.names.facts.keys().map(String::as_str);
            // `cart total 30` is `cart.total 30`.
            let next = value.value.split_whitespace().next().unwrap_or_default();
            let joined = ['.', '-'].map(|sign| format!("{}{sign}{next}", name.value));
            let joined = joined.into_iter().find(|joined| self.program.names.facts.contains_key(&key(joined)));
            let rest = value.value.trim_start().strip_prefix(next).unwrap_or_default().trim();
            if let Some(joined) = joined.filter(|_| !rest.is_empty()) {
                self.unknown("fact", name, Some(joined), rest);
                return None;
            }
            let near = did_you_mean(&name.value, facts.chain(names)).map(str::to_owned);
            self.unknown("fact", name, near, &value.value);
            return None;
        };
        let fact = self.program.fact(*fact)?;
        if keys.len() != fact.keys.len() {
            self.keys(fact.called(self.keywords.tag()), fact.keys.len(), name.span);
            return None;
        }
        let keys: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
        let behind = if keys.is_empty() { String::new() } else { format!(" for {}", keys.join(", ")) };
        match value::read(&value.value, &fact.of, self.program, self.keywords) {
            Ok(datum) => Some((format!("{}{behind}", fact.name), datum)),
            Err(misfit) => {
                let message = format!("`{}` is not {}", value.value, misfit.expected);
                let label = format!("`{}` is {}", fact.called(self.keywords.tag()), misfit.expected);
                let example = format!("{} {} {}", words(self.keywords).given, name.value, misfit.example);
                let mistake = Diagnostic::new(Code::ConversationValue, message, value.span, label);
                self.diagnostics.push(mistake.example(example));
                None
            }
        }
    }

    /// A fact given without all that it is looked up by, or with too much.
    fn keys(&mut self, name: &str, wanted: usize, span: Span) {
        let message = match wanted {
            0 => format!("`{name}` is not looked up by anything"),
            1 => format!("`{name}` is looked up by one value"),
            _ => format!("`{name}` is looked up by {wanted} values"),
        };
        let w = words(self.keywords);
        let keys = ["\"green\"", "M", "…"].into_iter().cycle().take(wanted).collect::<Vec<_>>().join(w.comma);
        let keys = if wanted == 0 { String::new() } else { format!(" {} {keys} {}", w.for_, w.is) };
        let example = format!("{} {name}{keys} …", w.given);
        self.diagnostics
            .push(Diagnostic::new(Code::ConversationValue, message, span, "given otherwise").example(example));
    }

    fn late(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::LateStart,
                "this is settled before the first line",
                span,
                "the conversation has begun",
            )
            .help("put it under the title; later on the clock moves by itself")
            .example(match self.keywords {
                Keywords::English => "30 minutes pass".to_owned(),
                Keywords::Chinese => "过30分钟".to_owned(),
                Keywords::Spanish => "pasan 30 minutos".to_owned(),
            }),
        );
    }

    fn kind(&mut self, name: &Spanned<String>) -> Option<String> {
        let names = &self.program.names.kinds;
        let Some(kind) = names.get(&key(&name.value)).and_then(|&id| self.program.kind(id)) else {
            let near = did_you_mean(&name.value, names.keys().map(String::as_str)).map(str::to_owned);
            self.unknown("kind of customer", name, near, "");
            return None;
        };
        if kind.condition.is_some() {
            let message = format!("`{}` follows from its condition", kind.called(self.keywords.tag()));
            self.diagnostics.push(
                Diagnostic::new(Code::ConversationValue, message, name.span, "not marked by hand")
                    .help("give the facts its condition asks for; only a kind `by hand` is given itself"),
            );
            return None;
        }
        Some(kind.name.to_string())
    }
}
