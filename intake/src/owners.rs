//! Whom numbers belong to: chart numbers, numbers of another system.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Places by texts, in twelve bytes each, whatever a text is: there may be millions. Two texts of 64 bits alike are taken for one: among two million that
/// happens once in nine million times.
#[derive(Debug, Default)]
pub struct Owners {
    /// Both halves of a text's hash, and the place; sorted.
    settled: Vec<[u32; 3]>,
    /// What came last. A map takes three times the room, so it is small.
    fresh: HashMap<u64, u32>,
}

/// How many may be in the map.
const FRESH: usize = 1 << 16;

fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn halves(key: u64) -> [u32; 2] {
    [key >> 32, key & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or_default())
}

impl Owners {
    /// Whom a number belongs to.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<u32> {
        self.find(key(text))
    }

    fn find(&self, key: u64) -> Option<u32> {
        if let Some(at) = self.fresh.get(&key) {
            return Some(*at);
        }
        let halves = halves(key);
        let at = self.settled.binary_search_by(|one| [one[0], one[1]].cmp(&halves)).ok()?;
        self.settled.get(at).map(|one| one[2])
    }

    /// Says whom a number belongs to, unless it is somebody's.
    pub fn put(&mut self, text: &str, at: u32) {
        let key = key(text);
        if self.find(key).is_some() {
            return;
        }
        self.fresh.insert(key, at);
        if self.fresh.len() >= FRESH {
            self.settled.extend(self.fresh.drain().map(|(key, at)| {
                let [high, low] = halves(key);
                [high, low, at]
            }));
            self.settled.sort_unstable();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FRESH, Owners};

    #[test]
    fn the_first_who_has_a_number_keeps_it() {
        let mut owners = Owners::default();
        let many = u32::try_from(FRESH * 5 / 2).unwrap();
        for at in 0..many {
            owners.put(&format!("C{at}"), at);
        }
        for at in 0..many {
            owners.put(&format!("C{at}"), 7);
        }
        assert!((0..many).all(|at| owners.get(&format!("C{at}")) == Some(at)));
        assert_eq!((owners.get("C"), owners.get(&format!("C{many}"))), (None, None));
    }
}
