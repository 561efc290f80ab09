//! Step-up: what matters needs a fresh proof, once in ten minutes; what was typed waits for it; nobody else's proof, form or session will do.

use app::platform::clock::{HOUR, MINUTE, SECOND};
use axum::http::StatusCode;

use crate::second_factor::set_up;
use crate::support::{Browser, PASSWORD, Page, TestApp};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const ASKED: StatusCode = StatusCode::FORBIDDEN;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const ADMINISTRATORS: &str = "SELECT COUNT(*) FROM users WHERE administrator";
const SESSION: &str = "__Host-session";

fn kim(app: &TestApp) -> String {
    format!("/settings/users/{}", app.kim.simple())
}

async fn deed(browser: &mut Browser, app: &TestApp, deed: &str) -> Page {
    browser.post(&kim(app), &[("deed", deed)]).await
}

fn proof(code: &str) -> [(&str, &str); 4] {
    [("deed", "password"), ("with", "authenticator"), ("password", PASSWORD), ("code", code)]
}

/// Logged in eleven minutes ago.
async fn stale(app: &TestApp, username: &str) -> Browser {
    let browser = app.logged_in(username).await;
    app.platform.clock.advance(11 * MINUTE);
    browser
}

both_engines! {
    async fn a_form_that_is_answered_with_a_file_says_that_its_page_stays(app: TestApp) {
        let mut lee = stale(&app, "dr.lee").await;
        for path in ["/settings/audit", "/settings/emergency"] {
            let asked = lee.post(path, &[("deed", "table")]).await;
            assert!(asked.status == ASKED && asked.has("this page stays") && asked.has("Go back to the page") && asked.has("data-empties"), "{}", asked.body);
            // The same after a proof that was wrong.
            let asked = lee.confirm(path, &asked, &[("password", "wrong")]).await;
            assert!(asked.status == REFUSED && asked.has("this page stays") && asked.has("data-empties"), "{}", asked.body);
        }
        let asked = deed(&mut lee, &app, "make-administrator").await;
        assert!(asked.has("is carried out as soon as you confirm") && !asked.has("data-empties"), "{}", asked.body);
        let asked = lee.post("/settings/audit", &[("deed", "table")]).await;
        let file = lee.confirm("/settings/audit", &asked, &[("password", PASSWORD)]).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    }

    async fn a_log_in_counts_for_ten_minutes_and_then_the_form_waits_for_a_proof(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        app.platform.clock.advance(10 * MINUTE - SECOND);
        assert_eq!(deed(&mut lee, &app, "make-administrator").await.status, SEE_OTHER);
        app.platform.clock.advance(SECOND);
        let asked = deed(&mut lee, &app, "remove-administrator").await;
        assert_eq!(asked.status, ASKED);
        assert!(asked.has("Is it you, Jin?") && asked.has("is carried out as soon as you confirm"), "{}", asked.body);
        assert_eq!(app.count(ADMINISTRATORS).await, 2, "nothing was done");
        for (typed, said) in [("", "Enter your password."), ("wrong", "This is not your password.")] {
            let page = lee.confirm(&kim(&app), &asked, &[("password", typed)]).await;
            assert!(page.status == REFUSED && page.has(said) && !page.has("value=\"wrong\""), "{}", page.body);
            assert_eq!((page.input("held"), app.count(ADMINISTRATORS).await), (asked.input("held"), 2));
        }
        let before = lee.cookies[SESSION].clone();
        let mut thief = lee.clone();
        let page = lee.confirm(&kim(&app), &asked, &[("password", PASSWORD)]).await;
        assert!(page.location().ends_with("?done=removed-administrator"), "{}", page.body);
        assert_eq!(app.count(ADMINISTRATORS).await, 1);
        assert_ne!(lee.cookies[SESSION], before, "a new token");
        assert_eq!(thief.get("/home").await.location(), "/login?next=%2Fhome");
        app.platform.clock.advance(9 * MINUTE);
        assert_eq!(deed(&mut lee, &app, "deactivate").await.status, SEE_OTHER, "once in ten minutes");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'confirmed' AND detail LIKE '%\"password\"%'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'confirm-refused'").await, 1);
        assert!(app.audit_is_whole().await);
    }

    async fn everything_that_matters_asks_and_the_rest_does_not(app: TestApp) {
        let mut lee = stale(&app, "dr.lee").await;
        for one in [
            "save", "deactivate", "reactivate", "make-administrator", "remove-administrator", "end-sessions", "remove-second-step",
            "reset-phone", "reset-code", "reset-link", "log-in-code", "log-in-code-confirm",
        ] {
            assert_eq!(deed(&mut lee, &app, one).await.status, ASKED, "{one}");
        }
        for (path, one) in [
            ("/settings/users/new", ""),
            ("/settings/security", "second-step"),
            ("/settings/security", "idle-lock"),
            ("/account", "end-others"),
            ("/account/passkeys", "start"),
            ("/account/authenticator", "begin"),
            ("/account/authenticator", "remove"),
            ("/account/recovery-codes", "make"),
            ("/account/phone", "remove"),
        ] {
            assert_eq!(lee.post(path, &[("deed", one)]).await.status, ASKED, "{path} {one}");
        }
        for one in ["unlock", "reset-cancel", "request-dismiss", "log-in-code-cancel"] {
            assert_eq!(deed(&mut lee, &app, one).await.status, SEE_OTHER, "{one}");
        }
        for (path, one) in [("/account", "idle"), ("/home", ""), ("/lock", "")] {
            assert_eq!(lee.post(path, &[("deed", one)]).await.status, SEE_OTHER, "{path}");
        }
    }

    async fn what_was_typed_is_carried_out_or_comes_back_with_what_is_wrong(app: TestApp) {
        let mut lee = stale(&app, "dr.lee").await;
        let typed = |email| [("username", "ana.ruiz"), ("first_name", "Ana & María"), ("last_name", "Ruiz <b>"), ("level", "nurse"), ("email", email)];
        let asked = lee.post("/settings/users/new", &typed("not an address")).await;
        assert!(asked.status == ASKED && !asked.has("<b>"), "{}", asked.body);
        let page = lee.confirm("/settings/users/new", &asked, &[("password", PASSWORD)]).await;
        assert!(page.status == REFUSED && page.has("value=\"Ana &amp; María\"") && page.has("value=\"not an address\""), "{}", page.body);
        assert_eq!(lee.post("/settings/users/new", &typed("ana@elm.example")).await.status, SEE_OTHER);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE first_name = 'Ana & María' AND last_name = 'Ruiz <b>'").await, 1);
    }

    async fn a_held_form_that_was_changed_or_is_another_session_s_is_not_carried_out(app: TestApp) {
        let mut lee = stale(&app, "dr.lee").await;
        let asked = deed(&mut lee, &app, "unlock").await;
        assert_eq!(asked.status, SEE_OTHER);
        let asked = deed(&mut lee, &app, "end-sessions").await;
        let (held, held_for) = (asked.input("held"), asked.input("held_for"));
        let other = format!("/settings/users/{}", app.add("office", true, None).await.simple());
        let changed = held.replace("end-sessions", "deactivate");
        for (path, held, held_for) in [(kim(&app), changed.as_str(), held_for.as_str()), (other, &held, &held_for), (kim(&app), &held, ""), (kim(&app), "", &held_for)] {
            let page = lee.post(&path, &[("held", held), ("held_for", held_for), ("password", PASSWORD)]).await;
            assert!(page.status == StatusCode::CONFLICT && page.has("belongs to another session"), "{path}: {}", page.body);
        }
        // Another session of the same person, another person, another practice, a stranger.
        let (_, harbor) = app.other_practice("Harbor", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&harbor, "dr.patel", PASSWORD).await;
        for mut thief in [app.logged_in("dr.lee").await, app.logged_in("nurse.kim").await, patel] {
            let page = thief.confirm(&kim(&app), &asked, &[("password", PASSWORD)]).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.body);
        }
        let page = app.browser().confirm(&kim(&app), &asked, &[("password", PASSWORD)]).await;
        assert_eq!(page.location(), format!("/login?next={}", app::web::next::encode(&kim(&app))));
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE deactivated_at IS NOT NULL").await, 1, "gone.ray alone");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'confirmed'").await, 0);
    }

    async fn with_a_second_step_the_password_needs_a_code_which_works_once_and_whose_guesses_wait(app: TestApp) {
        let (phone, codes) = set_up(&app, &mut app.logged_in("dr.lee").await).await;
        let mut lee = app.browser();
        lee.log_in(&app.practice_id, "dr.lee", PASSWORD).await;
        lee.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, 0))]).await;
        assert_eq!(deed(&mut lee, &app, "make-administrator").await.status, SEE_OTHER, "both were proven at the log-in");
        app.platform.clock.advance(11 * MINUTE);
        let asked = deed(&mut lee, &app, "remove-administrator").await;
        assert!(asked.has("Code from your authenticator app") && asked.has("value=\"use-recovery-code\""), "{}", asked.body);
        let (path, right) = (kim(&app), phone.shows(&app, 0));
        assert!(lee.confirm(&path, &asked, &[("password", PASSWORD)]).await.has("That is not the code."), "no way named is no way round");
        assert!(lee.confirm(&path, &asked, &proof("")).await.has("Enter the code."));
        assert!(lee.confirm(&path, &asked, &[("with", "passkey"), ("password", PASSWORD), ("code", &right)]).await.status == REFUSED);
        assert!(lee.confirm(&path, &asked, &proof(&phone.shows(&app, 86_400))).await.has("That is not the code."));
        let page = lee.confirm(&path, &asked, &[("with", "authenticator"), ("password", "wrong"), ("code", &right)]).await;
        assert!(page.has("This is not your password."), "and the code is not used up: {}", page.body);
        assert!(lee.confirm(&path, &asked, &proof(&right)).await.location().contains("done=removed-administrator"));
        // The same code again, later and elsewhere.
        app.sql("UPDATE session SET confirmed_at = 0").await;
        let asked = deed(&mut lee, &app, "make-administrator").await;
        assert!(lee.confirm(&path, &asked, &proof(&right)).await.has("was used already"));
        let page = lee.confirm(&path, &asked, &[("deed", "use-recovery-code")]).await;
        assert!(page.status == StatusCode::OK && page.has("16 letters and digits"), "{}", page.body);
        for _ in 0..4 {
            lee.confirm(&path, &asked, &proof(&phone.shows(&app, 86_400))).await;
        }
        let page = lee.confirm(&path, &asked, &proof(&phone.shows(&app, 30))).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "the right password does not end the waits of codes");
        app.platform.clock.advance(2 * MINUTE);
        let page = lee.confirm(&path, &asked, &[("with", "recovery-code"), ("password", PASSWORD), ("code", &codes[0])]).await;
        assert!(page.location().contains("done=made-administrator"), "{}", page.body);
        assert!(app.audit_is_whole().await);
    }

    async fn forty_guesses_at_once_are_five(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("dr.lee").await).await;
        app.sql("UPDATE session SET confirmed_at = 0").await;
        let mut lee = app.browser();
        lee.log_in(&app.practice_id, "dr.lee", PASSWORD).await;
        lee.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, 0))]).await;
        app.sql("UPDATE session SET confirmed_at = 0").await;
        let asked = deed(&mut lee, &app, "make-administrator").await;
        let all = (0..40).map(|_| {
            let (mut lee, asked, path, wrong) = (lee.clone(), asked.clone(), kim(&app), phone.shows(&app, 86_400));
            tokio::spawn(async move {
                lee.confirm(&path, &asked, &[("with", "authenticator"), ("password", PASSWORD), ("code", &wrong)]).await.status
            })
        });
        for one in all.collect::<Vec<_>>() {
            assert_ne!(one.await.unwrap(), SEE_OTHER);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'confirm-refused'").await, 5);
    }

    async fn two_right_proofs_at_once_carry_the_form_out_once(app: TestApp) {
        let mut lee = stale(&app, "dr.lee").await;
        let asked = deed(&mut lee, &app, "make-administrator").await;
        let (mut one, mut two, path) = (lee.clone(), lee.clone(), kim(&app));
        let proof = [("password", PASSWORD)];
        let (a, b) = tokio::join!(one.confirm(&path, &asked, &proof), two.confirm(&path, &asked, &proof));
        let done = [&a, &b].iter().filter(|page| page.location().contains("done=made-administrator")).count();
        assert_eq!(done, 1, "{} {}", a.location(), b.location());
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'made-administrator'").await, 1);
    }

    async fn a_trusted_browser_stands_in_for_the_code_and_not_for_the_proof(app: TestApp) {
        let (phone, _) = set_up(&app, &mut app.logged_in("dr.lee").await).await;
        let mut lee = app.browser();
        lee.log_in(&app.practice_id, "dr.lee", PASSWORD).await;
        lee.post("/login/code", &[("with", "authenticator"), ("code", &phone.shows(&app, 0)), ("trust", "on")]).await;
        assert_eq!(lee.log_in(&app.practice_id, "dr.lee", PASSWORD).await.location(), "/home");
        let asked = deed(&mut lee, &app, "make-administrator").await;
        assert_eq!(asked.status, ASKED);
        assert_eq!(app.count(ADMINISTRATORS).await, 1);
        app.platform.clock.advance(MINUTE);
        let proof = [("with", "authenticator"), ("password", PASSWORD), ("code", &phone.shows(&app, 0))];
        assert_eq!(lee.confirm(&kim(&app), &asked, &proof).await.status, SEE_OTHER);
        assert_eq!(app.count(ADMINISTRATORS).await, 2);
        // Neither does the password at the lock.
        lee.post("/lock", &[]).await;
        app.platform.clock.advance(11 * MINUTE);
        lee.post("/unlock", &[("deed", "unlock"), ("password", PASSWORD)]).await;
        assert_eq!(deed(&mut lee, &app, "remove-administrator").await.status, ASKED);
    }

    async fn an_unlock_counts_where_the_password_is_all_there_is(app: TestApp) {
        let mut lee = stale(&app, "dr.lee").await;
        lee.post("/lock", &[]).await;
        assert_eq!(lee.post("/unlock", &[("deed", "unlock"), ("password", PASSWORD)]).await.status, SEE_OTHER);
        assert_eq!(deed(&mut lee, &app, "make-administrator").await.status, SEE_OTHER);
    }

    async fn a_clock_that_is_set_back_makes_no_proof_last(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        app.platform.clock.advance(-HOUR);
        assert_eq!(deed(&mut lee, &app, "make-administrator").await.status, ASKED);
    }

    async fn the_page_by_itself_leads_on_to_our_own_pages_alone(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/confirm?next=%2Faccount").await.location(), "/account", "proven just now");
        app.platform.clock.advance(11 * MINUTE);
        for (next, to) in [("/account?tab=1", "/account?tab=1"), ("//evil.example", "/home"), ("https://evil.example", "/home"), ("", "/home")] {
            app.sql("UPDATE session SET confirmed_at = 0").await;
            let asked = kim.get(&format!("/confirm?next={}", app::web::next::encode(next))).await;
            assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
            assert_eq!(kim.confirm("/confirm", &asked, &[("password", PASSWORD)]).await.location(), to, "{next}");
        }
        app.sql("UPDATE session SET confirmed_at = 0").await;
        assert_eq!(kim.post("/confirm", &[("next", "/account")]).await.location(), "/confirm?next=%2Faccount", "no proof, no way on");
        assert_eq!(app.browser().get("/confirm").await.location(), "/login?next=%2Fconfirm");
    }

    async fn other_sessions_end_only_after_a_proof_and_one_s_own_at_once(app: TestApp) {
        let mut kim = stale(&app, "nurse.kim").await;
        app.logged_in("nurse.kim").await;
        let asked = kim.post("/account", &[("deed", "end-others")]).await;
        assert_eq!((asked.status, app.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await), (ASKED, 2));
        assert_eq!(kim.confirm("/account", &asked, &[("password", PASSWORD)]).await.location(), "/account?done=sessions");
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE ended_at IS NULL").await, 1);
    }
}
