//! Steps that stand where they cannot: behind a full stop, or behind a question that is declared in their midst.

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// The words that begin a step and no clause of a question.
const STEPS: &[&str] =
    &["kw_say", "kw_if", "kw_start", "kw_do_offer", "kw_do_reply", "kw_task", "kw_note", "kw_mark", "kw_hand_over"];

/// `flow f: question size: ask "…" expects number say "…"`: a question is declared by itself, and asked in the flow.
pub fn question_within(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_question = words.table.is(words.word(0), "kw_question") && words.found > 3;
    let begins = |index: usize| STEPS.iter().any(|rule| words.table.is(words.word(index), rule));
    let Some((at, start)) = (words.found.saturating_sub(1)..words.found + 2)
        .find(|&index| begins(index))
        .filter(|_| is_question)
        .and_then(|at| Some((at, words.lexeme(at)?)))
    else {
        return;
    };
    let Some(end) = words.lexemes.last().map(|last| last.end) else { return };
    let (step, name) = (words.word(at), words.word(1));
    let (flow, ask, say) =
        (words.table.spelling("kw_flow"), words.table.spelling("kw_ask"), words.table.spelling("kw_say"));
    let text = words.quoted("…");
    // The flow in whose midst it stands, where it does.
    let before = words.file.get(..words.lexeme(0).map_or(0, |head| head.start)).unwrap_or_default();
    let header = before.trim_end().trim_end_matches([':', '：']).lines().last().unwrap_or_default();
    let mut header = header.split_whitespace();
    let named = header.next().filter(|head| words.table.is(head, "kw_flow")).and_then(|_| header.next());
    let own = named.unwrap_or(match words.language {
        Keywords::English => "find-a-gift",
        Keywords::Chinese => "挑礼物",
        Keywords::Spanish => "elegir",
    });
    let blank = if words.language == Keywords::Chinese { "" } else { " " };
    mends.push(Mend {
        message: format!("`{step}` is a step, and here stands the question `{name}`"),
        label: "the question ends before this".to_owned(),
        help: "a question is declared outside of flows and rules, which ask it by its name".to_owned(),
        faithful: false,
        example: Example::Line(format!("{flow} {own}{}{blank}{ask} {name} {say}{blank}{text}", words.colon())),
        ..Mend::new(Edit::replace(start.start..end, " "), Code::UnexpectedText, start.range())
    });
}

/// `ask size. say "…".`: a full stop ends the declaration, not a step.
pub fn full_stop(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for index in [Some(words.found), words.before(), words.found.checked_sub(2)].into_iter().flatten() {
        let (Some(LexemeKind::Sign('.' | '。' | '．')), Some(stop)) = (words.kind(index), words.lexeme(index)) else {
            continue;
        };
        let written = words.word(index);
        mends.push(Mend {
            message: format!("`{written}` ends a declaration, and this one goes on"),
            label: "no full stop between steps".to_owned(),
            help: "steps follow one another without a sign; a full stop may stand at the very end".to_owned(),
            ..Mend::new(Edit::replace(stop.range(), " "), Code::UnexpectedText, stop.range())
        });
    }
}

/// `say "Hi."; ask size`: steps of one answer are joined by a word.
pub fn semicolon(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is_sign = |index: &usize| matches!(words.kind(*index), Some(LexemeKind::Sign(';' | '；')));
    let Some(at) = [Some(words.found), words.before()].into_iter().flatten().find(is_sign) else { return };
    let step = (1..=3).any(|count| words.table.begins_step(&words.phrase(at + 1..at + 1 + count)));
    let Some(sign) = words.lexeme(at).filter(|_| step) else { return };
    let (and, next) = (words.table.spelling("kw_and"), words.word(at + 1));
    mends.push(Mend {
        message: format!("`{}` stands between two steps", words.word(at)),
        label: "steps are joined by a word".to_owned(),
        help: format!("what is done in one answer is joined: `… {and} {next} …`"),
        ..Mend::new(
            Edit::replace(sign.range(), words.padded(&(sign.start..sign.end), and)),
            Code::UnexpectedText,
            sign.range(),
        )
    });
}

