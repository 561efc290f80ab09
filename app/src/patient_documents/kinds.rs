//! What a file is, by its bytes, and how it may be called. What runs where it is opened (programs, scripts, pages) is none of the kinds.

/// A kind of file that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
    /// A picture, or the pages of a fax.
    Tiff,
    /// UTF-8.
    Text,
    /// Rich text.
    Rtf,
    /// A text of Word, without macros.
    Docx,
    /// A table of Excel, without macros.
    Xlsx,
    /// C-CDA and the like.
    Xml,
    /// A picture of an examination.
    Dicom,
}

/// The longest name, in characters.
const LONGEST: usize = 120;

/// The usual ending of names of a media type; none for one that is not kept.
#[must_use]
pub fn ending_of(media_type: &str) -> Option<&'static str> {
    Kind::ALL.into_iter().find(|kind| kind.media_type() == media_type).map(|kind| kind.endings()[0])
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] =
        [Self::Pdf, Self::Png, Self::Jpeg, Self::Tiff, Self::Text, Self::Rtf, Self::Docx, Self::Xlsx, Self::Xml, Self::Dicom];

    /// As it is told to browsers.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Text => "text/plain",
            Self::Rtf => "application/rtf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Xml => "application/xml",
            Self::Dicom => "application/dicom",
        }
    }

    /// How names of it may end; the first is the usual one.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Tiff => &["tif", "tiff"],
            Self::Text => &["txt", "csv", "hl7"],
            Self::Rtf => &["rtf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Xml => &["xml"],
            Self::Dicom => &["dcm"],
        }
    }
}

/// What files of some kinds begin with.
const MARKS: [(&[u8], Kind); 8] = [
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"\xff\xd8\xff", Kind::Jpeg),
    (b"II*\0", Kind::Tiff),
    (b"MM\0*", Kind::Tiff),
    (b"II+\0", Kind::Tiff),
    (b"MM\0+", Kind::Tiff),
    (b"{\\rtf", Kind::Rtf),
];

/// What a file is; none for a kind that is not kept.
#[must_use]
pub fn of(bytes: &[u8]) -> Option<Kind> {
    // What stands before the mark is nobody's to read, and could be a program.
    if bytes.get(128..132) == Some(b"DICM") && bytes[..128].iter().all(|byte| *byte == 0) {
        return Some(Kind::Dicom);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office(bytes);
    }
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind).or_else(|| text(bytes))
}

/// Word or Excel: what is in the archive says it.
fn office(bytes: &[u8]) -> Option<Kind> {
    let names = entries(bytes)?;
    let has = |wanted: &str| names.iter().any(|name| name.as_slice() == wanted.as_bytes());
    // Macros, whatever the file is called.
    let runs = |name: &Vec<u8>| name.to_ascii_lowercase().ends_with(b"vbaproject.bin");
    if !has("[Content_Types].xml") || names.iter().any(runs) {
        return None;
    }
    match (has("word/document.xml"), has("xl/workbook.xml")) {
        (true, false) => Some(Kind::Docx),
        (false, true) => Some(Kind::Xlsx),
        _ => None,
    }
}

/// The names of an archive's entries, as its table at the end says: nothing is unpacked. None where the table is not whole.
fn entries(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    const HEAD: usize = 46;
    let number = |at: usize, n: usize| -> Option<usize> {
        let all = bytes.get(at..at.checked_add(n)?)?;
        Some(all.iter().rev().fold(0, |sum, byte| (sum << 8) | usize::from(*byte)))
    };
    // A comment of at most 64 KiB may follow the end's record.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let end = from + bytes[from..].windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let (count, mut at) = (number(end + 10, 2)?, number(end + 16, 4)?);
    let mut names = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?);
        names.push(bytes.get(at + HEAD..at + HEAD + name)?.to_vec());
        at += HEAD + name + extra + comment;
    }
    Some(names)
}

/// Plain text, or XML.
fn text(bytes: &[u8]) -> Option<Kind> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let begins = bytes.trim_ascii_start();
    if begins.starts_with(b"<") {
        // Older records are in other characters than UTF-8, and say so: the marks are the same in all that are kept.
        return is_record(&String::from_utf8_lossy(begins)).then_some(Kind::Xml);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let strange = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let plain = !text.is_empty() && !text.starts_with("#!") && !text.contains(strange);
    plain.then_some(Kind::Text)
}

/// Elements that run or load something wherever a browser shows them.
const RUN: [&str; 6] = ["svg", "html", "script", "iframe", "object", "embed"];
/// The names that make elements a page's, a picture's or a program's (of XSLT), in small letters.
const PAGES: [&str; 5] = ["w3.org/1999/xhtml", "w3.org/2000/svg", "w3.org/1998/math", "/xsl", "wd-xsl"];

