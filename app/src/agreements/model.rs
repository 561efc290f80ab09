//! A user agreement, as its reader sees it.

use serde::{Deserialize, Serialize};

/// The deed that agrees.
pub const AGREE: &str = "agree";
/// Hidden: the version that was on the page.
pub const VERSION: &str = "version";

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementPage {
    /// The version that is read, and its text; none where the operator asks for no agreement.
    pub read: Option<ReadVersion>,
    /// The other versions that there have been, the newest first.
    pub others: Vec<String>,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadVersion {
    /// Its name.
    pub version: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// SHA-256 of its texts, in hexadecimal.
    pub hash: String,
    /// When the reader agreed to it, in words; none: not yet.
    pub agreed: Option<String>,
    /// It is the one that holds now.
    pub current: bool,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A line that begins with `#`.
    Heading(String),
    /// Lines that begin with `-`.
    List(Vec<String>),
    /// Any other lines up to an empty one.
    Paragraph(String),
}

/// The parts of a text: headings, lists and paragraphs, divided by empty lines. Nothing else of Markdown, and no HTML.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blocks.push(None);
        } else if let Some(heading) = line.strip_prefix('#') {
            blocks.push(Some(Block::Heading(heading.trim_start_matches('#').trim().to_owned())));
        } else if let Some(item) = line.strip_prefix("- ") {
            match blocks.last_mut() {
                Some(Some(Block::List(items))) => items.push(item.trim().to_owned()),
                _ => blocks.push(Some(Block::List(vec![item.trim().to_owned()]))),
            }
        } else {
            match blocks.last_mut() {
                Some(Some(Block::Paragraph(text))) => *text = format!("{text} {line}"),
                Some(Some(Block::List(items))) if !items.is_empty() => {
                    if let Some(last) = items.last_mut() {
                        *last = format!("{last} {line}");
                    }
                }
                _ => blocks.push(Some(Block::Paragraph(line.to_owned()))),
            }
        }
    }
    blocks.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    #[test]
    fn a_text_has_headings_lists_and_paragraphs() {
        let text = "# Terms\r\n\r\nFirst line\nand second.\n- one\n- two\n  goes on\n\nLast <b>words</b>.\n";
        let expected = [
            Block::Heading("Terms".into()),
            Block::Paragraph("First line and second.".into()),
            Block::List(vec!["one".into(), "two goes on".into()]),
            Block::Paragraph("Last <b>words</b>.".into()),
        ];
        assert_eq!(blocks(text), expected);
        assert_eq!(blocks(" \n\n"), []);
    }
}
