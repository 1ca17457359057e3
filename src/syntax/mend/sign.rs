//! Signs: from other languages, too many, too few; and numbers.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::LexemeKind;

/// `=`, `==`, `!=`, `&&`, `||`: words say it here.
pub fn equals_and_operators(words: &Words<'_>, mends: &mut Vec<Mend>) {
    // The sign may be the second of two, the first having been read as something else.
    for start in [Some(words.found), words.found.checked_sub(1)].into_iter().flatten() {
        let LexemeKind::Sign(_) = words.kind(start).unwrap_or(LexemeKind::Word) else { continue };
        let Some(first) = words.lexeme(start) else { continue };
        let mut end = first.end;
        let mut index = start + 1;
        while let Some(next) =
            words.lexeme(index).filter(|next| next.start == end && matches!(next.kind, LexemeKind::Sign(_)))
        {
            end = next.end;
            index += 1;
        }
        let range = first.start..end;
        let written = words.file.get(range.clone()).unwrap_or_default();
        let (rules, code): (&[&str], Code) = match written {
            "=" | "==" | "===" | "＝" => (&["kw_is", "kw_as"], Code::EqualsForIs),
            "!=" | "<>" | "≠" | "=/=" => (&["kw_is_not"], Code::ForeignSign),
            "&&" | "&" => (&["kw_and"], Code::ForeignSign),
            "||" | "|" => (&["kw_or"], Code::ForeignSign),
            "!" => (&["kw_not"], Code::ForeignSign),
            "->" | "=>" | "→" => (&["kw_then"], Code::ForeignSign),
            "=<" => (&[], Code::ForeignSign),
            _ => continue,
        };
        if let Some(sign) = match written {
            "=>" => Some(">="),
            "=<" => Some("<="),
            _ => None,
        } {
            mends.push(Mend {
                message: format!("`{written}` has its signs the wrong way round"),
                label: format!("write `{sign}`"),
                help: format!("write `{sign}`"),
                ..Mend::new(Edit::replace(range.clone(), sign), code, range.clone())
            });
        }
        for rule in rules {
            let word = words.table.spelling(rule);
            mends.push(Mend {
                message: format!("`{written}` is not written here"),
                label: format!("say `{word}`"),
                help: format!("Patter says it in words: `{word}`"),
                ..Mend::new(Edit::replace(range.clone(), words.padded(&range, word)), code, range.clone())
            });
        }
    }
}

/// Two commas in a row, or one where nothing is listed.
pub fn extra_comma(words: &Words<'_>, mends: &mut Vec<Mend>) {
    for index in [Some(words.found), words.before()].into_iter().flatten().filter(|&index| words.is_comma(index)) {
        let Some(comma) = words.lexeme(index) else { continue };
        mends.push(Mend {
            message: match words.word(index) {
                sign @ (";" | "；") => format!("`{sign}` stands where nothing is listed"),
                _ => "a comma too many".to_owned(),
            },
            label: "nothing stands between this and what is beside it".to_owned(),
            help: format!("take `{}` away", words.word(index)),
            guess: true,
            ..Mend::new(Edit::replace(comma.range(), " "), Code::ExtraComma, comma.range())
        });
    }
}

/// `phrases: "…"`, `when bargain: say "…"`: a colon stands behind the name of a declaration and behind a language alone.
pub fn extra_colon(words: &Words<'_>, mends: &mut Vec<Mend>) {
    // A shop's settings have no colons, and whoever writes one writes several: each is told.
    let setting = words.table.is(words.word(0), "kw_shop");
    let behind = Some(words.found + 1).filter(|_| setting);
    for index in [Some(words.found), words.before(), behind].into_iter().flatten() {
        let (Some(LexemeKind::Sign(':' | '：')), Some(colon)) = (words.kind(index), words.lexeme(index)) else {
            continue;
        };
        let blank_behind = words.file.get(colon.end..).is_some_and(|behind| behind.starts_with(char::is_whitespace));
        mends.push(Mend {
            message: "a colon too many".to_owned(),
            label: "no colon stands here".to_owned(),
            help: "take it away: a colon stands behind a declaration's name, and behind a language as in `zh:`"
                .to_owned(),
            guess: !setting,
            ..Mend::new(
                Edit::replace(colon.range(), if blank_behind { "" } else { " " }),
                Code::ForeignSign,
                colon.range(),
            )
        });
    }
}