/// Whether XML is a record, and no page: it declares no names of its own, and none of its elements runs, is a page's, or leads to a program.
fn is_record(text: &str) -> bool {
    // The second begins other characters, which we would read otherwise than a browser.
    if text.contains(['\0', '\u{1b}']) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    loop {
        rest = rest.trim_ascii_start();
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after;
    }
    // `<!DOCTYPE` begins with no letter, and so does what is no XML at all.
    let Some(root) = rest.strip_prefix('<').map(element) else { return false };
    let is_name = root.starts_with(|c: char| c.is_alphabetic() || c == '_');
    is_name && !lower.split('<').any(runs) && rest.trim_ascii_end().ends_with('>')
}

/// Whether an element, or an instruction, runs something where it is opened: by its name, its namespace, or what it asks for.
fn runs(tag: &str) -> bool {
    let name = element(tag);
    let stylesheet = name.starts_with("?xml-stylesheet");
    let told = |(name, value): (&str, &str)| {
        if name == "xmlns" || name.starts_with("xmlns:") {
            // A name in other characters is one that hides.
            return value.contains('&') || PAGES.iter().any(|page| value.contains(page));
        }
        name.rsplit(':').next().is_some_and(|name| name.starts_with("on") && name.len() > 2)
            || (stylesheet && name == "href" && !is_beside(value))
    };
    RUN.contains(&name) || attributes(tag).any(told)
}

/// Whether a stylesheet is a file beside the record, as those of C-CDA are: not a part of it, and nobody else's.
fn is_beside(href: &str) -> bool {
    href.strip_suffix(".xsl").is_some_and(|name| name.chars().all(|c| c.is_alphanumeric() || "._- ".contains(c)))
}

/// The attributes of an element, from what stands behind its `<`.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag.split_once(|c: char| c.is_whitespace()).map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        rest = next;
        // The element ended before.
        (!name.contains('>')).then(|| (name.trim(), value))
    })
}

/// The name of an element, without the prefix of its namespace, from what stands behind its `<`.
fn element(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_whitespace() || "/>".contains(c)).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

