//! `docs/tutorial.md`, followed to the letter in an empty folder.
//!
//! A fence `patter NAME` or `chat NAME` writes that file, `… NAME more` adds to its end, `diff NAME` changes lines of it,
//! and `shown NAME` (with a number: its last lines) is what stands in it. In a fence `console` each line behind `$ ` is a
//! command and what follows is what it prints (with a number: the first lines). A fence `session` is a `patter chat`, whose
//! lines behind `customer:` are typed. `PATTER_UPDATE=1 cargo test tutorial` writes what is printed into the page.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::fences::{Fence, fences};

const NAME: &str = "docs/tutorial.md";
const TYPED: &str = "  customer: ";

#[test]
fn tutorial_leads_where_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(NAME);
    let page = fs::read_to_string(&path).unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk { home: home.path().to_owned(), at: home.path().to_owned() };
    let mut failures = Vec::new();
    let mut printed = Vec::new();
    for fence in fences(&page, NAME) {
        let shown = match fence.holds() {
            "patter" | "chat" => {
                desk.write(&fence);
                continue;
            }
            "diff" => {
                desk.mend(&fence);
                continue;
            }
            "shown" => desk.shown(&fence),
            "console" => desk.console(&fence),
            "session" => desk.session(&fence),
            _ => continue,
        };
        if shown != fence.text {
            failures.push(format!("{NAME}:{}: what is printed is\n{shown}", fence.line));
            printed.push((fence.line..fence.line + fence.text.lines().count(), shown));
        }
    }
    if std::env::var_os("PATTER_UPDATE").is_some() {
        let mut lines: Vec<&str> = page.lines().collect();
        // From the end, so that the lines before keep their numbers.
        for (range, shown) in printed.iter().rev() {
            lines.splice(range.clone(), shown.lines());
        }
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        return;
    }
    let how = "`PATTER_UPDATE=1 cargo test tutorial` writes what is printed into the page";
    assert!(failures.is_empty(), "\n{}\n{how}", failures.join("\n"));
}

/// The first lines of what is printed, where the page shows no more.
fn first(many: Option<&&str>, printed: &str) -> String {
    match many.map(|many| many.parse().unwrap()) {
        Some(many) => printed.lines().take(many).collect::<Vec<_>>().join("\n") + "\n…\n",
        None => printed.to_owned(),
    }
}

/// A folder in which the page's reader works.
struct Desk {
    home: PathBuf,
    at: PathBuf,
}

impl Desk {
    fn write(&self, fence: &Fence) {
        let path = self.at.join(fence.words.get(1).expect("a fence names its file"));
        let before = match fence.words.get(2) {
            Some(&"more") => fs::read_to_string(&path).unwrap() + "\n",
            None => String::new(),
            Some(other) => panic!("{NAME}:{}: `{other}` says nothing", fence.line),
        };
        fs::write(path, before + &fence.text).unwrap();
    }

    /// A file as it is now, or its last lines.
    fn shown(&self, fence: &Fence) -> String {
        let text = fs::read_to_string(self.at.join(fence.words.get(1).expect("a fence names its file"))).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let many = fence.words.get(2).map_or(lines.len(), |many| many.parse().unwrap());
        lines[lines.len() - many..].join("\n") + "\n"
    }

    /// Puts the lines marked `+` in the place of those marked `-`.
    fn mend(&self, fence: &Fence) {
        let path = self.at.join(fence.words.get(1).expect("a fence names its file"));
        let marked =
            |mark: &str| fence.text.lines().filter_map(|line| line.strip_prefix(mark)).collect::<Vec<_>>().join("\n");
        let (old, new) = (marked("- ") + "\n", marked("+ ") + "\n");
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(&old).count(), 1, "{NAME}:{}: the lines to change are there once", fence.line);
        fs::write(path, text.replace(&old, &new)).unwrap();
    }

    fn console(&mut self, fence: &Fence) -> String {
        let mut shown = String::new();
        for command in fence.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let _ = writeln!(shown, "$ {command}");
            match command.strip_prefix("cd ") {
                Some(folder) => self.at.push(folder),
                None => shown.push_str(&first(fence.words.get(1), &self.run(command, ""))),
            }
        }
        shown
    }

    /// What is typed is answered piece by piece, so that commands, which a pipe does not repeat, stand in their places.
    fn session(&self, fence: &Fence) -> String {
        let head: Vec<&str> = fence.text.lines().take_while(|line| !line.starts_with(TYPED)).collect();
        let command = head.first().and_then(|line| line.strip_prefix("$ ")).expect("a session begins with its command");
        let mut shown = head.join("\n") + "\n";
        let (mut typed, mut before) = (String::new(), String::new());
        for line in fence.text.lines().filter_map(|line| line.strip_prefix(TYPED)) {
            typed.push_str(line);
            typed.push('\n');
            let after = self.copy().run(command, &typed);
            if line.starts_with('/') {
                let _ = writeln!(shown, "{TYPED}{line}");
            }
            shown.push_str(after.strip_prefix(&before).expect("the same script answers alike"));
            before = after;
        }
        self.run(command, &typed);
        shown
    }

    /// The same files in a folder of their own, for what is done more than once.
    fn copy(&self) -> Desk {
        let at = tempfile::tempdir_in(&self.home).unwrap().keep();
        for entry in fs::read_dir(&self.at).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, at.join(path.file_name().unwrap())).unwrap();
        }
        Desk { home: self.home.clone(), at }
    }

    fn run(&self, command: &str, typed: &str) -> String {
        let programs = Path::new(env!("CARGO_BIN_EXE_patter")).parent().unwrap();
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
        let mut child = Command::new("sh")
            .args(["-c", &format!("{command} 2>&1")])
            .current_dir(&self.at)
            .env("PATH", path)
            .env("HOME", &self.home)
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    }
}
