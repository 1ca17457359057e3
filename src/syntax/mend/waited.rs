//! What did not happen in time, as it is said in Chinese: `下单 后 半小时内 没付款`.

use std::sync::LazyLock;

use regex::Regex;

use super::length::{CHINESE, written};
use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::keywords::table;
use crate::syntax::prepared::Edit;
use crate::syntax::scan::is_han;

/// An order that is not paid in time.
static UNPAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^(?:订单\s*)?(?:已下|下单|拍下|下了单)\s*(?:之后|以后|后|了)?\s*[,，]?\s*(?:在|过了?|超过)?\s*{CHINESE}\s*(?:之内|以内|内|之后|以后|后)?\s*[,，]?\s*(?:还|仍|都|也)?(?:没有?|未)\s*(?:订单\s*)?(?:已付|付款|付钱|支付|付)(?:成功)?\s*[,，]?"
    ))
    .ok()
});

/// An order that is not paid in time, where words begin so: how many bytes they are, and how it is written here.
pub fn unpaid(words: &str) -> Option<(usize, String)> {
    let found = UNPAID.as_ref()?.captures(words)?;
    let whole = found.get(0)?.as_str().trim_end();
    // 没付定金 is about something else than the order's money.
    let behind = words.get(whole.len()..)?.chars().next();
    if whole.ends_with('付') && behind.is_some_and(|behind| is_han(behind) && !"说则就".contains(behind)) {
        return None;
    }
    Some((whole.len(), format!("订单 已下 {} 内 没有 订单 已付", written(&found, table(Keywords::Chinese))?)))
}

/// `当 下单 后 30分钟 没付款 …`: how long is waited stands before `内`, and what did not come behind `没有`.
pub fn unpaid_in_time(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let Some(first) = words.lexeme(1).filter(|_| is_rule(words)) else { return };
    let rest = words.file.get(first.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let Some((length, meant)) = unpaid(rest) else { return };
    let range = first.start..first.start + length;
    mends.push(Mend {
        message: "what did not happen in time is written otherwise".to_owned(),
        label: "this is said otherwise here".to_owned(),
        help: format!("write `{meant}`"),
        example: Example::Sketch,
        ..Mend::new(Edit::replace(range.clone(), words.padded(&range, &meant)), Code::UnexpectedText, range)
    });
}

fn is_rule(words: &Words<'_>) -> bool {
    words.language == Keywords::Chinese && words.table.is(words.word(0), "kw_when")
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
        read("下单两天半没付款", "60小时");
        read("下单一个半月还没付款", "45天");
        read("下单一年半还没付款", "18个月");
        read("下单一刻钟没付款", "15分钟");
        for words in [
            "下单",
            "下单 后 三天 没付定金",
            "下单 说“好”",
            "付款 后 30分钟",
            "下单 后 很久 没付款",
            "下单 三月 没付款",
        ] {
            assert_eq!(unpaid(words), None, "{words}");
        }
    }
}
