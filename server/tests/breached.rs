//! Passwords known from thefts: looked up at a service that plays the range protocol, in its good and its bad days.

use std::sync::{Arc, Mutex};

use crate::support::{PASSWORD, TestApp};
use app::platform::breached::Breached;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;

/// Strong for every other rule. Its SHA-1 is ED4B1 and the rest.
const STOLEN: &str = "seven purple walruses at noon";
const FINE: &str = "eleven green herons by the lake";

/// What was asked: the path's end, and whether it was to be padded.
type Asked = Arc<Mutex<Vec<(String, bool)>>>;

async fn range(State(asked): State<Asked>, Path(told): Path<String>, headers: HeaderMap) -> String {
    asked.lock().unwrap().push((told.clone(), headers.get("add-padding").is_some_and(|v| v == "true")));
    let hash = sha1_of(STOLEN);
    let mine = if hash.starts_with(&told) { format!("{}:3\r\n", &hash[5..]) } else { String::new() };
    // The fine one is there as padding alone.
    format!("0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n{mine}{}:0\r\n", &sha1_of(FINE)[5..])
}

fn sha1_of(text: &str) -> String {
    use sha1::{Digest as _, Sha1};
    app::platform::tokens::hex(&Sha1::digest(text)).to_uppercase()
}

/// A service on this computer; the address to ask at.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/range/")
}

/// The same people, where passwords are looked up at this address.
fn asking_at(app: &TestApp, ranges: &str) -> TestApp {
    let platform = app::platform::Platform { breached: Some(Breached::new(ranges).unwrap()), ..app.platform.clone() };
    app.again(platform, app.dir.join("none"), app.url.clone())
}

async fn change(app: &TestApp, to: &str) -> (StatusCode, String) {
    let mut kim = app.logged_in("nurse.kim").await;
    let form = [("deed", "password"), ("current_password", PASSWORD), ("new_password", to), ("repeat_password", to)];
    let page = kim.post("/account/new-password", &form).await;
    (page.status, page.body)
}

both_engines! {
    async fn a_stolen_password_is_refused_wherever_one_is_set_and_five_characters_leave(elm: TestApp) {
        let asked = Asked::default();
        let ranges = serve(Router::new().route("/range/{told}", get(range)).with_state(asked.clone())).await;
        let app = asking_at(&elm, &ranges);
        let (status, body) = change(&app, STOLEN).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("was stolen from another site once"), "{body}");
        // A reset asks as well.
        let mut lee = app.logged_in("dr.lee").await;
        app.sql("UPDATE users SET email = 'kim@clinic.example' WHERE username = 'nurse.kim'").await;
        lee.post(&format!("/settings/users/{}", app.kim.simple()), &[("deed", "reset-link")]).await;
        let link = crate::support::link_in(app.mails().await.first().unwrap());
        let mut person = app.browser();
        person.get(&link).await;
        person.post("/reset/open", &[]).await;
        let page = person.post("/reset/new", &[("new_password", STOLEN)]).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("was stolen"), "{}", page.body);
        let asked_so_far = asked.lock().unwrap().clone();
        assert_eq!(asked_so_far, vec![(sha1_of(STOLEN)[..5].to_owned(), true); 2]);
        assert_eq!(person.post("/reset/new", &[("new_password", FINE)]).await.status, StatusCode::SEE_OTHER, "padding does not count");
        // What is refused anyway is not asked for.
        let before = asked.lock().unwrap().len();
        person.post("/reset/new", &[("new_password", "short")]).await;
        assert_eq!(asked.lock().unwrap().len(), before);
    }

    async fn a_service_that_is_dead_or_wrong_keeps_nobody_from_a_password(elm: TestApp) {
        let wrong = Router::new().route("/range/{told}", get(|| async { (StatusCode::BAD_GATEWAY, "<html>").into_response() }));
        let app = asking_at(&elm, &serve(wrong).await);
        assert_eq!(change(&app, STOLEN).await.0, StatusCode::SEE_OTHER);
        let garbage = serve(Router::new().route("/range/{told}", get(|| async { "<html>maintenance</html>" }))).await;
        assert!(Breached::new(&garbage).unwrap().knows(STOLEN).await.is_err());
        // Nobody listens there.
        let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        assert!(Breached::new(&format!("http://{gone}/range/")).unwrap().knows(STOLEN).await.is_err());
    }
}
