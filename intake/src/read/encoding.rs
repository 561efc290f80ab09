//! How the characters of a file of text are written.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Refusal, disk};

/// An encoding, by the name that the web knows it by.
pub type Encoding = &'static encoding_rs::Encoding;

/// Finds out. A mark at the start says it; every second byte zero is UTF-16; a file whose characters beyond ASCII are UTF-8, three of four, is UTF-8: text in
/// another encoding hardly ever has one that looks so, and one spoilt byte must not spoil every name. Anything else an American program wrote is Windows-1252,
/// of which Latin-1 is a part.
pub fn detect(path: &Path) -> Result<Encoding, Refusal> {
    let mut file = BufReader::new(File::open(path).map_err(disk)?);
    let mut buffer = vec![0; 64 * 1024];
    let (mut first, mut seen) = (true, Seen::default());
    loop {
        let n = file.read(&mut buffer).map_err(disk)?;
        let piece = &buffer[..n];
        if first {
            first = false;
            if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(piece) {
                return Ok(encoding);
            }
            if let Some(encoding) = utf_16(piece) {
                return Ok(encoding);
            }
        }
        seen.look(piece, n == 0);
        if n == 0 {
            return Ok(if seen.spoilt == 0 || seen.right >= 3 * seen.spoilt { UTF_8 } else { WINDOWS_1252 });
        }
    }
}

/// The characters beyond ASCII of a file, as UTF-8.
#[derive(Default)]
struct Seen {
    right: u64,
    spoilt: u64,
    /// A character that the end of a piece has cut.
    held: Vec<u8>,
}

impl Seen {
    fn look(&mut self, piece: &[u8], last: bool) {
        self.held.extend_from_slice(piece);
        let mut rest = self.held.as_slice();
        let cut = loop {
            let (right, error) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(e) => (e.valid_up_to(), Some(e.error_len())),
            };
            let begins = |byte: &&u8| **byte >= 0xc0;
            self.right += rest[..right].iter().filter(begins).count() as u64;
            rest = &rest[right..];
            match error {
                None => break 0,
                Some(None) if !last => break rest.len(),
                // A file that breaks off within a letter such as ñ, whose first half is no letter that other encodings are likely to end in.
                Some(None) if rest.first().is_some_and(|byte| (0xc2..0xe0).contains(byte)) => break rest.len(),
                Some(length) => {
                    self.spoilt += 1;
                    rest = &rest[length.unwrap_or(rest.len())..];
                }
            }
        };
        self.held.drain(..self.held.len() - cut);
    }
}

