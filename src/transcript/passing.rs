//! Time that passes in a conversation on paper, as people write it.

use crate::diagnostic::did_you_mean;
use crate::nlu::length_of_time;
use crate::syntax::ast::Keywords;

/// Times by their length in seconds: one of each and several, in English, Chinese and Spanish.
const UNITS: [(u64, [&str; 3], [&str; 3]); 5] = [
    (604_800, ["week", "周", "semana"], ["weeks", "周", "semanas"]),
    (86_400, ["day", "天", "día"], ["days", "天", "días"]),
    (3_600, ["hour", "小时", "hora"], ["hours", "小时", "horas"]),
    (60, ["minute", "分钟", "minuto"], ["minutes", "分钟", "minutos"]),
    (1, ["second", "秒钟", "segundo"], ["seconds", "秒钟", "segundos"]),
];

/// The time in seconds that a word for one means, misspelt or not.
pub(super) fn unit(word: &str) -> Option<u64> {
    let word = word.trim_end_matches(['.', '。']);
    let named = |word: &str| {
        UNITS.iter().find(|(_, one, many)| one.contains(&word) || many.contains(&word)).map(|(seconds, ..)| *seconds)
    };
    let all = UNITS.iter().flat_map(|(_, one, many)| one.iter().chain(many).copied());
    named(&word.to_lowercase()).or_else(|| named(did_you_mean(word, all)?))
}

/// The line that lets so many times of a length pass.
pub(super) fn passes(seconds: u64, count: u64, keywords: Keywords) -> String {
    let unit = UNITS.iter().find(|(unit, ..)| *unit == seconds);
    let [english, chinese, spanish] =
        unit.map(|(_, one, many)| if count == 1 { *one } else { *many }).unwrap_or_default();
    match keywords {
        Keywords::English if count == 1 => format!("1 {english} passes"),
        Keywords::English => format!("{count} {english} pass"),
        Keywords::Chinese => format!("过{count}{chinese}"),
        Keywords::Spanish if count == 1 => format!("pasa 1 {spanish}"),
        Keywords::Spanish => format!("pasan {count} {spanish}"),
    }
}

/// What people call the next day and the next week.
const NEXT: [(u64, &[&str]); 2] = [
    (
        86_400,
        &[
            "next day",
            "the next day",
            "one day later",
            "al día siguiente",
            "al dia siguiente",
            "第二天",
            "隔天",
            "过一天",
        ],
    ),
    (604_800, &["next week", "the next week", "one week later", "a la semana siguiente", "下周", "下一周", "过一周"]),
];

/// `pasan tres días`, `半小时后`, `wait 2 hours`: the line that lets so much time pass.
pub(super) fn passing(content: &str, keywords: Keywords) -> Option<String> {
    const BEFORE: [&str; 27] = [
        "pasan ",
        "pasa ",
        "después de ",
        "despues de ",
        "al cabo de ",
        "pasados ",
        "pasadas ",
        "tras ",
        "esperar ",
        "esperamos ",
        "esperan ",
        "espera ",
        "after ",
        "waiting ",
        "waits ",
        "wait for ",
        "wait ",
        "another ",
        "等待",
        "等了",
        "再过",
        "再等",
        "过去了",
        "过去",
        "过了",
        "过",
        "等",
    ];
    const BEHIND: [&str; 22] = [
        " después",
        " despues",
        " más tarde",
        " mas tarde",
        " han pasado",
        " pasan",
        " pasa",
        " passes by",
        " pass by",
        " passes",
        " passed",
        " pass",
        " goes by",
        " go by",
        " went by",
        " elapse",
        " later",
        "过去了",
        "过去",
        "之后",
        "以后",
        "后",
    ];
    let lower = content.to_lowercase();
    let plain = lower.trim_end_matches(['.', '。']).trim();
    if let Some((seconds, _)) = NEXT.iter().find(|(_, called)| called.contains(&plain)) {
        return Some(passes(*seconds, 1, keywords));
    }
    let before = BEFORE.iter().find_map(|word| plain.strip_prefix(word));
    let behind = BEHIND.iter().find_map(|word| plain.strip_suffix(word));
    let length = before.or(behind)?.trim();
    let length = length_of_time(length)?;
    let seconds = u64::try_from(length.as_secs()).ok().filter(|seconds| *seconds > 0)?;
    let days = UNITS.iter().filter(|(size, ..)| *size < 604_800);
    let (size, ..) = days.into_iter().find(|(size, ..)| seconds.is_multiple_of(*size))?;
    Some(passes(*size, seconds / size, keywords))
}
