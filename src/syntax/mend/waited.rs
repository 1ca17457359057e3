//! What did not happen in time, and how long is waited, as they are said in Chinese: `下单 后 半小时内 没付款`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::figure::figure;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::is_han;

/// How long something takes, in digits or in words.
const LENGTH: &str =
    r"(?P<number>半|\d[\d.]*|[一二两三四五六七八九十百]+)\s*个?(?P<half>半)?\s*(?P<unit>分钟|小时|钟头|天|周)";

/// An order that is not paid in time.
static UNPAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^(?:订单\s*)?(?:已下|下单|拍下|下了单)\s*(?:之后|以后|后|了)?\s*[,，]?\s*(?:在|过了?|超过)?\s*{LENGTH}\s*(?:之内|以内|内|之后|以后|后)?\s*[,，]?\s*(?:还|仍|都|也)?(?:没有?|未)\s*(?:订单\s*)?(?:已付|付款|付钱|支付|付)(?:成功)?\s*[,，]?"
    ))
    .ok()
});

/// A length in words, before what makes a time of it.
static SPELLED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"^{LENGTH}(?P<behind>\s*(?:之内|以内|内|之后|以后|后))")).ok());

/// An order that is not paid in time, where words begin so: how many bytes they are, and how it is written here.
pub fn unpaid(words: &str) -> Option<(usize, String)> {
    let found = UNPAID.as_ref()?.captures(words)?;
    let whole = found.get(0)?.as_str().trim_end();
    // 没付定金 is about something else than the order's money.
    let behind = words.get(whole.len()..)?.chars().next();
    if whole.ends_with('付') && behind.is_some_and(|behind| is_han(behind) && !"说则就".contains(behind)) {
        return None;
    }
    Some((whole.len(), format!("订单 已下 {} 内 没有 订单 已付", length(&found)?)))
}

/// How long it is, in digits.
fn length(found: &Captures<'_>) -> Option<String> {
    let (number, unit) = (found.name("number")?.as_str(), found.name("unit")?.as_str());
    let unit = if unit == "钟头" { "小时" } else { unit };
    let smaller = |unit: &str| match unit {
        "小时" => Some((60, "分钟")),
        "天" => Some((24, "小时")),
        _ => None,
    };
    let halved = number == "半" || found.name("half").is_some();
    if !halved {
        let digits = number.starts_with(|c: char| c.is_ascii_digit());
        return Some(format!("{}{unit}", if digits { number.to_owned() } else { figure(number)?.to_string() }));
    }
    let (parts, small) = smaller(unit)?;
    let whole = if number == "半" { 0 } else { figure(number)? };
    Some(format!("{}{small}", whole * parts + parts / 2))
}

/// `当 下单 后 30分钟 没付款 …`: how long is waited stands before `内`, and what did not come behind `没有`.
pub fn unpaid_in_time(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(first) = words.lexeme(1).filter(|_| is_rule(words)) else { return };
    let rest = words.file.get(first.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let Some((length, meant)) = unpaid(rest) else { return };
    push(words, first.start..first.start + length, meant, "what did not happen in time is written otherwise", mends);
}

/// `半小时内`, `三天 后`: how long is waited is written in digits.
pub fn spelled(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if words.language != Keywords::Chinese {
        return;
    }
    for at in words.found.saturating_sub(3)..=words.found + 2 {
        let Some(first) = words.lexeme(at) else { continue };
        let rest = words.file.get(first.start..).unwrap_or_default();
        let Some(found) = SPELLED.as_ref().and_then(|spelled| spelled.captures(rest)) else { continue };
        let (Some(meant), Some(behind)) = (length(&found), found.name("behind")) else { continue };
        let written = found.get(0).map(|whole| whole.as_str()).unwrap_or_default();
        if written.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let time = if behind.as_str().ends_with('内') { "内" } else { "后" };
        let message = format!("`{}` is written in digits", written.trim_end_matches(['之', '以', '内', '后', ' ']));
        push(words, first.start..first.start + written.len(), format!("{meant} {time}"), &message, mends);
    }
}

fn is_rule(words: &Words<'_>) -> bool {
    words.language == Keywords::Chinese && words.table.is(words.word(0), "kw_when")
}

fn push(words: &Words<'_>, range: std::ops::Range<usize>, meant: String, message: &str, mends: &mut Vec<Mend>) {
    mends.push(Mend {
        message: message.to_owned(),
        label: "this is said otherwise here".to_owned(),
        help: format!("write `{meant}`"),
        example: Example::Sketch,
        ..Mend::new(Edit::replace(range.clone(), words.padded(&range, &meant)), Code::UnexpectedText, range)
    });
}

#[cfg(test)]
mod tests {
    use super::unpaid;

    #[test]
    fn what_is_not_paid_in_time_is_read_however_it_is_said() {
        let read = |words: &str, length: &str| {
            let meant = format!("订单 已下 {length} 内 没有 订单 已付");
            assert_eq!(unpaid(words), Some((words.len(), meant)), "{words}");
        };
        read("下单 后 30分钟 没付款", "30分钟");
        read("下单后半小时内没付款", "30分钟");
        read("拍下 后 半个小时 还没付款", "30分钟");
        read("下单 一小时内 未付款", "1小时");
        read("下单一个半小时没付", "90分钟");
        read("下单后，三十分钟以内没有付款", "30分钟");
        read("下单半天还没付款", "12小时");
        for words in ["下单", "下单 后 三天 没付定金", "下单 说“好”", "付款 后 30分钟", "下单 后 很久 没付款"]
        {
            assert_eq!(unpaid(words), None, "{words}");
        }
    }
}
