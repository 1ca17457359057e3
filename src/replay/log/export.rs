//! A chat as a messenger exports it, a line a message: `12/3/25, 10:02 - Ana: Hola`, `[12/3/25, 10:02:33 AM] Ana: Hola`. It is no log, but
//! tells how its rows would be written.

use jiff::civil::{Date, Time};

use super::row::shortened;
use super::when::{ORDERS, Order, day_and_time, three_figures};
use crate::check::row_of;
use crate::nlu::clock_time;

/// So many lines are looked at for the first message and for a day that says which figure is the month.
const MOST_LOOKED_AT: usize = 2_000;

/// The first message of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The days that it may be of: two where nobody can know which figure is the month.
    pub days: Vec<Date>,
    /// When it was written on that day.
    pub time: Time,
    /// Whose name stands before it.
    pub who: String,
    /// What it says.
    pub text: String,
    /// The others who write.
    pub others: Vec<String>,
}

impl Exported {
    /// The first message as a row of the table that is played, for each of its days.
    pub fn rows(&self) -> Vec<String> {
        let row = |day: &Date| {
            let at = format!("{day} {}", self.time.strftime("%H:%M"));
            row_of(&["1", &at, &shortened(&self.who), &shortened(&self.text)], ',')
        };
        self.days.iter().map(row).collect()
    }
}

/// A line of an export.
struct Line<'l> {
    figures: [i16; 3],
    time: Time,
    /// Nothing where the messenger itself tells something.
    said: Option<(&'l str, &'l str)>,
}

/// The first message of a text, where it is an export.
pub(super) fn exported(text: &str) -> Option<Exported> {
    // What a table begins with is no such line, whatever its cells hold.
    line(text.lines().find(|line| !line.trim().is_empty())?)?;
    let mut lines = text.lines().take(MOST_LOOKED_AT).filter_map(line);
    let first = lines.find(|line| line.said.is_some())?;
    let (who, words) = first.said?;
    let mut others: Vec<String> = Vec::new();
    let mut orders = vec![first.figures];
    for line in lines {
        orders.push(line.figures);
        if let Some((other, _)) = line.said.filter(|(other, _)| *other != who)
            && !others.iter().any(|known| known == other)
        {
            others.push(other.to_owned());
        }
    }
    // All of its days are written in one order.
    let fits = |order: &Order| orders.iter().all(|figures| order(*figures).is_some());
    let fitting = ORDERS.into_iter().filter(fits);
    let mut days: Vec<Date> = fitting.filter_map(|order| order(first.figures)).collect();
    days.dedup();
    (!days.is_empty()).then(|| Exported { days, time: first.time, who: who.into(), text: words.into(), others })
}

fn line(text: &str) -> Option<Line<'_>> {
    let text = text.trim_start_matches(['\u{feff}', '\u{200e}', '\u{200f}']).trim_end();
    let (head, rest) = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => text.split_once(" - ")?,
    };
    let (day, time) = day_and_time(head)?;
    let said =
        rest.trim_start_matches([' ', '\u{200e}']).split_once(':').map(|(who, words)| (who.trim(), words.trim()));
    Some(Line { figures: three_figures(day)?, time: clock_time(time.trim())?, said })
}

#[cfg(test)]
mod tests {
    use super::exported;

    #[test]
    fn the_first_message_of_an_export_is_found() {
        for text in [
            "12/3/25, 10:02 - Ana: Hola",
            "[12/3/25, 10:02:33 AM] Ana: Hola",
            "\u{200e}[12/3/25, 10:02:33\u{202f}a.\u{a0}m.] Ana: Hola",
            "12.3.2025 10:02 - Ana: Hola",
            "12/3/25, 10:01 - Los mensajes están cifrados\n12/3/25, 10:02 - Ana: Hola\n¿Están?\n12/4/25, 11:00 - Luz: Sí",
        ] {
            let found = exported(text);
            let found = found.as_ref().map(|found| (found.days.len(), found.who.as_str(), found.text.as_str()));
            assert_eq!(found, Some((2, "Ana", "Hola")), "{text}");
        }
        let days = |text: &str| exported(text).map(|found| found.days).unwrap_or_default();
        let told = "12/3/25, 10:02 - Ana: Hola\n13/3/25, 10:02 - Luz: Hola";
        assert_eq!(days(told), [jiff::civil::date(2025, 3, 12)]);
        assert_eq!(days("2025/3/12 下午9:06 - Ana: 你好"), [jiff::civil::date(2025, 3, 12)]);
        let pasted = "id,who,text\n1,Ana,\"look:\n12/3/25, 10:02 - Luz: Hola\"";
        for text in ["nick,time,message", "Ana - 12: Hola", "", "12/3/25;10:02;Ana;Hola", pasted] {
            assert_eq!(exported(text), None, "{text}");
        }
    }
}
