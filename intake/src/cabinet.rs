//! Many records, and which of them are likely one person.

use std::cmp::Reverse;

use crate::alike::{Likeness, Reason, compare_views};
use crate::record::{Facts, KINDS, Record, View};

/// Records, in little room: some fifty bytes each. Names lie one after the other, since an allocation for each would take more room than what is in it.
#[derive(Debug, Default)]
pub struct Cabinet {
    names: String,
    /// Where the names of each end.
    ends: Vec<u32>,
    facts: Vec<Facts>,
}

/// A drawer with more records than this says nothing: a clinic's own phone number.
const FULL: usize = 3_000;

/// Two records that are likely the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place of the later one.
    pub later: u32,
    /// The place of the earlier one.
    pub earlier: u32,
    /// How likely.
    pub likeness: Likeness,
    /// Why.
    pub reason: Reason,
}

impl Cabinet {
    /// Puts a record in, and gives its place. Names of more than four billion characters have no room; then nothing is put in.
    pub fn put(&mut self, record: &Record) -> u32 {
        let at = u32::try_from(self.facts.len()).unwrap_or(u32::MAX);
        if let Ok(end) = u32::try_from(self.names.len() + record.names.len()) {
            self.names.push_str(&record.names);
            self.ends.push(end);
            self.facts.push(record.facts);
        }
        at
    }

    /// A record.
    #[must_use]
    pub fn get(&self, at: u32) -> Option<View<'_>> {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let names = self.names.get(start as usize..*self.ends.get(at)? as usize)?;
        Some(View { names, facts: self.facts.get(at)? })
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// For each record from `from` on, the earlier ones that it is likely the same person as, the likeliest first.
    #[must_use]
    pub fn pairs(&self, from: u32) -> Vec<Pair> {
        let mut found: Vec<Pair> = Vec::new();
        // One kind of drawer after the other: all of them at once would take more room than the records.
        for kind in KINDS {
            self.each_pair(&self.drawers(kind), from, |pair| found.push(pair));
            found.sort_unstable_by_key(|pair| (pair.later, Reverse(pair.likeness), pair.earlier));
            found.dedup();
        }
        found
    }

    /// For each record from `from` on, in their order, the likeliest of the earlier ones that it may be the same person as, and of equally likely ones the first.
    /// `may(later, earlier)`: whether that one is asked for. In little room, however many pairs there are.
    #[must_use]
    pub fn likeliest(&self, from: u32, may: impl Fn(u32, u32) -> bool) -> Vec<Option<Pair>> {
        let mut found: Vec<Option<Pair>> = vec![None; self.len().saturating_sub(from as usize)];
        for kind in KINDS {
            self.each_pair(&self.drawers(kind), from, |pair| {
                let Some(best) = found.get_mut((pair.later - from) as usize).filter(|_| may(pair.later, pair.earlier)) else {
                    return;
                };
                let goes_before = |other: Pair| (pair.likeness, Reverse(pair.earlier)) > (other.likeness, Reverse(other.earlier));
                if best.is_none_or(goes_before) {
                    *best = Some(pair);
                }
            });
        }
        found
    }

    /// The drawers of a kind with the places of what is in them, sorted: half of each number is the drawer, half the place.
    fn drawers(&self, kind: u8) -> Vec<u64> {
        let mut all = Vec::with_capacity(self.len());
        for at in 0..u32::try_from(self.len()).unwrap_or(u32::MAX) {
            if let Some(record) = self.get(at) {
                record.drawers(kind, |drawer| all.push(u64::from(drawer) << 32 | u64::from(at)));
            }
        }
        all.sort_unstable();
        all
    }

    fn each_pair(&self, drawers: &[u64], from: u32, mut found: impl FnMut(Pair)) {
        let place = |both: u64| u32::try_from(both & u64::from(u32::MAX)).unwrap_or_default();
        for drawer in drawers.chunk_by(|a, b| a >> 32 == b >> 32).filter(|drawer| drawer.len() > 1 && drawer.len() <= FULL) {
            for (n, later) in drawer.iter().map(|both| place(*both)).enumerate().filter(|(_, at)| *at >= from) {
                let Some(record) = self.get(later) else { continue };
                for earlier in drawer[..n].iter().map(|both| place(*both)) {
                    let alike = self.get(earlier).and_then(|other| compare_views(other, record));
                    if let Some((likeness, reason)) = alike {
                        found(Pair { later, earlier, likeness, reason });
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cabinet, Pair};
    use crate::alike::{Likeness, Reason};
    use crate::record::{Of, Record};

    #[test]
    fn a_cabinet_finds_each_pair_once() {
        let ana = Of { first: "Ana", last: "Ruiz", born: "1980-02-11", phones: ["207-555-0142", "", ""], ..Of::default() };
        let mut cabinet = Cabinet::default();
        cabinet.put(&Record::new(ana));
        cabinet.put(&Record::new(Of { first: "Bo", last: "Lee", born: "1975-03-01", ..Of::default() }));
        let third = cabinet.put(&Record::new(Of { last: "Ruíz", ..ana }));
        let pairs = cabinet.pairs(0);
        let (likeness, reason) = (Likeness::Probable, Reason::NamesAndBirthDate);
        assert_eq!(pairs, [Pair { later: third, earlier: 0, likeness, reason }], "once, though they share more than one drawer");
        assert!(cabinet.pairs(3).is_empty());
        let twice = cabinet.put(&Record::new(ana));
        let first: Vec<_> = cabinet.likeliest(third, |_, _| true).into_iter().map(|pair| pair.map(|pair| pair.earlier)).collect();
        assert_eq!(first, [Some(0), Some(0)]);
        assert_eq!(
            cabinet.likeliest(third, |later, earlier| later == twice && earlier > 0)[1].map(|pair| pair.earlier),
            Some(third)
        );
    }

    #[test]
    fn a_record_that_was_put_in_is_the_same_when_it_comes_out() {
        let mut cabinet = Cabinet::default();
        let all =
            ["Ana", "José Maria", ""].map(|first| Record::new(Of { first, last: "Ruíz", born: "1980-02-11", ..Of::default() }));
        for record in &all {
            cabinet.put(record);
        }
        for (at, record) in (0..).zip(&all) {
            let is = cabinet.get(at).unwrap();
            assert_eq!((is.names, is.facts), (&*record.names, &record.facts));
        }
        assert!(cabinet.get(3).is_none() && cabinet.len() == 3);
    }
}
