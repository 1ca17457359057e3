//! Pictures and links whose address is not whole: no customer can open them.

use super::{Context, each_step};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::Wording;
use crate::syntax::ast::{StepKind, Text, TextPart};

/// What whole addresses begin with.
const WHOLE: [&str; 2] = ["https://", "http://"];

/// How the names of files end that a shop shows or sends.
const FILES: [&str; 11] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".heic", ".pdf", ".mp4", ".docx", ".xlsx"];

/// The most of an address that a message shows.
const LONGEST: usize = 60;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for declaration in context.declarations() {
        each_step(&declaration.kind, &mut |step| {
            let (text, keyword) = match &step.value {
                StepKind::ShowPicture(text) => (text, "show_picture"),
                StepKind::SendLink(text) => (text, "send_link"),
                _ => return,
            };
            if begins(text).is_some_and(|address| !is_whole(address, text)) {
                warnings.push(told(context, text, keyword));
            }
        });
    }
}

/// The words that a text begins with; nothing where a value says how it begins.
fn begins(text: &Text) -> Option<&str> {
    match text.parts.first() {
        Some(TextPart::Words(words)) => Some(words.trim()),
        _ => None,
    }
}

fn is_whole(address: &str, text: &Text) -> bool {
    let lower = address.to_lowercase();
    let more = text.parts.len() > 1;
    WHOLE.iter().any(|whole| lower.strip_prefix(whole).is_some_and(|rest| more || !rest.is_empty()))
}

fn told(context: &Context, text: &Text, keyword: &str) -> Diagnostic {
    let written = context.quote(text.span);
    let mut signs = written.chars();
    let (open, _) = (signs.next(), signs.next_back());
    let address = signs.as_str();
    let short: String = address.chars().take(LONGEST).collect();
    let help = match (keyword, is_file(address)) {
        ("show_picture", _) => {
            "a picture on your own computer reaches nobody: put it on the web, where your product pictures are, and write its whole address"
        }
        (_, true) => "a file on your own computer reaches nobody: put it on the web, and write its whole address",
        (_, false) => "write the whole address, as your browser shows it, with `https://` before it",
    };
    let wording = Wording::new(context.keywords(text.span));
    // What has values in it stays as it is written, behind the name of a shop's pages.
    let whole = match (text.plain(), open) {
        (None, Some(open)) => {
            let rest = written.trim_start_matches(open).trim_start_matches(['/', '.']);
            format!("{open}https://shop.example/{rest}")
        }
        _ => wording.text(&whole(address)),
    };
    Diagnostic::new(
        Code::NoFullAddress,
        format!("`{short}` is no whole address, and customers cannot open it"),
        text.span,
        "where on the web is it?",
    )
    .help(help)
    .example(wording.line(&format!("{keyword} {{address}}"), &[("address", &whole)]))
}

/// Whether it names a file, and no page.
fn is_file(address: &str) -> bool {
    let lower = address.to_lowercase();
    FILES.iter().any(|ending| lower.ends_with(ending)) || lower.contains('\\') || lower.starts_with("file:")
}

/// The address as it may well be meant: a page without its beginning gets it, a file is put on a shop's pages.
fn whole(address: &str) -> String {
    let plain = address.replace(' ', "%20");
    let first = plain.split('/').next().unwrap_or_default();
    let behind = plain.trim_start_matches('/');
    let is_host =
        |name: &str| name.contains('.') && name.split('.').all(|part| !part.is_empty()) && !name.contains(':');
    if plain.starts_with("//") && !behind.is_empty() {
        return format!("https://{behind}");
    }
    if is_host(first) && (!is_file(&plain) || plain.len() > first.len()) {
        return format!("https://{plain}");
    }
    if plain.contains('@') || plain.starts_with("tel:") {
        return "https://shop.example/contact".to_owned();
    }
    let file = plain.rsplit(['/', '\\', ':']).next().filter(|file| !file.is_empty()).unwrap_or("size-chart.png");
    format!("https://shop.example/{file}")
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn an_address_is_made_whole_as_it_may_well_be_meant() {
        for (address, wanted) in [
            ("size-chart.png", "https://shop.example/size-chart.png"),
            ("./my sizes.png", "https://shop.example/my%20sizes.png"),
            ("C:\\pictures\\sizes.png", "https://shop.example/sizes.png"),
            ("/pictures/sizes.png", "https://shop.example/sizes.png"),
            ("www.lamps.example", "https://www.lamps.example"),
            ("lamps.example/a.png", "https://lamps.example/a.png"),
            ("//lamps.example/a.png", "https://lamps.example/a.png"),
            ("https://", "https://shop.example/size-chart.png"),
            ("mailto:post@lamps.example", "https://shop.example/contact"),
            ("our page", "https://shop.example/our%20page"),
        ] {
            assert_eq!(whole(address), wanted, "{address}");
        }
    }
}
