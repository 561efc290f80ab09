//! A mistyped username is told to the administrator on the page of the person who was probably meant, and to nobody else.

use crate::support::{PASSWORD, TestApp};
use app::near_usernames::model::Slip;
use app::near_usernames::service::{fill, find};
use axum::http::StatusCode;

const LINKED: &str = "SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%\"near\"%' AND detail LIKE '%unknown-user%'";

async fn type_name(app: &TestApp, practice: &str, name: &str) {
    // From a network of its own each time, so that no wait stands in the way.
    let n = app.count("SELECT COUNT(*) FROM audit_entry").await;
    let page = app.browser().at(&format!("198.51.100.{n}")).log_in(practice, name, PASSWORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

both_engines! {
    async fn a_username_one_letter_off_is_told_on_the_page_of_who_was_meant(app: TestApp) {
        for typed in ["nurse.kin", "nurs.kim", "nurse.kimm", "nusre.kim", "Nurse.Kjm"] {
            let before = app.count(LINKED).await;
            type_name(&app, &app.practice_id, typed).await;
            assert_eq!(app.count(LINKED).await, before + 1, "{typed}");
        }
        type_name(&app, &app.practice_id, "nursekim").await;
        type_name(&app, &app.practice_id, "nurse-kim-2").await;
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(&format!("/settings/users/{}", app.kim.simple())).await;
        assert_eq!(page.body.matches("<span>Could not log in: the username was one letter off (probably Jin)").count(), 6, "{}", page.body);
        assert_eq!(page.body.matches("<span>Could not log in: the username had other dots or digits (probably Jin)").count(), 1);
        assert!(!lee.get("/settings").await.has("of them locked"), "a slip locks nobody else");
        for typed in ["nurse.kin", "nusre", "kjm"] {
            assert!(!page.has(typed), "what was typed is not kept");
            assert_eq!(app.count(&format!("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%{typed}%'")).await, 0);
        }
        assert!(app.audit_is_whole().await);
    }

    async fn a_name_near_to_two_people_or_to_nobody_is_nobody_s(app: TestApp) {
        app.add("nurse.kit", false, None).await;
        for typed in ["nurse.kix", "nurse.k", "kim", "zz", "someone.else", "nurse.kix\u{200b}"] {
            type_name(&app, &app.practice_id, typed).await;
        }
        assert_eq!(app.count(LINKED).await, 0);
        app.add("ana1", false, None).await;
        app.add("ana2", false, None).await;
        type_name(&app, &app.practice_id, "a.n.a").await;
        assert_eq!(app.count(LINKED).await, 0, "the same letters twice");
    }

    async fn a_large_practice_of_names_alike_costs_no_more_and_names_nobody(app: TestApp) {
        for n in 0..12 {
            for m in 0..10 {
                app.add(&format!("desk{n}{m}"), false, None).await;
            }
        }
        let mut tx = app.platform.db.read().await.unwrap();
        for typed in ["desk", "d.e.s.k", "desk111", "desk11"] {
            assert_eq!(find(&mut tx, Some(app.practice), typed).await.unwrap(), None, "{typed}");
        }
        let found = find(&mut tx, Some(app.practice), "nusre.kim").await.unwrap();
        assert_eq!(found, Some((app.kim, Slip::OneLetter)));
    }

    async fn names_of_other_practices_and_unknown_practices_are_not_compared(app: TestApp) {
        let mut tx = app.platform.db.write().await.unwrap();
        let other = app::practice::service::create(&app.platform, &mut tx, "Harbor").await.unwrap();
        tx.commit().await.unwrap();
        type_name(&app, &other.practice_id.to_string(), "nurse.kin").await;
        type_name(&app, "ABC-120-B", "nurse.kin").await;
        assert_eq!(app.count(LINKED).await, 0);
    }

    async fn a_wrong_password_of_a_near_neighbour_is_one_s_own(app: TestApp) {
        app.add("nurse.kin", false, None).await;
        app.browser().log_in(&app.practice_id, "nurse.kim", "wrong").await;
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%\"near\"%'").await, 0);
        let own = format!("SELECT COUNT(*) FROM audit_entry WHERE kind = 'log-in-refused' AND subject = (SELECT id FROM users WHERE username = '{}')", "nurse.kim");
        assert_eq!(app.count(&own).await, 1);
    }

    async fn people_from_before_get_their_keys_at_the_next_start(app: TestApp) {
        app.sql("DELETE FROM username_key").await;
        type_name(&app, &app.practice_id, "nurse.kin").await;
        assert_eq!(app.count(LINKED).await, 0);
        assert_eq!(fill(&app.platform).await.unwrap(), 4);
        assert_eq!(fill(&app.platform).await.unwrap(), 0);
        type_name(&app, &app.practice_id, "nurse.kin").await;
        assert_eq!(app.count(LINKED).await, 1);
    }
}
