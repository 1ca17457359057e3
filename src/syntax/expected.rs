//! What the grammar would have taken, in everyday words.

use super::keywords::KeywordTable;
use super::node::Rule;

/// Longer lists help nobody.
const MOST_NAMED: usize = 6;

/// What may stand behind nearly everything: named only where nothing else could follow.
const ANYWHERE: &[Rule] =
    &[Rule::comma, Rule::kw_covers, Rule::kw_about, Rule::kw_formerly, Rule::full_stop, Rule::kw_called, Rule::EOI];

/// What was expected, as a help; empty where nothing sensible can be said.
pub fn help(rules: &[Rule], table: &KeywordTable) -> String {
    match in_words(rules, table) {
        words if words.is_empty() => words,
        words => format!("expected {words}"),
    }
}

/// The words that begin a declaration.
pub fn heads(table: &KeywordTable) -> String {
    let heads = ["kw_when", "kw_offer", "kw_reply", "kw_intent", "kw_fact", "kw_kind", "kw_never"];
    let spelt: Vec<String> = heads.iter().map(|rule| format!("`{}`", table.spelling(rule))).collect();
    format!("a declaration begins with a word such as {}", spelt.join(", "))
}

/// The words that begin a script, in every keyword language.
pub fn beginnings() -> String {
    let of = |language| {
        let table = super::keywords::table(language);
        let heads = ["kw_shop", "kw_when", "kw_offer"].map(|rule| format!("`{}`", table.spelling(rule)));
        format!("{} in {}", heads.join(", "), super::mend::language_name(language))
    };
    let all = super::split::LANGUAGES.map(of);
    format!("a script begins with a declaration, and its first word says which language it is in: {}", all.join("; "))
}

/// The rules in words: a name, `:` or `about`.
fn in_words(rules: &[Rule], table: &KeywordTable) -> String {
    let mut words: Vec<String> = Vec::new();
    let says_more = rules.iter().any(|wanted| !ANYWHERE.contains(wanted));
    for &wanted in rules.iter().filter(|wanted| !says_more || !ANYWHERE.contains(wanted)) {
        let word = match wanted {
            Rule::name | Rule::names | Rule::do_named | Rule::named_or_date => "a name".to_owned(),
            Rule::text | Rule::speech | Rule::variants | Rule::variant | Rule::translations => {
                "a text in quotes".to_owned()
            }
            Rule::expression | Rule::arithmetic | Rule::operand | Rule::reference | Rule::key => "a value".to_owned(),
            Rule::type_of => "what it is, such as `".to_owned() + table.spelling("kw_number") + "`",
            Rule::occasion | Rule::trigger => "an intent or an event".to_owned(),
            Rule::duration => "a time such as `30 ".to_owned() + table.spelling("kw_minute") + "`",
            Rule::steps | Rule::guarded => "what is to be done, such as `".to_owned() + table.spelling("kw_say") + "`",
            Rule::number => "a number".to_owned(),
            Rule::time => "a time such as `16:00`".to_owned(),
            Rule::date => "a day such as `2027-01-28`".to_owned(),
            Rule::language_tag => "a language such as `en`".to_owned(),
            Rule::currency => "a currency such as `CNY`".to_owned(),
            Rule::colon => "`:`".to_owned(),
            Rule::close => "`)`".to_owned(),
            Rule::open => "`(`".to_owned(),
            Rule::comma => "a comma".to_owned(),
            Rule::percent => "`%`".to_owned(),
            Rule::library => "a module such as `std/welcome`".to_owned(),
            other => match table.spelling(&format!("{other:?}")) {
                "" => continue,
                spelling => format!("`{spelling}`"),
            },
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    // What has no fixed spelling says most; keywords follow in the grammar's order.
    words.sort_by_key(|word| word.starts_with('`') && word.len() > 3);
    let more = words.len() > MOST_NAMED;
    words.truncate(MOST_NAMED);
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) if more => format!("{}, {last} or the like", rest.join(", ")),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
