//! Words that `never say` and `avoid` name wherever a text could bring them; sentences without those of `always say`.

use std::collections::HashSet;
use std::sync::Arc;

use super::Context;
use super::condition::{both, ways};
use super::produced::{Produced, find};
use super::sayings::{Place, Saying, sayings};
use crate::diagnostic::{Code, Diagnostic};
use crate::nlu::{holds_phrase, normalise};
use crate::program::{Comparison, Expression, OfferId, ReplyId, TopicId, Value, WordRule};
use crate::source::Span;
use crate::syntax::ast;

/// A policy on words, from the tree or from the program.
struct Policy<'a> {
    demand: Demand<'a>,
    condition: Option<&'a Expression>,
    on: Option<Arc<str>>,
    replies: Vec<ReplyId>,
    offers: Vec<OfferId>,
    about: Vec<TopicId>,
    span: Span,
}

enum Demand<'a> {
    Never(&'a [Arc<str>]),
    Always { words: &'a [Arc<str>], emoji: bool },
    Avoid { words: Vec<Arc<str>>, more_than: u32, because: Option<String>, prefer: Vec<String> },
}

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let mut policies = enforced(context);
    policies.extend(avoided(context));
    if policies.is_empty() {
        return;
    }
    // A text said in two places is complained of once.
    let mut told: HashSet<(Span, Span)> = HashSet::new();
    for saying in sayings(context.program).iter().filter(|saying| context.is_own(saying.variant.text.span)) {
        let produced = Produced::new(context.program, saying);
        for policy in policies.iter().filter(|policy| policy.holds_at(context, &saying.place)) {
            if let Some(warning) = policy.broken(context, saying, &produced)
                && policy.may_meet(context, saying)
                && told.insert((warning.label.span, policy.span))
            {
                warnings.push(warning);
            }
        }
    }
}

fn enforced<'a>(context: &Context<'a>) -> Vec<Policy<'a>> {
    let policies = context.program.policies.words.iter();
    let policies = policies.map(|policy| Policy {
        demand: match &policy.rule {
            WordRule::Never(words) => Demand::Never(words),
            WordRule::Always { words, emoji } => Demand::Always { words, emoji: *emoji },
        },
        condition: policy.condition.as_ref(),
        on: policy.on.clone(),
        replies: policy.in_replies.clone(),
        offers: policy.in_offers.clone(),
        about: policy.about.clone(),
        span: policy.span,
    });
    policies.collect()
}

/// `avoid` is advice on writing: it is not in the program, for nothing enforces it while running.
fn avoided<'a>(context: &Context<'a>) -> Vec<Policy<'a>> {
    let names = &context.program.names;
    let topic = |name: &ast::Name| {
        context.program.topics.iter().position(|topic| topic.to_lowercase() == name.key()).map(TopicId::from)
    };
    let mut policies = Vec::new();
    // A module of the library advises too: it is there for the shop's texts.
    for declaration in context.scripts.iter().flat_map(|(script, _)| &script.declarations) {
        let ast::DeclarationKind::Policy(policy) = &declaration.kind else { continue };
        let ast::Demand::Avoid { words, more_than, because, prefer, at } = &policy.demand else { continue };
        let within: Vec<String> = at.within.iter().map(ast::Name::key).collect();
        policies.push(Policy {
            demand: Demand::Avoid {
                words: words.iter().filter_map(ast::Text::plain).map(|word| sought(&word)).collect(),
                more_than: more_than.unwrap_or(0),
                because: because.as_ref().and_then(ast::Text::plain),
                prefer: prefer.iter().filter_map(ast::Text::plain).collect(),
            },
            condition: None,
            on: at.on.as_ref().map(|on| on.key().into()),
            replies: within.iter().filter_map(|name| names.replies.get(name)).copied().collect(),
            offers: within.iter().filter_map(|name| names.offers.get(name)).copied().collect(),
            about: at.about.iter().filter_map(topic).collect(),
            span: declaration.span,
        });
    }
    policies
}

