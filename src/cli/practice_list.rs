//! A list of practices somebody keeps: a table whose first column is the id, or lines that begin with one.

use std::cmp::Ordering;

use super::place;
use super::stop::Stop;

/// A practice of the list.
pub struct Practice {
    /// Its id, `B1`.
    pub id: String,
    /// What the list says of it, on one line.
    pub words: String,
    /// The line of the list, from 1.
    pub line: usize,
}

/// Reads a list.
pub fn read(path: &str) -> Result<Vec<Practice>, Stop> {
    let text = place::read(path)?;
    let found = if rows(&text).next().is_some() { rows(&text).collect::<Vec<_>>() } else { lines(&text).collect() };
    if found.is_empty() {
        return Err(Stop::Misuse(format!(
            "`{path}` lists no practice; begin each line with the id of one, or keep a table with the ids in its first column"
        )));
    }
    Ok(found)
}

/// The rows of a document's tables, their heads and rulers left out: a head stands right above a ruler.
fn rows(text: &str) -> impl Iterator<Item = Practice> {
    let mut lines = text.lines().enumerate().peekable();
    std::iter::from_fn(move || {
        loop {
            let (number, line) = lines.next()?;
            let head = lines.peek().is_some_and(|(_, next)| is_ruler(next));
            let Some(row) = line.trim().strip_prefix('|').filter(|_| !head && !is_ruler(line)) else { continue };
            let (id, words) = row.split_once('|').unwrap_or((row, ""));
            let id = id.trim().trim_matches(['`', '*']);
            if !id.is_empty() && !id.contains(char::is_whitespace) {
                let words = words.trim().trim_end_matches('|').trim().to_owned();
                return Some(Practice { id: id.to_owned(), words, line: number + 1 });
            }
        }
    })
}

fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

/// The lines of a plain list; headings begin with `#`.
fn lines(text: &str) -> impl Iterator<Item = Practice> {
    text.lines().enumerate().filter_map(|(number, line)| {
        let line = line.trim().trim_start_matches(['-', '*', '•']).trim_start();
        let (id, words) = line.split_once([' ', '\t', ',', ';', '，', '：']).unwrap_or((line, ""));
        let id = id.trim_end_matches(['.', ':', ')']);
        let listed = !id.is_empty() && !line.starts_with('#');
        listed.then(|| Practice { id: id.to_owned(), words: words.trim().to_owned(), line: number + 1 })
    })
}

/// What ids are compared by: letter case does not count.
pub fn key(id: &str) -> String {
    id.to_lowercase()
}

/// The order of ids as people count: `B2` before `B10`.
pub fn by_number(a: &str, b: &str) -> Ordering {
    let parts = |id: &str| {
        let letters: String = id.chars().take_while(|sign| !sign.is_ascii_digit()).collect();
        let rest = id.strip_prefix(letters.as_str()).unwrap_or_default();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (key(&letters), digits.parse::<u64>().unwrap_or_default(), key(id))
    };
    parts(a).cmp(&parts(b))
}