/// `say "…" after 2 days say "…"`: what comes later is a rule of its own.
pub fn later(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let is = |index: usize, rule: &str| words.table.is(words.word(index), rule);
    let near = words.found.saturating_sub(2)..words.found + 4;
    let step =
        |at: usize| words.table.begins_step(words.word(at)) || words.table.begins_step(&words.phrase(at..at + 2));
    // `after 2 days`, and in Chinese `2天后`.
    let Some((from, end)) = near.filter(|at| *at > 3 && words.kind(*at) == Some(LexemeKind::Number)).find_map(|at| {
        let before = (1..=2).filter_map(|count| Some(at.checked_sub(count)?..at));
        let after = before.clone().find(|before| words.table.is(&words.phrase(before.clone()), "kw_after"));
        after.map(|after| (after.start, at + 2)).or_else(|| is(at + 2, "kw_after").then_some((at, at + 3)))
    }) else {
        return;
    };
    let first = (2..from).find(|&at| step(at) || is(at, "kw_if") || is(at, "kw_then"));
    let (Some(first), true, true) = (first, is(0, "kw_when"), step(end)) else { return };
    let joins = |index: &usize| is(*index, "kw_and") || is(*index, "kw_then") || words.is_comma(*index);
    let start = (first + 1..from).rev().take_while(joins).last().unwrap_or(from);
    let (Some(head), Some(trigger), Some(cut), Some(later), Some(last)) = (
        words.lexeme(0),
        words.lexeme(first - 1),
        words.lexeme(start),
        words.lexeme(from).zip(words.lexeme(end - 1)),
        words.lexemes.last(),
    ) else {
        return;
    };
    let on_one_line = |range: std::ops::Range<usize>| {
        let text = words.file.get(range).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let wait = on_one_line(later.0.start..later.1.end);
    let trigger = on_one_line(head.start..trigger.end);
    let trigger = trigger.trim_end_matches([',', '，']);
    // What the first rule asks for, the second asks for too.
    let guarded = is(first, "kw_if").then(|| (first + 1..from).find(|&at| step(at) || is(at, "kw_then"))).flatten();
    let condition = guarded.and_then(|step| Some((words.lexeme(first)?.start, words.lexeme(step - 1)?.end)));
    let condition = condition.map_or(String::new(), |(start, end)| format!(" {}", on_one_line(start..end)));
    let rest = on_one_line(words.lexeme(end).map_or(last.end, |step| step.start)..last.end);
    mends.push(Mend {
        message: format!("`{wait}` stands behind what is done at once"),
        label: "what comes later is a rule of its own".to_owned(),
        help: "write a second rule, with the time behind what happens".to_owned(),
        faithful: false,
        example: Example::Line(format!("{trigger} {wait}{condition} {rest}")),
        ..Mend::new(Edit::replace(cut.start..last.end, " "), Code::UnexpectedText, later.0.start..later.1.end)
    });
}

/// `cancel flow`: the second word begins a declaration, and there is none.
pub fn cancelled_flow(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(flow), 1) = (words.lexeme(0), words.lexemes.len()) else { return };
    let before = words.file.get(..flow.start).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default().trim();
    let cancel = line.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !words.table.is(words.word(0), "kw_flow") || !words.table.is(cancel, "kw_cancel") {
        return;
    }
    let (colon, say) = (words.colon(), words.table.spelling("kw_say"));
    mends.push(Mend {
        message: format!("`{cancel}` stands alone, and `{}` begins another declaration", words.word(0)),
        label: "nothing stands behind it".to_owned(),
        help: format!("`{cancel}` leaves the flow in which it stands"),
        faithful: false,
        example: Example::Line(line.to_owned()),
        ..Mend::new(
            Edit::insert(flow.end, format!(" 「…」{colon} {say} {}", words.quoted("…"))),
            Code::UnexpectedText,
            flow.range(),
        )
    });
}
