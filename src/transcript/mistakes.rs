//! What is said about a line that cannot be read, or cannot stand where it stands.

use super::line::{self, Line, Place};
use super::passing::{passes, passing, unit};
use super::words::{self, words};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu::number_in_words;
use crate::source::{SourceId, Span};
use crate::syntax::ast::Keywords;

/// A line no rule reads; `bare` is the line with its comments blanked out, and `answers` says whether it may be words of the shop.
pub(super) fn unread(bare: &str, place: Place, keywords: Keywords, answers: bool) -> Diagnostic {
    let start = bare.len() - bare.trim_start().len();
    let content = bare.trim();
    let whole = Span::new(place.source, place.offset + start, place.offset + start + content.len());
    let w = words(keywords);
    if content.starts_with('#') || content.starts_with("//") {
        let note = content.trim_start_matches(['#', '/']).trim();
        return Diagnostic::new(
            Code::ConversationComment,
            "comments stand in brackets",
            whole,
            "this is no line of a conversation",
        )
        .help("a stage direction opens with `[` and closes with `]`")
        .example(format!("[ {note} ]"));
    }
    if let Some((at, mark)) = open_text(bare) {
        let span = Span::new(place.source, place.offset + at, place.offset + bare.trim_end().len());
        return Diagnostic::new(Code::ConversationText, "this text does not end on its line", span, "it opens here")
            .help(format!("close it with `{mark}`"));
    }
    let head: String = content.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let lower = head.to_lowercase();
    let rest = content.get(head.len()..).unwrap_or_default().trim_start();
    let head_span =
        Span::new(place.source, whole.start as usize, whole.start as usize + head.len().max(1).min(content.len()));
    let rest_words = rest.trim_start_matches([':', '：']).trim();

    if let Some(line) = passing(content, keywords) {
        let message = format!("`{content}` is written otherwise");
        return Diagnostic::new(Code::UnreadLine, message, whole, "time that passes")
            .help("how much time passes is written in figures")
            .example(line);
    }
    if let Some(line) = bringing(content, keywords) {
        let message = format!("`{content}` is written otherwise");
        return Diagnostic::new(Code::UnreadLine, message, whole, "what a message brings")
            .help("how many a message brings is written in figures")
            .example(line);
    }
    // A known first word: say how such a line goes on.
    let lacks_colon = |line: String| {
        Diagnostic::new(
            Code::UnreadLine,
            format!("a colon is missing behind `{head}`"),
            head_span,
            "who speaks, or what happens",
        )
        .example(line)
    };
    if lower == w.customer && !rest.starts_with([':', '：']) {
        return lacks_colon(format!("{}{}{}", w.customer, w.colon, rest_words));
    }
    let with_colon = format!("{head}{}{rest_words}", w.colon);
    let headed = [w.event, w.promised, w.shop].contains(&lower.as_str()) && !rest.starts_with([':', '：']);
    if headed && !rest_words.is_empty() && reads(&with_colon) {
        return lacks_colon(with_colon);
    }
    if lower == w.system
        && let Some((system, says)) = rest.split_once([' ', '\u{3000}'])
    {
        let line = format!("{head} {system}{}{}", w.colon, says.trim());
        if reads(&line) {
            let message = format!("a colon is missing behind `{system}`");
            return Diagnostic::new(Code::UnreadLine, message, whole, "what a system finds stands behind a colon")
                .example(line);
        }
    }
    if lower == w.shop {
        return not_a_deed(rest_words, whole, keywords);
    }
    if lower == w.event
        && let Some(near) = words::nearest_event(keywords, rest_words)
    {
        let message = format!("no event is called `{rest_words}`");
        return Diagnostic::new(Code::UnreadLine, message, whole, "not known")
            .help(format!("did you mean `{near}`?"))
            .example(format!("{}{}{near}", w.event, w.colon));
    }
    if lower == w.event && !rest_words.is_empty() {
        let all: Vec<String> = words::events(keywords).iter().map(|event| format!("`{event}`")).collect();
        let message = format!("no event is called `{rest_words}`");
        return Diagnostic::new(Code::UnreadLine, message, whole, "not known").help(format!(
            "an event is one of {}, or one that the script declares, by its name in one word",
            all.join(", ")
        ));
    }
    // Lines that are nothing but words may be mistyped anywhere.
    if let Some(near) = did_you_mean(&content.to_lowercase(), words::stages(keywords)) {
        return Diagnostic::new(Code::UnreadLine, format!("`{content}` is written otherwise"), whole, "not known")
            .help(format!("did you mean `{near}`?"))
            .example(near);
    }
    if let Some(example) =
        example_of(&lower, keywords).filter(|_| !answers || words::line_heads(keywords).contains(&lower.as_str()))
    {
        return Diagnostic::new(
            Code::UnreadLine,
            format!("this `{head}` line cannot be read"),
            whole,
            "not understood",
        )
        .help("such a line is written like this")
        .example(example);
    }
    if rest.starts_with([':', '：']) {
        let message = format!("`{head}` is nobody who speaks or acts in a conversation");
        let mistake = Diagnostic::new(Code::UnreadLine, message, head_span, "not known");
        return match did_you_mean(&lower, words::line_heads(keywords)) {
            Some(near) => {
                mistake.help(format!("did you mean `{near}`?")).example(format!("{near}{}{rest_words}", w.colon))
            }
            None => mistake
                .help(format!("the speakers are `{}` and `{}`", w.customer, w.shop))
                .example(format!("{}{}{}", w.customer, w.colon, rest_words)),
        };
    }
    let mistake = Diagnostic::new(Code::UnreadLine, "this line cannot be read", whole, "not understood");
    if head.starts_with(|c: char| c.is_numeric()) && !answers {
        let told = mistake.help("passing time is written in seconds, minutes, hours, days or weeks");
        let number: String = head.chars().take_while(|c| c.is_numeric()).collect();
        let counted: Vec<&str> = content.trim_start_matches(char::is_numeric).split_whitespace().collect();
        // Which time was meant only its own word can say, and only where it is the one figure there.
        let only = content.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty()).count() == 1;
        let units: Vec<u64> = counted.iter().filter_map(|word| unit(word)).collect();
        let one = units.first().copied().filter(|_| only && units.len() == 1);
        return match one.zip(number.parse().ok()) {
            Some((seconds, count)) => told.example(passes(seconds, count, keywords)),
            None => told,
        };
    }
    let mut known = words::line_heads(keywords);
    known.extend(words::verbs(keywords));
    match did_you_mean(&lower, known) {
        Some(near) if near != lower && (!answers || reads(&format!("{near} {rest}"))) => {
            mistake.help(format!("did you mean `{near}`?")).example(format!("{near} {rest}"))
        }
        _ if answers => mistake
            .help("what the shop says stands behind `|`; what the customer says, behind who speaks and a colon")
            .example(format!("| {}", without_quotes(content))),
        _ => mistake
            .help("a line opens with who speaks; what the shop says stands behind `|`")
            .example(format!("{}{}{}", w.customer, w.colon, content)),
    }
}

