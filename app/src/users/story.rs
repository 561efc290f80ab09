//! A person's story, as the page tells it: events, newest first, with runs of ordinary ones in one line.
//!
//! A log-in a day says little and fills a page. What a person or an administrator changed, and what was refused, stands for itself.

use serde::{Deserialize, Serialize};

/// Which part of a story is told. It stands in the URL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryFilter {
    /// All of it.
    #[default]
    Everything,
    /// Log-ins, codes and resets that were refused.
    Refused,
    /// What somebody changed.
    Changes,
}

impl StoryFilter {
    /// In the order of the links.
    pub const ALL: [Self; 3] = [Self::Everything, Self::Refused, Self::Changes];
    /// The name of the choice in URLs.
    pub const NAME: &'static str = "story";

    /// The name in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Refused => "refused",
            Self::Changes => "changes",
        }
    }

    /// The filter of a name; everything for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|f| f.as_str() == name).unwrap_or_default()
    }
}

/// Something that happened to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, for machines (RFC 3339).
    pub at: String,
    /// When, in words.
    pub when: String,
    /// The kind's public name ([`crate::audit::model::Kind::as_str`]).
    pub kind: String,
    /// The true cause of a refusal, the reason of an end, the way of a new password; empty when there is none.
    pub cause: String,
    /// What happened, and by whom, in words.
    pub what: String,
    /// In words; empty when the entry names none.
    pub browser: String,
    /// From which network, in words.
    pub network: String,
    /// Happens every day: a log-in from a known browser, a log-out.
    pub ordinary: bool,
}

impl Event {
    /// Whether both come from the same browser, as far as is known.
    fn is_beside(&self, other: &Self) -> bool {
        let same = self.browser == other.browser || self.browser.is_empty() || other.browser.is_empty();
        same && self.network == other.network
    }
}

/// What a page tells of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Lines, newest first: an event alone, or a run of ordinary ones of one browser.
    pub lines: Vec<Vec<Event>>,
    /// There is more than was read.
    pub more: bool,
}

/// A run shorter than this is told one by one.
const SHORTEST: usize = 3;

/// Tells runs of ordinary events in one line for each browser. Two browsers used in turn have a line each; anything else in between begins
/// new ones. Lines stand where their newest event does.
#[must_use]
pub fn fold(events: Vec<Event>) -> Vec<Vec<Event>> {
    let mut runs: Vec<Vec<(usize, Event)>> = Vec::new();
    let mut begun = 0;
    for (n, event) in events.into_iter().enumerate() {
        let ordinary = event.ordinary;
        let run = runs.iter_mut().skip(begun).find(|run| ordinary && run.first().is_some_and(|(_, one)| one.is_beside(&event)));
        match run {
            Some(run) => run.push((n, event)),
            None => runs.push(vec![(n, event)]),
        }
        if !ordinary {
            begun = runs.len();
        }
    }
    let (long, short): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.len() >= SHORTEST);
    let mut lines: Vec<Vec<(usize, Event)>> = long.into_iter().chain(short.into_iter().flatten().map(|one| vec![one])).collect();
    lines.sort_by_key(|line| line.first().map(|(n, _)| *n));
    lines.into_iter().map(|line| line.into_iter().map(|(_, event)| event).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Event, fold};

    fn told(events: &[(&str, &str)]) -> Vec<String> {
        let event = |(n, (kind, browser)): (usize, &(&str, &str))| Event {
            at: n.to_string(),
            kind: (*kind).to_owned(),
            browser: (*browser).to_owned(),
            network: if browser.is_empty() { "A".into() } else { browser[..1].to_owned() },
            ordinary: kind.starts_with("logged"),
            ..Event::default()
        };
        let lines = fold(events.iter().enumerate().map(event).collect());
        lines.iter().map(|line| line.iter().map(|e| e.at.as_str()).collect::<Vec<_>>().join("+")).collect()
    }

    #[test]
    fn ordinary_days_of_a_browser_are_one_line_and_what_matters_stands_alone() {
        let (a, b, r) = (("logged-in", "A desk"), ("logged-in", "B tablet"), ("log-in-refused", "A desk"));
        assert_eq!(told(&[a, a, a, a]), ["0+1+2+3"]);
        assert_eq!(told(&[a, a, r, a, a, a]), ["0", "1", "2", "3+4+5"], "two are told one by one, a refusal ends a run");
        assert_eq!(told(&[a, b, a, b, a, b]), ["0+2+4", "1+3+5"], "used in turn");
        assert_eq!(told(&[a, b, a, a, r, b, b]), ["0+2+3", "1", "4", "5", "6"], "in their order");
        assert_eq!(told(&[b, a, b]), ["0", "1", "2"]);
        assert_eq!(told(&[r, r, r]), ["0", "1", "2"], "what was refused is never folded");
        assert!(told(&[]).is_empty());
    }

    #[test]
    fn a_log_out_that_names_no_browser_belongs_to_the_one_of_its_network() {
        let (a, out, b) = (("logged-in", "A desk"), ("logged-out", ""), ("logged-in", "B tablet"));
        assert_eq!(told(&[out, a, out, a]), ["0+1+2+3"]);
        assert_eq!(told(&[b, out, b, a, b, a]), ["0+2+4", "1+3+5"]);
    }
}
