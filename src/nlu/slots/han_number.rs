//! Numbers in Chinese characters: 八十, 一百二十, 三百五. Two figures that are a range, 两三 or 七八十, are none, nor is 二十多.

use rust_decimal::Decimal;

use super::super::boundary::{char_at, char_before};
use super::Reading;

/// A number in Chinese characters, with 点 before its decimals.
pub(super) fn han(text: &str, at: usize) -> Option<Reading<Decimal>> {
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
    if !begins(text, at) {
        return None;
    }
    let (mut total, mut section, mut unit) = (0u64, 0u64, 0u64);
    let mut said = ['零'; 2];
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
            said = [said[1], c];
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
    let two = row > 1 && unit == 0 && said.contains(&'两') || row == 2 && unit == 0 && is_range(said);
    let weighed = row > 0 && unit > 0 && said[1] == '两';
    if end == at || two || weighed || matches!(char_at(text, end), Some('几' | '余')) || and_more(text, end) {
        return None;
    }
    let tail = match digit {
        Some(digit) if unit >= 100 && !zero => digit.checked_mul(unit / 10)?,
        Some(digit) => digit,
        None => 0,
    };
    Some(Reading { value: total.checked_add(section)?.checked_add(tail)?, end, bare_han: true })
}

/// Whether a 多 makes a number one of some more, as in 二十多 and 100多块; that of 多少 and 多谢 begins what is said next.
pub(super) fn and_more(text: &str, end: usize) -> bool {
    let next = end + '多'.len_utf8();
    char_at(text, end) == Some('多')
        && !char_at(text, next).is_some_and(|behind| "少谢久远长大高重亏拿要买送给".contains(behind))
}

/// Whether a number may begin here: 三百 is a piece of 两三百, 十 of 几十, while 三点 in 周二三点 is whole.
fn begins(text: &str, at: usize) -> bool {
    let Some(before) = char_before(text, at) else { return true };
    let start = at - before.len_utf8();
    let named = || char_before(text, start).is_some_and(|day| matches!(day, '周' | '期' | '拜'));
    match before {
        '几' => false,
        '数' => char_at(text, at).and_then(han_unit).is_none(),
        _ => han_digit(text, start).is_none() && han_unit(before).is_none() || named(),
    }
}

/// Whether two figures side by side are "two or three": 两三, 七八, 三五.
fn is_range(said: [char; 2]) -> bool {
    let figure = |c: char| han_digit(&c.to_string(), 0).map(|(value, _)| value);
    match said.map(figure) {
        [Some(low @ 1..), Some(high)] => high == low + 1 || (low, high) == (3, 5),
        _ => false,
    }
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
