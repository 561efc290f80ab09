//! What a practice says of itself: who changes it, from when it holds, and what two at once are told.

use axum::http::StatusCode;

use app::platform::tokens::unhex;

use crate::support::{PASSWORD, TestApp};

const PATH: &str = "/settings/practice";

fn hex(text: &str) -> Vec<u8> {
    unhex(&text.replace(char::is_whitespace, "")).unwrap()
}

fn form<'a>(version: &'a str, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [("name", "Elm Street"), ("time_zone", "America/New_York"), ("version", version)];
    all.into_iter().filter(|(input, _)| !change.iter().any(|(changed, _)| changed == input)).chain(change.iter().copied()).collect()
}

both_engines! {
    async fn name_and_zone_hold_at_once_and_the_trail_has_before_and_after(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.get(PATH).await;
        assert!(page.has(&app.practice_id) && page.input("name") == "Elm Street" && !page.has("name=\"practice_id\""), "{}", page.body);
        let change = [
            ("name", " Elm  Street Clinic "), ("time_zone", "America/Los_Angeles"), ("zip", "90001 2345"), ("state", "CA"), ("phone", "213 555 0142"),
            ("npi", "1234567893"), ("tax_id", "98-7654321"), ("website", "www.elm.example"),
        ];
        let page = lee.post(PATH, &form("1", &change)).await;
        assert_eq!(page.location(), "/settings/practice?done=saved", "{}", page.body);
        let page = lee.get(PATH).await;
        assert!(page.has("Elm Street Clinic") && page.input("zip") == "90001-2345" && page.input("phone") == "(213) 555-0142", "{}", page.body);
        assert_eq!(page.input("website"), "https://www.elm.example");
        assert!(!page.has("987654321\"") && page.input("tax_id") == "••-•••4321", "only its end is shown: {}", page.body);
        assert!(lee.get("/home").await.has("Elm Street Clinic"), "from the next request on");
        assert!(lee.get("/settings/users").await.has("PST"), "times are told in the new zone");
        let told = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'practice-changed' AND detail LIKE '%Elm Street Clinic%' AND detail LIKE '%America/New_York%' \
                    AND detail NOT LIKE '%987654321%'";
        assert_eq!(app.count(told).await, 1);
        // The masked number that is left in its box changes nothing; an empty box takes it away.
        let version = page.input("version");
        let all: Vec<(&str, String)> = ["name", "zip", "phone", "npi", "tax_id", "website"].into_iter().map(|input| (input, page.input(input))).collect();
        let mut again: Vec<(&str, &str)> = all.iter().map(|(input, value)| (*input, value.as_str())).collect();
        again.extend([("time_zone", "America/Los_Angeles"), ("state", "CA")]);
        lee.post(PATH, &form(&version, &again)).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'practice-changed'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM practice WHERE details LIKE '%987654321%'").await, 1);
        again.retain(|(input, _)| *input != "tax_id");
        lee.post(PATH, &form(&version, &again)).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM practice WHERE details LIKE '%987654321%'").await, 0);
        assert!(app.audit_is_whole().await);
    }

    async fn what_is_wrong_stands_beside_its_box_and_two_editors_are_told(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let wrong = [("name", ""), ("zip", "123"), ("npi", "1234567899"), ("tax_id", "12"), ("website", "javascript:alert(1)"), ("time_zone", "")];
        let page = lee.post(PATH, &form("1", &wrong)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in ["Enter the name", "5 or 9 digits", "check digit", "nine digits", "no web address", "Choose the time zone"] {
            assert!(page.has(said), "{said}: {}", page.body);
        }
        assert_eq!(page.input("website"), "javascript:alert(1)");
        lee.post(PATH, &form("1", &[("city", "Bangor")])).await;
        let page = lee.post(PATH, &form("1", &[("city", "Portland")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Saved meanwhile: Bangor") && page.input("city") == "Portland", "{}", page.body);
        assert_eq!(lee.post(PATH, &form(&page.input("version"), &[("city", "Portland")])).await.status, StatusCode::SEE_OTHER);
    }

    async fn what_the_second_of_two_editors_left_alone_stays_as_the_first_one_saved_it(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let was = lee.get(PATH).await.input("was");
        assert!(was.contains("\"name\":\"Elm Street\""), "{was}");
        lee.post(PATH, &form("1", &[("city", "Bangor"), ("specialty", "Pediatrics")])).await;
        // Beside a box that is wrong the conflict is told all the same.
        let page = lee.post(PATH, &form("1", &[("was", &was), ("zip", "123"), ("specialty", "Family medicine")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has saved this page"), "{}", page.body);
        assert_eq!((page.input("city").as_str(), page.input("zip").as_str(), page.input("specialty").as_str()), ("Bangor", "123", "Family medicine"));
        assert!(page.has(": Saved meanwhile: Pediatrics<") && !page.has("Saved meanwhile: Bangor"), "{}", page.body);
        let (version, was) = (page.input("version"), page.input("was"));
        let page = lee.post(PATH, &form(&version, &[("was", &was), ("zip", "123"), ("city", "Bangor")])).await;
        assert!(page.has("5 or 9 digits") && page.input("version") == version && page.input("was") == was, "{}", page.body);
    }

    async fn only_administrators_and_only_their_own(app: TestApp) {
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get(PATH).await.status, StatusCode::FORBIDDEN);
        assert_eq!(kim.post(PATH, &form("1", &[("name", "Mine")])).await.status, StatusCode::FORBIDDEN);
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert_eq!(patel.post(PATH, &form("1", &[("name", "Oak Clinic")])).await.status, StatusCode::SEE_OTHER);
        assert!(app.logged_in("dr.lee").await.get(PATH).await.input("name") == "Elm Street");
        let mut lee = app.logged_in("dr.lee").await;
        app.sql("UPDATE users SET administrator = FALSE WHERE username = 'dr.lee'").await;
        assert_eq!(lee.post(PATH, &form("1", &[("name", "Late")])).await.status, StatusCode::FORBIDDEN);
    }

    async fn what_administrators_are_told_goes_to_the_practice_s_own_address_too(app: TestApp) {
        let mut lee = app.logged_in("dr.lee").await;
        let page = lee.post(PATH, &form("1", &[("email", "office at elm")])).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Enter an e-mail address such as"), "{}", page.body);
        let billing = [("email", "office@elm.example"), ("billing_1", "PO Box 7"), ("billing_city", "Bangor"), ("billing_state", "ME"), ("billing_zip", "04401")];
        assert_eq!(lee.post(PATH, &form("1", &billing)).await.status, StatusCode::SEE_OTHER);
        let page = lee.get(PATH).await;
        assert!(page.input("billing_1") == "PO Box 7" && page.input("billing_zip") == "04401" && page.input("zip").is_empty(), "{}", page.body);
        assert!(lee.get("/settings").await.has("Billing: ZIP code"), "in the words of the form");
        // Weaker rules, emergency access, maintenance: `security_policy.rs`, `emergency.rs` and `maintenance.rs` have the mails themselves.
        lee.post("/settings/security", &[("deed", "second-step"), ("version", "0"), ("second_step", "off"), ("grace_days", "7"), ("trust_days", "30")]).await;
        let mails = app.mails().await;
        let own: Vec<_> = mails.iter().filter(|mail| mail.to == "office@elm.example").collect();
        assert!(own.len() == 1 && own[0].subject.contains("was changed"), "{}", mails.len());
    }

    async fn a_logo_is_kept_as_a_picture_of_our_own_and_seen_by_the_practice_alone(app: TestApp) {
        const LOGO: &str = "/settings/practice/logo";
        let mut lee = app.logged_in("dr.lee").await;
        let mut kim = app.logged_in("nurse.kim").await;
        assert_eq!(kim.get("/practice/logo").await.status, StatusCode::NOT_FOUND, "none yet");
        assert!(!kim.get("/home").await.has("/practice/logo"));
        // The smallest PNG there is, with something beside its picture.
        let mut png = hex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489 0000000d49444154789c63e04e29ff0f00034a01e699c25b3f \
                           0000000049454e44ae426082");
        png.extend_from_slice(b"<script>alert(1)</script>");
        for (file, said) in [
            (b"".to_vec(), "Choose a file first."),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "This is no PNG or JPEG picture"),
            (png[..40].to_vec(), "This picture is damaged"),
            (vec![0x89; 1_048_577], "larger than 1 MB"),
            (vec![0x89; 3_000_000], "larger than 1 MB"),
        ] {
            let page = lee.upload(LOGO, "logo", &file).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(said) && page.has("aria-invalid"), "{said}: {}", page.body);
        }
        assert_eq!(kim.upload(LOGO, "logo", &png).await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.count("SELECT COUNT(*) FROM practice_logo").await, 0);
        assert_eq!(lee.upload(LOGO, "logo", &png).await.location(), "/settings/practice/logo?done=saved");
        let page = lee.get(LOGO).await;
        assert!(page.has("alt=\"Logo of Elm Street\"") && page.has("Remove the logo"), "{}", page.body);
        let page = kim.get("/home").await;
        let address = page.body.split("src=\"/practice/logo").nth(1).map(|rest| format!("/practice/logo{}", rest.split('"').next().unwrap()));
        let picture = kim.get(&address.expect("on every page, for paper")).await;
        assert!(picture.status == StatusCode::OK && picture.headers["content-type"] == "image/png", "{:?}", picture.status);
        assert!(picture.headers["cache-control"] == "no-store" && picture.headers["x-content-type-options"] == "nosniff");
        assert!(!picture.body.contains("<script"), "what rode along is gone");
        // Nobody else's, whatever they ask.
        let (_, other) = app.other_practice("Oak", "dr.patel").await;
        let mut patel = app.browser();
        patel.log_in(&other, "dr.patel", PASSWORD).await;
        assert_eq!(patel.get("/practice/logo").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.browser().get("/practice/logo").await.status, StatusCode::NOT_FOUND);
        let page = lee.get("/settings").await;
        assert!(page.has("Logo") && page.has("1 × 1") && !page.has("value=\"undo\""), "a picture is not taken back by words: {}", page.body);
        // Somebody else has put one there since this page was shown: neither replaced nor taken away unseen.
        for page in [lee.upload(LOGO, "logo", &png).await, lee.upload(LOGO, "logo", b"no picture").await, lee.post(LOGO, &[("deed", "remove"), ("version", "older")]).await] {
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("Somebody else has changed the logo meanwhile"), "{}", page.body);
        }
        let seen = lee.get(LOGO).await.input("version");
        assert_eq!(lee.post(LOGO, &[("deed", "remove"), ("version", &seen)]).await.location(), "/settings/practice/logo?done=saved");
        assert_eq!(kim.get("/practice/logo").await.status, StatusCode::NOT_FOUND);
        assert_eq!(lee.post(LOGO, &[("deed", "remove")]).await.status, StatusCode::SEE_OTHER, "twice is no fault");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'practice-changed'").await, 2);
        assert!(app.audit_is_whole().await);
    }
}
