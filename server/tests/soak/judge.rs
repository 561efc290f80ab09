//! A practice that people work in, and the judgement in the end: the client's ledger against what the product says and what its database holds.

use std::path::Path;
use std::time::Duration;

use futures::StreamExt as _;

use crate::client::{Cast, Ledger, Load, Way, facility, input_of, number_of, place};
use crate::process::{Place, Server, person, practice, rows};
use crate::report::{Aim, Report};
use crate::support::PASSWORD;

/// Who logs in, and whose passwords are guessed.
const NURSES: usize = 40;
const GUESSED: usize = 60;

/// The server at a port that stays the same over its deaths.
pub async fn started(place: &Place, port: u16) -> Server {
    Server::start_as(place, "server", ":", &[("VESTIBULE__SERVER__ADDR", format!("127.0.0.1:{port}"))]).await
}

/// A practice with its people; its Practice ID.
pub async fn people(place: &Place) -> String {
    let p = place.platform().await;
    let (home, _, phc) = practice(&p, PASSWORD).await;
    for n in 0..NURSES {
        person(&p, home.id, &format!("nurse.{n}"), false, &phc).await;
    }
    for n in 0..GUESSED {
        person(&p, home.id, &format!("guessed.{n}"), false, &phc).await;
    }
    p.db.close().await;
    home.practice_id.to_string()
}

/// With the facility whose street is to be changed, made at the page.
pub async fn cast(way: &Way, practice: String) -> Cast {
    let cookie = administrator(way, &practice).await;
    let mut form = facility("0 Elm Street", "0");
    form.retain(|(name, _)| *name != "version");
    let answer = way.post(place(), "/settings/facilities/new", &cookie, &form).await.unwrap();
    assert_eq!(answer.status, 303, "{}", answer.body);
    Cast { practice, nurses: NURSES, facility: answer.location().split('?').next().unwrap().to_owned() }
}

async fn administrator(way: &Way, practice: &str) -> String {
    way.log_in(place(), practice, "dr.lee", PASSWORD).await.unwrap().1.expect("dr.lee logs in")
}

/// Ends the load, and compares.
pub async fn judged(report: &mut Report, id: &str, name: &str, at: &Place, load: Load) {
    let (way, cast) = (load.way.clone(), load.cast.clone());
    let ledger = load.end().await;
    let mut lost = ledger.lost.clone();
    let row = |what: &str| (format!("{id}-{}", what.split([' ', ':', ',']).next().unwrap()), format!("{name}: {what}"));

    let looks = ledger.log_ins.iter().map(|(who, cookie)| {
        let way = way.clone();
        async move { (who.clone(), way.is_open(place(), cookie).await) }
    });
    let looks: Vec<_> = futures::stream::iter(looks).buffer_unordered(4).collect().await;
    lost.extend(
        looks.into_iter().filter(|(_, open)| *open != Some(true)).map(|(who, open)| format!("a session of {who}: {open:?}")),
    );

    let p = at.platform().await;
    let known: Vec<(String,)> = rows(&p.db, "SELECT username FROM users WHERE username LIKE 'added.%'").await;
    lost.extend(ledger.users.iter().filter(|user| !known.iter().any(|(known,)| known == *user)).cloned());
    let told: Vec<(i64,)> =
        rows(&p.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry e JOIN users u ON u.id = e.subject WHERE e.kind = 'logged-in' AND u.username LIKE 'nurse.%'").await;
    let told = usize::try_from(told[0].0).unwrap();
    p.db.close().await;
    // One log-in belongs to whoever reads pages.
    let most = ledger.log_ins.len() + ledger.unknown_log_ins + READERS;
    if !(ledger.log_ins.len()..=most).contains(&told) {
        lost.push(format!(
            "{} log-ins acknowledged, {} unknown, {told} in the trail",
            ledger.log_ins.len(),
            ledger.unknown_log_ins
        ));
    }
    let cookie = administrator(&way, &cast.practice).await;
    let page = way.get(place(), &cast.facility, &cookie).await.unwrap();
    let saved = number_of(&input_of(&page, "address_1").unwrap_or_default());
    if !(ledger.setting.0..=ledger.setting.1).contains(&saved) {
        lost.push(format!("the setting {:?}: {saved}", ledger.setting));
    }

    told_of(report, &ledger, &row);
    for what in lost.iter().chain(&ledger.odd).take(10) {
        println!("    {what}");
    }
    let (id, what) = row("lost of what was acknowledged");
    report.count(&id, &what, lost.len(), Aim::AtMost(0.0));
}

/// Sessions of `nurse.0` that were opened to read pages: at most so many, also when its first tries got no answer.
const READERS: usize = 20;

fn told_of(report: &mut Report, ledger: &Ledger, row: &impl Fn(&str) -> (String, String)) {
    let mut count = |what: &str, n: usize, aim: Aim| {
        let (id, what) = row(what);
        report.count(&id, &what, n, aim);
    };
    count("answers", ledger.answered, Aim::AtLeast(100.0));
    count("log-ins acknowledged", ledger.log_ins.len(), Aim::AtLeast(10.0));
    count("users added, acknowledged", ledger.users.len(), Aim::AtLeast(1.0));
    count("settings changed, acknowledged", ledger.settings, Aim::AtLeast(1.0));
    count("unanswered: the connection broke", ledger.unanswered, Aim::None);
    count("apologies: 5xx", ledger.apologies, Aim::None);
    count("wrong passwords let in", ledger.wrong_in, Aim::AtMost(0.0));
    count("right passwords refused", ledger.right_out.len(), Aim::AtMost(0.0));
    if !ledger.right_out.is_empty() {
        println!("    refused with {:?}", ledger.right_out);
    }
}

/// Stops the server and lets it check its trail.
pub fn trail(report: &mut Report, id: &str, name: &str, at: &Place, server: Server) {
    server.stop();
    let said = at.run(&["verify-audit"]);
    let whole = said.status.success() && String::from_utf8_lossy(&said.stdout).contains("is whole");
    if !whole {
        println!("    {}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    }
    report.count(
        &format!("{id}-trail"),
        &format!("{name}: verify-audit finds something wrong"),
        usize::from(!whole),
        Aim::AtMost(0.0),
    );
}

/// Recovery: the one in the middle, and the longest.
pub fn recovery(report: &mut Report, id: &str, what: &str, mut times: Vec<Duration>, most: f64) {
    times.sort_unstable();
    let middle = times[times.len() / 2].as_secs_f64();
    let longest = times[times.len() - 1].as_secs_f64();
    report.add(&format!("{id}-p50"), &format!("{what}, p50 of {}", times.len()), middle, "s", Aim::None);
    report.add(&format!("{id}-max"), &format!("{what}, the longest"), longest, "s", Aim::AtMost(most));
}

/// Lines of a log that nobody wants to see.
pub fn panics(log: &Path) -> usize {
    std::fs::read_to_string(log).unwrap_or_default().lines().filter(|line| line.contains("a panic")).count()
}
