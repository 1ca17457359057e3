//! The page about dry runs shows what its commands print.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

const PAGE: &str = include_str!("../../docs/dry-run.md");

/// Commands with what the page says they print: a fence of `text` that follows one of `sh`, perhaps behind a sentence that leads over.
fn shown() -> Vec<(&'static str, &'static str)> {
    let mut shown = Vec::new();
    for piece in PAGE.split("```sh").skip(1) {
        let (command, rest) = piece.split_once("\n```\n").unwrap();
        if let Some((between, output)) = rest.split_once("```text")
            && between.matches("\n\n").count() <= 2
            && !between.contains("\n#")
        {
            shown.push((command.trim(), output.split_once("\n```").unwrap().0.trim_start_matches('\n')));
        }
    }
    shown
}

#[test]
fn the_page_shows_what_its_commands_print() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for name in ["scripts", "tests"] {
        symlink(home.join(name), folder.path().join(name)).unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_patter")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let all = shown();
    assert!(all.len() >= 5, "{all:#?}");
    for (command, output) in all {
        let ran =
            Command::new("sh").args(["-c", command]).current_dir(folder.path()).env("PATH", &path).output().unwrap();
        assert!(ran.status.success(), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
        let printed = String::from_utf8(ran.stdout).unwrap();
        let mut lines = printed.lines();
        // The page cuts lists short, each at a line of its own.
        for line in output.lines().filter(|line| line.trim() != "…") {
            assert!(
                lines.any(|printed| printed == line),
                "`{command}` does not print, or not there:\n{line}\nbut\n{printed}"
            );
        }
    }
}