impl Policy<'_> {
    fn holds_at(&self, context: &Context, place: &Place) -> bool {
        let platforms = &context.program.shop.platforms;
        let sold_there = self.on.as_ref().is_none_or(|on| platforms.is_empty() || platforms.contains(on));
        let anywhere = self.replies.is_empty() && self.offers.is_empty();
        let within = place.replies.iter().any(|reply| self.replies.contains(reply))
            || place.offer.is_some_and(|offer| self.offers.contains(&offer));
        let about = self.about.is_empty() || self.about.iter().any(|topic| place.topics.contains(topic));
        sold_there && (anywhere || within) && about
    }

    /// Whether the policy can be in force while the wording can be said.
    fn may_meet(&self, context: &Context, saying: &Saying) -> bool {
        if self.condition.is_some_and(|condition| spares_address(context, condition, saying)) {
            return false;
        }
        let (Some(policy), Some(variant)) = (self.condition, &saying.variant.condition) else { return true };
        let ways = ways(context.program, policy).zip(ways(context.program, variant));
        ways.and_then(|(policy, variant)| both(&policy, &variant)).is_none_or(|ways| !ways.is_empty())
    }

    /// Every word that a wording holds too often, each once; one within a longer one is not named beside it.
    fn found(
        context: &Context,
        span: Span,
        produced: &Produced,
        words: &[Arc<str>],
        holds: impl Fn(&str, &str) -> bool,
    ) -> Vec<Found> {
        let place = |word: &Arc<str>| {
            let text = produced.texts().find(|text| holds(text, word))?;
            Some(Found::new(context, span, word, text))
        };
        let mut found: Vec<Found> = words.iter().filter_map(place).collect();
        // Of two at one place the longer stands first.
        found.sort_by_key(|one| (one.printed.is_some(), one.span.start, std::cmp::Reverse(one.span.end)));
        let mut behind = 0;
        found.retain(|one| {
            let within = one.printed.is_none() && one.span.end <= behind;
            behind = behind.max(if one.printed.is_none() { one.span.end } else { 0 });
            !within
        });
        found.dedup_by(|next, one| next.word == one.word);
        found
    }

    fn broken(&self, context: &Context, saying: &Saying, produced: &Produced) -> Option<Diagnostic> {
        let span = saying.variant.text.span;
        match &self.demand {
            Demand::Never(words) => {
                let found = Self::found(context, span, produced, words, holds_phrase);
                let first = found.first()?;
                let be = if found.len() == 1 { "is" } else { "are" };
                let message = format!("{} {be} among the words this shop never says", named(&found));
                let label = |one: &Found| if one.printed.is_some() { "can print it" } else { "never said" };
                let told = Diagnostic::new(Code::ForbiddenWords, message, first.span, label(first));
                let help = "such a sentence is not said while running: its next wording is, or staff take over";
                let help: Vec<String> = found.iter().filter_map(Found::printed).chain([help.to_owned()]).collect();
                Some(others(told, &found, label).related(self.span, "forbidden here").help(help.join("; ")))
            }
            Demand::Avoid { words, more_than, because, prefer } => {
                let most = *more_than as usize;
                let mut found = Self::found(context, span, produced, words, |text, word| count(text, word) > most);
                if most > 0 {
                    found.iter_mut().for_each(|one| one.span = span);
                }
                let first = found.first()?;
                let times = match most {
                    0 => String::new(),
                    1 => " more than once".to_owned(),
                    times => format!(" more than {times} times"),
                };
                let message = format!("this text says {}{times}, which this shop avoids", named(&found));
                let label = |_: &Found| "to be avoided";
                let told = Diagnostic::new(Code::AvoidedWords, message, first.span, label(first));
                let told = others(told, &found, label).related(self.span, "the shop's own rule");
                let prefer: Vec<String> = prefer.iter().map(|word| format!("“{word}”")).collect();
                let prefer = (!prefer.is_empty()).then(|| format!("write {} instead", prefer.join(" or ")));
                let printed = found.iter().filter_map(Found::printed);
                let help: Vec<String> = printed.chain(because.clone()).chain(prefer).collect();
                Some(if help.is_empty() { told } else { told.help(help.join("; ")) })
            }
            Demand::Always { words, emoji } => {
                let there = |text: &str| words.iter().any(|word| holds_phrase(text, word));
                if produced.is_open || produced.texts().any(there) || (*emoji && produced.has_emoji) {
                    return None;
                }
                let mut wanted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
                wanted.extend(emoji.then(|| "an emoji".to_owned()));
                let message = format!("this text lacks {}", wanted.join(" or "));
                Some(
                    Diagnostic::new(Code::RequiredWordsMissing, message, span, "without it")
                        .related(self.span, "demanded here")
                        .help(
                            "while running, a sentence without it is not said: its next wording is, or staff take over",
                        ),
                )
            }
        }
    }
}