/// `offer gift` without its `:`.
pub fn missing_colon(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (Some(end), Some(before)) = (words.end_before(), words.before()) else { return };
    let declares = words.table.meanings(words.word(0)).any(|keyword| {
        matches!(
            keyword.rule,
            "kw_shop"
                | "kw_fact"
                | "kw_intent"
                | "kw_kind"
                | "kw_offer"
                | "kw_reply"
                | "kw_question"
                | "kw_flow"
                | "kw_event"
                | "kw_customer"
        )
    });
    let mut depth = 0;
    let seen = (0..words.found).any(|index| match words.kind(index) {
        Some(LexemeKind::Sign('(' | '（')) => {
            depth += 1;
            false
        }
        Some(LexemeKind::Sign(')' | '）')) => {
            depth -= 1;
            false
        }
        Some(LexemeKind::Sign(':' | '：')) => depth == 0,
        _ => false,
    });
    if !declares || seen || before == 0 {
        return;
    }
    let colon = words.colon();
    let Some(head) = words.lexeme(0) else { return };
    let header = words.file.get(head.start..end).unwrap_or_default();
    mends.push(Mend {
        message: format!("`{header}` without the `{colon}` behind it"),
        label: format!("put `{colon}` here"),
        help: format!("a declaration has a name and a colon: `{header}{colon}`"),
        ..Mend::new(
            Edit::insert(end, colon),
            Code::MissingColon,
            words.lexeme(before).map_or(end..end, |last| last.range()),
        )
    });
}

/// What money is counted in; a script's amounts are in the shop's currency.
const MONEY: &[&str] = &[
    "yuan",
    "rmb",
    "cny",
    "kuai",
    "dollar",
    "dollars",
    "usd",
    "euro",
    "euros",
    "eur",
    "pound",
    "pounds",
    "gbp",
    "$",
    "€",
    "¥",
    "￥",
    "£",
    "元",
    "块",
    "块钱",
    "人民币",
    "pesos",
    "dólares",
];

/// Numbers in words, as far as prices and counts go.
const IN_WORDS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("twelve", "12"),
    ("eleven", "11"),
    ("fifteen", "15"),
    ("eighteen", "18"),
    ("twenty-five", "25"),
    ("forty", "40"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("fifty", "50"),
    ("hundred", "100"),
    ("uno", "1"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
    ("diez", "10"),
    ("doce", "12"),
    ("quince", "15"),
    ("veinte", "20"),
    ("veinticinco", "25"),
    ("treinta", "30"),
    ("cincuenta", "50"),
    ("cien", "100"),
    ("一", "1"),
    ("二", "2"),
    ("两", "2"),
    ("三", "3"),
    ("四", "4"),
    ("五", "5"),
    ("六", "6"),
    ("七", "7"),
    ("八", "8"),
    ("九", "9"),
    ("十", "10"),
];

/// The figure that a word names, in small letters.
pub fn in_words(word: &str) -> Option<&'static str> {
    IN_WORDS.iter().find(|(written, _)| *written == word).map(|(_, figure)| *figure)
}

/// Where the words for a percentage end that begin at a lexeme.
fn percent_ends(words: &Words<'_>, at: usize) -> Option<usize> {
    let word = |index: usize| words.word(index).to_lowercase();
    match (word(at).as_str(), word(at + 1).as_str()) {
        ("percent" | "per-cent" | "pct" | "porciento", _) => Some(at),
        ("per", "cent") | ("por", "ciento") => Some(at + 1),
        _ => None,
    }
}

/// `8 yuan`, `$8`, `eight`, `5 percent`: an amount is a number alone.
pub fn amount(words: &Words<'_>, mends: &mut Vec<Mend>) {
    // `diez por ciento`: the figure is two words before the one that was not read.
    let share = words.found.checked_sub(2).filter(|&at| percent_ends(words, at + 1).is_some());
    for at in [Some(words.found), words.before(), share].into_iter().flatten() {
        let lower = words.word(at).to_lowercase();
        let number = |index: usize| words.kind(index) == Some(LexemeKind::Number);
        let in_words = |index: usize| in_words(&words.word(index).to_lowercase());
        let (from, to, instead) = if MONEY.contains(&lower.as_str()) {
            match at.checked_sub(1).filter(|&before| number(before) || in_words(before).is_some()) {
                Some(before) => (before, at, in_words(before).unwrap_or_else(|| words.word(before))),
                None if number(at + 1) => (at, at + 1, words.word(at + 1)),
                None => continue,
            }
        } else if matches!(lower.as_str(), "percent" | "per-cent" | "pct" | "porciento") {
            match at.checked_sub(1).filter(|&before| number(before) || in_words(before).is_some()) {
                Some(before) => (before, at, "%"),
                None => continue,
            }
        } else if let (Some(_), Some(last)) = (in_words(at), percent_ends(words, at + 1)) {
            (at, last, "%")
        } else if let Some(figure) = in_words(at) {
            (at, at, figure)
        } else {
            continue;
        };
        // `¥8 yuan`, `8 USD dollars`: what it is counted in may stand there twice.
        let counts = |index: usize| MONEY.contains(&words.word(index).to_lowercase().as_str());
        let from = from.checked_sub(1).filter(|&before| counts(before)).unwrap_or(from);
        let to = (to + 1..words.lexemes.len()).take_while(|&behind| counts(behind)).last().unwrap_or(to);
        let (Some(first), Some(last)) = (words.lexeme(from), words.lexeme(to)) else { continue };
        let range = first.start..last.end;
        let written = words.file.get(range.clone()).unwrap_or_default();
        let plain = if instead == "%" {
            let share =
                format!("{}%", in_words(from).unwrap_or(written.trim_end_matches(|c: char| !c.is_ascii_digit())));
            // A promise says of what.
            let bare = words.table.is(words.word(0), "kw_never") && words.lexeme(to + 1).is_none();
            match words.language {
                Keywords::English if bare => format!("{share} of cart.total"),
                Keywords::Spanish if bare => format!("{share} de carrito.total"),
                _ => share,
            }
        } else {
            instead.to_owned()
        };
        mends.push(Mend {
            message: format!("`{written}` is no number"),
            label: "an amount is written in digits alone".to_owned(),
            help: match plain.contains('%') {
                true => format!("write `{plain}`: a share has its sign"),
                false => format!("write `{plain}`: amounts of money are in the shop's currency"),
            },
            ..Mend::new(Edit::replace(range.clone(), plain.clone()), Code::NotANumber, range)
        });
    }
}

