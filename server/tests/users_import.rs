//! People from a table: read as spreadsheets write it, judged before anything is added, added once.

use app::platform::clock::MINUTE;
use axum::http::StatusCode;

use crate::support::{PASSWORD, Page, TestApp};

const PAGE: &str = "/settings/users/import";
const TABLE: &str = "First name,Last name,Username,E-mail,Edit level,Administrator\r\n\
                     Ana,Ruiz,,ana@elm.example,Nurse or medical assistant,no\r\n\
                     Bea,Paz,desk.bea,,,yes\r\n\
                     Jin,Kim,,,,\r\n\
                     Carl,,x y,carl@,astronaut,perhaps\r\n\
                     Ana,Ruiz,,ana@elm.example,,\r\n\
                     Dan,Ott,nurse.kim,,,\r\n";

/// What the page says of a line.
fn line(page: &Page, n: u32) -> String {
    let row = page.body.split(&format!("data-line=\"{n}\"")).nth(1).unwrap_or_else(|| panic!("no line {n} in {}", page.body));
    row.split("</tr>").next().unwrap().to_owned()
}

/// The judged text, as the button posts it.
fn held(page: &Page) -> String {
    let text = page
        .body
        .split("<textarea name=\"table\" hidden data-draft=\"import-check\">")
        .nth(1)
        .unwrap()
        .split("</textarea>")
        .next()
        .unwrap();
    text.trim_end_matches("<!>").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

both_engines! {
    async fn a_table_is_judged_row_by_row_and_its_good_rows_are_added_once(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let before = app.count("SELECT COUNT(*) FROM users").await;
        let page = lee.upload(PAGE, "file", TABLE.as_bytes()).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        for (n, said) in [
            (2, "Is added and invited."),
            (2, "ana.ruiz"),
            (3, "Is added. No e-mail"),
            (4, "There is a user "),
            (5, "Enter the last name."),
            (5, "does not look like an e-mail"),
            (5, "A username has only the letters"),
            (5, "No such edit level"),
            (5, "Administrator is yes or no."),
            (6, "Stands in this table above."),
            (7, "There is a user nurse.kim already."),
        ] {
            assert!(line(&page, n).contains(said), "{n}, {said}: {}", line(&page, n));
        }
        assert!(page.has("Add 2 people"), "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM users").await, before, "a look changes nothing");

        let table = held(&page);
        let page = lee.post(PAGE, &[("deed", "add"), ("table", &table)]).await;
        assert_eq!(page.location(), "/settings/users/import?added=2", "{}", page.body);
        assert!(lee.get(page.location()).await.has("2 people were added."));
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE username = 'ana.ruiz' AND level = 'nurse' AND NOT administrator").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE username = 'desk.bea' AND level = 'staff' AND administrator AND email IS NULL").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'user-created' AND actor IS NOT NULL").await, 2);
        let mails = app.mails().await;
        assert!(mails.len() == 1 && mails[0].to == "ana@elm.example" && mails[0].text.contains("/invitation/link/"), "{}", mails.len());
        // The same once more, and by two at once: nobody.
        let page = lee.upload(PAGE, "file", TABLE.as_bytes()).await;
        assert!(line(&page, 2).contains("There is a user ana.ruiz already") && page.has("There is nobody to add."), "{}", page.body);
        let mut other = lee.clone();
        let form = [("deed", "add"), ("table", table.as_str())];
        let (a, b) = tokio::join!(lee.post(PAGE, &form), other.post(PAGE, &form));
        assert!(a.location().ends_with("added=0") && b.location().ends_with("added=0"));
        assert!(lee.get(a.location()).await.has("Nobody was added"));
        assert_eq!(app.count("SELECT COUNT(*) FROM users").await, before + 2);
        assert!(app.audit_is_whole().await);
    }

    async fn who_was_quicker_is_told_row_by_row_and_the_table_stays(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let theirs = "first name,last name,username\nKai,Lund,klund\n";
        let mine = "first name,last name,username\nKai,Lunde,klund\nEva,Berg,\n";
        let page = lee.post(PAGE, &[("table", mine)]).await;
        assert!(line(&page, 2).contains("Is added") && page.input("good") == "2 3", "{}", page.body);
        assert!(lee.post(PAGE, &[("deed", "add"), ("table", theirs), ("good", "2")]).await.location().ends_with("added=1"));
        let page = lee.post(PAGE, &[("deed", "add"), ("table", mine), ("good", &page.input("good"))]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        assert!(page.has("Nobody was added.") && page.has("Line 2, Kai Lunde: There is a user klund already."), "{}", page.body);
        assert!(page.has("Add 1 person") && page.input("good") == "3" && held(&page).contains("Kai,Lunde,klund"), "{}", page.body);
        assert!(page.body.matches("username\nKai,Lunde,klund").count() == 2, "and in the box, to be put right: {}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE last_name IN ('Lunde', 'Berg')").await, 0);
        let page = lee.post(PAGE, &[("deed", "add"), ("table", mine), ("good", "3")]).await;
        assert!(page.location().ends_with("added=1"), "{}", page.body);
    }

    async fn namesakes_get_numbers_and_five_hundred_come_at_once(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let twins = "nombre;apellidos;correo\nAna;Ru\u{ed}z;a1@elm.example\nAna;Ru\u{ed}z;a2@elm.example\n";
        let page = lee.post(PAGE, &[("table", twins)]).await;
        assert!(line(&page, 2).contains(">ana.ruiz<") && line(&page, 3).contains(">ana.ruiz2<"), "{}", page.body);
        assert!(lee.post(PAGE, &[("deed", "add"), ("table", twins)]).await.location().ends_with("added=2"));
        assert!(lee.post(PAGE, &[("deed", "add"), ("table", twins)]).await.location().ends_with("added=0"), "each is found again");
        let many = |n: usize| {
            let rows = (0..n).map(|n| format!("Person{n},Of the practice number {n},person{n}@elm.example"));
            ["first name,last name,email".to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\r\n")
        };
        let page = lee.post(PAGE, &[("table", &many(501))]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("This table has 501 rows."), "{}", page.status);
        let page = lee.post(PAGE, &[("deed", "add"), ("table", &many(500))]).await;
        assert_eq!(page.location(), "/settings/users/import?added=500", "{}", page.body);
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation").await, 502);
    }

    async fn what_can_t_be_read_is_said_and_nothing_pasted_is_lost(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        for (table, said) in [
            ("", "Choose a file, or paste rows"),
            ("Ana,Ruiz,ana@elm.example", "The first line must name the columns"),
            ("<script>alert(1)</script>,b", "The first line must name the columns"),
        ] {
            let page = lee.upload(PAGE, "table", table.as_bytes()).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said) && !page.has("<script>alert"), "{table}: {}", page.body);
            assert!(table.is_empty() || page.has(">Ana,Ruiz,ana@elm.example") || page.has("&lt;script&gt;"), "{}", page.body);
        }
        let old = lee.upload(PAGE, "file", b"first name\tlast name\r\nJos\xE9\tN\xFA\xF1ez\r\n").await;
        assert!(old.has("Jos\u{e9} N\u{fa}\u{f1}ez") && line(&old, 2).contains("jose.nunez"), "{}", old.body);
        assert_eq!(lee.upload(PAGE, "file", &vec![b'x'; 600 * 1024]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn only_administrators_with_a_fresh_proof_add_people_and_to_their_own_practice(app: TestApp) {
        let (other, other_id) = app.other_practice("Harbor", "dr.patel").await;
        let table = "first name,last name\nAna,Ruiz\n";
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(PAGE).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.post(PAGE, &[("deed", "add"), ("table", table)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.upload(PAGE, "file", table.as_bytes()).await.status, StatusCode::FORBIDDEN);
        assert!(app.browser().get(PAGE).await.location().starts_with("/login?next="));
        let mut patel = app.browser();
        patel.log_in(&other_id, "dr.patel", PASSWORD).await;
        // The same name in both practices is two people.
        assert!(patel.post(PAGE, &[("deed", "add"), ("table", table)]).await.location().ends_with("added=1"));
        let mut lee = app.logged_in("dr.lee").await;
        assert!(line(&lee.post(PAGE, &[("table", table)]).await, 2).contains("Is added"));
        app.platform.clock.advance(11 * MINUTE);
        let page = lee.post(PAGE, &[("deed", "add"), ("table", table)]).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM users WHERE username = 'ana.ruiz'").await, 1, "not before the proof");
        let page = lee.confirm(PAGE, &page, &[("password", PASSWORD)]).await;
        assert!(page.location().ends_with("added=1"), "the table is not lost: {}", page.body);
        assert_eq!(app.count("SELECT COUNT(DISTINCT practice) FROM users WHERE username = 'ana.ruiz'").await, 2);
        let _ = other;
    }
}
