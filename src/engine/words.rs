//! `never say` and `always say` while running: a sentence that breaks one is not said.

use std::sync::Arc;

use super::view::View;
use crate::nlu::{self, policies_held};
use crate::program::{
    Datum, IntentId, OfferId, PolicyPlaces, QuestionId, ReplyId, Text, TopicId, WordPolicy, WordRule,
};

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
        self.in_the_way(self.held(text), text, within)
    }

    /// The same of a text of the script and how it is said. One that is always said alike is looked through once.
    pub fn forbids_text(&self, text: &Text, said: &str, within: &Within<'_>) -> Option<&'a Arc<str>> {
        let held = || self.held(said);
        let held = if text.is_fixed() { text.held.get_or_init(held).clone() } else { held() };
        self.in_the_way(held, said, within)
    }

    fn in_the_way(&self, held: PolicyPlaces, text: &str, within: &Within<'_>) -> Option<&'a Arc<str>> {
        self.broken(held, text).find(|policy| self.in_force(policy, within)).map(|policy| &policy.written)
    }

    /// Whether a name may not be told: one with words that `never say` forbids here.
    pub fn forbids_name(&self, name: &str, within: &Within<'_>) -> bool {
        let mut never = self.broken(self.held(name), name).filter(|policy| matches!(policy.rule, WordRule::Never(_)));
        never.any(|policy| self.in_force(policy, within))
    }

    /// The policies whose words a text holds.
    fn held(&self, text: &str) -> PolicyPlaces {
        let policies = &self.program.policies;
        if policies.words.is_empty() {
            return PolicyPlaces::new();
        }
        policies_held(&policies.looked_for, &nlu::normalise(text))
    }

    /// The policies that a text which holds the words of these breaks where they are in force, in written order.
    fn broken<'t>(&self, held: PolicyPlaces, text: &'t str) -> impl Iterator<Item = &'a WordPolicy> + use<'a, 't> {
        let breaks = move |place: u32, rule: &WordRule| match rule {
            WordRule::Never(_) => held.contains(&place),
            WordRule::Always { emoji, .. } => !(held.contains(&place) || *emoji && nlu::contains_emoji(text)),
        };
        let places = (0u32..).zip(&self.program.policies.words);
        places.filter(move |(place, policy)| breaks(*place, &policy.rule)).map(|(_, policy)| policy)
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
