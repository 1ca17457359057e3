//! Memory made under an earlier script: former names become the present ones, so that nothing is repeated or lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asking::asked_key;
use super::offers::offer_key;
use super::rules::rule_key;
use super::state::{Part, State, Thread};
use super::timers::without_length;
use crate::program::{Program, Rename, Renames, Scope};

/// Renames whatever memory still calls by a former name.
pub(super) fn migrate(program: &Program, state: &mut State) {
    let renames = &program.renames;
    if renames.is_empty() {
        return;
    }
    for scope in [Scope::Conversation, Scope::Order, Scope::Day, Scope::Customer] {
        part(renames, state.part_mut(scope));
    }
    for rename in &renames.facts {
        fact(&mut state.last_order, rename);
    }
    for Rename { old, new } in &renames.kinds {
        if state.kinds.remove(old) {
            state.kinds.insert(new.clone());
        }
    }
    for Rename { old, new } in &renames.offers {
        for promise in state.promises.iter_mut().filter(|promise| promise.name == *old) {
            promise.name = new.clone();
        }
    }
    for (trigger, Rename { old, new }) in &renames.rungs {
        for promise in state.promises.iter_mut().filter(|promise| promise.rung.as_ref() == Some(old)) {
            promise.rung = Some(new.clone());
        }
        if let Some(open) = state.open_ladder.as_mut().filter(|open| open.trigger == *trigger && open.deed == *old) {
            open.deed = new.clone();
        }
    }
    for Rename { old, new } in &renames.triggers {
        if let Some(open) = state.open_ladder.as_mut().filter(|open| open.trigger == *old) {
            open.trigger = new.clone();
        }
    }
    for thread in state.threads.iter_mut().chain(&mut state.ended) {
        rename_thread(renames, thread);
    }
    for Rename { old, new } in &renames.waits {
        for timer in &mut state.timers {
            // A timer keeps its due time, so its length may be another than the script has now.
            let what = without_length(&timer.name);
            if what == without_length(old) {
                let length = timer.name.get(what.len()..).unwrap_or_default();
                timer.name = format!("{}{length}", without_length(new)).into();
            }
        }
    }
}

/// What waits for an answer, or just ended: whose steps they are, what they ask and what was answered in them.
fn rename_thread(renames: &Renames, thread: &mut Thread) {
    for Rename { old, new } in &renames.triggers {
        if let Some(deed) = thread.of.strip_prefix(&*rule_key(old, "")) {
            thread.of = rule_key(new, deed);
        }
    }
    for (trigger, Rename { old, new }) in renames.rules.iter().chain(&renames.rungs) {
        let deed = thread.of.strip_prefix(&*rule_key(trigger, "")).and_then(|deed| deed.strip_prefix(&**old));
        // Behind it stands, where several are called so, which of them it is.
        if let Some(which) = deed.filter(|which| which.is_empty() || which.starts_with(" (")) {
            thread.of = rule_key(trigger, &format!("{new}{which}"));
        }
    }
    let steps = [("flow", &renames.flows), ("reply", &renames.replies), ("question", &renames.questions)];
    for (sort, names) in steps {
        for Rename { old, new } in names {
            if thread.of.split_once(' ') == Some((sort, old)) {
                thread.of = format!("{sort} {new}").into();
            }
        }
    }
    for Rename { old, new } in &renames.questions {
        if thread.question.as_ref() == Some(old) {
            thread.question = Some(new.clone());
        }
        for (name, _) in thread.asked.iter_mut().filter(|(name, _)| name == old) {
            *name = new.clone();
        }
        answer(&mut thread.answers, old, new);
    }
    for Rename { old, new } in &renames.intents {
        if thread.intent.as_ref() == Some(old) {
            thread.intent = Some(new.clone());
        }
    }
}

fn answer<V>(answers: &mut BTreeMap<Arc<str>, V>, old: &Arc<str>, new: &Arc<str>) {
    if let Some(value) = answers.remove(old) {
        answers.entry(new.clone()).or_insert(value);
    }
}

