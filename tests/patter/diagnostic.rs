//! How diagnostics look, to people and to programs.

use patter::diagnostic::{Code, Diagnostic, Style, did_you_mean, render, to_json};
use patter::source::{Source, SourceId, Sources, Span};

const ENGLISH: &str = "intent bargain:\n  phrases \"cheaper\"\n\nwhen bargain\n  then offer gft\n  else warm-goodbye\n";
const CHINESE: &str = "意图「讲价」：常说“太贵了”、“便宜点”。\n当「讲价」则「包油」，再「小礼物」。\n";

/// The span of the only place where `words` stand.
fn span(sources: &Sources, file: u16, words: &str) -> Span {
    let text = &sources.get(SourceId(file)).unwrap().text;
    let start = text.find(words).unwrap();
    Span::new(SourceId(file), start, start + words.len())
}

fn sources(texts: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new();
    for (name, text) in texts {
        sources.add(Source::new(*name, *text));
    }
    sources
}

fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    render(diagnostic, sources, Style::default())
}

#[test]
fn one_place_with_help_and_example() {
    let sources = sources(&[("main.patter", ENGLISH)]);
    let diagnostic = Diagnostic::new(
        Code::UnexpectedText,
        "no offer is called `gft`",
        span(&sources, 0, "gft"),
        "nothing has this name",
    )
    .help("did you mean `gift`?")
    .example("then offer gift");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn columns_are_cells_and_underlines_fit_chinese() {
    let sources = sources(&[("主.patter", CHINESE)]);
    let diagnostic = Diagnostic::new(Code::UnexpectedText, "没有", span(&sources, 0, "包油"), "这里");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn two_files_show_both_places() {
    let sources = sources(&[("main.patter", ENGLISH), ("more.patter", CHINESE)]);
    let diagnostic = Diagnostic::new(Code::UnexpectedText, "declared twice", span(&sources, 1, "讲价"), "here again")
        .related(span(&sources, 0, "bargain"), "first declared here")
        .related(span(&sources, 0, "warm-goodbye"), "and used here");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn near_places_share_a_frame_and_many_lines_are_shown_by_their_first() {
    let sources = sources(&[("main.patter", ENGLISH)]);
    let diagnostic = Diagnostic::new(
        Code::UnexpectedText,
        "a ladder",
        span(&sources, 0, "when bargain\n  then offer gft\n  else"),
        "all of this",
    )
    .related(span(&sources, 0, "gft"), "");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn a_long_line_is_cut_and_controls_are_harmless() {
    let line = format!("{}\u{1b}[31m here \t{}", "词词 word ".repeat(30), "more ".repeat(40));
    let sources = sources(&[("main.patter", &line)]);
    let diagnostic =
        Diagnostic::new(Code::UnexpectedText, "found `\u{1b}[31m`", span(&sources, 0, "here"), "this\u{202e}");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn the_end_of_an_empty_file_is_a_place() {
    let sources = sources(&[("main.patter", "")]);
    let diagnostic = Diagnostic::new(Code::UnexpectedText, "empty", Span::new(SourceId(0), 0, 0), "here");
    insta::assert_snapshot!(plain(&diagnostic, &sources));
}

#[test]
fn any_span_can_be_shown() {
    let texts = ["", "\n", "a\r\nb\r\n", "当「讲价」\n则“包邮”", "\u{0}\u{7}\n\n\n", "e\u{301}\u{200d}👩\u{200d}👩"];
    let sources = sources(&texts.map(|text| ("f", text)));
    for (file, text) in texts.iter().enumerate() {
        for start in 0..text.len() + 2 {
            for end in start..text.len() + 3 {
                let span = Span::new(SourceId(u16::try_from(file).unwrap()), start, end);
                let back = Span::new(span.source, end / 2, start);
                let diagnostic = Diagnostic::new(Code::UnexpectedText, "m", span, "l").related(back, "r");
                for width in [1, 80] {
                    let shown = render(&diagnostic, &sources, Style { colour: true, width: Some(width) });
                    assert!(shown.contains("╰────"), "{file} {start} {end}: {shown}");
                }
                to_json(&diagnostic, &sources);
            }
        }
    }
}

#[test]
fn json_has_both_columns() {
    let sources = sources(&[("main.patter", "[👍词] oops\n"), ("b.patter", "b")]);
    let diagnostic = Diagnostic::new(Code::UnexpectedText, "what", span(&sources, 0, "oops"), "this")
        .related(span(&sources, 1, "b"), "that")
        .help("say so");
    insta::assert_json_snapshot!(to_json(&diagnostic, &sources));
}

#[test]
fn suggestions() {
    let names = ["free-shipping", "gift", "small-discount", "envío-gratis", "包邮", "小礼物", "推荐别款", "is"];
    let meant = |written| did_you_mean(written, names);
    assert_eq!(meant("Free_Shipping"), Some("free-shipping"));
    assert_eq!(meant("envio-gratis"), Some("envío-gratis"));
    assert_eq!(meant("freeshiping"), Some("free-shipping"));
    assert_eq!(meant("gfit"), Some("gift"));
    assert_eq!(meant("gft"), Some("gift"));
    assert_eq!(meant("包油"), Some("包邮"));
    assert_eq!(meant("大礼物"), Some("小礼物"));
    assert_eq!(meant("推荐别的"), Some("推荐别款"));
    assert_eq!(meant("退款"), None);
    assert_eq!(meant("as"), None);
    assert_eq!(meant("welcome"), None);
    assert_eq!(meant(""), None);
    assert_eq!(meant("gift"), None, "a name is not its own correction");
}
