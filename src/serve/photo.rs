//! Photos that customers send: which there may be, and what each is known by.

use std::sync::Arc;

use super::hex::hex;
use super::store::Pending;

/// How large a photo may be, in bytes.
pub const LARGEST_PHOTO: usize = 8 << 20;

/// How many photos of one customer are kept at a time; one more is refused until old ones were let go of.
pub const MOST_PHOTOS: u32 = 100;

/// A photo as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Who sent it, by the surest of their names.
    pub owner: Arc<str>,
    /// Its media type, told by its first bytes and not by whoever sent it.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Photo {
    /// A file as somebody sends it; nothing where it is none of the kinds of picture that browsers show.
    pub fn of(owner: Arc<str>, bytes: Vec<u8>) -> Option<Self> {
        let kind = kind(&bytes)?;
        Some(Photo { owner, kind, bytes })
    }

    /// What it is known by: the same file of the same customer is one photo, and of somebody else's another.
    pub fn id(&self) -> String {
        let digest = hmac_sha256::HMAC::mac(&self.bytes, self.owner.as_bytes());
        hex(digest.get(..16).unwrap_or_default())
    }
}

/// The media type of a picture, by its first bytes.
pub fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// What became of a photo that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is durable.
    Durable,
    /// Its owner has [`MOST_PHOTOS`] already.
    OwnerHasTooMany,
    /// All photos together would take more room than they may.
    NoRoom,
}

/// Keeps photos.
pub trait Photos: Send + Sync {
    /// Keeps a photo under its id, if all photos then take no more than so many bytes.
    fn keep(&self, photo: Photo, most_bytes: u64) -> Pending<Kept>;

    /// Whether the photo of an id is of somebody with these names, the surest first: one of them sent it, and not as another customer at the same browser.
    fn belongs(&self, id: Arc<str>, whose: Vec<Arc<str>>) -> Pending<bool>;

    /// The photo of an id.
    fn find(&self, id: Arc<str>) -> Pending<Option<Photo>>;
}