fn part(renames: &Renames, part: &mut Part) {
    for rename in &renames.facts {
        fact(&mut part.facts, rename);
        let keyed = format!("{} for ", rename.old);
        for key in &mut part.keyed {
            if let Some(rest) = key.strip_prefix(&*keyed) {
                *key = format!("{} for {rest}", rename.new).into();
            }
        }
    }
    for Rename { old, new } in &renames.triggers {
        if let Some(taken) = part.rungs.remove(old) {
            for deed in taken {
                add(part.rungs.entry(new.clone()).or_default(), deed);
            }
        }
        if part.settled.remove(old) {
            part.settled.insert(new.clone());
        }
        starting(part, &rule_key(old, ""), &rule_key(new, ""));
        speeches(part, &format!("{old}: "), &format!("{new}: "));
    }
    for Rename { old, new } in &renames.intents {
        if let Some(count) = part.said.remove(old) {
            let said = part.said.entry(new.clone()).or_default();
            *said = said.saturating_add(count);
        }
    }
    for Rename { old, new } in &renames.offers {
        once(part, &offer_key(old), offer_key(new));
        speech(part, &offer_key(old), offer_key(new));
    }
    for Rename { old, new } in &renames.questions {
        once(part, &asked_key(old), asked_key(new));
        answer(&mut part.answers, old, new);
    }
    for (sort, names) in [("reply", &renames.replies), ("question", &renames.questions), ("flow", &renames.flows)] {
        for Rename { old, new } in names {
            speech(part, &format!("{sort} {old}"), format!("{sort} {new}").into());
            speeches(part, &format!("{sort} {old}: "), &format!("{sort} {new}: "));
        }
    }
    for (trigger, Rename { old, new }) in &renames.rules {
        once(part, &rule_key(trigger, old), rule_key(trigger, new));
    }
    for (trigger, Rename { old, new }) in &renames.rungs {
        if let Some(taken) = part.rungs.get_mut(trigger)
            && let Some(place) = taken.iter().position(|deed| deed == old)
        {
            taken.remove(place);
            if !taken.contains(new) {
                taken.insert(place.min(taken.len()), new.clone());
            }
        }
        once(part, old, new.clone());
    }
}

fn add(list: &mut Vec<Arc<str>>, item: Arc<str>) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// A fact by its former name, alone or with keys; what the present name knows already stands.
fn fact<V>(facts: &mut BTreeMap<Arc<str>, V>, Rename { old, new }: &Rename) {
    if let Some(value) = facts.remove(old) {
        facts.entry(new.clone()).or_insert(value);
    }
    let keyed = format!("{old} for ");
    let keys: Vec<Arc<str>> = facts.keys().filter(|key| key.starts_with(&*keyed)).cloned().collect();
    for key in keys {
        if let (Some(value), Some(rest)) = (facts.remove(&key), key.strip_prefix(&*keyed)) {
            facts.entry(format!("{new} for {rest}").into()).or_insert(value);
        }
    }
}

fn once(part: &mut Part, old: &Arc<str>, new: Arc<str>) {
    if part.once.remove(old) {
        part.once.insert(new);
    }
}

fn starting(part: &mut Part, old: &str, new: &str) {
    let keys: Vec<Arc<str>> = part.once.iter().filter(|key| key.starts_with(old)).cloned().collect();
    for key in keys {
        part.once.remove(&key);
        part.once.insert(format!("{new}{}", key.strip_prefix(old).unwrap_or_default()).into());
    }
}

fn speech(part: &mut Part, old: &str, new: Arc<str>) {
    if let Some(used) = part.variants.remove(old) {
        part.variants.entry(new).or_insert(used);
    }
}

fn speeches(part: &mut Part, old: &str, new: &str) {
    let keys: Vec<Arc<str>> = part.variants.keys().filter(|key| key.starts_with(old)).cloned().collect();
    for key in keys {
        let renamed = format!("{new}{}", key.strip_prefix(old).unwrap_or_default());
        speech(part, &key, renamed.into());
    }
}
