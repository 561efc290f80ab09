//! `kill -9` every few seconds for two minutes, while people log in, add users and change settings.

use std::time::{Duration, Instant};

use app::platform::Random;

use crate::client::{Load, Way};
use crate::cluster::free_port;
use crate::judge::{cast, judged, people, recovery, started, trail};
use crate::process::Place;
use crate::report::Report;
use crate::support::Engine;

/// How long.
const TIME: Duration = Duration::from_mins(2);
/// The longest that nobody may be able to log in: the start included, in a build without optimisation. Whoever restarts the program adds their own wait.
const LONGEST: f64 = 10.0;

pub async fn measure(report: &mut Report, engine: Engine) {
    let (id, name) = match engine {
        Engine::Sqlite => ("kills-sqlite", "kill -9, SQLite"),
        Engine::Postgres => ("kills-postgres", "kill -9, PostgreSQL"),
    };
    let place = Place::new(engine, "").await;
    let practice = people(&place).await;
    let port = free_port();
    let mut server = started(&place, port).await;
    let way = Way::to(port);
    let load = Load::begin(&way, &cast(&way, practice).await);
    let (begun, mut times) = (Instant::now(), Vec::new());
    while begun.elapsed() < TIME {
        // Two seconds to four and a half, at any moment of a hash or a commit.
        let random = u64::from(u16::from_be_bytes(Random::System.bytes::<2>()));
        tokio::time::sleep(Duration::from_millis(2_000 + random * 2_500 / 65_536)).await;
        server.kill();
        let killed = Instant::now();
        server = started(&place, port).await;
        times.push(load.acknowledged_after(killed).await);
    }
    recovery(report, id, &format!("{name}: until the next log-in is acknowledged"), times, LONGEST);
    judged(report, id, name, &place, load).await;
    trail(report, id, name, &place, server);
}
