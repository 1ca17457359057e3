//! `never say` and `always say` while running: a sentence that breaks one is not said.

use std::sync::Arc;

use super::view::View;
use crate::nlu;
use crate::program::{Datum, IntentId, OfferId, QuestionId, ReplyId, TopicId, WordPolicy, WordRule};

/// Where a sentence stands, for policies that hold only there.
#[derive(Clone, Copy)]
pub(super) struct Within<'s> {
    /// The prepared answers it belongs to, outermost first.
    pub replies: &'s [ReplyId],
    /// The offer it is said with.
    pub offer: Option<OfferId>,
    /// The question it asks, or does something about.
    pub question: Option<QuestionId>,
    /// What the customer said.
    pub intent: Option<IntentId>,
}

impl<'a> View<'a> {
    /// The policy that forbids a sentence, in the words of the script.
    pub fn forbids(&self, text: &str, within: &Within<'_>) -> Option<&'a Arc<str>> {
        let policies = &self.program.policies.words;
        if policies.is_empty() {
            return None;
        }
        let normal = nlu::normalise(text);
        let broken = |policy: &&WordPolicy| breaks(&policy.rule, text, &normal) && self.in_force(policy, within);
        policies.iter().find(broken).map(|policy| &policy.written)
    }

    /// Whether a name may not be told: one with words that `never say` forbids here.
    pub fn forbids_name(&self, name: &str, within: &Within<'_>) -> bool {
        let normal = nlu::normalise(name);
        let never =
            |policy: &&WordPolicy| matches!(policy.rule, WordRule::Never(_)) && breaks(&policy.rule, name, &normal);
        self.program.policies.words.iter().filter(never).any(|policy| self.in_force(policy, within))
    }

    fn in_force(&self, policy: &WordPolicy, within: &Within<'_>) -> bool {
        // A condition that cannot be judged does not lift a prohibition.
        policy.on.as_deref().is_none_or(|platform| self.sells_on(platform))
            && self.is_within(policy, within)
            && (policy.about.is_empty() || policy.about.iter().any(|topic| self.is_about(*topic, within)))
            && self.holds(policy.condition.as_ref()) != Some(false)
    }

    fn is_within(&self, policy: &WordPolicy, within: &Within<'_>) -> bool {
        (policy.in_replies.is_empty() && policy.in_offers.is_empty())
            || within.replies.iter().any(|reply| policy.in_replies.contains(reply))
            || within.offer.is_some_and(|offer| policy.in_offers.contains(&offer))
    }

    fn is_about(&self, topic: TopicId, within: &Within<'_>) -> bool {
        let replies = within.replies.iter().filter_map(|reply| self.program.reply(*reply)).map(|reply| &reply.about);
        let offer = within.offer.and_then(|offer| self.program.offer(offer)).map(|offer| &offer.about);
        let intent = within.intent.and_then(|intent| self.program.intent(intent)).map(|intent| &intent.about);
        let asked =
            within.question.and_then(|question| self.program.question(question)).map(|question| &question.about);
        replies.chain(offer).chain(asked).chain(intent).any(|about| about.contains(&topic))
    }

    /// The fact `shop.platform` says where the conversation is; else the shop's own list.
    fn sells_on(&self, platform: &str) -> bool {
        let fact = self.program.names.facts.get("shop.platform").and_then(|fact| self.program.fact(*fact));
        match fact.and_then(|fact| self.part(fact.scope).facts.get(&fact.name)) {
            Some(Datum::Text(here)) => here.to_lowercase() == platform,
            _ => self.program.shop.platforms.iter().any(|sold| **sold == *platform),
        }
    }
}

fn breaks(rule: &WordRule, text: &str, normal: &str) -> bool {
    match rule {
        WordRule::Never(words) => words.iter().any(|word| nlu::holds_phrase(normal, word)),
        WordRule::Always { words, emoji } => {
            !(words.iter().any(|word| nlu::holds_phrase(normal, word)) || (*emoji && nlu::contains_emoji(text)))
        }
    }
}
