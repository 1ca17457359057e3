//! What people write in other words: each message shows a line, and that line is no mistake.
//!
//! A file of cases holds a good script, `====`, and declarations parted by empty lines, each with one mistake. A declaration of
//! the shop takes the place of the script's own.

use std::fmt::Write;
use std::fs;

use patter::check::{Compilation, MemoryFiles, compile};
use patter::diagnostic::{Diagnostic, Severity, Style, render};

fn compiled(script: &str) -> Compilation {
    compile("main.patter", &MemoryFiles::new().with("main.patter", script))
}

fn errors(compilation: &Compilation) -> Vec<&Diagnostic> {
    compilation.diagnostics.iter().filter(|told| told.severity() == Severity::Error).collect()
}

/// A script with a mistake in its last declaration, or in its first where that is the shop's.
struct Case<'a> {
    base: &'a str,
    wrong: &'a str,
}

impl Case<'_> {
    fn script(&self, declaration: &str) -> String {
        let (shop, rest) = self.base.split_once("\n\n").unwrap();
        let head = |text: &str| text.split(['"', '“', '«']).next().unwrap_or_default().trim().to_owned();
        match head(shop) == head(declaration) {
            true => format!("{declaration}\n\n{rest}"),
            false => format!("{}\n\n{declaration}\n", self.base.trim_end()),
        }
    }

    /// Whether a line that a message shows is right: in place of the lines it is about, as a declaration, or as a step.
    fn is_right(&self, told: &Diagnostic, script: &str, example: &str) -> bool {
        let example = example.replace('…', "words");
        let start = told.label.span.start as usize;
        let before = script[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = start.max(told.label.span.end as usize);
        let behind = script[end..].find('\n').map_or(script.len(), |at| end + at);
        let rule = match self.base.chars().next() {
            Some('店') => "当 首条消息 ",
            Some('t') => "cuando primer mensaje ",
            _ => "when first message ",
        };
        let followed = format!("{}{example}{}", &script[..before], &script[behind..]);
        let ways = [followed.clone(), self.script(&example), self.script(&format!("{rule}{example}"))];
        if ways.iter().any(|script| errors(&compiled(script)).is_empty()) {
            return true;
        }
        // A line may hold a second mistake, which is told then.
        let next = compiled(&followed);
        let further = errors(&next).into_iter().find(|one| one.label.span.start as usize >= before);
        let further = further.filter(|one| one.label.span != told.label.span && one.message != told.message);
        further.is_some_and(|one| one.example.as_ref().is_some_and(|line| self.is_right(one, &followed, line)))
    }
}

#[test]
fn what_is_said_otherwise_is_told_with_a_line_that_is_right() {
    let mut wrong = String::new();
    insta::glob!("..", "cases/said-otherwise/*.txt", |path| {
        let text = fs::read_to_string(path).unwrap();
        let (base, cases) = text.split_once("====\n").unwrap();
        assert!(errors(&compiled(base)).is_empty(), "{}", path.display());
        let mut shown = String::new();
        for declaration in cases.trim().split("\n\n") {
            let case = Case { base, wrong: declaration };
            let script = case.script(case.wrong);
            let compilation = compiled(&script);
            let told = errors(&compilation);
            writeln!(shown, "{declaration}").unwrap();
            for one in &told {
                let rendered = render(one, &compilation.sources, Style::default());
                let plain = rendered.lines().filter(|line| !line.contains(['│', '·', '╭', '╰']));
                plain.filter(|line| !line.is_empty()).for_each(|line| writeln!(shown, "{line}").unwrap());
            }
            writeln!(shown).unwrap();
            let right = told.first().and_then(|one| Some((one, one.example.as_ref()?)));
            if !right.is_some_and(|(one, example)| case.is_right(one, &script, example)) {
                writeln!(wrong, "{declaration}\n  {:?}", right.map(|(_, example)| example)).unwrap();
            }
        }
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(shown);
        });
    });
    assert!(wrong.is_empty(), "these show no line that is right:\n{wrong}");
}