/// Several words, in the order in which they stand in the text.
fn named(found: &[Found]) -> String {
    let words: Vec<String> = found.iter().map(|one| format!("“{}”", one.word)).collect();
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// Points at the words behind the first, each where it stands.
fn others(mut told: Diagnostic, found: &[Found], label: impl Fn(&Found) -> &'static str) -> Diagnostic {
    let mut pointed = vec![told.label.span];
    for one in found.iter().skip(1).filter(|one| one.printed.is_none()) {
        if !pointed.contains(&one.span) {
            pointed.push(one.span);
            told = told.related(one.span, label(one));
        }
    }
    told
}

/// Whether a condition `dear is not "…"` fails in the language of a wording: the shop calls its customers so.
fn spares_address(context: &Context, condition: &Expression, saying: &Saying) -> bool {
    let Expression::Compare(Comparison::IsNot, left, right) = condition else { return false };
    let (Expression::Address, Expression::Constant(Value::Text(form))) = (&**left, &**right) else { return false };
    let address = context.program.shop.address.get(saying.language.index());
    address.is_some_and(|address| address.as_deref() == Some(&**form))
}

/// A word found in what a text can print as.
struct Found {
    /// The word as the text has it.
    word: String,
    /// Its place, or that of the whole text where a value prints it.
    span: Span,
    /// What the text prints as, where a value prints the word.
    printed: Option<String>,
}

impl Found {
    /// What the text prints as, in words, where a value prints the word.
    fn printed(&self) -> Option<String> {
        self.printed.as_ref().map(|printed| format!("it can print as “{printed}”"))
    }

    fn new(context: &Context, text: Span, word: &str, printed: &str) -> Self {
        match find(context.sources, text, word) {
            Some(span) => Found { word: context.quote(span), span, printed: None },
            None => Found { word: word.to_owned(), span: text, printed: Some(printed.trim().to_owned()) },
        }
    }
}

/// A word as it is looked for; the `*` that lets it match longer words stays.
fn sought(word: &str) -> Arc<str> {
    match word.trim_end().strip_suffix('*') {
        Some(stem) => format!("{}*", normalise(stem)).into(),
        None => normalise(word).into(),
    }
}

/// How often a normalised text holds a phrase by the boundary rule.
fn count(text: &str, phrase: &str) -> usize {
    let words = phrase.trim_end_matches('*');
    let whole = |at: usize| {
        let before = text.get(..at).and_then(|head| head.char_indices().next_back()).map_or(at, |(start, _)| start);
        let end = at + words.len();
        let after = text.get(end..).and_then(|tail| tail.chars().next()).map_or(end, |c| end + c.len_utf8());
        text.get(before..after).is_some_and(|here| holds_phrase(here, phrase))
    };
    text.match_indices(words).filter(|(at, _)| whole(*at)).count()
}
