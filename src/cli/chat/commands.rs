//! What a typed line does: a message, or a command behind `/`.

use std::io::Write;
use std::path::Path;

use crate::cli::paint::{self, Ink, ink};
use crate::cli::place;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::engine::{Happening, Turn};
use crate::transcript::{Row, brings, stage, words};

/// The commands, as the tab key offers them, each with what it does.
pub const COMMANDS: [(&str, &str); 14] = [
    ("/why", "how the last answer came about"),
    ("/facts", "what is known"),
    ("/set cart.total 120", "supply a fact; `/set customer is vip` marks a kind"),
    ("/promised", "what is promised"),
    ("/order", "the order is placed"),
    ("/event order paid", "something else happens: `/event parcel-lost with tracking \"X1\"`"),
    ("/system order-book: …", "a system of yours answers; `/system order-book fails`"),
    ("/send 2 photos", "the customer sends photos, or `a file \"list.xlsx\"`"),
    ("/leave", "the customer closes the window"),
    (
        "/staff joins",
        "staff take over; `/staff leaves`, `/staff resolves`, `/staff no answer needed`, `/staff mutes`, `/staff: We will see.`",
    ),
    ("/wait 30 minutes", "let time pass"),
    ("/save FILE.chat", "write the conversation down, as a test"),
    ("/help", "this list"),
    ("/quit", "end (so does ctrl-d)"),
];

/// Does what a line says; false ends the conversation. `watched`: a person sits at the keyboard.
pub fn take(session: &mut Session<'_>, line: &str, watched: bool, out: &mut dyn Write) -> Result<bool, Stop> {
    if line.is_empty() {
        return Ok(true);
    }
    let Some(command) = line.strip_prefix('/') else {
        let turn = session.say(line.into());
        answer(session, &turn, watched, out)?;
        return Ok(true);
    };
    let (command, rest) = command.split_once([' ', '\t', ':', '：', '\u{3000}']).unwrap_or((command, ""));
    let rest = rest.trim();
    let w = words(session.keywords());
    match command.to_lowercase().as_str() {
        "quit" | "exit" | "q" => return Ok(false),
        "help" | "h" | "?" => help(out)?,
        "why" => match session.why() {
            lines if lines.is_empty() => aside("nothing was said yet", out)?,
            lines => aside(&lines.join("\n"), out)?,
        },
        "facts" => {
            let facts = session.facts();
            aside(&format!("it is {}", session.clock()), out)?;
            for (name, value) in facts {
                aside(&format!("{name} {value}"), out)?;
            }
        }
        "promised" => {
            let names = session.promised();
            let names = if names.is_empty() { w.nothing.to_owned() } else { names.join(w.comma) };
            aside(&format!("{}{}{names}", w.promised, w.colon), out)?;
        }
        "set" => happened(session.set(rest).map(|(_, _, turn)| turn), session, watched, out)?,
        "order" => happened(session.happen(w.order_placed), session, watched, out)?,
        "event" => happened(session.happen(rest), session, watched, out)?,
        "system" => happened(session.system(rest), session, watched, out)?,
        "leave" | "leaves" => {
            let turn = session.stage(Happening::CustomerLeft, w.customer_leaves);
            happened(Ok(turn), session, watched, out)?;
        }
        "send" => match brings(rest) {
            Some(message) => {
                let turn = session.say(message);
                print(session.last_rows(), session, out)?;
                answer(session, &turn, watched, out)?;
            }
            None => wrong("write what is sent, for example: /send 2 photos", out)?,
        },
        "staff" => staff(session, rest, watched, out)?,
        "wait" => wait(session, rest, watched, out)?,
        "save" => save(session, rest, out)?,
        _ => wrong(&format!("`/{command}` is not known; /help lists what is"), out)?,
    }
    Ok(true)
}

fn help(out: &mut dyn Write) -> Result<(), Stop> {
    let width = COMMANDS.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0) + 2;
    for (command, does) in COMMANDS {
        aside(&format!("{command:width$}{does}"), out)?;
    }
    Ok(())
}

/// Shows a line that was typed as a conversation on paper has it, and what came of it.
fn happened(turn: Result<Turn, String>, session: &Session<'_>, watched: bool, out: &mut dyn Write) -> Result<(), Stop> {
    let turn = match turn {
        Ok(turn) => turn,
        Err(why) => return wrong(&why, out),
    };
    print(session.last_rows(), session, out)?;
    if !turn.acts.is_empty() {
        answer(session, &turn, watched, out)?;
    }
    if !turn.packing_list.is_empty() {
        let names = session.promises(&turn.packing_list);
        let w = words(session.keywords());
        print([stage(format!("{}{}{}", w.promised, w.colon, names.join(w.comma)))], session, out)?;
    }
    Ok(())
}

/// How it is said that nobody needs to answer.
const NO_ANSWER: [&str; 8] = [
    "no answer needed",
    "no answer is needed",
    "needs no answer",
    "不用回复",
    "无需回复",
    "不需要回复",
    "不必回复",
    "no hace falta responder",
];

