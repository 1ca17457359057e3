//! A `.chat` file to a [`Paper`], line by line: every line that cannot be read is reported, the others stand.

use super::line::{self, Line, Place};
use super::mistakes;
use super::paper::{Answer, Chat, Message, Paper, Step, What};
use super::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, SourceId, Span};

/// Reads a `.chat` file. What could be read is in the paper, whatever the diagnostics say.
pub fn parse(source: &Source, id: SourceId) -> (Paper, Vec<Diagnostic>) {
    let mut reader = Reader {
        id,
        paper: Paper::default(),
        diagnostics: Vec::new(),
        seen_line: false,
        lost: false,
        open: 0,
        margin: 0,
    };
    reader.paper.keywords = words::language_of(&source.text);
    let mut offset = 0;
    for (index, whole) in source.text.split_inclusive('\n').enumerate() {
        let text = whole.trim_end_matches(['\n', '\r']);
        // A byte order mark is no part of the first line.
        let mark = if index == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let text = text.get(mark..).unwrap_or_default();
        reader.line(text, index + 1, Place { source: id, offset: offset + mark });
        offset += whole.len();
    }
    for chat in &reader.paper.chats {
        if chat.steps.is_empty() && reader.diagnostics.is_empty() {
            let message = format!("the conversation `{}` has no lines", chat.title.value);
            reader.diagnostics.push(
                Diagnostic::new(Code::EmptyConversation, message, chat.title.span, "nothing stands under it")
                    .help("write what the customer says, a line each")
                    .example(words::customer_example(reader.paper.keywords)),
            );
        }
    }
    (reader.paper, reader.diagnostics)
}

struct Reader {
    id: SourceId,
    paper: Paper,
    diagnostics: Vec<Diagnostic>,
    /// Whether a line other than an empty one came before.
    seen_line: bool,
    /// Whether the last line could not be read, so that what hangs on it is no mistake of its own.
    lost: bool,
    /// The step whose message or answer a `|` line goes on with.
    open: usize,
    /// How far the last `shop:` is set in.
    margin: usize,
}

impl Reader {
    fn line(&mut self, text: &str, number: usize, place: Place) {
        let read = match line::verbatim(text, place) {
            Some(read) => Ok(read),
            None => match without_comments(text) {
                Err(at) => Err(mistakes::open_comment(text, at, place)),
                Ok(bare) if bare.trim().is_empty() => return,
                Ok(bare) => {
                    let answers = self.may_answer(text);
                    line::read(&bare, place).ok_or_else(|| mistakes::unread(&bare, place, self.paper.keywords, answers))
                }
            },
        };
        let inside = text.trim_end();
        let span =
            Span::new(self.id, place.offset + (inside.len() - inside.trim_start().len()), place.offset + inside.len());
        if matches!(read, Ok(Line::Shop(..))) {
            self.margin = inside.len() - inside.trim_start().len();
        }
        match read {
            Ok(Line::NoSuchTime(at)) => {
                self.lost = true;
                self.diagnostics.push(mistakes::no_such_time(at, self.paper.keywords));
            }
            Ok(read) => {
                let lost = std::mem::take(&mut self.lost);
                if let Err(mistake) = self.place(read, number, span) {
                    self.lost = true;
                    // An answer behind a line that could not be read may well belong to it.
                    if !lost || mistake.code != Code::LooseAnswer {
                        self.diagnostics.push(*mistake);
                    }
                }
            }
            Err(mistake) => {
                self.lost = true;
                self.diagnostics.push(mistake);
            }
        }
        self.seen_line = true;
    }

    /// Whether a line may be words of the shop that lack their `|`: under a `shop:` without any, or set deeper than it.
    fn may_answer(&self, text: &str) -> bool {
        let last = self.paper.chats.last().and_then(|chat| chat.steps.last());
        let deeper = text.len() - text.trim_start().len() > self.margin;
        last.and_then(|step| step.answer.as_ref()).is_some_and(|answer| answer.words.is_empty() || deeper)
    }

