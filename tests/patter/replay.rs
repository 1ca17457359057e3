//! Real chats, played to a script: each case is a log, a shop, and what is said about them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use patter::check::{MemoryFiles, compile};
use serde_json::Value;

/// A run in a folder: what was printed where, and the exit code.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_patter")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (run.status.code().unwrap(), text(run.stdout), text(run.stderr))
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/replay").join(name)
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let (_, told, wrong) = run(folder, &[&["replay"], arguments, &["--format=json"]].concat());
    serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {told}{wrong}"))
}

fn count(report: &Value, name: &str) -> u64 {
    report[name].as_u64().unwrap()
}

#[test]
fn logs_are_played_and_told() {
    insta::glob!("../cases/replay", "*/run.txt", |runs| {
        let mut shown = String::new();
        for line in fs::read_to_string(runs).unwrap().lines() {
            let arguments: Vec<&str> = line.split_whitespace().collect();
            let (code, told, wrong) = run(runs.parent().unwrap(), &arguments);
            let wrong = if wrong.is_empty() { wrong } else { format!("--- stderr\n{wrong}") };
            shown += &format!("$ patter {line}\n{told}{wrong}--- exit {code}\n\n");
        }
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(shown) });
    });
}

#[test]
fn every_message_came_to_one_thing() {
    for (name, log) in [("english", "log.jsonl"), ("chinese", "log.csv"), ("spanish", "log.csv")] {
        let report = report(&case(name), &[log, ".", "--means", "小李=staff"]);
        let parts = ["answered", "not_understood", "silent", "with_staff"];
        assert_eq!(parts.iter().map(|part| count(&report, part)).sum::<u64>(), count(&report, "messages"), "{name}");
        assert!(count(&report, "messages") > 3 && count(&report, "unheard_groups") > 0, "{name}: {report}");
    }
}

#[test]
fn a_suggestion_that_is_pasted_compiles_and_hears_what_no_rule_heard() {
    for (name, log, say) in [
        ("english", "log.jsonl", "when NAME say \"Yes.\"\n"),
        ("chinese", "log.csv", "当 NAME 说“好。”\n"),
        ("spanish", "log.csv", "cuando NAME di \"Sí.\"\n"),
    ] {
        let before = report(&case(name), &[log, ".", "--means", "小李=staff"]);
        let groups = before["unheard"].as_array().unwrap();
        let asked: Vec<&Value> = groups.iter().filter(|group| group.get("suggestion").is_some()).collect();
        let own = fs::read_to_string(case(name).join("main.patter")).unwrap();
        let mut script = own.clone();
        for group in &asked {
            let rule = say.replace("NAME", group["intent"].as_str().unwrap());
            script += &format!("\n{}\n{rule}", group["suggestion"].as_str().unwrap());
        }
        let told = |script: &str| {
            let compilation = compile("main.patter", &MemoryFiles::new().with("main.patter", script));
            compilation.diagnostics.into_iter().map(|told| told.message).collect::<Vec<_>>()
        };
        assert!(!asked.is_empty());
        assert_eq!(told(&script), told(&own), "{script}");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("main.patter"), &script).unwrap();
        fs::copy(case(name).join(log), folder.path().join(log)).unwrap();
        let after = report(folder.path(), &[log, ".", "--means", "小李=staff"]);
        let unheard = after["unheard"].to_string();
        for said in asked.iter().flat_map(|group| group["said"].as_array().unwrap()) {
            assert!(!unheard.contains(&said["what"].to_string()), "{said}\n{unheard}\n{script}");
        }
        assert!(count(&after, "answered") > count(&before, "answered"), "{name}");
    }
}

#[test]
fn what_is_saved_plays_with_the_same_result() {
    for (name, log) in [("english", "log.jsonl"), ("chinese", "log.csv"), ("spanish", "log.csv")] {
        let folder = tempfile::tempdir().unwrap();
        let chat = folder.path().join("found.chat");
        let path = chat.to_str().unwrap();
        for wanted in [&["--all"][..], &[][..]] {
            let base = ["replay", log, ".", "--means", "小李=staff", "--save", path];
            let (code, _, wrong) = run(&case(name), &[&base[..], wanted].concat());
            assert_eq!(code, 0, "{wrong}");
            let (code, told, wrong) = run(folder.path(), &["test", path]);
            assert_eq!(code, 0, "{told}{wrong}\n{}", fs::read_to_string(&chat).unwrap());
        }
    }
}

#[test]
fn threads_and_the_order_of_rows_change_nothing() {
    let arguments = |log, threads| report(&case("english"), &[log, ".", "--threads", threads]);
    let one = arguments("log.jsonl", "1");
    assert_eq!(one, arguments("log.jsonl", "2"));
    let folder = tempfile::tempdir().unwrap();
    let log = fs::read_to_string(case("english").join("log.jsonl")).unwrap();
    let mut lines: Vec<&str> = log.lines().filter(|line| !line.is_empty()).collect();
    lines.sort_by_key(|line| line.get(..12));
    let sorted = folder.path().join("sorted.jsonl");
    fs::write(&sorted, lines.join("\r\n")).unwrap();
    let mut other = arguments(sorted.to_str().unwrap(), "2");
    // Only the lines are others.
    let mut one = one;
    for report in [&mut one, &mut other] {
        for group in report["unheard"].as_array_mut().unwrap() {
            group["line"] = Value::Null;
        }
    }
    assert_eq!(one, other);
}

#[test]
fn a_table_says_the_same_as_lines_of_json() {
    let folder = tempfile::tempdir().unwrap();
    let log = fs::read_to_string(case("english").join("log.jsonl")).unwrap();
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["Chat-ID", "Sent at", "Role", "Content", "cart.total", "Pictures"]).unwrap();
    for line in log.lines().filter(|line| !line.is_empty()) {
        let row: Value = serde_json::from_str(line).unwrap();
        let cell = |name: &str| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned);
        let total = row["facts"].get("cart.total").map(Value::to_string).unwrap_or_default();
        let photos = row.get("photos").map(Value::to_string).unwrap_or_default();
        table.write_record([cell("id"), cell("at"), cell("who"), cell("text"), total, photos]).unwrap();
    }
    let path = folder.path().join("log.csv");
    fs::write(&path, table.into_inner().unwrap()).unwrap();
    let (lines, table) =
        (report(&case("english"), &["log.jsonl", "."]), report(&case("english"), &[path.to_str().unwrap(), "."]));
    for name in
        ["conversations", "rows", "messages", "answered", "not_understood", "with_staff", "promised", "handed_over"]
    {
        assert_eq!(lines[name], table[name], "{name}");
    }
}

#[test]
fn a_script_beside_itself_changes_nothing() {
    let both = report(&case("english"), &["log.jsonl", ".", "--against", "."]);
    let against = &both["against"];
    for name in ["now_answered", "no_longer_answered", "otherwise", "conversations"] {
        assert_eq!(count(against, name), 0, "{name}");
    }
    for name in ["answered", "not_understood", "handed_over", "promised_cost"] {
        assert_eq!(both[name], against[name], "{name}");
    }
}

#[test]
fn the_page_about_it_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/dry-run.md")).unwrap();
    let commands: Vec<&str> = page.lines().filter(|line| line.starts_with("patter replay tests/")).collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        let (code, told, wrong) = run(root, &arguments);
        assert_eq!(code, 0, "{wrong}");
        assert!(page.contains(told.trim()), "{command}\n{told}");
    }
}
