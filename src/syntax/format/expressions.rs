//! Expressions, with brackets exactly where reading them again needs one.

use jiff::civil;

use super::printer::Printer;
use super::words;
use crate::syntax::ast::{
    Duration, Expression, ExpressionKind, FactReference, Keywords, Name, Operator, Range, Scope, TimeUnit, Type,
};
use crate::syntax::keywords::table;

/// How tightly an expression holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Single,
}

impl Operator {
    fn binding(self) -> Binding {
        match self {
            Operator::Or => Binding::Or,
            Operator::And => Binding::And,
            Operator::Plus | Operator::Minus => Binding::Sum,
            Operator::Times | Operator::Divided | Operator::Of => Binding::Product,
            _ => Binding::Comparison,
        }
    }

    /// How tight the left and the right side must be to stand without brackets: operators of one sort go from left
    /// to right, comparisons do not chain, and `of` turns round in some languages.
    fn sides(self) -> (Binding, Binding) {
        match self.binding() {
            Binding::Or => (Binding::Or, Binding::And),
            Binding::And => (Binding::And, Binding::Not),
            Binding::Sum => (Binding::Sum, Binding::Product),
            Binding::Product if self != Operator::Of => (Binding::Product, Binding::Single),
            Binding::Comparison => (Binding::Sum, Binding::Sum),
            _ => (Binding::Single, Binding::Single),
        }
    }
}

fn binding(kind: &ExpressionKind) -> Binding {
    match kind {
        ExpressionKind::Binary { operator, .. } => operator.binding(),
        ExpressionKind::Not(_) => Binding::Not,
        ExpressionKind::CustomerIs(_)
        | ExpressionKind::CustomerSaid { .. }
        | ExpressionKind::Promised(_)
        | ExpressionKind::Between { .. } => Binding::Comparison,
        _ => Binding::Single,
    }
}

