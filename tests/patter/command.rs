//! The program from outside: what it prints, and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A run of the program in a folder of its own.
struct Patter {
    folder: TempDir,
    arguments: Vec<String>,
    input: String,
    variables: Vec<(&'static str, &'static str)>,
}

impl Patter {
    fn new(arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Patter { folder: TempDir::new().unwrap(), arguments, input: String::new(), variables: Vec::new() }
    }

    /// In the folder of a run before.
    fn again(self, arguments: &[&str]) -> Self {
        Patter { folder: self.folder, ..Patter::new(arguments) }
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn input(mut self, text: &str) -> Self {
        self.input = text.to_owned();
        self
    }

    fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn output(&self) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
        command.args(&self.arguments).current_dir(self.folder.path());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
        command.envs(self.variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that ends before it has read everything closes its end first.
        let _ = child.stdin.take().unwrap().write_all(self.input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Everything a snapshot shows: what was printed where, and the exit code.
    fn shown(&self) -> String {
        let Output { status, stdout, stderr } = self.output();
        let part = |name: &str, bytes: Vec<u8>| match String::from_utf8(bytes).unwrap() {
            text if text.is_empty() => String::new(),
            text => format!("--- {name}\n{text}"),
        };
        let code = status.code().unwrap();
        format!(
            "patter {}\n{}{}--- exit {code}",
            self.arguments.join(" "),
            part("stdout", stdout),
            part("stderr", stderr)
        )
    }

    fn code(&self) -> i32 {
        self.output().status.code().unwrap()
    }
}

fn repository(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).to_str().unwrap().to_owned()
}

#[test]
fn without_a_command_help_is_shown() {
    insta::assert_snapshot!(Patter::new(&[]).shown());
}

#[test]
fn every_command_has_help_with_examples() {
    for command in ["new", "check", "fmt", "chat", "run", "test", "explain"] {
        let output = Patter::new(&[command, "--help"]).output();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("Examples:") && output.status.success(), "{command}: {text}");
    }
}

#[test]
fn what_is_not_there_is_misuse() {
    let each = [
        Patter::new(&["check", "nowhere"]),
        Patter::new(&["check"]),
        Patter::new(&["test"]),
        Patter::new(&["run", "nowhere.chat"]),
        Patter::new(&["fmt", "notes.txt"]).file("notes.txt", "x"),
        Patter::new(&["run", "lost.chat"]).file("lost.chat", "chat \"x\"\n"),
        Patter::new(&["run", "named.chat"]).file("named.chat", "script \"other.patter\"\nchat \"x\"\n"),
        Patter::new(&["explain", "E9999"]),
    ];
    let shown: Vec<_> = each.iter().map(Patter::shown).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn explain_prints_a_page() {
    let all = Patter::new(&["explain"]).output();
    let lines = String::from_utf8(all.stdout).unwrap();
    assert!(lines.lines().any(|line| line == "E0714  a customer's line without the shop's answer"), "{lines}");
    insta::assert_snapshot!(Patter::new(&["explain", "e0714"]).shown());
}

#[test]
fn new_overwrites_nothing() {
    let run = Patter::new(&["new", "shop"]).file("shop/main.patter", "mine");
    insta::assert_snapshot!(run.shown());
    assert_eq!(run.text("shop/main.patter"), "mine");
}
