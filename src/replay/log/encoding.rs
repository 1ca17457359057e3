//! How a log's bytes are letters: UTF-8, or GB18030 with the GBK that older programs for Chinese write.

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::GB18030;

/// How many bytes of a log are looked at to tell.
const LOOKED_AT: u64 = 4 << 20;

/// How a log's bytes are letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As everything is written today.
    Utf8,
    /// GB18030, which holds GBK.
    Chinese,
}

impl Encoding {
    /// What most lines say that have letters besides those of ASCII.
    pub fn of(log: impl BufRead) -> io::Result<Encoding> {
        let (mut utf8, mut other) = (0u64, 0u64);
        let mut line = Vec::new();
        let mut log = log.take(LOOKED_AT);
        while log.read_until(b'\n', &mut line)? > 0 {
            match std::str::from_utf8(&line) {
                Ok(text) if text.is_ascii() => {}
                Ok(_) => utf8 += 1,
                Err(_) => other += 1,
            }
            line.clear();
        }
        Ok(if other > utf8 { Encoding::Chinese } else { Encoding::Utf8 })
    }

    /// The letters that bytes are, where they are any.
    pub fn text(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Encoding::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Encoding::Chinese => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
        }
    }
}
