//! Log-in addresses: any sequence of claims, proofs, releases, lapses and clocks against a small model, and each rule by itself.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use app::addresses::links::{Resent, prove, resend};
use app::addresses::model::Standing;
use app::addresses::service::{self as addresses, Claimant, Claimed, Verified};
use app::i18n::Locale;
use app::outbox::model::ADDRESS_PURPOSE;
use app::outbox::service::link_for;
use app::platform::clock::{DAY, HOUR, MINUTE, SECOND};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use uuid::Uuid;

use crate::support::{Engine, TestApp};

/// Two people of one practice, one of another, and a newcomer who claims nothing before the end.
const PEOPLE: usize = 3;
/// The same address however it is typed, and one that differs by a plus sign alone.
const TYPED: [[&str; 2]; 2] = [["kim@elm.example", " Kim@ELM.example\u{200b} "], ["kim+oak@elm.example", "ＫＩＭ+oak@elm.example"]];

struct World {
    app: TestApp,
    people: Vec<(Uuid, Uuid)>,
}

impl World {
    async fn new(engine: Engine) -> Self {
        Self::of(TestApp::new(engine).await).await
    }

    async fn of(app: TestApp) -> Self {
        let (other, practice_id) = app.other_practice("Oak", "dr.patel").await;
        let may = app.add("may.lin", false, None).await;
        let newcomer = app.add("newcomer", false, None).await;
        let mut tx = app.platform.db.read().await.unwrap();
        let patel = app::users::service::find_named(&mut tx, &practice_id.replace('-', ""), "dr.patel").await.unwrap().unwrap().id;
        drop(tx);
        let people = vec![(app.kim, app.practice), (may, app.practice), (patel, other), (newcomer, app.practice)];
        Self { app, people }
    }

    fn who(&self, person: usize) -> Claimant<'static> {
        let (user, practice) = self.people[person];
        claimant(user, practice)
    }

    async fn claim(&self, person: usize, typed: &str, anyway: bool) -> Claimed {
        let mut tx = self.app.platform.db.write().await.unwrap();
        let claimed = addresses::claim(&self.app.platform, &mut tx, &self.who(person), typed, anyway).await.unwrap();
        if matches!(claimed, Claimed::Done(_)) {
            tx.commit().await.unwrap();
        }
        claimed
    }

    /// The link of the claim that a person has, if any.
    async fn token(&self, person: usize) -> Option<String> {
        let mut tx = self.app.platform.db.read().await.unwrap();
        let claim = addresses::find_claim(&self.app.platform, &mut tx, self.people[person].0).await.unwrap()?;
        Some(token(&self.app, claim.id))
    }

    async fn prove(&self, person: usize, token: &str) -> bool {
        let mut tx = self.app.platform.db.write().await.unwrap();
        let proven = prove(&self.app.platform, &mut tx, self.people[person].0, token).await.unwrap();
        tx.commit().await.unwrap();
        proven
    }

    async fn verify(&self, person: usize) -> Verified {
        let mut tx = self.app.platform.db.write().await.unwrap();
        let verified = addresses::verify(&self.app.platform, &mut tx, &self.who(person)).await.unwrap();
        tx.commit().await.unwrap();
        verified
    }

    async fn release(&self, person: usize) -> usize {
        let mut tx = self.app.platform.db.write().await.unwrap();
        let gone = addresses::release_all(&self.app.platform, &mut tx, &self.who(person), self.people[1].0).await.unwrap();
        tx.commit().await.unwrap();
        gone.len()
    }

    async fn standing(&self, typed: &str) -> Standing {
        let mut tx = self.app.platform.db.read().await.unwrap();
        addresses::standing(&self.app.platform, &mut tx, typed).await.unwrap()
    }

    async fn holder(&self, typed: &str) -> Option<Uuid> {
        let mut tx = self.app.platform.db.read().await.unwrap();
        addresses::find_holder(&mut tx, &addresses::fold(typed)).await.unwrap().map(|row| row.user_id)
    }
}

fn claimant(user: Uuid, practice: Uuid) -> Claimant<'static> {
    let (first_name, practice_name, network) = ("Jin", "Elm Street", "192.0.2.1");
    Claimant { user, practice, by: None, first_name, practice_name, network, locale: Locale::En }
}

fn token(app: &TestApp, claim: Uuid) -> String {
    link_for(&app.platform, ADDRESS_PURPOSE, claim).rsplit('/').next().unwrap().to_owned()
}

