//! The demo: fresh practices with people in them, their passwords printed and written to a file. Only ever on this computer.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::addresses::service::{self as addresses, Claimant};
use app::i18n::Locale;
use app::platform::settings::PracticeSettings;
use app::platform::{Fault, Outcome, Platform, Tx};
use app::practice::access_code;
use app::practice::id::PracticeId;
use app::practice::service::{self as practices, Practice};
use app::practice::time::Zone;
use app::security_question::model::Question;
use app::security_question::service as questions;
use app::users::model::{Level, Username};
use app::users::service::{self as users, Created, NewUser};
use serde_json::{Value, json};

use super::{CommandError, CommandResult, ConfigArgs};
use crate::config::TlsSection;
use crate::start;

/// `demo`
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Where to listen: a loopback address.
    #[arg(long)]
    addr: Option<SocketAddr>,
    /// Where the demo keeps its database.
    #[arg(long, default_value = "data/demo")]
    data_dir: PathBuf,
    /// Where to write the users and their passwords, as JSON.
    #[arg(long)]
    credentials: Option<PathBuf>,
}

struct DemoUser {
    username: &'static str,
    first_name: &'static str,
    last_name: &'static str,
    level: Level,
    administrator: bool,
    email: Option<&'static str>,
    phone: &'static str,
    /// The security question and its answer.
    question: Option<(Question, &'static str)>,
    note: &'static str,
}

/// Name, time zone, people.
const PRACTICES: [(&str, &str, &[DemoUser]); 2] =
    [("Elm Street Family Medicine", "America/New_York", &ELM), ("Harbor Pediatrics", "America/Los_Angeles", &HARBOR)];

/// What the note says of somebody who logs in with the e-mail address instead of Practice ID and username.
const BY_EMAIL: &str = "e-mail log-in";

const ELM: [DemoUser; 5] = [
    DemoUser {
        username: "dr.lee",
        first_name: "Susan",
        last_name: "Lee",
        level: Level::Physician,
        administrator: true,
        email: Some("susan.lee@elm.example"),
        phone: "+1 202 555 0101",
        question: Some((Question::Teacher, "Okonkwo")),
        note: "physician, administrator",
    },
    DemoUser {
        username: "office",
        first_name: "Olivia",
        last_name: "Ortiz",
        level: Level::Staff,
        administrator: true,
        email: Some("office@elm.example"),
        phone: "+1 202 555 0102",
        question: Some((Question::Dish, "Red lentil soup")),
        note: "office manager, administrator",
    },
    DemoUser {
        username: "nurse.kim",
        first_name: "Jin",
        last_name: "Kim",
        level: Level::Nurse,
        administrator: false,
        email: Some("jin.kim@elm.example"),
        phone: "+1 202 555 0103",
        question: Some((Question::FirstJob, "New Haven")),
        note: "nurse",
    },
    DemoUser {
        username: "frontdesk",
        first_name: "Maria",
        last_name: "Gomez",
        level: Level::Staff,
        administrator: false,
        email: None,
        phone: "+1 202 555 0104",
        question: None,
        note: "front desk; no security question, no e-mail",
    },
    DemoUser {
        username: "billing",
        first_name: "Rosa",
        last_name: "Silva",
        level: Level::Biller,
        administrator: false,
        email: Some("rosa.silva@elm.example"),
        phone: "+1 202 555 0105",
        question: Some((Question::Friend, "Juniper")),
        note: "biller; e-mail log-in",
    },
];

const HARBOR: [DemoUser; 2] = [
    DemoUser {
        username: "dr.patel",
        first_name: "Anil",
        last_name: "Patel",
        level: Level::Physician,
        administrator: true,
        email: Some("anil.patel@harbor.example"),
        phone: "+1 202 555 0111",
        question: Some((Question::Concert, "Miriam Makeba")),
        note: "physician, the only administrator",
    },
    DemoUser {
        username: "nurse.kim",
        first_name: "Dana",
        last_name: "Kim",
        level: Level::Nurse,
        administrator: false,
        email: Some("dana.kim@harbor.example"),
        phone: "+1 202 555 0112",
        question: Some((Question::Holiday, "Lake Garda")),
        note: "nurse; same username as in the other practice",
    },
];

/// Serves the demo.
pub async fn run(args: DemoArgs) -> CommandResult {
    let mut config = args.config.load()?;
    if let Some(addr) = args.addr {
        config.server.addr = addr;
    }
    if !config.server.addr.ip().is_loopback() {
        return Err(CommandError::Refused(format!(
            "The demo publishes its passwords, so it listens on this computer only: use --addr 127.0.0.1:{}",
            config.server.addr.port()
        )));
    }
    config.server.base_url = format!("http://localhost:{}", config.server.addr.port());
    start::private_dir(&args.data_dir)?;
    if args.config.config.is_none() {
        config.database.url = format!("sqlite:{}", args.data_dir.join("vestibule.db").display());
    }
    config.secrets.file = args.data_dir.join("secrets.key");
    config.audit.checkpoints = args.data_dir.join("audit-checkpoints.log");
    config.database.migrate = true;
    config.tls = TlsSection::default();
    config.metrics.addr = None;
    start::log(&config);
    let mut platform = start::platform(&config).await?;
    // The demo's messages go to its own outbox page.
    let settings = Arc::make_mut(&mut platform.settings);
    (settings.no_mail, settings.no_phone, settings.no_calls) = (false, false, false);
    settings.practices = PracticeSettings { sign_up: true, sign_ups_a_day: 1_000 };
    if settings.mail_from.is_empty() {
        settings.mail_from = "Vestibule <no-reply@vestibule.example>".into();
    }
    let credentials = fill(&platform, &config.server.base_url).await?;
    let file = args.credentials.unwrap_or_else(|| args.data_dir.join("credentials.json"));
    write_private(&file, &credentials)?;
    Ok(start::serve(&config, platform, true, |_| print(&credentials, &file)).await?)
}

/// Makes the practices and their people; returns what the credentials file holds.
///
/// # Errors
/// A database fault.
pub async fn fill(platform: &Platform, base_url: &str) -> Outcome<Value> {
    let mut all = Vec::new();
    for (name, zone, people) in PRACTICES {
        let zone = Zone::parse(zone).map_err(|e| Fault::internal(e.to_string()))?;
        let mut hashed = Vec::new();
        for person in people {
            let password = password(platform);
            let answer = match person.question {
                Some((question, answer)) => Some((question, questions::hash(platform, answer).await?)),
                None => None,
            };
            hashed.push((person, users::hash(platform, &password).await?, answer, password));
        }
        let mut tx = platform.db.write().await?;
        let practice = practices::create_in(platform, &mut tx, name, &zone, "operator").await?;
        let mut addresses = Vec::new();
        for (person, phc, answer, _) in &hashed {
            let new = new_user(person)?;
            let Created::Done(id) = users::create(platform, &mut tx, practice.id, &new, None).await? else {
                return Err(Fault::internal("two demo users have one name"));
            };
            users::set_password(platform, &mut tx, practice.id, id, phc).await?;
            let who = Claimant {
                user: id,
                practice: practice.id,
                by: None,
                first_name: person.first_name,
                practice_name: &practice.name,
                network: "operator",
                locale: Locale::En,
            };
            addresses.push(give_address(platform, &mut tx, &who, person, &practice.practice_id).await?);
            if let Some((question, phc)) = answer {
                questions::set(platform, &mut tx, id, *question, phc).await?;
            }
        }
        let access_code = access_code::find(platform, &mut tx, practice.id).await?.shown();
        tx.commit().await?;
        let people = hashed
            .iter()
            .zip(&addresses)
            .map(|((person, _, _, password), address)| (*person, password.as_str(), address.as_deref().or(person.email)));
        all.push(described(&practice, &access_code, people));
    }
    Ok(json!({ "base_url": base_url, "practices": all }))
}

/// Lets somebody log in with their e-mail address whose note says so: with the practice's ID in it when an earlier start has given the plain one to
/// its own. The address; none for who logs in otherwise.
async fn give_address(
    platform: &Platform,
    tx: &mut Tx,
    who: &Claimant<'_>,
    person: &DemoUser,
    id: &PracticeId,
) -> Outcome<Option<String>> {
    let Some(email) = person.email.filter(|_| person.note.contains(BY_EMAIL)) else { return Ok(None) };
    let tagged = email.replacen('@', &format!(".{}@", id.as_str().to_lowercase()), 1);
    for address in [email, tagged.as_str()] {
        if addresses::give(platform, tx, who, address).await? {
            return Ok(Some(address.to_owned()));
        }
    }
    Err(Fault::internal("two demo users have one log-in address"))
}

fn new_user(person: &DemoUser) -> Outcome<NewUser> {
    Ok(NewUser {
        username: Username::parse(person.username).map_err(|e| Fault::internal(e.to_string()))?,
        first_name: person.first_name.into(),
        last_name: person.last_name.into(),
        email: person.email.map(Into::into),
        phone: Some(person.phone.into()),
        level: person.level,
        administrator: person.administrator,
    })
}

fn described<'a>(
    practice: &Practice,
    access_code: &str,
    people: impl Iterator<Item = (&'a DemoUser, &'a str, Option<&'a str>)>,
) -> Value {
    let users: Vec<Value> = people
        .map(|(p, password, email)| {
            json!({
                "username": p.username, "password": password, "email": email, "phone": p.phone, "admin": p.administrator,
                "level": p.level, "security_question": p.question.map(|(q, _)| q.text().of(Locale::En)),
                "security_answer": p.question.map(|(_, answer)| answer), "note": p.note,
            })
        })
        .collect();
    json!({ "name": practice.name, "practice_id": practice.practice_id.to_string(), "access_code": access_code, "users": users })
}

/// Twenty letters and digits in five groups: 97 bits, easy to copy by eye (no 0, 1, i, l, o, u).
fn password(platform: &Platform) -> String {
    const LETTERS: &[u8; 30] = b"23456789abcdefghjkmnpqrstvwxyz";
    let mut groups = Vec::new();
    for _ in 0..5 {
        let group: String = platform.random.bytes::<4>().iter().map(|b| char::from(LETTERS[usize::from(*b) % 30])).collect();
        groups.push(group);
    }
    groups.join("-")
}

fn write_private(file: &Path, credentials: &Value) -> Outcome<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let what = || format!("writing {}", file.display());
    let mut out =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file).map_err(Fault::io(what()))?;
    writeln!(out, "{credentials:#}").map_err(Fault::io(what()))
}

fn print(credentials: &Value, file: &Path) {
    println!("\nVestibule's demo runs at {}\n", credentials["base_url"].as_str().unwrap_or_default());
    for practice in credentials["practices"].as_array().into_iter().flatten() {
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let (name, id, code) = (text(&practice["name"]), text(&practice["practice_id"]), text(&practice["access_code"]));
        println!("  {name}   Practice ID {id}   Practice Access Code {code}");
        for user in practice["users"].as_array().into_iter().flatten() {
            println!("    {:<10}  {}   {}", text(&user["username"]), text(&user["password"]), text(&user["note"]));
        }
        println!();
    }
    println!("The same as JSON: {}\nStop with Ctrl+C.", file.display());
}
