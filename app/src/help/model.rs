//! What an article is made of.

use super::places::{self, Numbers};
use crate::i18n::{Locale, Text};

/// What an article is known by: enough to link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The last part of its address, `/help/{slug}`. Public: it is kept in bookmarks.
    pub slug: &'static str,
    /// Its title: the question, as the person asks it.
    pub question: Text,
}

/// Where an article stands on `/help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Before one is in.
    LoggingIn,
    /// What is asked after the password.
    Codes,
    /// One's own account.
    Account,
    /// For those who look after accounts.
    Administrators,
    /// For those who bring patients in.
    Moving,
}

impl Group {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::LoggingIn, Self::Codes, Self::Account, Self::Administrators, Self::Moving];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> Text {
        use super::text;
        match self {
            Self::LoggingIn => text::GROUP_LOGGING_IN,
            Self::Codes => text::GROUP_CODES,
            Self::Account => text::GROUP_ACCOUNT,
            Self::Administrators => text::GROUP_ADMINISTRATORS,
            Self::Moving => text::GROUP_MOVING,
        }
    }
}

/// A way from an article into the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Button {
    /// What it says: the words of the product.
    pub label: Text,
    /// A page's path, with an anchor at most.
    pub path: &'static str,
}

/// A step of a list, or a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// A few words before the sentence, which the eye finds.
    pub title: Option<Text>,
    /// What to do.
    pub text: Text,
    /// Where to do it.
    pub button: Option<Button>,
}

/// A step that is a sentence.
#[must_use]
pub const fn step(text: Text) -> Step {
    Step { title: None, text, button: None }
}

/// A step or point with words before it.
#[must_use]
pub const fn titled(title: Text, text: Text) -> Step {
    Step { title: Some(title), text, button: None }
}

/// The same with a way into the product.
#[must_use]
pub const fn leading(title: Text, text: Text, label: Text, path: &'static str) -> Step {
    Step { title: Some(title), text, button: Some(Button { label, path }) }
}

/// What stands under the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// One after the other: numbered.
    Steps(&'static [Step]),
    /// In any order.
    Points(&'static [Step]),
}

impl List {
    /// What is in it.
    #[must_use]
    pub const fn items(self) -> &'static [Step] {
        match self {
            Self::Steps(items) | Self::Points(items) => items,
        }
    }
}

/// An article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Article {
    /// Address and question.
    pub topic: Topic,
    /// Where it stands.
    pub group: Group,
    /// The answer in two or three sentences, before anything else.
    pub answer: Text,
    /// Steps or points.
    pub list: List,
    /// "If that doesn't help": what to do next. Never a dead end.
    pub otherwise: Text,
    /// Ways into the product.
    pub buttons: &'static [Button],
    /// What is asked next.
    pub related: &'static [Topic],
    /// Words and phrases of people who look for it, parted by commas: the wrong words, too.
    pub words: Text,
    /// Every sentence of its file.
    pub texts: &'static [(&'static str, Text)],
}

/// A part of a sentence as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Plain(String),
    /// The name of a button, a box or a page of the product: it stands out.
    Name(String),
}

/// A sentence with its places filled. A place that nobody knows stays as it is, so that a test can find it.
#[must_use]
pub fn pieces(text: Text, locale: Locale, numbers: &Numbers) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text.of(locale);
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        let (place, tail) = after.split_once('}').unwrap_or((after, ""));
        if let Some(name) = places::name(place) {
            pieces.extend((!plain.is_empty()).then(|| Piece::Plain(std::mem::take(&mut plain))));
            pieces.push(Piece::Name(name.of(locale)));
        } else if let Some(number) = numbers.find(place) {
            plain.push_str(number);
        } else {
            plain.extend(["{", place, "}"]);
        }
        rest = tail;
    }
    plain.push_str(rest);
    pieces.extend((!plain.is_empty()).then_some(Piece::Plain(plain)));
    pieces
}

/// What `/help` and its articles show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpPage {
    /// What was looked for, as typed; empty for nothing.
    pub query: String,
    /// What fits it, the best first.
    pub found: Vec<&'static Article>,
    /// The article of the address; none when there is none.
    pub article: Option<&'static Article>,
    /// The numbers that articles name.
    pub numbers: Numbers,
}
