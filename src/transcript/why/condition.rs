//! A condition read aloud: `cart.total >= 30` is “cart.total is at least 30”.

use super::tongue::Tongue;
use crate::program::{Clock, Comparison, Expression, FactId, Operation, Type, Value};

impl Tongue<'_> {
    /// A condition, or what it compares, in words.
    pub fn condition(self, expression: &Expression) -> String {
        match expression {
            Expression::Constant(value) => self.constant(value, None),
            Expression::Fact(fact, keys) => self.fact(*fact, keys),
            Expression::Column(fact) => self.fact(*fact, &[]),
            Expression::Slot(name) => name.to_string(),
            Expression::Answer(id) => {
                self.program.question(*id).map_or("", |question| question.called(self.keywords.tag())).to_owned()
            }
            Expression::Clock(clock) => self.clock(*clock),
            Expression::PromisedNames => self.pick(["what is promised", "已承诺的", "lo prometido"]).to_owned(),
            Expression::Promised(offer) => {
                let name = self.program.offer(*offer).map_or("", |offer| offer.called(self.keywords.tag()));
                self.say(["{0} is promised", "已承诺{0}", "se prometió {0}"], &[name])
            }
            Expression::CustomerIs(kind) => {
                let name = self.program.kind(*kind).map_or("", |kind| kind.called(self.keywords.tag()));
                self.say(["the customer is {0}", "顾客是{0}", "el cliente es {0}"], &[name])
            }
            Expression::CustomerSaid { intent, at_least, .. } => {
                let name = self.program.intent(*intent).map_or("", |intent| intent.called(self.keywords.tag()));
                let times = at_least.to_string();
                match at_least {
                    0 | 1 => self.say(["the customer said {0}", "顾客说过{0}", "el cliente dijo {0}"], &[name]),
                    _ => self.say(
                        [
                            "the customer said {0} at least {1} times",
                            "顾客至少{1}次说过{0}",
                            "el cliente dijo {0} al menos {1} veces",
                        ],
                        &[name, &times],
                    ),
                }
            }
            Expression::Address => self.pick(["the form of address", "称呼", "el trato"]).to_owned(),
            Expression::Not(inner) => self.say(["not {0}", "并非{0}", "no {0}"], &[&self.part(inner)]),
            Expression::And(left, right) => {
                self.say(["{0} and {1}", "{0}并且{1}", "{0} y {1}"], &[&self.part(left), &self.part(right)])
            }
            Expression::Or(left, right) => {
                self.say(["{0} or {1}", "{0}或者{1}", "{0} o {1}"], &[&self.part(left), &self.part(right)])
            }
            Expression::Compare(comparison, left, right) => self.compared(*comparison, left, right),
            Expression::Operate(operation, left, right) => self.operated(*operation, left, right),
            Expression::TimeOf(inner) | Expression::DateOf(inner) => self.condition(inner),
        }
    }

    /// A value a condition names. A text of nothing is told by its quotes.
    fn constant(self, value: &Value, of: Option<&Type>) -> String {
        match value {
            Value::Text(words) if words.is_empty() => self.pick(["\"\"", "“”", "«»"]).to_owned(),
            other => self.value(other, of),
        }
    }

    /// A part of a condition: choices between parts stand in brackets.
    fn part(self, expression: &Expression) -> String {
        let words = self.condition(expression);
        if matches!(expression, Expression::Or(..)) {
            self.say(["({0})", "（{0}）", "({0})"], &[&words])
        } else {
            words
        }
    }

    fn fact(self, id: FactId, keys: &[Expression]) -> String {
        let Some(fact) = self.program.fact(id) else { return String::new() };
        let name: &str = fact.called(self.keywords.tag());
        if keys.is_empty() {
            return name.to_owned();
        }
        let keys: Vec<String> = keys.iter().map(|key| self.condition(key)).collect();
        self.say(["{0} for {1}", "{1}的{0}", "{0} para {1}"], &[name, &self.list(&keys)])
    }

    fn clock(self, clock: Clock) -> String {
        let name = match clock {
            Clock::Now => "now",
            Clock::Today => "today",
            Clock::ShopIsOpen => "shop.is-open",
            Clock::ShopOpensNext => "shop.opens-next",
            Clock::OrderDispatchDay => "order.dispatch-day",
        };
        crate::transcript::called::fact(name, self.keywords, self.program).into_owned()
    }

    fn compared(self, comparison: Comparison, left: &Expression, right: &Expression) -> String {
        let of = self.choices(left).or_else(|| self.choices(right));
        let side = |side: &Expression| match side {
            Expression::Constant(value) => self.constant(value, of),
            other => self.condition(other),
        };
        let of_time = is_time(left) || is_time(right);
        let forms = match comparison {
            Comparison::Is => ["{0} is {1}", "{0}是{1}", "{0} es {1}"],
            Comparison::IsNot => ["{0} is not {1}", "{0}不是{1}", "{0} no es {1}"],
            Comparison::Less if of_time => ["{0} is before {1}", "{0}早于{1}", "{0} es antes de {1}"],
            Comparison::Greater if of_time => ["{0} is after {1}", "{0}晚于{1}", "{0} es después de {1}"],
            Comparison::LessOrEqual if of_time => ["{0} is {1} or before", "{0}不晚于{1}", "{0} es {1} o antes"],
            Comparison::GreaterOrEqual if of_time => ["{0} is {1} or after", "{0}不早于{1}", "{0} es {1} o después"],
            Comparison::Less => ["{0} is less than {1}", "{0}不到{1}", "{0} es menos de {1}"],
            Comparison::LessOrEqual => ["{0} is at most {1}", "{0}至多{1}", "{0} es {1} como mucho"],
            Comparison::Greater => ["{0} is more than {1}", "{0}超过{1}", "{0} es más de {1}"],
            Comparison::GreaterOrEqual => ["{0} is at least {1}", "{0}至少{1}", "{0} es al menos {1}"],
        };
        self.say(forms, &[&side(left), &side(right)])
    }

    /// The type of a fact that is one of several.
    fn choices(&self, expression: &Expression) -> Option<&Type> {
        let Expression::Fact(fact, _) = expression else { return None };
        self.program.fact(*fact).map(|fact| &fact.of).filter(|of| matches!(of, Type::OneOf(_)))
    }

    fn operated(self, operation: Operation, left: &Expression, right: &Expression) -> String {
        let forms = match operation {
            Operation::Plus | Operation::PlusPercent => ["{0} plus {1}", "{0}加{1}", "{0} más {1}"],
            Operation::Minus | Operation::MinusPercent => ["{0} less {1}", "{0}减{1}", "{0} menos {1}"],
            Operation::Times => ["{0} times {1}", "{0}乘{1}", "{0} por {1}"],
            Operation::Divided => ["{0} by {1}", "{0}除以{1}", "{0} entre {1}"],
            Operation::PercentOf => ["{0} of {1}", "{1}的{0}", "{0} de {1}"],
        };
        self.say(forms, &[&self.part(left), &self.part(right)])
    }
}

fn is_time(expression: &Expression) -> bool {
    match expression {
        Expression::TimeOf(_) | Expression::DateOf(_) => true,
        Expression::Constant(value) => matches!(value, Value::Time(_) | Value::Date(_) | Value::Moment(_)),
        Expression::Clock(clock) => !matches!(clock, Clock::ShopIsOpen),
        _ => false,
    }
}
