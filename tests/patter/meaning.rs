//! What a rule means, sentence by sentence: each case is a script and its conversations.

use super::played::{play, program};

#[test]
fn section_three_line_by_line() {
    let mut differences = String::new();
    insta::glob!("../cases/meaning", "*/main.patter", |script| {
        let folder = script.parent().unwrap();
        let program = match program(folder, "main.patter") {
            Ok(program) => program,
            Err(errors) => return differences.push_str(&errors),
        };
        let played = play(&program, &folder.join("main.chat"), None);
        differences.push_str(&played.differences);
        insta::with_settings!({
            omit_expression => true,
        }, {
            let source = std::fs::read_to_string(script).unwrap();
            insta::assert_snapshot!(format!("{source}\n{}", played.shown));
        });
    });
    assert!(differences.is_empty(), "{differences}");
}
