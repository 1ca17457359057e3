//! Several turns told as one: what all the timers did that ran out while time passed.

use crate::engine::Turn;

/// What several turns did and said, in their order; the last one says in which language, and how far memory is.
pub fn merged<'t>(turns: impl IntoIterator<Item = &'t Turn>) -> Option<Turn> {
    turns.into_iter().cloned().reduce(|mut all, next| {
        all.version = next.version;
        all.language = next.language;
        all.acts.extend(next.acts);
        all.promised.extend(next.promised);
        all.packing_list.extend(next.packing_list);
        all.requests.extend(next.requests);
        all.timers.extend(next.timers);
        all.profile.extend(next.profile);
        all.trace.understood.extend(next.trace.understood);
        all.trace.tried.extend(next.trace.tried);
        all.trace.tried_in_vain = all.trace.tried_in_vain.saturating_add(next.trace.tried_in_vain);
        all.trace.said.extend(next.trace.said);
        all.trace.started.extend(next.trace.started);
        all.trace.remarks.extend(next.trace.remarks);
        all
    })
}
