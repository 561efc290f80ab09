//! Whether a connection still moves: its bytes are counted on their way, in both directions.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Fewer bytes in the time that we look at are none: who takes one a minute would hold a connection for as long as they like.
const FEWEST: u64 = 64 * 1024;

/// The bytes that a connection has moved so far.
#[derive(Clone, Debug, Default)]
pub struct Moved(Arc<AtomicU64>);

impl Moved {
    /// Returns when less than 64 KiB came and left within so much time.
    pub async fn stalled(&self, within: Duration) {
        loop {
            let before = self.0.load(Ordering::Relaxed);
            tokio::time::sleep(within).await;
            if self.0.load(Ordering::Relaxed) - before < FEWEST {
                return;
            }
        }
    }

    fn count<T>(&self, done: Poll<io::Result<T>>, bytes: impl FnOnce(&T) -> usize) -> Poll<io::Result<T>> {
        if let Poll::Ready(Ok(done)) = &done {
            self.0.fetch_add(bytes(done) as u64, Ordering::Relaxed);
        }
        done
    }
}

/// A connection whose bytes are counted.
#[derive(Debug)]
pub struct Moving<S> {
    stream: S,
    moved: Moved,
}

impl<S> Moving<S> {
    /// Counts the bytes of a connection into `moved`.
    #[must_use]
    pub fn new(stream: S, moved: &Moved) -> Self {
        Self { stream, moved: moved.clone() }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Moving<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let done = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.moved.count(done, |()| buf.filled().len() - before)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Moving<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.moved.count(done, |n| *n)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, all: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, all);
        self.moved.count(done, |n| *n)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
