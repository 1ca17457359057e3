//! What a message carries besides its words: a link, a way to be reached elsewhere, a secret.

/// What a message carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// A link.
    pub link: bool,
    /// A phone number, an e-mail address, a name in a messenger, or an invitation to talk there.
    pub contact: bool,
    /// A password, a code, the number of a card.
    pub secret: bool,
}

/// Says what a message carries.
pub fn signals(message: &str) -> Signals {
    Signals { link: message.contains("://") || message.contains("www."), contact: message.contains('@'), secret: false }
}