/// UTF-16 without a mark: American names have a zero in every character.
fn utf_16(start: &[u8]) -> Option<Encoding> {
    let start = &start[..start.len().min(2000)];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    if half < 4 {
        return None;
    }
    match (even * 10 >= half * 7, odd * 10 >= half * 7) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The beginning of a file as text.
pub fn start(path: &Path, encoding: Encoding, bytes: u64) -> Result<String, Refusal> {
    let mut raw = Vec::new();
    File::open(path).map_err(disk)?.take(bytes).read_to_end(&mut raw).map_err(disk)?;
    let (text, _) = encoding.decode_with_bom_removal(&raw);
    // A character cut in two at the end is no mistake of the file's.
    Ok(text.trim_end_matches('\u{fffd}').to_owned())
}

/// A file as UTF-8, piece by piece.
#[derive(Debug)]
pub struct Utf8 {
    file: BufReader<File>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    out: Vec<u8>,
    out_at: usize,
    out_end: usize,
    done: bool,
}

impl Utf8 {
    /// Opens a file.
    pub fn open(path: &Path, encoding: Encoding) -> Result<Self, Refusal> {
        Ok(Self {
            file: BufReader::new(File::open(path).map_err(disk)?),
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 16 * 1024],
            raw_at: 0,
            raw_end: 0,
            out: vec![0; 64 * 1024],
            out_at: 0,
            out_end: 0,
            done: false,
        })
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.out_at == self.out_end && !self.done {
            if self.raw_at == self.raw_end {
                self.raw_end = self.file.read(&mut self.raw)?;
                self.raw_at = 0;
            }
            let last = self.raw_end == 0;
            let (result, read, written, _) = self.decoder.decode_to_utf8(&self.raw[self.raw_at..self.raw_end], &mut self.out, last);
            self.raw_at += read;
            (self.out_at, self.out_end) = (0, written);
            self.done = last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Utf8 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let n = buffer.len().min(self.out_end - self.out_at);
        buffer[..n].copy_from_slice(&self.out[self.out_at..self.out_at + n]);
        self.out_at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::tests::all;

    const TABLE: &str = "Last Name,First Name,City\nMuñoz,José,Peñasco\nO’Brien,Zoë,Café\n";

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_way_of_writing_is_read() {
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(TABLE);
        let with_bom = |bom: &[u8], rest: Vec<u8>| [bom.to_vec(), rest].concat();
        for (bytes, name) in [
            (TABLE.as_bytes().to_vec(), "UTF-8"),
            (with_bom(b"\xef\xbb\xbf", TABLE.into()), "UTF-8"),
            (with_bom(b"\xff\xfe", utf_16(TABLE, u16::to_le_bytes)), "UTF-16LE"),
            (with_bom(b"\xfe\xff", utf_16(TABLE, u16::to_be_bytes)), "UTF-16BE"),
            (utf_16(TABLE, u16::to_le_bytes), "UTF-16LE"),
            (utf_16(TABLE, u16::to_be_bytes), "UTF-16BE"),
            (latin.to_vec(), "windows-1252"),
        ] {
            let (opened, rows, _) = all(&bytes).unwrap();
            assert_eq!(opened.encoding, name);
            assert_eq!(opened.header, ["Last Name", "First Name", "City"], "{name}");
            assert_eq!(rows[0].cells, ["Muñoz", "José", "Peñasco"], "{name}");
            assert_eq!(rows[1].cells, ["O’Brien", "Zoë", "Café"], "{name}");
        }
    }

    #[test]
    fn one_spoilt_byte_does_not_spoil_every_name() {
        let mut table = TABLE.as_bytes().to_vec();
        table.extend_from_slice(b"Lee,B\xf1,Reno\n");
        let (opened, rows, _) = all(&table).unwrap();
        assert_eq!(opened.encoding, "UTF-8");
        assert_eq!(rows[0].cells, ["Muñoz", "José", "Peñasco"]);
        assert_eq!(rows[2].cells[1], "B\u{fffd}", "and whoever reads the row says so");
        // More than that, and it is another encoding, whatever its first characters look like.
        for _ in 0..10 {
            table.extend_from_slice(b"Mu\xf1oz,Jos\xe9,Reno\n");
        }
        assert_eq!(all(&table).unwrap().0.encoding, "windows-1252");
    }

    #[test]
    fn a_file_that_breaks_off_within_a_character_is_what_it_was() {
        let table = TABLE.as_bytes();
        let at = table.windows(2).position(|pair| pair == "ñ".as_bytes()).unwrap();
        assert_eq!(all(&table[..=at]).unwrap().0.encoding, "UTF-8");
        assert_eq!(all(b"Last Name,First Name\nRuiz,Jos\xe9").unwrap().0.encoding, "windows-1252");
    }

    #[test]
    fn a_character_across_two_pieces_stays_whole() {
        let lines: Vec<String> = (0..20_000).map(|n| format!("Muñoz{n},José\n")).collect();
        let table = format!("Last Name,First Name\n{}", lines.concat());
        let (opened, rows, _) = all(table.as_bytes()).unwrap();
        assert_eq!((opened.encoding.as_str(), rows.len()), ("UTF-8", 20_000));
        assert!(rows.iter().enumerate().all(|(n, row)| row.cells == [format!("Muñoz{n}"), "José".to_owned()]));
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&table);
        let (opened, rows, _) = all(&latin).unwrap();
        assert_eq!((opened.encoding.as_str(), rows[19_999].cells[0].as_str()), ("windows-1252", "Muñoz19999"));
    }
}
