//! How we stop: first we say that we leave and go on answering, then the door closes, then what is in flight ends.
//!
//! A balancer needs the first step: it asks `readyz` from time to time, and until it has heard that this node leaves it goes on sending people here. A door
//! that closed at once would be an error for them.

use std::time::Duration;

use app::platform::settings::Span;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How far we are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Not stopping.
    #[default]
    Open,
    /// Everything is answered, `readyz` with a no; a connection ends with its answer, so that the proxy keeps none for later.
    Leaving,
    /// Nobody new gets in.
    Closed,
}

/// What others see of the stage; without a server around it, it is always [`Stage::Open`].
#[derive(Clone, Debug, Default)]
pub struct Watch(Option<watch::Receiver<Stage>>);

impl Watch {
    /// What a server says.
    #[must_use]
    pub fn of(stage: watch::Receiver<Stage>) -> Self {
        Self(Some(stage))
    }

    /// Whether this node is to be asked for nothing more.
    #[must_use]
    pub fn leaves(&self) -> bool {
        self.0.as_ref().is_some_and(|stage| *stage.borrow() > Stage::Open)
    }
}

/// Who asked us to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// SIGTERM: whoever looks after services, and perhaps a balancer before us.
    Politely,
    /// Ctrl-C: somebody who sits there and waits.
    ByHand,
}

/// Returns at SIGTERM or Ctrl-C.
pub async fn asked() -> Asked {
    let ctrl_c = tokio::signal::ctrl_c();
    let Ok(mut term) = signal(SignalKind::terminate()) else {
        drop(ctrl_c.await);
        return Asked::ByHand;
    };
    tokio::select! { _ = ctrl_c => Asked::ByHand, _ = term.recv() => Asked::Politely }
}

/// The same for who makes no difference.
pub async fn told() {
    asked().await;
}

/// Waits until we are asked to stop, says so, and returns when the door may close: after `drain`, or at once when we are asked once more.
pub async fn begun(stage: &watch::Sender<Stage>, drain: Span) {
    let drain = Duration::from_millis(u64::try_from(drain.0).unwrap_or_default());
    if asked().await == Asked::Politely && !drain.is_zero() {
        tracing::info!("leaving: answering for {} s more, and not ready", drain.as_secs_f32());
        stage.send_replace(Stage::Leaving);
        tokio::select! { () = tokio::time::sleep(drain) => (), _ = asked() => () }
    }
    tracing::info!("stopping: finishing what is in flight");
    stage.send_replace(Stage::Closed);
}
