//! Languages by the names that people have for them.

use super::keywords::fold;

/// Names of languages, folded, and their short names.
pub const NAMES: [(&str, &str); 47] = [
    ("english", "en"),
    ("ingles", "en"),
    ("英文", "en"),
    ("英语", "en"),
    ("chinese", "zh"),
    ("mandarin", "zh"),
    ("chino", "zh"),
    ("mandarin chinese", "zh"),
    ("中文", "zh"),
    ("汉语", "zh"),
    ("普通话", "zh"),
    ("国语", "zh"),
    ("spanish", "es"),
    ("espanol", "es"),
    ("castellano", "es"),
    ("西班牙文", "es"),
    ("西班牙语", "es"),
    ("french", "fr"),
    ("frances", "fr"),
    ("法文", "fr"),
    ("法语", "fr"),
    ("german", "de"),
    ("aleman", "de"),
    ("德文", "de"),
    ("德语", "de"),
    ("italian", "it"),
    ("italiano", "it"),
    ("意大利文", "it"),
    ("意大利语", "it"),
    ("portuguese", "pt"),
    ("portugues", "pt"),
    ("葡萄牙文", "pt"),
    ("葡萄牙语", "pt"),
    ("japanese", "ja"),
    ("japones", "ja"),
    ("日文", "ja"),
    ("日语", "ja"),
    ("korean", "ko"),
    ("coreano", "ko"),
    ("韩文", "ko"),
    ("韩语", "ko"),
    ("russian", "ru"),
    ("ruso", "ru"),
    ("俄文", "ru"),
    ("俄语", "ru"),
    ("catalan", "ca"),
    ("加泰罗尼亚语", "ca"),
];

/// The short name of a language that is called so in English, Chinese or Spanish.
pub fn short_name(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    NAMES.iter().find(|(known, _)| *known == folded).map(|(_, short)| *short)
}
