//! An archive on its way to whoever fetches it.

use uuid::Uuid;

use super::store;
use crate::platform::{Outcome, Platform};
use crate::web::leaving::Pieces;

/// After so many pieces it is noted again that something of it leaves: the sweeper then lets it be.
const NOTED: i64 = 64;

/// An archive that leaves. One that broke off before its last byte counts as none: whose line is slow gets it at another try.
#[derive(Clone)]
pub struct Leaving {
    /// Where it is read.
    pub platform: Platform,
    /// The practice.
    pub practice: Uuid,
    /// The export.
    pub id: Uuid,
}

impl Pieces for Leaving {
    async fn piece(&self, number: i64) -> Outcome<Option<Vec<u8>>> {
        if number > 0 && number % NOTED == 0 {
            let mut tx = self.platform.db.write().await?;
            store::note_fetching(&mut tx, self.practice, self.id, self.platform.clock.now()).await?;
            tx.commit().await?;
        }
        let mut tx = self.platform.db.read().await?;
        store::find_piece(&mut tx, self.id, number).await
    }

    async fn ended(&self, whole: bool) -> Outcome<()> {
        if whole {
            return Ok(());
        }
        let mut tx = self.platform.db.write().await?;
        store::give_download_back(&mut tx, self.practice, self.id).await?;
        tx.commit().await
    }
}