    /// Puts a line where it belongs, or says why it cannot stand here.
    fn place(&mut self, line: Line, number: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        let keywords = self.paper.keywords;
        match line {
            Line::Script(file) if self.seen_line => return Err(Box::new(mistakes::late_script(&file.value, span))),
            Line::Script(file) => {
                self.paper.script = Some(file);
                return Ok(());
            }
            Line::Chat(title) => {
                self.paper.chats.push(Chat { title, steps: Vec::new() });
                return Ok(());
            }
            _ => {}
        }
        let Some(chat) = self.paper.chats.last_mut() else {
            return if self.diagnostics.is_empty() {
                Err(Box::new(mistakes::before_chat(span, keywords)))
            } else {
                Ok(())
            };
        };
        let what = match line {
            Line::Words(words) => {
                return match chat.steps.get_mut(self.open) {
                    Some(Step { answer: Some(answer), .. }) => {
                        answer.words.push(words);
                        Ok(())
                    }
                    Some(Step { what: What::Customer(Message { text, .. }) | What::Staff(text), line, .. }) => {
                        text.push('\n');
                        text.push_str(&words.value);
                        *line = number;
                        Ok(())
                    }
                    _ => Err(Box::new(mistakes::loose_answer(span, keywords))),
                };
            }
            Line::Brings(brought) => {
                return match chat.steps.last_mut() {
                    Some(Step { what: What::Customer(message), line, answer: None, .. }) => {
                        message.photos.extend(brought.photos);
                        message.files.extend(brought.files);
                        *line = number;
                        Ok(())
                    }
                    _ => Err(Box::new(mistakes::loose_attachment(span, keywords))),
                };
            }
            Line::Deeds(deeds, nothing) => {
                return match chat.steps.get_mut(self.open).and_then(|step| step.answer.as_mut()) {
                    Some(answer) => {
                        answer.nothing = answer.nothing.or(nothing);
                        answer.deeds.extend(deeds);
                        Ok(())
                    }
                    None => Err(Box::new(mistakes::loose_answer(span, keywords))),
                };
            }
            Line::Shop(deeds, nothing) => {
                // What is promised may be listed before the answer.
                let happened = |step: &Step| !matches!(step.what, What::Promised(_));
                let answered = chat.steps.iter().rposition(happened).unwrap_or(0);
                return match chat.steps.get_mut(answered) {
                    Some(step) if step.answer.is_none() => {
                        self.open = answered;
                        step.answer = Some(Answer { line: number, span, nothing, deeds, words: Vec::new() });
                        Ok(())
                    }
                    _ => Err(Box::new(mistakes::loose_answer(span, keywords))),
                };
            }
            Line::Given(settings) => What::Given(settings),
            Line::Customer(text) => What::Customer(Message::from(text.as_str())),
            Line::CustomerLeaves => What::CustomerLeaves,
            Line::Staff(text) => What::Staff(text),
            Line::Event(happens, settings) => What::Event(happens, settings),
            Line::Promised(promises) => What::Promised(promises),
            Line::StaffJoins => What::StaffJoins,
            Line::StaffLeaves => What::StaffLeaves,
            Line::StaffResolves => What::StaffResolves,
            Line::NeedsNoAnswer => What::NeedsNoAnswer,
            Line::StaffMutes => What::StaffMutes,
            Line::StaffUnmutes => What::StaffUnmutes,
            Line::System(system, says) => What::System(system, says),
            Line::Pass(length) => What::Pass(length),
            Line::Until(moment) => What::Until(moment),
            Line::Script(_) | Line::Chat(_) | Line::NoSuchTime(_) => return Ok(()),
        };
        self.open = chat.steps.len();
        chat.steps.push(Step { what, span, line: number, answer: None });
        Ok(())
    }
}

/// The line with its comments blanked out, byte for byte, or the byte where one opens and does not close.
pub(super) fn without_comments(text: &str) -> Result<String, usize> {
    let mut out = String::with_capacity(text.len());
    let mut closing = None;
    let mut depth = 0_usize;
    let mut opened = 0;
    for (at, c) in text.char_indices() {
        if depth == 0 {
            match (closing, c) {
                (Some(mark), _) if mark == c => closing = None,
                (Some(_), _) => {}
                (None, '[' | '【') => {
                    depth = 1;
                    opened = at;
                }
                (None, '"' | '＂') => closing = Some(c),
                (None, '“') => closing = Some('”'),
                (None, '«') => closing = Some('»'),
                (None, '『') => closing = Some('』'),
                (None, '「') => closing = Some('」'),
                (None, _) => {}
            }
            if depth == 0 {
                out.push(c);
                continue;
            }
        } else {
            match c {
                '[' | '【' => depth += 1,
                ']' | '】' => depth -= 1,
                _ => {}
            }
        }
        out.extend(std::iter::repeat_n(' ', c.len_utf8()));
    }
    if depth > 0 { Err(opened) } else { Ok(out) }
}
