//! Shops of any size, for measuring.

use std::fmt::Write;

use patter::check::{Compilation, MemoryFiles, compile};

/// The languages measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "each benchmark takes what it measures")]
pub enum Tongue {
    /// Words with spaces between them.
    English,
    /// Words without.
    Chinese,
}

/// A script of `size` intents and `size` rules; half of the rules share the trigger `bargain` and differ by their conditions.
pub fn script(size: usize, tongue: Tongue) -> String {
    let mut text = String::from(match tongue {
        Tongue::English => "shop \"Bench\":\n  language en\n  currency CNY\n\n",
        Tongue::Chinese => "shop \"Bench\":\n  language zh\n  currency CNY\n\n",
    });
    text.push_str("intent bargain:\n  phrases \"too expensive\", \"cheaper\", \"太贵\", \"便宜点\"\n\n");
    text.push_str("offer free-shipping:\n  waives postage\n  costs 8\n  say \"I will cover the postage for you.\"\n\n");
    for number in 1..size {
        let (one, other) = phrases(number, tongue);
        let _ = write!(text, "intent wish-{number}:\n  phrases \"{one}\", \"{other}\"\n\n");
    }
    for number in 0..size {
        let _ = if number % 2 == 0 && number + 2 < size {
            write!(
                text,
                "when bargain if cart.total is between {low} and {high}\n  then say \"A price for basket {number}.\"\n\n",
                low = number,
                high = number as f64 + 1.5,
            )
        } else if number % 2 == 0 {
            write!(text, "when bargain\n  then offer free-shipping\n  else say \"That is our best price.\"\n\n")
        } else {
            write!(text, "when wish-{number} say \"Here is what we have for wish {number}.\"\n\n")
        };
    }
    text
}

/// The two phrases of intent `number`: different words each, as a shop's are.
pub fn phrases(number: usize, tongue: Tongue) -> (String, String) {
    const ADJECTIVES: [&str; 22] = [
        "green", "white", "small", "large", "old", "new", "smooth", "carved", "round", "square", "thin", "thick",
        "light", "dark", "warm", "cold", "rare", "plain", "bright", "heavy", "hollow", "fine",
    ];
    const THINGS: [&str; 22] = [
        "bangle", "pendant", "ring", "bead", "bracelet", "earring", "seal", "cup", "comb", "hairpin", "brooch",
        "chain", "box", "cord", "stand", "figure", "button", "buckle", "clasp", "plate", "bowl", "spoon",
    ];
    const HAN: [char; 22] = [
        '玉', '石', '手', '镯', '环', '珠', '链', '坠', '盒', '绳', '印', '杯', '梳', '簪', '扣', '盘', '碗', '勺',
        '佛', '花', '叶', '竹',
    ];
    let pick = |place: usize| (number / 22usize.pow(u32::try_from(place).unwrap_or(0))) % 22;
    match tongue {
        Tongue::English => (
            format!("{} {} {}", ADJECTIVES[pick(0)], ADJECTIVES[pick(1)], THINGS[pick(2)]),
            format!("do you have the {} {} {}", THINGS[pick(2)], ADJECTIVES[pick(0)], THINGS[pick(1)]),
        ),
        Tongue::Chinese => (
            format!("要{}{}{}", HAN[pick(0)], HAN[pick(1)], HAN[pick(2)]),
            format!("有没有{}{}{}吗", HAN[pick(2)], HAN[pick(0)], HAN[pick(1)]),
        ),
    }
}

/// The script compiled; a mistake in it is a mistake in the benchmark.
pub fn compiled(script: String) -> Compilation {
    let compilation = compile("main.patter", &MemoryFiles::new().with("main.patter", script));
    assert!(compilation.program.is_some(), "{:#?}", compilation.diagnostics.first());
    compilation
}
