//! From what the doctor found to the article that says more.

use super::articles::{check_computer, small_window};
use super::model::Topic;
use crate::doctor::{Finding, FindingId};

/// The articles about these findings, each once; none for findings whose own sentence says it all.
#[must_use]
pub fn topics(findings: &[Finding]) -> Vec<Topic> {
    let mut topics = Vec::new();
    for topic in findings.iter().filter_map(|finding| topic(finding.id)) {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics
}

const fn topic(id: FindingId) -> Option<Topic> {
    use FindingId as F;
    match id {
        F::CookiesBlocked | F::Offline | F::CaptivePortal | F::NotHttps | F::ClockSkew | F::OldBrowser => {
            Some(check_computer::TOPIC)
        }
        F::Popup | F::Standalone | F::Zoomed | F::SmallWindow | F::SmallScreen | F::DisplayScaled | F::EnlargedText => {
            Some(small_window::TOPIC)
        }
        _ => None,
    }
}
