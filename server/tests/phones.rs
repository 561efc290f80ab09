//! Phones: a number counts once it is proven, the number before is asked first, and nobody else goes on with a change.

use crate::support::TestApp;
use app::audit::service::{Integrity, verify as verify_audit};
use app::i18n::Locale;
use app::outbox::model::Channel;
use app::outbox::service::{deliver_due, list_shown};
use app::phones::model::NumberProblem;
use app::phones::service::{
    Begun, Owner, Step, Verified, begin, cancel, count_same, find_step, find_verified, reset, send, verify,
};
use app::platform::clock::MINUTE;
use app::platform::mailer::Mailer;
use app::security_codes::model::{Checked, Purpose, Sent, digits_in};
use app::security_codes::service::{Tried, counters};
use uuid::Uuid;

const OLD: &str = "+12135550142";
const NEW: &str = "+17872345678";
const SENT: Begun = Begun::Code(Sent::Done { again: false });

pub fn owner(app: &TestApp, session: u128) -> Owner<'static> {
    Owner {
        user: app.kim,
        practice: app.practice,
        owner: Uuid::from_u128(session),
        network: "203.0.113.7",
        first_name: "Jin",
        practice_name: "Elm Street",
        email: Some("jin.kim@elm.example"),
        locale: Locale::En,
    }
}

async fn begun(app: &TestApp, owner: &Owner<'_>, typed: Option<&str>) -> Begun {
    app.platform.clock.advance(16 * MINUTE);
    let mut tx = app.platform.db.write().await.unwrap();
    let begun = begin(&app.platform, &mut tx, owner, typed, Channel::Sms).await.unwrap();
    if begun == SENT {
        tx.commit().await.unwrap();
    }
    begun
}

async fn typed(app: &TestApp, owner: &Owner<'_>, code: &str) -> Verified {
    let c = counters(&app.platform, owner.user, "203.0.113.7".parse().unwrap());
    app.platform.clock.advance(1);
    let mut tx = app.platform.db.write().await.unwrap();
    let verified = verify(&app.platform, &mut tx, owner, &c, code).await.unwrap();
    tx.commit().await.unwrap();
    verified
}

async fn step(app: &TestApp, owner: &Owner<'_>) -> Option<Step> {
    let mut tx = app.platform.db.read().await.unwrap();
    find_step(&app.platform, &mut tx, owner).await.unwrap()
}

async fn number(app: &TestApp, user: Uuid) -> Option<String> {
    let mut tx = app.platform.db.read().await.unwrap();
    find_verified(&mut tx, user).await.unwrap().map(|p| p.number)
}

/// The newest text: to whom, and its code.
pub async fn text(app: &TestApp) -> (String, String) {
    let all = list_shown(&app.platform, 50).await.unwrap();
    let newest = all.iter().find(|m| m.channel == "sms").unwrap();
    (newest.to.clone(), digits_in(&newest.text).unwrap())
}

pub async fn set_up(app: &TestApp, owner: &Owner<'_>, to: &str) {
    assert_eq!(begun(app, owner, Some(to)).await, SENT);
    let (_, code) = text(app).await;
    assert_eq!(typed(app, owner, &code).await, Verified::Set);
}

