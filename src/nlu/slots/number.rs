//! Numbers: `1,200.50`, `1.200,50`, `3k`, `八十`, `一百二十`.

use rust_decimal::Decimal;

use super::super::boundary::{char_at, may_cut};
use super::{Reading, digits, past_space, word_at};

/// How a single point before three digits is read.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::nlu) enum Point {
    /// `1.250` is one and a quarter.
    Decimal,
    /// `1.250` is twelve hundred and fifty: nobody writes three decimals of money.
    Thousands,
}

/// A number on its own: no percentage, no amount, no time.
pub(in crate::nlu) fn counted(text: &str, at: usize) -> Option<Reading<Decimal>> {
    let negative = text.get(at..)?.starts_with('-');
    let mut read = numeral(text, at + usize::from(negative), Point::Decimal)?;
    if goes_on(text, read.end) {
        return None;
    }
    if negative {
        read.value.set_sign_negative(true);
    }
    read.bare_han &= !char_at(text, read.end).is_some_and(|next| MEASURES.contains(next));
    Some(read)
}

/// What things are counted with: behind them 三 is a number even inside a sentence.
pub(in crate::nlu) const MEASURES: &str = "个件条只双对张块位份套颗串斤克米号码次天年月日岁";

/// Whether what stands behind a number makes it a percentage, a part of a price or a time.
pub(in crate::nlu) fn goes_on(text: &str, end: usize) -> bool {
    let next = past_space(text, end);
    match char_at(text, next) {
        Some('%' | '折' | '成') => true,
        Some(':') => digits(text, next + 1).is_some(),
        _ => ["percent", "per cent", "por ciento"].iter().any(|word| word_at(text, next, word).is_some()),
    }
}

/// A number in figures or in Chinese characters, with the `k`, `mil`, 千 and 万 behind it.
pub(in crate::nlu) fn numeral(text: &str, at: usize, point: Point) -> Option<Reading<Decimal>> {
    let read = match char_at(text, at)? {
        '0'..='9' => figures(text, at, point)?,
        _ => return han(text, at),
    };
    let next = char_at(text, read.end);
    let (times, end) = match next {
        Some('千') => (1_000, read.end + '千'.len_utf8()),
        Some('万') => (10_000, read.end + '万'.len_utf8()),
        Some('百') => (100, read.end + '百'.len_utf8()),
        Some('k') if may_cut(text, read.end + 1) => (1_000, read.end + 1),
        _ => match word_at(text, past_space(text, read.end), "mil") {
            Some(end) => (1_000, end),
            None => return Some(read),
        },
    };
    Some(Reading::new(read.value.checked_mul(Decimal::from(times))?, end))
}

/// Figures with their points and commas: the last of two kinds is the decimal one, one that repeats groups thousands.
fn figures(text: &str, at: usize, point: Point) -> Option<Reading<Decimal>> {
    if !may_cut(text, at) {
        return None;
    }
    let (_, mut end) = digits(text, at)?;
    let mut groups = Vec::new();
    while let Some(sign @ ('.' | ',')) = char_at(text, end)
        && let Some((group, behind)) = digits(text, end + 1)
    {
        groups.push((sign, group));
        end = behind;
    }
    let whole = digits(text, at)?.0;
    let Some(&(last, fraction)) = groups.last() else { return parse(whole, None, end) };
    let same = groups.iter().filter(|(sign, _)| *sign == last).count();
    let thousands = |groups: &[(char, &str)]| whole.len() <= 3 && groups.iter().all(|(_, group)| group.len() == 3);
    let grouping = if same < groups.len() {
        false
    } else if same > 1 {
        true
    } else {
        thousands(&groups) && whole != "0" && (last == ',' || point == Point::Thousands)
    };
    let (before, decimals) = match groups.split_last() {
        Some((_, before)) if !grouping => (before, Some(fraction)),
        _ => (groups.as_slice(), None),
    };
    let one_kind = before.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
    if !before.is_empty() && (!thousands(before) || !one_kind || !grouping && same > 1) {
        return None;
    }
    let whole: String = std::iter::once(whole).chain(before.iter().map(|(_, group)| *group)).collect();
    parse(&whole, decimals, end)
}

fn parse(whole: &str, decimals: Option<&str>, end: usize) -> Option<Reading<Decimal>> {
    let value = match decimals {
        Some(decimals) => Decimal::from_str_exact(&format!("{whole}.{decimals}")),
        None => Decimal::from_str_exact(whole),
    };
    value.ok().map(|value| Reading::new(value, end))
}

/// A number in Chinese characters, with 点 before its decimals.
fn han(text: &str, at: usize) -> Option<Reading<Decimal>> {
    let whole = han_whole(text, at)?;
    let mut value = Decimal::from(whole.value);
    let mut end = whole.end;
    if let Some('点') = char_at(text, end) {
        let mut scale = Decimal::ONE;
        let mut next = end + '点'.len_utf8();
        while let Some((digit, behind)) = han_digit(text, next)
            && scale.scale() < 6
        {
            scale = scale.checked_mul(Decimal::new(1, 1))?;
            value = value.checked_add(scale.checked_mul(Decimal::from(digit))?)?;
            (end, next) = (behind, behind);
        }
    }
    Some(Reading { value, end, bare_han: true })
}

/// A whole number in Chinese characters: 八十, 三百五 (350), 一万二 (12,000), 二〇二七.
pub(in crate::nlu) fn han_whole(text: &str, at: usize) -> Option<Reading<u64>> {
    let (mut total, mut section, mut unit) = (0u64, 0u64, 0u64);
    let mut digit: Option<u64> = None;
    let mut zero = false;
    let mut row = 0u32;
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        if let Some((value, _)) = han_digit(text, end) {
            // Figures said one by one: 二〇二七, 八五.
            if let Some(before) = digit.filter(|_| unit == 0) {
                digit = Some(before.checked_mul(10)?.checked_add(value)?);
            } else if digit.is_some_and(|before| before != 0) {
                return None;
            } else {
                digit = Some(value);
            }
            zero |= value == 0 && unit > 0;
            row += 1;
        } else if let Some(next) = han_unit(c) {
            if row > 1 && unit == 0 {
                return None;
            }
            if next >= 10_000 {
                let part = section.checked_add(digit.unwrap_or(0))?;
                if part == 0 {
                    break;
                }
                total = total.checked_add(part.checked_mul(next)?)?;
                section = 0;
            } else {
                if digit.is_none() && next != 10 {
                    break;
                }
                section = section.checked_add(digit.unwrap_or(1).checked_mul(next)?)?;
            }
            (digit, unit, zero, row) = (None, next, false, 0);
        } else {
            break;
        }
        end += c.len_utf8();
    }
    if end == at {
        return None;
    }
    let tail = match digit {
        Some(digit) if unit >= 100 && !zero => digit.checked_mul(unit / 10)?,
        Some(digit) => digit,
        None => 0,
    };
    Some(Reading { value: total.checked_add(section)?.checked_add(tail)?, end, bare_han: true })
}

fn han_digit(text: &str, at: usize) -> Option<(u64, usize)> {
    let c = char_at(text, at)?;
    let digit = match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some((digit, at + c.len_utf8()))
}

fn han_unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}
