//! How much memory files may take that are on their way in: a file is whole before it is judged, and many at once must not be more than the machine has.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::platform::{Fault, Outcome};

/// A MiB: what room is counted in.
pub const MIB: usize = 1024 * 1024;
/// What there is of it, in MiB.
pub const ALL: u32 = 256;

/// The room of this node.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(ALL as usize)))
    }
}

/// What one file has of it, until it is dropped.
#[derive(Debug)]
pub struct Share {
    room: Room,
    permits: Vec<OwnedSemaphorePermit>,
}

impl Room {
    /// A share for a file that is still empty.
    #[must_use]
    pub fn share(&self) -> Share {
        Share { room: self.clone(), permits: Vec::new() }
    }
}

impl Share {
    /// Makes it large enough for so many bytes.
    ///
    /// # Errors
    /// [`Fault::Busy`]: there is no more room now.
    pub fn grow(&mut self, bytes: usize) -> Outcome<()> {
        while self.permits.len() < bytes.div_ceil(MIB) {
            let one = self.room.0.clone().try_acquire_owned().map_err(|_| Fault::Busy)?;
            self.permits.push(one);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, MIB, Room};

    #[test]
    fn shares_are_no_more_than_the_room_and_come_back() {
        let room = Room::default();
        let (mut one, mut other) = (room.share(), room.share());
        one.grow(ALL as usize * MIB).unwrap();
        assert!(other.grow(1).is_err());
        other.grow(0).unwrap();
        drop(one);
        other.grow(MIB + 1).unwrap();
        assert_eq!(other.permits.len(), 2);
    }
}
