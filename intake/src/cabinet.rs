//! Many records, and which of them are likely one person.

use std::collections::HashMap;

use crate::alike::{Likeness, Reason, compare};
use crate::record::Record;

/// Records by the drawers that they are in.
#[derive(Debug, Default)]
pub struct Cabinet {
    records: Vec<Record>,
    drawers: Vec<(u64, u32)>,
    sorted: bool,
}

/// A drawer with more records than this says nothing: a clinic's own phone number.
const FULL: usize = 3_000;

impl Cabinet {
    /// Puts a record in, and gives its place.
    pub fn put(&mut self, record: Record) -> u32 {
        let at = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        record.drawers(|drawer| self.drawers.push((drawer, at)));
        self.records.push(record);
        self.sorted = false;
        at
    }

    /// A record.
    #[must_use]
    pub fn get(&self, at: u32) -> Option<&Record> {
        self.records.get(at as usize)
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// For each record from `from` on, the earlier ones that it is likely the same person as, the likeliest first.
    pub fn pairs(&mut self, from: u32) -> HashMap<u32, Vec<(u32, Likeness, Reason)>> {
        if !self.sorted {
            self.drawers.sort_unstable();
            self.sorted = true;
        }
        let mut found: HashMap<u32, Vec<(u32, Likeness, Reason)>> = HashMap::new();
        for drawer in self.drawers.chunk_by(|a, b| a.0 == b.0).filter(|drawer| drawer.len() > 1 && drawer.len() <= FULL) {
            for (n, (_, later)) in drawer.iter().enumerate().filter(|(_, (_, at))| *at >= from) {
                for (_, earlier) in &drawer[..n] {
                    if let Some((likeness, reason)) = compare(&self.records[*earlier as usize], &self.records[*later as usize]) {
                        let all = found.entry(*later).or_default();
                        if !all.iter().any(|(other, ..)| other == earlier) {
                            all.push((*earlier, likeness, reason));
                        }
                    }
                }
            }
        }
        for all in found.values_mut() {
            all.sort_by_key(|(at, likeness, _)| (std::cmp::Reverse(*likeness), *at));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Cabinet;
    use crate::alike::{Likeness, Reason};
    use crate::record::{Of, Record};

    #[test]
    fn a_cabinet_finds_each_pair_once() {
        let ana = Of { first: "Ana", last: "Ruiz", born: "1980-02-11", phones: ["207-555-0142", "", ""], ..Of::default() };
        let mut cabinet = Cabinet::default();
        cabinet.put(Record::new(ana));
        cabinet.put(Record::new(Of { first: "Bo", last: "Lee", born: "1975-03-01", ..Of::default() }));
        let third = cabinet.put(Record::new(Of { last: "Ruíz", ..ana }));
        let pairs = cabinet.pairs(0);
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[&third], [(0, Likeness::Probable, Reason::NamesAndBirthDate)]);
        assert!(cabinet.pairs(3).is_empty());
    }
}