/// A file's name as it is kept: without folders and what can't be seen, no longer than 120 characters, and with an ending of its kind: a text that is
/// called `run.bat` runs nowhere as `run.bat.txt`.
#[must_use]
pub fn cleaned(name: &str, kind: Kind) -> String {
    // Marks that turn the direction of writing make one ending look like another.
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !hidden(*c)).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(['.', ' ']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if kind.endings().contains(&ending.to_ascii_lowercase().as_str()) => (stem, ending),
        _ => (plain, kind.endings()[0]),
    };
    let stem: String = stem.chars().take(LONGEST - 1 - ending.len()).collect();
    let stem = if stem.is_empty() { "document" } else { stem.trim_end() };
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::{Kind, cleaned, of};

    /// An archive's table without what it lists: nothing is unpacked to tell a kind.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut all = b"PK\x03\x04 the entries".to_vec();
        let start = u32::try_from(all.len()).unwrap();
        for name in names {
            let mut head = [0_u8; 46];
            head[..4].copy_from_slice(b"PK\x01\x02");
            head[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
            all.extend(head);
            all.extend(name.as_bytes());
        }
        let mut end = [0_u8; 22];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[10..12].copy_from_slice(&u16::try_from(names.len()).unwrap().to_le_bytes());
        end[16..20].copy_from_slice(&start.to_le_bytes());
        all.extend(end);
        all
    }

    fn dicom(preamble: &[u8]) -> Vec<u8> {
        let mut all = preamble.to_vec();
        all.resize(128, 0);
        all.extend(b"DICM\x02\0");
        all
    }

    #[test]
    fn a_kind_is_told_by_the_bytes() {
        for (bytes, kind) in [
            (b"%PDF-1.7\n%\xe2\xe3".to_vec(), Kind::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), Kind::Png),
            (b"\xff\xd8\xff\xe0\0".to_vec(), Kind::Jpeg),
            (b"II*\0\x08".to_vec(), Kind::Tiff),
            (b"MM\0*\0".to_vec(), Kind::Tiff),
            (b"{\\rtf1\\ansi}".to_vec(), Kind::Rtf),
            ("Dear Dr. Muñoz,\r\n\tthe knee is better.\x0c".into(), Kind::Text),
            (b"\xef\xbb\xbfText of Notepad".to_vec(), Kind::Text),
            (archive(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]), Kind::Docx),
            (archive(&["xl/workbook.xml", "[Content_Types].xml"]), Kind::Xlsx),
            (b"<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"CDA.xsl\"?><!-- made by -->\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>\n".to_vec(), Kind::Xml),
            (b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><ccr:Record><n>Mu\xf1oz</n><t>Rx:script, script</t></ccr:Record>".to_vec(), Kind::Xml),
            (b"<Record xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><n note=\"script: onset = 2\">only = 5 > 4, on='x'</n></Record>".to_vec(), Kind::Xml),
            (dicom(b""), Kind::Dicom),
        ] {
            assert_eq!(of(&bytes), Some(kind), "{:?}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn what_runs_or_is_none_of_them_is_no_kind() {
        for bytes in [
            b"MZ\x90\0\x03".to_vec(),
            b"\x7fELF\x02\x01".to_vec(),
            b"#!/bin/sh\necho\n".to_vec(),
            b"<!doctype html><p>Hi</p>".to_vec(),
            b"  <HTML><body>Hi</body></HTML>".to_vec(),
            b"<?xml version=\"1.0\"?><!-- x --><html xmlns=\"http://www.w3.org/1999/xhtml\"></html>".to_vec(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
            b"<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"></x:svg>".to_vec(),
            b"<Record><div><script>alert(1)</script></div></Record>".to_vec(),
            b"<Record><h:SCRIPT>alert(1)</h:SCRIPT></Record>".to_vec(),
            b"<Record><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/></Record>".to_vec(),
            b"<Record><x:circle xmlns:x = 'http://www.w3.org/2000/svg'/></Record>".to_vec(),
            b"<Record><img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"x\" onerror=\"alert(1)\"/></Record>".to_vec(),
            b"<Record><p xmlns=\"http://www.w3.org/1999/xhtm&#108;\"/></Record>".to_vec(),
            b"<Record><a title=\"x > y\"\nonClick\n=\n'alert(1)'/></Record>".to_vec(),
            b"<Record><h:iframe/></Record>".to_vec(),
            b"<Record><object data=\"x\"/></Record>".to_vec(),
            b"<Record><embed/></Record>".to_vec(),
            b"<?xml-stylesheet type=\"text/xsl\" href=\"#x\"?><Record><xsl:stylesheet id=\"x\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/></Record>".to_vec(),
            b"<?xml-stylesheet type=\"text/xsl\" href=\"#x\"?><Record/>".to_vec(),
            b"<?xml-stylesheet href='https://elsewhere.example/a.xsl'?><Record/>".to_vec(),
            b"<?xml-stylesheet href='//elsewhere.example/a.xsl'?><Record/>".to_vec(),
            b"<?xml-stylesheet href='CDA.xsl'?><?xml-stylesheet href='data:text/xml,x.xsl'?><Record/>".to_vec(),
            b"<Record>\x1b(J</Record>".to_vec(),
            b"<!DOCTYPE r [<!ENTITY a \"b\">]><r>&a;</r>".to_vec(),
            b"<script>alert(1)</script>".to_vec(),
            b"<Record>cut".to_vec(),
            b"< 5 mg".to_vec(),
            b"<?xml version=\"1.0\"".to_vec(),
            b"<\0R\0/\0>\0".to_vec(),
            b"GIF89a\x01\0".to_vec(),
            b"Mu\xf1oz in windows-1252".to_vec(),
            b"bytes\0between".to_vec(),
            b"\xef\xbb\xbf".to_vec(),
            Vec::new(),
            dicom(b"MZ\x90"),
            archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
            archive(&["[Content_Types].xml", "ppt/presentation.xml"]),
            archive(&["word/document.xml"]),
            archive(&["run.exe"]),
            b"PK\x03\x04 no table".to_vec(),
            archive(&["[Content_Types].xml", "word/document.xml"])[..70].to_vec(),
        ] {
            assert_eq!(of(&bytes), None, "{:?}", String::from_utf8_lossy(&bytes));
        }
        // A table that leads outside, or says more than there is.
        let mut broken = archive(&["[Content_Types].xml", "word/document.xml"]);
        let end = broken.len() - 22;
        broken[end + 16..end + 20].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(of(&broken), None);
    }

    #[test]
    fn a_name_has_no_folders_and_ends_as_its_kind_does() {
        for (name, kind, kept) in [
            ("letter.pdf", Kind::Pdf, "letter.pdf"),
            ("Letter.PDF", Kind::Pdf, "Letter.PDF"),
            ("C:\\scans\\Ana  Ruiz.pdf", Kind::Pdf, "Ana Ruiz.pdf"),
            ("../../etc/passwd", Kind::Text, "passwd.txt"),
            ("run.bat", Kind::Text, "run.bat.txt"),
            ("photo.jpeg", Kind::Jpeg, "photo.jpeg"),
            ("page.html", Kind::Xml, "page.html.xml"),
            ("fdp\u{202e}gpj.exe", Kind::Png, "fdpgpj.exe.png"),
            ("a\r\nb\0.pdf", Kind::Pdf, "a b.pdf"),
            ("...", Kind::Pdf, "document.pdf"),
            ("", Kind::Rtf, "document.rtf"),
            (".pdf", Kind::Pdf, "pdf.pdf"),
            ("resumé – früher.docx", Kind::Docx, "resumé – früher.docx"),
        ] {
            assert_eq!(cleaned(name, kind), kept, "{name:?}");
        }
        let long = cleaned(&format!("{}.tiff", "é".repeat(300)), Kind::Tiff);
        assert!(long.chars().count() == 120 && long.ends_with("é.tiff"), "{long}");
    }
}
