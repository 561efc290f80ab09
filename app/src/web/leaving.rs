//! A file that leaves, read piece by piece: as large as it may be, a few pieces of it are in memory.

use std::io;

use axum::body::{Body, Bytes};
use futures::stream;
use tokio::sync::{mpsc, oneshot};

use crate::platform::{Fault, Outcome};

/// Where the pieces of a file come from, and what follows when it has left.
pub trait Pieces: Send + Sync + 'static {
    /// A piece, counted from 0; none after the last.
    ///
    /// # Errors
    /// A database fault.
    fn piece(&self, number: i64) -> impl Future<Output = Outcome<Option<Vec<u8>>>> + Send;

    /// Nobody reads any more. `whole`: the last byte has been taken.
    ///
    /// # Errors
    /// A database fault.
    fn ended(&self, whole: bool) -> impl Future<Output = Outcome<()>> + Send;
}

/// The body of an answer with a file of so many bytes. `what` it is, for the log.
pub fn body(what: &'static str, size: i64, pieces: impl Pieces) -> Body {
    let (send, receive) = mpsc::channel::<io::Result<Bytes>>(2);
    let (told, ended) = oneshot::channel();
    tokio::spawn(async move {
        if let Err(e) = fill(size, &pieces, &send).await {
            tracing::warn!("giving {what} out: {e}");
            // The answer breaks off: what has arrived is not taken for the whole.
            let _ = send.send(Err(io::Error::other("broken off"))).await;
        }
        drop(send);
        if let Err(e) = pieces.ended(ended.await.unwrap_or_default()).await {
            tracing::warn!("giving {what} out: {e}");
        }
    });
    let taken = Taken { receive, left: size, told: Some(told) };
    Body::from_stream(stream::unfold(taken, |mut taken| async move {
        let piece = taken.receive.recv().await?;
        taken.left -= piece.as_ref().map_or(0, |bytes| length(bytes));
        Some((piece, taken))
    }))
}

/// The side of whoever reads.
struct Taken {
    receive: mpsc::Receiver<io::Result<Bytes>>,
    left: i64,
    told: Option<oneshot::Sender<bool>>,
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(told) = self.told.take() {
            let _ = told.send(self.left == 0);
        }
    }
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

async fn fill(size: i64, pieces: &impl Pieces, to: &mpsc::Sender<io::Result<Bytes>>) -> Outcome<()> {
    let (mut number, mut left) = (0, size);
    while let Some(piece) = pieces.piece(number).await? {
        left -= length(&piece);
        number += 1;
        if to.send(Ok(piece.into())).await.is_err() {
            return Ok(());
        }
    }
    // Deleted meanwhile.
    if left == 0 { Ok(()) } else { Err(Fault::internal("it is not whole")) }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use axum::body::to_bytes;
    use tokio::sync::oneshot;

    use super::{Pieces, body};
    use crate::platform::Outcome;

    /// So many pieces of four bytes.
    struct Of(i64, Mutex<Option<oneshot::Sender<bool>>>);

    impl Pieces for Of {
        async fn piece(&self, number: i64) -> Outcome<Option<Vec<u8>>> {
            Ok((number < self.0).then(|| vec![7; 4]))
        }

        async fn ended(&self, whole: bool) -> Outcome<()> {
            if let Some(tell) = self.1.lock().unwrap().take() {
                let _ = tell.send(whole);
            }
            Ok(())
        }
    }

    fn of(pieces: i64) -> (Of, oneshot::Receiver<bool>) {
        let (send, receive) = oneshot::channel();
        (Of(pieces, Mutex::new(Some(send))), receive)
    }

    #[tokio::test]
    async fn what_was_read_to_its_end_has_left_and_nothing_else_has() {
        let (pieces, ended) = of(5);
        assert_eq!(to_bytes(body("a file", 20, pieces), 100).await.unwrap().len(), 20);
        assert!(ended.await.unwrap());
        let (pieces, ended) = of(5);
        drop(body("a file", 20, pieces));
        assert!(!ended.await.unwrap(), "nobody has read it");
        let (pieces, ended) = of(4);
        assert!(to_bytes(body("a file", 20, pieces), 100).await.is_err(), "what is not whole breaks off");
        assert!(!ended.await.unwrap());
    }
}