/// Numbers with letters or signs in them: `3O`, `1,000`, `12.5.3`.
pub fn number(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let glued = |left: usize, right: usize| {
        words.lexeme(left).zip(words.lexeme(right)).is_some_and(|(left, right)| left.end == right.start)
    };
    let part = |index: usize| {
        matches!(
            words.kind(index),
            Some(
                LexemeKind::Number
                    | LexemeKind::Word
                    | LexemeKind::Sign(',' | '，' | '.' | ':' | '：' | '-' | '/' | '$' | '¥' | '￥' | '€' | '\'')
            )
        )
    };
    let Some(mut start) = [Some(words.found), words.before()].into_iter().flatten().find(|&index| part(index)) else {
        return;
    };
    while let Some(left) = start.checked_sub(1).filter(|&left| part(left) && glued(left, start)) {
        start = left;
    }
    let mut last = start;
    while part(last + 1) && glued(last, last + 1) {
        last += 1;
    }
    let has_number = (start..=last).any(|index| words.kind(index) == Some(LexemeKind::Number));
    let (Some(first), Some(end)) = (words.lexeme(start), words.lexeme(last)) else { return };
    let range = first.start..end.end;
    let written = words.file.get(range.clone()).unwrap_or_default();
    if !has_number || last == start {
        return;
    }
    // One or two figures behind a comma are decimals, three are thousands.
    let decimal = written.rsplit_once([',', '，']).filter(|(whole, _)| !whole.contains([',', '，', '.']));
    let decimal =
        decimal.filter(|(_, behind)| matches!(behind.len(), 1 | 2)).map(|(whole, behind)| format!("{whole}.{behind}"));
    let digits: String = decimal
        .as_deref()
        .unwrap_or(written)
        .chars()
        .map(|c| if matches!(c, 'o' | 'O') { '0' } else { c })
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let is_number = digits.parse::<f64>().is_ok() && !digits.ends_with('.');
    let plain = if is_number { digits } else { "1".to_owned() };
    // `1,500`: thousands, or decimals? Both lines are shown.
    let both = written.split_once([',', '，']).filter(|(whole, behind)| {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(behind) && (1..=3).contains(&whole.len()) && behind.len() == 3 && *whole != "0"
    });
    let line = words.file.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let before = words.file.get(line..range.start).unwrap_or_default().trim_start();
    let behind = words.file.get(range.end..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let both = both.map(|(whole, behind_comma)| {
        let decimals = format!("{whole}.{}", behind_comma.trim_end_matches('0')).trim_end_matches('.').to_owned();
        format!(
            "in some countries a comma stands before thousands, in others before decimals, so no number has one \
             here: where thousands are meant, write `{before}{plain}{behind}`; where decimals are, `{before}{decimals}{behind}`"
        )
    });
    for (instead, faithful) in [(plain.as_str(), is_number), ("10:00", false), ("2027-01-28", false)] {
        mends.push(Mend {
            message: format!("`{written}` is no number"),
            label: "not a number".to_owned(),
            help: match &both {
                Some(both) if faithful => both.clone(),
                _ => format!("digits, and a point before decimals: `{instead}`"),
            },
            faithful,
            ..Mend::new(Edit::replace(range.clone(), instead.to_owned()), Code::NotANumber, range.clone())
        });
    }
}