impl Printer {
    /// What an expression is written with first.
    fn first<'e>(&self, expression: &'e Expression) -> &'e ExpressionKind {
        match &expression.value {
            ExpressionKind::Binary { operator, left, right } => {
                self.first(if self.turns_round(*operator) { right } else { left })
            }
            ExpressionKind::Between { value, .. } => self.first(value),
            other => other,
        }
    }

    /// What an expression is written with last.
    fn last<'e>(&self, expression: &'e Expression) -> &'e ExpressionKind {
        match &expression.value {
            ExpressionKind::Binary { operator, left, right } => {
                self.last(if self.turns_round(*operator) { left } else { right })
            }
            ExpressionKind::Not(last) | ExpressionKind::Between { high: last, .. } => self.last(last),
            other => other,
        }
    }

    /// Chinese says `cart.total 的 5%` for `5% of cart.total`.
    fn turns_round(&self, operator: Operator) -> bool {
        operator == Operator::Of && self.words.keywords == Keywords::Chinese
    }

    /// An expression that may stand alone.
    pub(super) fn expression(&self, expression: &Expression) -> String {
        self.operand(expression, Binding::Or)
    }

    /// What a kind hangs on; in brackets where it begins with a fact called like `by hand`.
    pub(super) fn not_by_hand(&self, condition: &Expression) -> String {
        let written = self.expression(condition);
        let by_hand = |name: &str| table(self.words.keywords).is(name, "kw_by_hand");
        let taken = matches!(self.first(condition), ExpressionKind::Reference(fact) if by_hand(&fact.name.text));
        if taken { self.bracketed(&written) } else { written }
    }

    /// `if C`. Spanish reads `si no` as `otherwise`, so a condition that begins with `no` goes into brackets.
    pub(super) fn condition(&self, condition: &Expression) -> String {
        let mut written = self.expression(condition);
        if self.words.keywords == Keywords::Spanish && written.split(' ').next() == Some("no") {
            written = self.bracketed(&written);
        }
        self.fill("if {condition}", &[("condition", &written)])
    }

    /// An expression with a comma behind it, in brackets where its last keys would go on behind the comma.
    pub(super) fn before_comma(&self, expression: &Expression) -> String {
        let written = self.expression(expression);
        let keyed = matches!(self.last(expression), ExpressionKind::Reference(fact) if !fact.keys.is_empty());
        if keyed { self.bracketed(&written) } else { written }
    }

    /// An expression behind which `once per order` may stand on a line of its own: Chinese begins that with its `per`,
    /// which would count as that of `customer said`.
    pub(super) fn before_once(&self, expression: &Expression) -> String {
        let written = self.expression(expression);
        let said = matches!(self.last(expression), ExpressionKind::CustomerSaid { scope: None, .. });
        if said && self.words.keywords == Keywords::Chinese { self.bracketed(&written) } else { written }
    }

    /// A sum before `to`: Spanish takes a `no` before another word for `not`, so there it needs brackets.
    pub(super) fn before_to(&self, expression: &Expression) -> String {
        let written = self.sum(expression);
        let refused = matches!(self.last(expression), ExpressionKind::YesNo(false));
        if refused && self.words.keywords == Keywords::Spanish { self.bracketed(&written) } else { written }
    }

    /// Behind `and` and `or` a text is what is said next, so an expression that begins with one needs brackets.
    fn shielded(&self, written: String) -> String {
        if written.starts_with(['"', '“', '«', '『']) { self.bracketed(&written) } else { written }
    }

    fn bracketed(&self, inside: &str) -> String {
        let (open, close) = self.marks.brackets;
        format!("{open}{inside}{close}")
    }

    fn operand(&self, expression: &Expression, loosest: Binding) -> String {
        let written = self.unbracketed(&expression.value);
        if binding(&expression.value) < loosest { self.bracketed(&written) } else { written }
    }

    fn unbracketed(&self, kind: &ExpressionKind) -> String {
        match kind {
            ExpressionKind::YesNo(true) => self.word("yes").into(),
            ExpressionKind::YesNo(false) => self.word("no").into(),
            ExpressionKind::Number(number) => number.to_string(),
            ExpressionKind::Percent(percent) => format!("{percent}%"),
            ExpressionKind::Time(time) => clock(*time),
            ExpressionKind::Date(date) => date.to_string(),
            ExpressionKind::Duration(duration) => self.duration(*duration),
            ExpressionKind::Text(text) => self.text(text),
            ExpressionKind::Reference(reference) => self.reference(reference),
            ExpressionKind::CustomerIs(kind) => self.fill("customer is {kind}", &[("kind", &self.name(kind))]),
            ExpressionKind::CustomerSaid { intent, at_least, scope } => self.said(intent, *at_least, *scope),
            ExpressionKind::Promised(offer) => self.fill("promised {offer}", &[("offer", &self.name(offer))]),
            ExpressionKind::Not(inner) => self.not(inner),
            ExpressionKind::Binary { operator, left, right } => self.binary(*operator, left, right),
            ExpressionKind::Between { value, low, high } => {
                let [value, low, high] = [value, low, high].map(|side| self.operand(side, Binding::Sum));
                let between = self.phrase("between", &[("arithmetic", &low), ("arithmetic", &high)]);
                self.joined(&[&value, &between])
            }
        }
    }

    fn not(&self, inner: &Expression) -> String {
        if let ExpressionKind::CustomerIs(kind) = &inner.value {
            return self.fill("customer is_not {kind}", &[("kind", &self.name(kind))]);
        }
        let mut written = self.operand(inner, Binding::Comparison);
        // Spanish takes `no` for `not` only before a bracket or a name.
        let named = matches!(self.first(inner), ExpressionKind::Reference(_) | ExpressionKind::CustomerSaid { .. });
        if !named && !written.starts_with(self.marks.brackets.0) || written.starts_with('「') {
            written = self.bracketed(&written);
        }
        self.fill("not {condition}", &[("condition", &written)])
    }

    fn binary(&self, operator: Operator, left: &Expression, right: &Expression) -> String {
        let (left_side, right_side) = operator.sides();
        let (left, mut right) = (self.operand(left, left_side), self.operand(right, right_side));
        if matches!(operator, Operator::And | Operator::Or) {
            right = self.shielded(right);
        }
        self.fill(operator_phrase(operator, self.words.keywords), &[("left", &left), ("right", &right)])
    }

    fn said(&self, intent: &Name, at_least: Option<u32>, scope: Option<Scope>) -> String {
        let at_least = at_least.map(|times| self.phrase("at_least_times", &[("number", &times.to_string())]));
        let per = scope.map(|scope| self.per(scope));
        let (at_least, per) = (at_least.unwrap_or_default(), per.unwrap_or_default());
        let arguments = [("name", &*self.name(intent)), ("at_least_times", &at_least), ("per", &per)];
        self.phrase("customer_said", &arguments)
    }

    /// A fact with its keys.
    pub(super) fn reference(&self, reference: &FactReference) -> String {
        let fact = self.fact_name(&reference.name);
        if reference.keys.is_empty() {
            return fact;
        }
        let keys: Vec<String> = reference.keys.iter().map(|key| self.operand(key, Binding::Single)).collect();
        self.fill("{fact} for {keys}", &[("fact", &fact), ("keys", &keys.join(self.marks.list))])
    }

    /// `per order`
    pub(super) fn per(&self, scope: Scope) -> String {
        let scope = match scope {
            Scope::Day => self.words.unit(TimeUnit::Day, true),
            _ => self.word(words::scope(scope)),
        };
        self.phrase("per", &[("scope", scope)])
    }

    /// `30 minutes`
    pub(super) fn duration(&self, duration: Duration) -> String {
        let count = duration.count.to_string();
        let space = if self.words.keywords == Keywords::Chinese { "" } else { " " };
        let unit = self.words.unit(duration.unit, count == "1");
        format!("{count}{space}{unit}")
    }

    /// `once per order`, `once`, `per order`
    pub(super) fn memory(&self, once: bool, scope: Option<Scope>) -> String {
        let once = if once { self.word("once") } else { "" };
        let per = scope.map(|scope| self.per(scope)).unwrap_or_default();
        if self.words.keywords == Keywords::Chinese { self.joined(&[&per, once]) } else { self.joined(&[once, &per]) }
    }

    /// An expression without `and`, `or`, `not` and comparisons outside brackets.
    pub(super) fn sum(&self, expression: &Expression) -> String {
        self.operand(expression, Binding::Sum)
    }

    /// A type.
    pub(super) fn of_type(&self, of: &Type) -> String {
        match of {
            Type::YesNo => self.word("yes_or_no").into(),
            Type::Number(range) => self.ranged(self.word("number"), range.as_ref()),
            Type::Money(range) => self.ranged(self.word("money"), range.as_ref()),
            Type::Percent => self.word("percent").into(),
            Type::Text => self.word("text").into(),
            Type::Date => self.word("date").into(),
            Type::Time => self.word("time").into(),
            Type::Moment => self.word("moment").into(),
            Type::Duration => self.word("duration").into(),
            Type::Product => self.word("product").into(),
            Type::OneOf(choices) => {
                let choices: Vec<String> = choices.iter().map(|choice| self.choice(choice)).collect();
                self.fill("one_of {choices}", &[("choices", &choices.join(self.marks.list))])
            }
            Type::ListOf(of) => self.fill("list_of {type}", &[("type", &self.of_type(&of.value))]),
        }
    }

    fn ranged(&self, of: &str, range: Option<&Range>) -> String {
        let Some(Range { from, to }) = range else { return of.into() };
        let range = self.fill("from {from} to {to}", &[("from", &from.to_string()), ("to", &to.to_string())]);
        self.joined(&[of, &range])
    }
}