#[derive(Clone, Copy, Debug)]
enum Action {
    /// Who, which address, which way of typing it, although somebody else claims it.
    Claim(usize, usize, usize, bool),
    Resend(usize),
    Cancel(usize),
    /// Who presses, whose link.
    Prove(usize, usize),
    Verify(usize),
    Release(usize),
    Pass(i64),
    /// The clock was ahead, and is set right.
    SetBack,
    Sweep,
}

fn action() -> impl Strategy<Value = Action> {
    let who = 0..PEOPLE;
    prop_oneof![
        6 => (who.clone(), 0..2_usize, 0..2_usize, any::<bool>()).prop_map(|(p, a, t, anyway)| Action::Claim(p, a, t, anyway)),
        1 => who.clone().prop_map(Action::Resend),
        1 => who.clone().prop_map(Action::Cancel),
        4 => (who.clone(), who.clone()).prop_map(|(p, of)| Action::Prove(p, of)),
        3 => who.clone().prop_map(|p| Action::Prove(p, p)),
        5 => who.clone().prop_map(Action::Verify),
        1 => who.prop_map(Action::Release),
        4 => prop_oneof![Just(30 * SECOND), Just(2 * MINUTE), Just(61 * MINUTE), Just(8 * DAY), Just(15 * DAY)].prop_map(Action::Pass),
        1 => Just(Action::SetBack),
        1 => Just(Action::Sweep),
    ]
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    address: usize,
    lapses: i64,
    sent: i64,
    proven: bool,
}

/// What must hold, by the shortest rules: whose each address is, and what each person has asked for.
#[derive(Default)]
struct Model {
    now: i64,
    claims: [Option<Claim>; PEOPLE],
    holder: [Option<usize>; 2],
    /// When links went to each address, over all claimants.
    sent: [Vec<i64>; 2],
}

impl Model {
    fn open(&self, person: usize) -> Option<Claim> {
        self.claims[person].filter(|claim| claim.lapses > self.now)
    }

    /// One that has lapsed is over already.
    fn end(&mut self, person: usize) {
        if self.open(person).is_some() {
            self.claims[person] = None;
        }
    }

    fn claimed_by_another(&self, person: usize, address: usize) -> bool {
        (0..PEOPLE).any(|other| other != person && self.open(other).is_some_and(|claim| claim.address == address))
    }

    fn must_wait(&self, address: usize) -> bool {
        self.sent[address].iter().any(|at| (0..MINUTE).contains(&(self.now - at)))
    }

    fn standing(&self, address: usize) -> Standing {
        match self.holder[address] {
            Some(_) => Standing::Verified,
            None if (0..PEOPLE).any(|p| self.open(p).is_some_and(|claim| claim.address == address)) => Standing::Claimed,
            None => Standing::Free,
        }
    }

    /// What has lapsed has ended, and does not come back when the clock is set back; what would last too long lasts as long as a new one.
    fn sweep(&mut self, now: i64) {
        for claim in &mut self.claims {
            *claim = claim.filter(|claim| claim.lapses > now);
            if let Some(claim) = claim {
                claim.lapses = claim.lapses.min(now + 14 * DAY);
            }
        }
    }

    fn note(&mut self, person: usize, address: usize) {
        self.sent[address].push(self.now);
        self.claims[person] = Some(Claim { address, lapses: self.now + 14 * DAY, sent: self.now, proven: false });
    }
}

