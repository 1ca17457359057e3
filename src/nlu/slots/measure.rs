//! What Chinese counts with: 三罐, 一打, 俩, and the half of 两斤半, which makes it no whole number.

use rust_decimal::Decimal;

use super::super::boundary::{char_at, char_before, is_han};
use super::spelled::{and_a_half, times};
use super::{Reading, past_space};

/// What things are counted with: behind them 三 is a number even inside a sentence.
const MEASURES: &str =
    "个件条只双对张块位份套颗串斤克米号码次天年月日岁罐瓶盒包袋箱片本支枝枚把根粒杯碗壶盆束朵桶筐篮捆饼筒副株棵盘扎";

/// Words that such a character begins, in which it counts nothing: 八十包邮, 一百只要.
const NO_MEASURES: &[&str] = &[
    "包邮", "包快", "包运", "包顺", "包送", "包退", "包换", "包括", "包装", "包税", "只要", "只能", "只有", "只想",
    "只是", "本来", "本店", "本人", "支付", "支持", "把它", "把这", "把那", "条件", "片刻", "根据", "盘点", "号码",
];

/// Whom 俩 and 仨 may stand behind; behind 我 and 姐妹 they count people.
const TAKERS: &str = "来要买拿给就订下再加选换是";

/// What makes a verb of the 打 behind a number: 三打折, 一打开.
const STRIKES: &str = "折扰包算开电听印完破碎样磨造赏钱款字卡假动扮过九八七六五四三二一半对0123456789";

/// Whether what stands here says that the number before it counts things.
pub(in crate::nlu) fn counts_at(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    char_at(text, at).is_some_and(|next| MEASURES.contains(next) || next == '打' && is_dozen(text, at))
        && (rest.starts_with("号码") || !NO_MEASURES.iter().any(|word| rest.starts_with(word)))
}

/// A number with the 打 or the "docenas" behind it, each of which counts twelve.
pub(super) fn dozens(text: &str, read: Reading<Decimal>) -> Reading<Decimal> {
    let words = || times(text, past_space(text, read.end)).filter(|times| times.value == 12).map(|times| times.end);
    let han = is_dozen(text, read.end).then(|| read.end + '打'.len_utf8());
    let Some(end) = han.or_else(words) else { return read };
    let (half, end) = and_a_half(text, end).map_or((0, end), |behind| (6, behind));
    let dozens = read.value.checked_mul(Decimal::from(12)).and_then(|value| value.checked_add(Decimal::from(half)));
    dozens.map_or(read, |value| Reading::new(value, end))
}

fn is_dozen(text: &str, at: usize) -> bool {
    char_at(text, at) == Some('打') && !char_at(text, at + '打'.len_utf8()).is_some_and(|next| STRIKES.contains(next))
}

/// 俩 and 仨, which hold their measure word.
pub(super) fn two_or_three_of_them(text: &str, at: usize) -> Option<Reading<Decimal>> {
    let (value, c) = match char_at(text, at)? {
        c @ '俩' => (2, c),
        c @ '仨' => (3, c),
        _ => return None,
    };
    let alone = char_before(text, at).is_none_or(|before| !is_han(before) || TAKERS.contains(before));
    alone.then(|| Reading::new(Decimal::from(value), at + c.len_utf8()))
}

/// Whether a half follows that belongs to the number, as in 两斤半; that of 个半, 码半 and 号半 is read with it.
pub(super) fn half_follows(text: &str, at: usize) -> bool {
    let Some(measure) = char_at(text, at) else { return false };
    let behind = char_at(text, at + measure.len_utf8());
    MEASURES.contains(measure) && !matches!(measure, '个' | '号' | '码') && behind == Some('半')
}
