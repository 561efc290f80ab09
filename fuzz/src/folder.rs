//! Several files in one piece of data, so that a fuzzer changes what is in them and never the archive around them.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Behind a name.
const NAMED: u8 = 0x1f;
/// Behind a file.
const ENDED: &[u8] = b"\x1e\x1e";

/// Files with their names.
pub type Files = Vec<(String, Vec<u8>)>;

/// As data.
pub fn written<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    files.iter().flat_map(|(name, bytes)| [name.as_ref().as_bytes(), &[NAMED], bytes.as_ref(), ENDED].concat()).collect()
}

/// Out of data.
pub fn read(data: &[u8]) -> Files {
    let mut files = Files::new();
    let mut rest = data;
    while let Some(at) = rest.iter().position(|byte| *byte == NAMED) {
        let name = String::from_utf8_lossy(&rest[..at]).into_owned();
        rest = &rest[at + 1..];
        let end = rest.windows(2).position(|window| window == ENDED);
        files.push((name, rest[..end.unwrap_or(rest.len())].to_vec()));
        rest = &rest[end.map_or(rest.len(), |end| end + 2)..];
        if files.len() == 64 {
            break;
        }
    }
    files
}

/// As an archive; none where a name is there twice or is none.
pub fn packed(files: &Files, smaller: bool) -> Option<Vec<u8>> {
    let method = if smaller { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let options = SimpleFileOptions::default().compression_method(method);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// Out of an archive.
pub fn unpacked(archive: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().to_string(), bytes)
        })
        .collect()
}