/// An operator between its two sides.
fn operator_phrase(operator: Operator, keywords: Keywords) -> &'static str {
    match operator {
        Operator::Or => "{left} or {right}",
        Operator::And => "{left} and {right}",
        Operator::Is => "{left} is {right}",
        Operator::IsNot => "{left} is_not {right}",
        Operator::Less => "{left} < {right}",
        Operator::LessOrEqual => "{left} <= {right}",
        Operator::Greater => "{left} > {right}",
        Operator::GreaterOrEqual => "{left} >= {right}",
        Operator::Before if keywords == Keywords::Chinese => "{left} earlier {right}",
        Operator::Before => "{left} is earlier {right}",
        Operator::After if keywords == Keywords::Chinese => "{left} later {right}",
        Operator::After => "{left} is later {right}",
        Operator::Plus => "{left} + {right}",
        Operator::Minus => "{left} - {right}",
        Operator::Times => "{left} * {right}",
        Operator::Divided => "{left} / {right}",
        Operator::Of if keywords == Keywords::Chinese => "{right} of_reversed {left}",
        Operator::Of => "{left} of {right}",
    }
}

/// `09:00`
pub(super) fn clock(time: civil::Time) -> String {
    if time.second() == 0 { time.strftime("%H:%M").to_string() } else { time.strftime("%H:%M:%S").to_string() }
}