/// `/staff joins`, `/staff leaves`, `/staff resolves`, `/staff no answer needed`, `/staff mutes`, `/staff unmutes`, and anything else is what they write.
fn staff(session: &mut Session<'_>, rest: &str, watched: bool, out: &mut dyn Write) -> Result<(), Stop> {
    let w = words(session.keywords());
    let line = rest.to_lowercase();
    let says = |line: &str, verbs: &[&str]| verbs.contains(&line);
    let turn = if rest.is_empty() {
        return wrong(
            "write `joins`, `leaves`, `resolves`, `no answer needed`, or what staff write: /staff We will see.",
            out,
        );
    } else if says(&line, &["joins", "join", "joined", "加入", "entra"]) {
        session.stage(Happening::StaffJoined, w.staff_joins)
    } else if says(
        &line,
        &[
            "leaves",
            "leave",
            "left",
            "gives back",
            "give back",
            "gave back",
            "离开",
            "退出",
            "交还",
            "sale",
            "devuelve",
        ],
    ) {
        session.stage(Happening::StaffLeft, w.staff_leaves)
    } else if says(&line, &["resolves", "resolve", "resolved", "已解决", "解决", "办结", "resuelve"]) {
        session.stage(Happening::StaffResolved, w.staff_resolves)
    } else if says(&line, &NO_ANSWER) {
        session.stage(Happening::NeedsNoAnswer, w.needs_no_answer)
    } else if says(&line, &["mutes", "mute", "muted", "静音", "silencia"]) {
        session.stage(Happening::Muted, w.staff_mutes)
    } else if says(&line, &["unmutes", "unmute", "unmuted", "取消静音", "deja hablar"]) {
        session.stage(Happening::Unmuted, w.staff_unmutes)
    } else {
        session.staff_say(rest)
    };
    happened(Ok(turn), session, watched, out)
}

fn wait(session: &mut Session<'_>, length: &str, watched: bool, out: &mut dyn Write) -> Result<(), Stop> {
    let Some(passed) = session.wait(length) else {
        return wrong("write how long, for example: /wait 30 minutes", out);
    };
    if passed.iter().any(|one| !one.turn.acts.is_empty()) {
        print(session.last_rows(), session, out)?;
        print(session.passed(&passed), session, out)?;
    }
    for one in &passed {
        below(session, &one.turn, watched, out)?;
    }
    aside(&format!("it is {}", session.clock()), out)
}

/// Writes the conversation to a new file, or behind those of a file that is there.
fn save(session: &Session<'_>, file: &str, out: &mut dyn Write) -> Result<(), Stop> {
    if file.is_empty() || !place::has_extension(Path::new(file), "chat") {
        return wrong("write where to, for example: /save first.chat", out);
    }
    if session.is_empty() {
        return wrong("nothing was said yet", out);
    }
    let before = if Path::new(file).exists() { place::read(file) } else { Ok(String::new()) };
    let saved = before.and_then(|before| {
        let gap = if before.is_empty() { "" } else { "\n" };
        place::write(file, &format!("{before}{gap}{}", session.paper()))?;
        Ok(if before.is_empty() { "written" } else { "added" })
    });
    match saved {
        Ok(done) => aside(&format!("{done}: {file}"), out),
        Err(Stop::Misuse(why)) => wrong(&why, out),
        Err(stop) => Err(stop),
    }
}

fn answer(session: &Session<'_>, turn: &Turn, watched: bool, out: &mut dyn Write) -> Result<(), Stop> {
    print(session.answer(turn), session, out)?;
    below(session, turn, watched, out)?;
    if session.closed() {
        aside("the conversation is closed; the next message begins another", out)?;
    }
    Ok(())
}

/// What the person at the keyboard may choose from, and what the shop's systems are asked.
fn below(session: &Session<'_>, turn: &Turn, watched: bool, out: &mut dyn Write) -> Result<(), Stop> {
    for act in turn.acts.iter().filter(|act| watched && !act.choices.is_empty()) {
        aside(&act.choices.join(" · "), out)?;
    }
    for request in session.requests(turn) {
        aside(&request, out)?;
    }
    Ok(())
}

/// Prints lines of a conversation.
pub fn print(rows: impl IntoIterator<Item = Row>, session: &Session<'_>, out: &mut dyn Write) -> Result<(), Stop> {
    for row in rows {
        writeln!(out, "{}", paint::row(&row, session.keywords()))?;
    }
    Ok(())
}

fn aside(text: &str, out: &mut dyn Write) -> Result<(), Stop> {
    for line in text.lines() {
        writeln!(out, "{}", ink(Ink::Aside, &format!("  {line}")))?;
    }
    Ok(())
}

fn wrong(text: &str, out: &mut dyn Write) -> Result<(), Stop> {
    writeln!(out, "{}", ink(Ink::Wrong, &format!("  {text}")))?;
    Ok(())
}
