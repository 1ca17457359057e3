//! The fenced blocks of a page, for tests that try what the page shows.

/// A block between two fences.
pub struct Fence<'a> {
    /// The words behind the opening fence.
    pub words: Vec<&'a str>,
    /// The opening fence's line, from 1: line N of the text is line `line + N` of the page.
    pub line: usize,
    /// What stands between, with its last line end.
    pub text: String,
}

impl Fence<'_> {
    /// What it holds: the first word.
    pub fn holds(&self) -> &str {
        self.words.first().copied().unwrap_or_default()
    }
}

/// The fenced blocks of a page in written order.
pub fn fences<'a>(page: &'a str, name: &str) -> Vec<Fence<'a>> {
    let mut found: Vec<Fence> = Vec::new();
    let mut open = false;
    for (before, line) in page.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(fence) => {
                open = true;
                let words: Vec<&str> = fence.split_whitespace().collect();
                assert!(!words.is_empty(), "{name}:{}: a fence says what it holds", before + 1);
                found.push(Fence { words, line: before + 1, text: String::new() });
            }
            None if open => {
                let text = &mut found.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    assert!(!open, "{name}: a fence is closed");
    found
}
