//! Figures in Chinese words, as far as percentages go: `百分之十五`, `两成`, `五个点`.

/// The percentage that a word names, in digits; nothing where it names none.
pub fn percent_in_words(word: &str) -> Option<String> {
    if let Some(rest) = word.strip_prefix("百分之") {
        return figure(rest).map(|figure| figure.to_string());
    }
    if let Some(rest) = ["个百分点", "百分点", "个点"].iter().find_map(|end| word.strip_suffix(end)) {
        return figure(rest).map(|figure| figure.to_string());
    }
    let (tenths, half) = match word.strip_suffix("成半") {
        Some(tenths) => (tenths, 5),
        None => (word.strip_suffix('成')?, 0),
    };
    let tenths = figure(tenths).filter(|tenths| (1..10).contains(tenths))?;
    Some((tenths * 10 + half).to_string())
}

/// A whole number under a thousand, in digits or in Chinese words.
pub fn figure(word: &str) -> Option<u32> {
    let word = word.trim();
    if word.is_empty() || word.chars().count() > 7 {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    let (mut whole, mut digit) = (0, None);
    for letter in word.chars() {
        let one = match letter {
            '零' | '〇' => 0,
            '一' => 1,
            '二' | '两' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' => {
                whole += digit.take().unwrap_or(1) * 10;
                continue;
            }
            '百' => {
                whole += digit.take()? * 100;
                continue;
            }
            _ => return None,
        };
        if digit.is_some_and(|digit| digit > 0) {
            return None;
        }
        digit = Some(one);
    }
    Some(whole + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::percent_in_words;

    #[test]
    fn percentages_are_read_in_words() {
        let read = |word: &str| percent_in_words(word);
        for (word, percent) in [
            ("百分之五", "5"),
            ("百分之十五", "15"),
            ("百分之二十", "20"),
            ("百分之5", "5"),
            ("两成", "20"),
            ("一成半", "15"),
        ] {
            assert_eq!(read(word).as_deref(), Some(percent), "{word}");
        }
        for word in ["完成", "成", "百分之", "五点", "百分比", "一五"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
