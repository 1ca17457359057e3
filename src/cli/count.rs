//! Counts as people read them.

/// A count with its thousands apart.
pub fn grouped(count: u64) -> String {
    indicatif::HumanCount(count).to_string()
}

/// `1 message`, `1,271 messages`
pub fn counted(count: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(count), if count == 1 { "" } else { "s" })
}
