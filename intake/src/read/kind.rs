//! What kind of file it is, by its first bytes and never by its name.

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Empty,
    Zip,
    OldOffice,
    Access,
    Dbf,
    Named(&'static str),
    Text,
}

impl Kind {
    /// Of the beginning of a file.
    pub fn of(start: &[u8]) -> Self {
        const NAMED: &[(&[u8], &str)] = &[
            (b"%PDF", "PDF"),
            (b"\x89PNG", "PNG"),
            (b"\xff\xd8\xff", "JPEG"),
            (b"GIF8", "GIF"),
            (b"MZ", "EXE"),
            (b"\x7fELF", "ELF"),
            (b"Rar!", "RAR"),
            (b"7z\xbc\xaf", "7z"),
            (b"\x1f\x8b", "gzip"),
            (b"SQLite format 3", "SQLite"),
            (b"{\\rtf", "RTF"),
            (b"TAPE", "SQL Server backup"),
        ];
        if start.is_empty() {
            return Self::Empty;
        }
        if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
            return Self::Zip;
        }
        if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            return Self::OldOffice;
        }
        if start.get(4..19).is_some_and(|magic| magic.starts_with(b"Standard Jet DB") || magic.starts_with(b"Standard ACE DB")) {
            return Self::Access;
        }
        if super::dbf::is_one(start) {
            return Self::Dbf;
        }
        NAMED.iter().find(|(magic, _)| start.starts_with(magic)).map_or(Self::Text, |(_, name)| Self::Named(name))
    }
}