/// Whether a line can stand in a conversation.
fn reads(line: &str) -> bool {
    let place = Place { source: SourceId(0), offset: 0 };
    line::verbatim(line, place).is_some() || line::read(line, place).is_some()
}

/// Words without the quotes around all of them.
fn without_quotes(words: &str) -> &str {
    let quotes = [('"', '"'), ('“', '”'), ('«', '»'), ('『', '』')];
    let inside = |(open, close)| words.strip_prefix(open)?.strip_suffix(close).filter(|inside| !inside.contains(close));
    quotes.into_iter().find_map(inside).unwrap_or(words)
}

/// `带两张照片`, `con dos fotos`: the line under a message that brings so many.
fn bringing(content: &str, keywords: Keywords) -> Option<String> {
    let w = words(keywords);
    let lower = content.to_lowercase();
    let rest = lower.strip_prefix(w.with)?.trim();
    let counted = match keywords {
        Keywords::Chinese => ["张照片", "张图片"].iter().find_map(|word| rest.strip_suffix(word)),
        Keywords::English => ["photos", "pictures"].iter().find_map(|word| rest.strip_suffix(word)),
        Keywords::Spanish => ["fotos", "imágenes"].iter().find_map(|word| rest.strip_suffix(word)),
    };
    let count = number_in_words(counted?.trim()).filter(|count| (2..=9).contains(count))?;
    Some(match keywords {
        Keywords::Chinese => format!("{}{count}{}", w.with, w.photos),
        _ => format!("{} {count} {}", w.with, w.photos),
    })
}

