//! Traditional characters to simplified ones, one for one: enough to compare keywords and phrases, and offsets stay exact.

use std::sync::LazyLock;

use hanconv::RawDictionary;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// What Taiwan and Hong Kong write besides, which OpenCC keeps apart for print.
const ALSO: [(char, char); 3] = [('妳', '你'), ('著', '着'), ('祇', '只')];

/// The simplified twin of every character from [`FIRST`] on; 0 where it is the character itself.
static TWINS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut twins = vec![0; (LAST - FIRST + 1) as usize];
    let listed = RawDictionary::TSCharacters.iter().filter_map(|(from, to)| Some((single(from)?, single(to)?)));
    for (from, to) in listed.chain(ALSO) {
        let (from, to) = (from as u32, to as u32);
        let place = from.checked_sub(FIRST).and_then(|place| twins.get_mut(place as usize));
        if let (Some(twin), Ok(to)) = (place, u16::try_from(to)) {
            *twin = if u32::from(to) == from { 0 } else { to };
        }
    }
    twins
});

/// Which characters have a twin, a bit each: most have none, and this much stays near the processor.
static TRADITIONAL: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let bits = |twins: &[u16]| twins.iter().rev().fold(0, |bits, &twin| bits << 1 | u64::from(twin != 0));
    TWINS.chunks(64).map(bits).collect()
});

/// The characters that have a simplified twin other than themselves, at hand for as long as a text is read.
#[derive(Clone, Copy)]
pub(crate) struct Traditional(&'static [u64]);

impl Traditional {
    pub fn get() -> Self {
        Traditional(&TRADITIONAL)
    }

    /// Whether a character, by its number, is one of them.
    #[inline]
    pub fn has(self, c: u32) -> bool {
        let place = c.wrapping_sub(FIRST) as usize;
        self.0.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The simplified twin of a character, or itself.
pub(crate) fn simplified(c: char) -> char {
    let mut c = c;
    // A twin can have a twin of its own; no chain in the table is longer.
    for _ in 0..3 {
        let twin = (c as u32).checked_sub(FIRST).and_then(|place| TWINS.get(place as usize)).copied().unwrap_or(0);
        match char::from_u32(u32::from(twin)) {
            Some(next) if twin != 0 => c = next,
            _ => break,
        }
    }
    c
}
