//! Digests and signatures in hex.

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The 32 bytes of a signature; nothing where it is none.
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let digits: Option<Vec<u8>> =
        text.chars().map(|sign| sign.to_digit(16).and_then(|digit| digit.try_into().ok())).collect();
    let bytes =
        digits?.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect::<Vec<u8>>();
    bytes.try_into().ok()
}