both_engines! {
    async fn a_number_counts_once_its_code_was_typed(app: TestApp) {
        let own = owner(&app, 1);
        assert_eq!(begun(&app, &own, Some("(213) 555-0142")).await, SENT);
        assert_eq!(number(&app, app.kim).await, None);
        assert_eq!(step(&app, &own).await.unwrap().purpose, Purpose::NewPhone);
        let (to, code) = text(&app).await;
        assert_eq!(to, OLD);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(typed(&app, &own, wrong).await, Verified::Not(Tried::Checked(Checked::Wrong { left: 4, older: false })));
        assert_eq!(number(&app, app.kim).await, None);
        assert_eq!(typed(&app, &own, &code).await, Verified::Set);
        assert_eq!(number(&app, app.kim).await.as_deref(), Some(OLD));
        assert_eq!(typed(&app, &own, &code).await, Verified::NothingOpen);
        // Told by mail and in the trail, the number in neither.
        let (mailer, mails) = Mailer::memory();
        deliver_due(&app.platform, &mailer).await.unwrap();
        let mails = mails.lock().unwrap().clone();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].to == "jin.kim@elm.example" && mails[0].subject.contains("phone number") && !mails[0].text.contains("0142"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'phone-set' AND detail NOT LIKE '%0142%'").await, 1);
        assert!(matches!(verify_audit(&app.platform, &[]).await.unwrap(), Integrity::Whole { .. }));
    }

    async fn a_change_asks_the_number_before_first(app: TestApp) {
        let own = owner(&app, 1);
        set_up(&app, &own, OLD).await;
        assert_eq!(begun(&app, &own, Some(NEW)).await, SENT);
        let (to, first) = text(&app).await;
        assert_eq!(to, OLD);
        assert_eq!(typed(&app, &own, &first).await, Verified::Next(Sent::Done { again: false }));
        assert_eq!(number(&app, app.kim).await.as_deref(), Some(OLD));
        let (to, second) = text(&app).await;
        assert_eq!((to.as_str(), step(&app, &own).await.unwrap().purpose), (NEW, Purpose::NewPhone));
        // The code of the first step opens nothing in the second.
        if first != second {
            assert_eq!(typed(&app, &own, &first).await, Verified::Not(Tried::Checked(Checked::Wrong { left: 4, older: false })));
        }
        assert_eq!(typed(&app, &own, &second).await, Verified::Set);
        assert_eq!(number(&app, app.kim).await.as_deref(), Some(NEW));
    }

    async fn a_number_is_taken_away_by_a_code_that_goes_to_it(app: TestApp) {
        let own = owner(&app, 1);
        assert_eq!(begun(&app, &own, None).await, Begun::NothingThere);
        set_up(&app, &own, OLD).await;
        assert_eq!(begun(&app, &own, None).await, SENT);
        assert!(step(&app, &own).await.unwrap().removes);
        let (to, code) = text(&app).await;
        assert_eq!(to, OLD);
        assert_eq!(typed(&app, &own, &code).await, Verified::Removed);
        assert_eq!(number(&app, app.kim).await, None);
    }

    async fn another_session_does_not_go_on_with_a_change_and_half_an_hour_ends_it(app: TestApp) {
        let (own, other) = (owner(&app, 1), owner(&app, 2));
        assert_eq!(begun(&app, &own, Some(OLD)).await, SENT);
        let (_, code) = text(&app).await;
        assert_eq!(step(&app, &other).await, None);
        assert_eq!(typed(&app, &other, &code).await, Verified::NothingOpen);
        let mut tx = app.platform.db.write().await.unwrap();
        cancel(&app.platform, &mut tx, &other).await.unwrap();
        assert_eq!(send(&app.platform, &mut tx, &other, Channel::Voice).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert!(step(&app, &own).await.is_some());
        app.platform.clock.advance(30 * MINUTE);
        assert_eq!(step(&app, &own).await, None);
        assert_eq!(begun(&app, &own, Some(OLD)).await, SENT);
        let mut tx = app.platform.db.write().await.unwrap();
        cancel(&app.platform, &mut tx, &own).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(step(&app, &own).await, None);
    }

    async fn a_change_that_begins_anew_forgets_what_was_proven(app: TestApp) {
        let own = owner(&app, 1);
        set_up(&app, &own, OLD).await;
        assert_eq!(begun(&app, &own, Some(NEW)).await, SENT);
        let (_, code) = text(&app).await;
        assert!(matches!(typed(&app, &own, &code).await, Verified::Next(_)));
        assert_eq!(begun(&app, &own, Some(NEW)).await, SENT);
        assert_eq!(step(&app, &own).await.unwrap().purpose, Purpose::OldPhone);
    }

    async fn an_administrator_takes_a_number_away_and_the_person_sets_a_new_one(app: TestApp) {
        let own = owner(&app, 1);
        set_up(&app, &own, OLD).await;
        assert_eq!(begun(&app, &own, Some(NEW)).await, SENT);
        let (_, open) = text(&app).await;
        let administrator = app.add("dr.two", true, None).await;
        let mut tx = app.platform.db.write().await.unwrap();
        assert!(reset(&app.platform, &mut tx, &own, (administrator, "Susan Lee")).await.unwrap());
        assert!(!reset(&app.platform, &mut tx, &own, (administrator, "Susan Lee")).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(number(&app, app.kim).await, None);
        assert_eq!(typed(&app, &own, &open).await, Verified::NothingOpen);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'phone-reset'").await, 1);
        let (mailer, mails) = Mailer::memory();
        deliver_due(&app.platform, &mailer).await.unwrap();
        assert!(mails.lock().unwrap().iter().any(|m| m.text.contains("Susan Lee removed the phone number")));
        set_up(&app, &own, NEW).await;
        assert_eq!(number(&app, app.kim).await.as_deref(), Some(NEW));
    }

    async fn a_shared_number_is_allowed_and_counted(app: TestApp) {
        let own = owner(&app, 1);
        let other = app.add("nurse.two", false, None).await;
        let theirs = Owner { user: other, ..owner(&app, 3) };
        set_up(&app, &own, OLD).await;
        set_up(&app, &theirs, OLD).await;
        let mut tx = app.platform.db.read().await.unwrap();
        assert_eq!(count_same(&mut tx, app.kim, app.practice).await.unwrap(), 1);
        assert_eq!(count_same(&mut tx, other, app.practice).await.unwrap(), 1);
    }

    async fn a_number_that_no_code_can_reach_is_refused_and_nothing_is_sent(app: TestApp) {
        let own = owner(&app, 1);
        for (typed, problem) in [("+44 20 7946 0958", NumberProblem::Region), ("800 234 5678", NumberProblem::TollFree), ("", NumberProblem::Missing)] {
            assert_eq!(begun(&app, &own, Some(typed)).await, Begun::Problem(problem));
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 0);
    }
}
