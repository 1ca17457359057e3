//! x
fn main() {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap_or_default()).into_owned();
        let mut sources = patter::source::Sources::new();
        let id = sources.add(patter::source::Source::new(path.as_str(), text));
        let source = sources.get(id).cloned().unwrap_or_else(|| std::process::exit(3));
        let (script, found) = patter::syntax::parse(&source, id);
        println!("==== {path}: {} declarations", script.declarations.len());
        for d in &found { println!("{}", patter::diagnostic::render(d, &sources, patter::diagnostic::Style::default())); }
        if found.is_empty() && std::env::var("FMT").is_ok() {
            match patter::syntax::format(&source, id, None) { Ok(t) => println!("{t}"), Err(_) => println!("FORMAT FAILED") }
        }
    }
}