async fn act(world: &World, model: &mut Model, action: Action) {
    model.now = world.app.platform.clock.now();
    match action {
        Action::Claim(p, a, t, anyway) => claim(world, model, (p, a), TYPED[a][t], anyway).await,
        Action::Resend(p) => {
            let mut tx = world.app.platform.db.write().await.unwrap();
            let resent = resend(&world.app.platform, &mut tx, &world.who(p)).await.unwrap();
            if resent == Resent::Done {
                tx.commit().await.unwrap();
                let claim = model.open(p).expect("nothing to send");
                assert!(!model.must_wait(claim.address));
                model.sent[claim.address].push(model.now);
                model.claims[p] = Some(Claim { sent: model.now, ..claim });
            } else {
                assert_eq!(resent == Resent::NothingOpen, model.open(p).is_none());
            }
        }
        Action::Cancel(p) => {
            let mut tx = world.app.platform.db.write().await.unwrap();
            let was = addresses::cancel(&world.app.platform, &mut tx, &world.who(p)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(was, model.open(p).is_some());
            model.end(p);
        }
        Action::Prove(p, of) => {
            let Some(token) = world.token(of).await else { return assert!(model.open(of).is_none()) };
            let works = p == of && model.open(of).is_some_and(|claim| model.now < claim.sent + 7 * DAY);
            assert_eq!(world.prove(p, &token).await, works, "{p} pressed the link of {of}");
            if let Some(claim) = model.claims[p].as_mut().filter(|_| works) {
                claim.proven = true;
                let address = claim.address;
                // Whoever proves it first has it; who asked for it, too, has lost it.
                for other in model.claims.iter_mut().enumerate().filter(|(other, _)| *other != p).map(|(_, claim)| claim) {
                    *other = other.filter(|other| other.address != address);
                }
            }
        }
        Action::Verify(p) => verify(world, model, p).await,
        Action::Release(p) => {
            let had = (0..2).filter(|a| model.holder[*a] == Some(p)).count() + usize::from(model.open(p).is_some());
            assert_eq!(world.release(p).await, had);
            model.end(p);
            for holder in model.holder.iter_mut().filter(|holder| **holder == Some(p)) {
                *holder = None;
            }
        }
        Action::Pass(time) => world.app.platform.clock.advance(time),
        Action::SetBack => {
            world.app.platform.clock.advance(-20 * DAY);
            let now = world.app.platform.clock.now();
            addresses::sweep(&world.app.platform).await.unwrap();
            model.sweep(now);
        }
        Action::Sweep => {
            addresses::sweep(&world.app.platform).await.unwrap();
            model.sweep(model.now);
        }
    }
}

async fn claim(world: &World, model: &mut Model, (p, a): (usize, usize), typed: &str, anyway: bool) {
    let claimed = world.claim(p, typed, anyway).await;
    match (model.holder[a], claimed) {
        (Some(holder), Claimed::Own) => assert_eq!(holder, p),
        (Some(holder), Claimed::InUse) => assert_ne!(holder, p),
        (None, Claimed::ByAnother) => assert!(!anyway && model.claimed_by_another(p, a)),
        (None, Claimed::Wait(seconds)) => {
            let an_hour = model.sent[a].iter().filter(|at| (0..2 * HOUR).contains(&(model.now - **at))).count();
            assert!(seconds <= 3_600 && (model.must_wait(a) || an_hour >= 5), "{seconds} s, {an_hour} links");
        }
        (None, Claimed::Done(_)) => {
            assert!(!model.must_wait(a), "two links within a minute");
            assert!(anyway || !model.claimed_by_another(p, a));
            model.note(p, a);
        }
        other => panic!("{other:?}"),
    }
}

async fn verify(world: &World, model: &mut Model, p: usize) {
    let verified = world.verify(p).await;
    match model.open(p).filter(|claim| claim.proven) {
        None => assert!(matches!(verified, Verified::Over), "{verified:?} without a proof"),
        // Whoever has proven it has it, whoever else has asked for it before.
        Some(claim) => {
            assert!(matches!(verified, Verified::Done(_)), "{verified:?}");
            model.holder[claim.address] = Some(p);
            for other in &mut model.claims {
                if other.is_some_and(|other| other.address == claim.address) {
                    *other = None;
                }
            }
        }
    }
}

async fn run(world: &World, actions: &[Action]) {
    world.app.sql("DELETE FROM log_in_address").await;
    let mut model = Model::default();
    for action in actions {
        act(world, &mut model, *action).await;
        model.now = world.app.platform.clock.now();
        for (a, typed) in TYPED.iter().enumerate() {
            assert_eq!(world.standing(typed[1]).await, model.standing(a), "{action:?}: address {a}");
            assert_eq!(world.holder(typed[1]).await, model.holder[a].map(|p| world.people[p].0), "{action:?}: address {a}");
        }
    }
    // Nobody blocks an address for good: who reads its mail gets it within two hours, unless somebody has proven it.
    for (a, typed) in TYPED.iter().enumerate().filter(|(a, _)| model.holder[*a].is_none()) {
        world.app.platform.clock.advance(2 * HOUR);
        assert!(matches!(world.claim(PEOPLE, typed[0], true).await, Claimed::Done(_)), "address {a} is blocked");
        let token = world.token(PEOPLE).await.unwrap();
        assert!(world.prove(PEOPLE, &token).await);
        assert!(matches!(world.verify(PEOPLE).await, Verified::Done(_)));
    }
}

fn hold(engine: Engine) {
    #[expect(clippy::disallowed_methods, reason = "a seed that failed can be run again")]
    let given = std::env::var("TEST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = given.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let bytes: Vec<u8> = seed.to_be_bytes().into_iter().cycle().take(32).collect();
    let config = Config { cases: 40, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = runtime.block_on(World::new(engine));
    let result = runner.run(&prop::collection::vec(action(), 1..30), |actions| {
        runtime.block_on(run(&world, &actions));
        Ok(())
    });
    if let Err(e) = result {
        panic!("TEST_SEED={seed}: {e}");
    }
    assert!(runtime.block_on(world.app.audit_is_whole()));
}

#[test]
fn no_sequence_gives_an_address_to_two_or_blocks_it_for_good_on_sqlite() {
    hold(Engine::Sqlite);
}

#[test]
fn no_sequence_gives_an_address_to_two_or_blocks_it_for_good_on_postgres() {
    hold(Engine::Postgres);
}

async fn two_who_prove_one_address_at_once(engine: Engine) {
    let world = World::new(engine).await;
    for (round, (one, other)) in [(0, 1), (1, 2), (0, 2)].into_iter().enumerate() {
        let typed = format!("round{round}@elm.example");
        for p in [one, other] {
            assert!(matches!(world.claim(p, &typed, true).await, Claimed::Done(_)));
            let token = world.token(p).await.unwrap();
            assert!(world.prove(p, &token).await);
            world.app.platform.clock.advance(2 * MINUTE);
        }
        let (first, second) = tokio::join!(world.verify(one), world.verify(other));
        let done = [&first, &second].into_iter().filter(|v| matches!(v, Verified::Done(_))).count();
        assert_eq!(done, 1, "{first:?} {second:?}");
        assert!(world.holder(&typed).await.is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_prove_one_address_at_once_one_has_it_on_sqlite() {
    two_who_prove_one_address_at_once(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_prove_one_address_at_once_one_has_it_on_postgres() {
    two_who_prove_one_address_at_once(Engine::Postgres).await;
}

both_engines! {
    async fn a_link_works_for_its_claimant_alone_and_never_for_another_purpose(app: TestApp) {
        let world = World::of(app).await;
        let Claimed::Done(claim) = world.claim(0, "kim@elm.example", false).await else { panic!("not claimed") };
        let right = token(&world.app, claim);
        let other = link_for(&world.app.platform, "reset", claim).rsplit('/').next().unwrap().to_owned();
        let forged = format!("{}{}", &right[..94], if right.ends_with("00") { "11" } else { "00" });
        for wrong in [other.as_str(), &forged, "", &right[1..]] {
            assert!(!world.prove(0, wrong).await, "{wrong}");
        }
        assert!(!world.prove(1, &right).await, "a colleague who gets the mail by a slip");
        assert!(!world.prove(2, &right).await, "a stranger");
        assert!(world.prove(0, &right).await && world.prove(0, &right).await, "twice is once");
        let mail = world.app.mails().await.pop().unwrap();
        assert_eq!(mail.to, "kim@elm.example");
        assert!(mail.text.contains(&format!("https://ehr.example/address/link/{right}")), "{}", mail.text);
    }

    async fn five_links_an_hour_go_to_one_address_over_all_claimants(app: TestApp) {
        let world = World::of(app).await;
        for n in 0..5 {
            let claimed = world.claim(n % 3, "kim@elm.example", true).await;
            assert!(matches!(claimed, Claimed::Done(_)), "{n}: {claimed:?}");
            let again = world.claim(n % 3, "kim@elm.example", true).await;
            assert!(matches!(again, Claimed::Wait(s) if (n < 4) == (s == 60)), "{n}: {again:?}");
            world.app.platform.clock.advance(2 * MINUTE);
        }
        assert!(matches!(world.claim(0, "KIM@elm.example", true).await, Claimed::Wait(s) if s > 3_000));
        world.app.platform.clock.advance(HOUR);
        assert!(matches!(world.claim(0, "kim@elm.example", true).await, Claimed::Done(_)));
    }

    async fn who_has_no_contact_address_gets_the_one_they_proved_and_no_other_is_changed(app: TestApp) {
        let world = World::of(app).await;
        world.app.sql("UPDATE users SET email = 'old@elm.example' WHERE username = 'may.lin'").await;
        for (p, typed) in [(0, "kim@elm.example"), (1, "may@elm.example")] {
            world.claim(p, typed, false).await;
            let token = world.token(p).await.unwrap();
            world.prove(p, &token).await;
            world.verify(p).await;
        }
        assert_eq!(world.app.count("SELECT COUNT(*) FROM users WHERE email = 'kim@elm.example'").await, 1);
        assert_eq!(world.app.count("SELECT COUNT(*) FROM users WHERE email = 'old@elm.example'").await, 1);
    }
}