/// `shop: I will cover it`: words where deeds stand.
fn not_a_deed(rest: &str, whole: Span, keywords: Keywords) -> Diagnostic {
    let w = words(keywords);
    let first: String =
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>().to_lowercase();
    let mistake = Diagnostic::new(Code::UnreadDeed, "this is not something a shop does", whole, "deeds stand here");
    let said = mistake.clone().help("what the shop says stands on a line of its own, behind `|`");
    // `offers gift "A little gift."`: what is said stands behind what is done.
    if let Some((deed, words)) = deed_and_words(rest, keywords) {
        return said.example(format!("{}{}{deed}\n    | {words}", w.shop, w.colon));
    }
    let object = rest.get(first.len()..).unwrap_or_default().trim();
    let near = did_you_mean(&first, words::verbs(keywords)).filter(|near| *near != first && !rest.is_empty());
    match near.map(|near| (near, format!("{}{}{near} {object}", w.shop, w.colon))) {
        Some((near, line)) if reads(line.trim_end()) => {
            mistake.help(format!("did you mean `{near}`?")).example(line.trim_end().to_owned())
        }
        _ => {
            let words = without_quotes(rest.trim_start_matches(['|', ' ']));
            said.example(format!("{}{}\n    | {words}", w.shop, w.colon.trim_end()))
        }
    }
}

/// A deed with what is said behind it, in quotes.
fn deed_and_words(rest: &str, keywords: Keywords) -> Option<(&str, &str)> {
    let w = words(keywords);
    let place = Place { source: SourceId(0), offset: 0 };
    let is_deed = |deed: &str| {
        let line = line::read(&format!("{}{}{deed}", w.shop, w.colon), place);
        matches!(line, Some(Line::Shop(deeds, _)) if !deeds.is_empty())
    };
    rest.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '«' | '『')).find_map(|(at, _)| {
        let (deed, said) = rest.split_at_checked(at)?;
        let deed = deed.trim().trim_end_matches([',', '，', ':', '：']).trim_end();
        let inside = without_quotes(said.trim_end_matches(['.', '。']).trim());
        (inside.len() < said.trim().len() && is_deed(deed)).then_some((deed, inside))
    })
}

/// How a line with this first word is written.
fn example_of(head: &str, keywords: Keywords) -> Option<String> {
    let w = words(keywords);
    let (open, close) = w.quotes;
    let colon = w.colon;
    let (offer, fact) = match keywords {
        Keywords::English => ("gift", "cart.total"),
        Keywords::Chinese => ("小礼物", "购物车.总额"),
        Keywords::Spanish => ("regalo", "carrito.total"),
    };
    let tomorrow = match keywords {
        Keywords::English => "until 09:00 tomorrow",
        Keywords::Chinese => "到 明天 09:00",
        Keywords::Spanish => "hasta mañana a las 09:00",
    };
    let is = |word: &str| head == word.split(' ').next().unwrap_or(word);
    Some(if is(w.chat) {
        format!("{} {open}…{close}", w.chat)
    } else if is(w.script) {
        format!("{} {open}main.patter{close}", w.script)
    } else if is(w.given) {
        format!("{} {fact} 120", w.given)
    } else if is(w.fact) {
        format!("{} {fact} 120", w.fact)
    } else if is(w.customer) {
        words::customer_example(keywords).to_owned()
    } else if is(w.event) {
        format!("{}{colon}{}", w.event, w.order_placed)
    } else if is(w.promised) {
        format!("{}{colon}{offer}", w.promised)
    } else if is(w.system) {
        let (system, status) = match keywords {
            Keywords::English => ("order-book", "order.status shipped"),
            Keywords::Chinese => ("订单簿", "订单.状态 已发货"),
            Keywords::Spanish => ("libro-de-pedidos", "pedido.estado enviado"),
        };
        format!("{} {system}{colon}{status}", w.system)
    } else if is(w.with) {
        attachment_example(keywords).to_owned()
    } else if is(w.until) {
        tomorrow.to_owned()
    } else if is(w.staff_joins) {
        w.staff_joins.to_owned()
    } else if words::verbs(keywords).contains(&head) {
        format!("{}{colon}{head} {offer}", w.shop)
    } else {
        return None;
    })
}

