//! An edited script under a running conversation: nothing is repeated, skipped or lost.
//!
//! Each case plays `before.chat` with `before.patter`, and `after.chat` with `after.patter` and the same memory.

use super::played::{play, program};

#[test]
fn nothing_is_repeated_skipped_or_lost() {
    let mut differences = String::new();
    insta::glob!("../cases/edits", "*/before.patter", |script| {
        let folder = script.parent().unwrap();
        let (earlier, later) = match (program(folder, "before.patter"), program(folder, "after.patter")) {
            (Ok(earlier), Ok(later)) => (earlier, later),
            (Err(errors), _) | (_, Err(errors)) => return differences.push_str(&errors),
        };
        let before = play(&earlier, &folder.join("before.chat"), None);
        let after = play(&later, &folder.join("after.chat"), Some(before.state));
        differences.push_str(&before.differences);
        differences.push_str(&after.differences);
        insta::with_settings!({
            omit_expression => true,
        }, {
            insta::assert_snapshot!(format!("{}\n{}{}", edited(folder), before.shown, after.shown));
        });
    });
    assert!(differences.is_empty(), "{differences}");
}

/// What was edited.
fn edited(folder: &std::path::Path) -> String {
    let [before, after] =
        ["before.patter", "after.patter"].map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
    similar::TextDiff::from_lines(&before, &after).unified_diff().context_radius(100).to_string()
}
