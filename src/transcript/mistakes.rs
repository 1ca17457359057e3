//! What is said about a line that cannot be read, or cannot stand where it stands.

use super::line::Place;
use super::words::{self, words};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu::{length_of_time, number_in_words};
use crate::source::Span;
use crate::syntax::ast::Keywords;

/// A line no rule reads; `bare` is the line with its comments blanked out.
pub(super) fn unread(bare: &str, place: Place, keywords: Keywords) -> Diagnostic {
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
    if lower == w.customer && !rest.starts_with([':', '：']) {
        return Diagnostic::new(
            Code::UnreadLine,
            format!("a colon is missing behind `{head}`"),
            head_span,
            "who speaks",
        )
        .example(format!("{}{}{}", w.customer, w.colon, rest_words));
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
    // Lines that are nothing but words may be mistyped anywhere.
    if let Some(near) = did_you_mean(&content.to_lowercase(), words::stages(keywords)) {
        return Diagnostic::new(Code::UnreadLine, format!("`{content}` is written otherwise"), whole, "not known")
            .help(format!("did you mean `{near}`?"))
            .example(near);
    }
    if let Some(example) = example_of(&lower, keywords) {
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
    if head.starts_with(|c: char| c.is_numeric()) {
        let number: String = head.chars().take_while(|c| c.is_numeric()).collect();
        return mistake.help("passing time is written in seconds, minutes, hours, days or weeks").example(
            match keywords {
                Keywords::English if number == "1" => "1 minute passes".to_owned(),
                Keywords::English => format!("{number} minutes pass"),
                Keywords::Chinese => format!("过{number}分钟"),
                Keywords::Spanish if number == "1" => "pasa 1 minuto".to_owned(),
                Keywords::Spanish => format!("pasan {number} minutos"),
            },
        );
    }
    let mut known = words::line_heads(keywords);
    known.extend(words::verbs(keywords));
    match did_you_mean(&lower, known) {
        Some(near) if near != lower => {
            mistake.help(format!("did you mean `{near}`?")).example(format!("{near} {rest}"))
        }
        _ => mistake
            .help("a line opens with who speaks; what the shop says stands behind `|`")
            .example(format!("{}{}{}", w.customer, w.colon, content)),
    }
}

/// `pasan tres días`, `半小时后`: the line that lets so much time pass.
fn passing(content: &str, keywords: Keywords) -> Option<String> {
    const BEFORE: [&str; 9] = ["pasan ", "pasa ", "después de ", "despues de ", "tras ", "after ", "过了", "过", "等"];
    const BEHIND: [&str; 10] =
        [" después", " despues", " más tarde", " passes", " pass", " later", "过去", "之后", "以后", "后"];
    let lower = content.to_lowercase();
    let plain = lower.trim_end_matches(['.', '。']).trim();
    let before = BEFORE.iter().find_map(|word| plain.strip_prefix(word));
    let behind = BEHIND.iter().find_map(|word| plain.strip_suffix(word));
    let length = length_of_time(before.or(behind)?.trim())?;
    let seconds = u64::try_from(length.as_secs()).ok().filter(|seconds| *seconds > 0)?;
    const UNITS: [(u64, [&str; 3], [&str; 3]); 4] = [
        (86_400, ["day", "天", "día"], ["days", "天", "días"]),
        (3_600, ["hour", "小时", "hora"], ["hours", "小时", "horas"]),
        (60, ["minute", "分钟", "minuto"], ["minutes", "分钟", "minutos"]),
        (1, ["second", "秒钟", "segundo"], ["seconds", "秒钟", "segundos"]),
    ];
    let (size, one, many) = UNITS.iter().find(|(size, ..)| seconds.is_multiple_of(*size))?;
    let count = seconds / size;
    let [english, chinese, spanish] = if count == 1 { one } else { many };
    Some(match keywords {
        Keywords::English if count == 1 => format!("1 {english} passes"),
        Keywords::English => format!("{count} {english} pass"),
        Keywords::Chinese => format!("过{count}{chinese}"),
        Keywords::Spanish if count == 1 => format!("pasa 1 {spanish}"),
        Keywords::Spanish => format!("pasan {count} {spanish}"),
    })
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
    match did_you_mean(&first, words::verbs(keywords)) {
        Some(near) if near != first && !rest.is_empty() => {
            let object = rest.get(first.len()..).unwrap_or_default().trim();
            mistake.help(format!("did you mean `{near}`?")).example(format!("{}{}{near} {object}", w.shop, w.colon))
        }
        _ => mistake.help("what the shop says stands on a line of its own, behind `|`").example(format!(
            "{}{}\n    | {rest}",
            w.shop,
            w.colon.trim_end()
        )),
    }
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