/// The text that opens and does not close on its line, and the mark that would close it.
fn open_text(bare: &str) -> Option<(usize, char)> {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in bare.char_indices() {
        match open {
            Some((_, mark)) if mark == c => open = None,
            Some(_) => {}
            None => {
                open = match c {
                    '"' | '＂' => Some((at, c)),
                    '“' => Some((at, '”')),
                    '«' => Some((at, '»')),
                    '『' => Some((at, '』')),
                    '「' => Some((at, '」')),
                    _ => None,
                }
            }
        }
    }
    open
}

/// A comment that opens and does not close on its line.
pub(super) fn open_comment(text: &str, at: usize, place: Place) -> Diagnostic {
    let span = Span::new(place.source, place.offset + at, place.offset + text.trim_end().len());
    Diagnostic::new(Code::ConversationComment, "this comment does not end on its line", span, "it opens here")
        .help("close it with `]`; a longer one takes brackets on each of its lines")
}

/// A time that no calendar or clock has.
pub(super) fn no_such_time(span: Span, keywords: Keywords) -> Diagnostic {
    let w = words(keywords);
    Diagnostic::new(Code::NoSuchTime, "there is no such time", span, "not in any calendar")
        .help("days are written year-month-day, times from 00:00 to 23:59")
        .example(format!("{} {} 2026-03-02 10:00", w.given, w.now))
}

/// `script` anywhere but in the first line.
pub(super) fn late_script(file: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::LateScript, "the script is named in the first line only", span, "too late here")
        .help(format!("move it to the top of the file; all conversations of a file play `{file}`"))
}

/// A line before the first `chat`.
pub(super) fn before_chat(span: Span, keywords: Keywords) -> Diagnostic {
    let w = words(keywords);
    let (open, close) = w.quotes;
    let title = match keywords {
        Keywords::English => "asks for a lower price",
        Keywords::Chinese => "想便宜一点",
        Keywords::Spanish => "pide rebaja",
    };
    Diagnostic::new(Code::OutsideConversation, "this line belongs to no conversation", span, "nothing is open here")
        .help(format!("open one with `{}` and a title", w.chat))
        .example(format!("{} {open}{title}{close}", w.chat))
}

fn attachment_example(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "with 2 photos",
        Keywords::Chinese => "带2张照片",
        Keywords::Spanish => "con 2 fotos",
    }
}

/// Photos or files that no message brings.
pub(super) fn loose_attachment(span: Span, keywords: Keywords) -> Diagnostic {
    let customer = match keywords {
        Keywords::English => "customer: Here they are.",
        Keywords::Chinese => "顾客：都在这里。",
        Keywords::Spanish => "cliente: Aquí están.",
    };
    let message = "these photos or files belong to no message";
    Diagnostic::new(Code::LooseAttachment, message, span, "no line of the customer stands right above")
        .help("write them directly under the customer's line, above the shop's answer")
        .example(format!("{customer}\n  {}", attachment_example(keywords)))
}

/// An answer with nothing before it that could be answered.
pub(super) fn loose_answer(span: Span, keywords: Keywords) -> Diagnostic {
    let w = words(keywords);
    let shop = format!("{}{}", w.shop, w.colon.trim_end());
    Diagnostic::new(Code::LooseAnswer, "this answers nothing", span, "no line to answer stands before it")
        .help(format!("deeds and `|` lines stand under `{shop}`, and one `{shop}` behind each line of the customer"))
        .example(format!(
            "{}\n{}{}",
            words::customer_example(keywords),
            w.shop,
            format_args!("{}{}", w.colon, w.nothing)
        ))
}
