//! Data taken apart: texts by a character that nobody types, choices by bytes.

use crate::text;

/// Between texts.
pub const BETWEEN: char = '\u{1f}';

/// The texts of the data, as many as are asked for; missing ones are empty. None where it is no text.
pub fn texts<const N: usize>(data: &[u8]) -> Option<[&str; N]> {
    let mut parts = text(data)?.splitn(N, BETWEEN);
    Some(std::array::from_fn(|_| parts.next().unwrap_or_default()))
}

/// Bytes that choose.
pub struct Choices<'a>(pub &'a [u8]);

impl Choices<'_> {
    /// The next one; 0 when there are no more.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// Eight of them.
    pub fn eight(&mut self) -> [u8; 8] {
        std::array::from_fn(|_| self.byte())
    }
}
