//! The team's pages: who gets in, what they see, and what their forms do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::atomic::Ordering;

use axum::body::Body;
use help_support_api::accounts::{AccountError, Accounts};
use serde_json::json;
use support::{Answer, Method, StatusCode, World, ticket};

const PASSWORD: &str = "correct horse battery";
const HOST: (&str, &str) = ("host", "127.0.0.1:8787");

/// Somebody of the team with a browser.
struct Team<'w> {
    world: &'w World,
    cookie: String,
}

async fn world_with(names: &[(&str, &str)]) -> World {
    let world = World::new();
    let accounts = Accounts::open(&world.config.database).unwrap();
    for (name, shown) in names {
        accounts.add(name, shown, PASSWORD).await.unwrap();
    }
    world
}

impl<'w> Team<'w> {
    async fn sign_in(world: &'w World, name: &str) -> Team<'w> {
        let answer = try_sign_in(world, name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
        Team { world, cookie: cookie.split(';').next().unwrap().to_owned() }
    }

    async fn get(&self, path: &str) -> Answer {
        let headers = [HOST, ("cookie", self.cookie.as_str())];
        self.world.send(Method::GET, path, &headers, Body::empty()).await
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", text(&answer));
        text(&answer)
    }

    /// Sends the form of that page whose `deed` is this one, with these fields.
    async fn act(&self, path: &str, deed: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.page(path).await;
        let form = page
            .split("<form")
            .find(|it| it.contains(&format!("name=\"deed\" value=\"{deed}\"")))
            .unwrap_or_else(|| panic!("no form `{deed}` in {page}"));
        let message = hidden(form, "message");
        let csrf = hidden(form, "csrf");
        let mut all = vec![("csrf", csrf.as_str()), ("deed", deed), ("message", message.as_str())];
        all.extend(fields);
        self.post(path, &[], &all).await
    }

    async fn post(&self, path: &str, more: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let mut headers = vec![
            HOST,
            ("cookie", self.cookie.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        headers.extend(more);
        self.world.send(Method::POST, path, &headers, form(fields)).await
    }
}

async fn try_sign_in(world: &World, name: &str, password: &str) -> Answer {
    let shown = world.send(Method::GET, "/agent/sign-in", &[HOST], Body::empty()).await;
    assert_eq!(shown.status, StatusCode::OK);
    let visit = shown.header("set-cookie").split(';').next().unwrap().to_owned();
    let csrf = hidden(&text(&shown), "csrf");
    let headers =
        [HOST, ("cookie", visit.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    let fields = [("csrf", csrf.as_str()), ("name", name), ("password", password)];
    world.send(Method::POST, "/agent/sign-in", &headers, form(&fields)).await
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let start = page.find(&mark).unwrap_or_else(|| panic!("no field {name} in {page}")) + mark.len();
    page[start..].split('"').next().unwrap().to_owned()
}

/// A report; its id, number and token.
async fn report(world: &World, key: &str, change: impl FnOnce(&mut serde_json::Value)) -> [String; 3] {
    let mut ticket = ticket();
    change(&mut ticket);
    let receipt = world.submit(key, &ticket).await;
    assert_eq!(receipt.status, StatusCode::CREATED, "{}", text(&receipt));
    ["id", "number", "token"].map(|it| receipt.json()[it].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn accounts_are_made_once_and_only_with_good_passwords() {
    let world = world_with(&[("ann", "Ann Lee")]).await;
    let accounts = Accounts::open(&world.config.database).unwrap();
    assert!(matches!(accounts.add("Ann", "x", PASSWORD).await, Err(AccountError::Taken(_))));
    assert!(matches!(accounts.add("bob", "x", "short").await, Err(AccountError::Short)));
    assert!(matches!(accounts.disable("bob").await, Err(AccountError::Unknown(_))));
    let stored: String =
        world.database().query_row("SELECT password FROM agents", [], |row| row.get(0)).unwrap();
    assert!(stored.starts_with("$argon2id$"), "{stored}");
    let listed = accounts.list().await.unwrap();
    assert_eq!((listed.len(), listed[0].shown.as_str(), listed[0].disabled), (1, "Ann Lee", false));
}

#[tokio::test]
async fn nobody_gets_in_without_the_right_password() {
    let world = world_with(&[("ann", "Ann Lee")]).await;
    for path in ["/agent/tickets", "/agent/tickets/x", "/agent/answers", "/agent/trail", "/agent/stamp"]
    {
        for cookie in ["", "agent-session=", &format!("agent-session={}", "A".repeat(43))] {
            let answer =
                world.send(Method::GET, path, &[HOST, ("cookie", cookie)], Body::empty()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert_eq!(answer.header("location"), "/agent/sign-in");
            assert!(answer.body.is_empty());
        }
    }
    let wrong = try_sign_in(&world, "ann", "correct horse batterY").await;
    let unknown = try_sign_in(&world, "nobody", PASSWORD).await;
    let without_marks = |it: &Answer| text(it).replace(&hidden(&text(it), "csrf"), "");
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!((wrong.status, without_marks(&wrong)), (unknown.status, without_marks(&unknown)));
    let team = Team::sign_in(&world, "Ann").await;
    assert!(team.page("/agent/tickets").await.contains("Ann Lee"));
    // What was typed as a name is not written down.
    let trail: Vec<(Option<String>, String)> = world
        .database()
        .prepare("SELECT agent, deed FROM audit ORDER BY seq")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let line = |agent: Option<&str>, deed: &str| (agent.map(Into::into), deed.into());
    assert_eq!(
        trail,
        [line(Some("ann"), "refused"), line(None, "refused"), line(Some("ann"), "signed-in")]
    );
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let world = world_with(&[("ann", "Ann"), ("bob", "Bob")]).await;
    for _ in 0..5 {
        assert_eq!(try_sign_in(&world, "ann", "wrong").await.status, StatusCode::UNAUTHORIZED);
    }
    let refused = try_sign_in(&world, "ann", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "60");
    Team::sign_in(&world, "bob").await;
}

#[tokio::test]
async fn sessions_end() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let hours = |count: i64| world.now.fetch_add(count * 3600, Ordering::Relaxed);
    hours(1);
    team.page("/agent/tickets").await;
    // What the script asks by itself keeps nobody signed in.
    hours(1);
    let asked = [HOST, ("cookie", team.cookie.as_str()), ("x-by-script", "1")];
    let stamp = world.send(Method::GET, "/agent/stamp", &asked, Body::empty()).await;
    assert_eq!(stamp.status, StatusCode::OK);
    hours(1);
    assert_eq!(team.get("/agent/tickets").await.status, StatusCode::SEE_OTHER);
    let team = Team::sign_in(&world, "ann").await;
    for _ in 0..11 {
        hours(1);
        team.page("/agent/tickets").await;
    }
    hours(1);
    assert_eq!(team.get("/agent/tickets").await.status, StatusCode::SEE_OTHER);
    let team = Team::sign_in(&world, "ann").await;
    let csrf = hidden(&team.page("/agent/tickets").await, "csrf");
    let left = team.post("/agent/sign-out", &[], &[("csrf", &csrf)]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(team.get("/agent/tickets").await.status, StatusCode::SEE_OTHER);
    let team = Team::sign_in(&world, "ann").await;
    let accounts = Accounts::open(&world.config.database).unwrap();
    accounts.disable("ann").await.unwrap();
    assert_eq!(team.get("/agent/tickets").await.status, StatusCode::SEE_OTHER);
    assert_eq!(try_sign_in(&world, "ann", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn pages_carry_a_strict_policy_and_cookies_are_out_of_reach() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    for path in ["/agent/sign-in", "/agent/tickets", "/agent/answers", "/agent/trail", "/agent/nothing"]
    {
        let answer = team.get(path).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "form-action 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        let page = text(&answer);
        for inline in ["style=\"", "onclick", "<style", "javascript:", "<script>"] {
            assert!(!page.contains(inline), "{path} has {inline}");
        }
    }
    for (path, media_type) in
        [("/agent/style.css", "text/css"), ("/agent/script.js", "text/javascript")]
    {
        let answer = world.get(path).await;
        assert!(answer.header("content-type").starts_with(media_type));
    }
    let shown =
        world.send(Method::GET, "/agent/sign-in", &[("host", "help.example")], Body::empty()).await;
    let cookie = shown.header("set-cookie");
    for part in ["__Host-agent-visit=", "HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // No cookie of ours opens the API, and the API sets none.
    let [id, ..] = report(&world, "key", |_| {}).await;
    let api = world
        .send(
            Method::GET,
            &format!("/v1/tickets/{id}"),
            &[HOST, ("cookie", &team.cookie)],
            Body::empty(),
        )
        .await;
    api.is_problem(404, "not-found");
}

#[tokio::test]
async fn forms_of_others_are_refused() {
    let world = world_with(&[("ann", "Ann"), ("bob", "Bob")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let [id, ..] = report(&world, "key", |_| {}).await;
    let path = format!("/agent/tickets/{id}");
    let csrf = hidden(&team.page(&path).await, "csrf");
    let bobs = hidden(&Team::sign_in(&world, "bob").await.page(&path).await, "csrf");
    let fields = |csrf: &str| {
        vec![
            ("csrf".to_owned(), csrf.to_owned()),
            ("deed".into(), "note".into()),
            ("message".into(), "a".repeat(26)),
            ("text".into(), "x".into()),
        ]
    };
    for (mark, headers) in [
        ("", &[][..]),
        ("x", &[]),
        (bobs.as_str(), &[]),
        (csrf.as_str(), &[("origin", "https://evil.example")]),
        (csrf.as_str(), &[("origin", "null")]),
        (csrf.as_str(), &[("sec-fetch-site", "cross-site")]),
        (csrf.as_str(), &[("sec-fetch-site", "same-site")]),
    ] {
        let fields = fields(mark);
        let fields: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let answer = team.post(&path, headers, &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{mark} {headers:?}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
    assert_eq!(world.count("messages"), 0);
    let fields = fields(&csrf);
    let fields: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let plain = [HOST, ("cookie", team.cookie.as_str()), ("content-type", "text/plain")];
    let answer = world.send(Method::POST, &path, &plain, form(&fields)).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn lists_show_what_was_asked_for_the_longest_wait_first() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let [_, first, _] = report(&world, "1", |_| {}).await;
    world.now.fetch_add(60, Ordering::Relaxed);
    let [_, second, _] = report(&world, "2", |it| {
        *it = json!({ "topic": "pay", "language": "en", "answers": { "story": "<b>Charged</b> twice & more" } });
    })
    .await;
    let page = team.page("/agent/tickets").await;
    assert!(page.find(&first).unwrap() < page.find(&second).unwrap());
    assert!(page.contains("&lt;b&gt;Charged&lt;/b&gt; twice &amp; more"));
    let newest = team.page("/agent/tickets?order=newest").await;
    assert!(newest.find(&second).unwrap() < newest.find(&first).unwrap());
    for (query, shown) in [
        ("topic=pay", vec![&second]),
        ("topic=withdraw", vec![&first]),
        ("level=2", vec![]),
        ("level=1", vec![&first, &second]),
        ("view=mine", vec![]),
        ("view=over", vec![]),
        ("view=all", vec![&first, &second]),
        ("view=unread", vec![]),
        (&*format!("number={}", second.to_lowercase()), vec![&second]),
        ("topic=%27%20OR%201=1", vec![]),
    ] {
        let page = team.page(&format!("/agent/tickets?{query}")).await;
        for number in [&first, &second] {
            assert_eq!(page.contains(&**number), shown.contains(&number), "{query} {number}");
        }
    }
    // Late ones say so.
    world.now.fetch_add(119 * 60, Ordering::Relaxed);
    let team = Team::sign_in(&world, "ann").await;
    assert_eq!(team.page("/agent/tickets").await.matches("state late").count(), 1);
    // Who waits to talk comes before who waits longer.
    let [_, talks, _] = report(&world, "3", |it| it["chat"] = json!(true)).await;
    let page = team.page("/agent/tickets").await;
    assert!(page.find(&talks).unwrap() < page.find(&first).unwrap());
}

#[tokio::test]
async fn the_ticket_shows_what_was_collected_and_no_more_than_needed() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let hash = format!("0x{}", "ab12".repeat(16));
    let [id, number, token] = report(&world, "1", |it| {
        it["answers"]["hash"] = json!(hash);
        it["context"]["error"]["message"] = json!("<script>alert(1)</script>");
        it["context"]["version"] = json!("4.12.0");
        it["device"] = json!({ "os": "Android", "browser": "Firefox 152" });
    })
    .await;
    let page = team.page(&format!("/agent/tickets/{id}")).await;
    for shown in [
        &*number,
        "WD_PENDING",
        "120.5 USDT",
        "a•••@mail.example",
        "&lt;script&gt;",
        "0xab12ab…12ab12",
        "Technical details",
        "4.12.0",
        "Android",
        "Firefox 152",
    ] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    assert!(!page.contains(&token) && !page.contains("<script>alert"));
    // The whole values are folded away.
    assert!(page.contains(&format!("<code class=\"whole\">{hash}</code>")));
    assert_eq!(team.get("/agent/tickets/unknown").await.status, StatusCode::NOT_FOUND);
    let opened: i64 = world
        .database()
        .query_row(
            "SELECT count(*) FROM audit WHERE deed = 'opened' AND ticket = ?1",
            [&number],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(opened, 1);
    let chinese = [HOST, ("cookie", team.cookie.as_str()), ("accept-language", "zh-CN,zh;q=0.9")];
    let page = world.send(Method::GET, &format!("/agent/tickets/{id}"), &chinese, Body::empty()).await;
    assert!(text(&page).contains("已收集的信息") && text(&page).contains("<html lang=\"zh-CN\""));
}

#[tokio::test]
async fn the_team_keeps_answers() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let csrf = hidden(&team.page("/agent/answers").await, "csrf");
    let keep = |seq: &str, title: &str, text: &str, then: &str| {
        [
            ("csrf", csrf.clone()),
            ("seq", seq.into()),
            ("title", title.into()),
            ("text", text.into()),
            ("language", "en".into()),
            ("do", then.into()),
        ]
    };
    let send = async |fields: [(&str, String); 6]| {
        let fields: Vec<_> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        team.post("/agent/answers", &[], &fields).await.status
    };
    assert_eq!(
        send(keep("0", "Still pending", "It is on its way.", "keep")).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        send(keep("1", "Pending", "It is on its way now.", "keep")).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(send(keep("0", "", "x", "keep")).await, StatusCode::BAD_REQUEST);
    assert_eq!(send(keep("0", "x", &"x".repeat(4001), "keep")).await, StatusCode::BAD_REQUEST);
    let [id, ..] = report(&world, "1", |_| {}).await;
    let page = team.page(&format!("/agent/tickets/{id}")).await;
    assert!(page.contains("<option value=\"It is on its way now.\">Pending (en)</option>"), "{page}");
    assert_eq!(send(keep("1", "", "", "drop")).await, StatusCode::SEE_OTHER);
    assert_eq!(world.count("saved_answers"), 0);
}

#[tokio::test]
async fn what_the_team_does_reaches_the_person_and_the_trail() {
    let world = world_with(&[("ann", "Ann Lee"), ("bob", "Bob")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let [id, number, token] = report(&world, "1", |_| {}).await;
    let path = format!("/agent/tickets/{id}");
    let long = "x".repeat(4001);
    for (deed, fields, expected) in [
        ("note", vec![("text", "looks like the wrong network")], StatusCode::SEE_OTHER),
        ("reply", vec![("text", "Which exchange is it?"), ("asks", "1")], StatusCode::SEE_OTHER),
        ("assign", vec![("to", "bob")], StatusCode::SEE_OTHER),
        ("assign", vec![("me", "1"), ("to", "bob")], StatusCode::SEE_OTHER),
        ("level", vec![("level", "2")], StatusCode::SEE_OTHER),
        ("reply", vec![("text", "  ")], StatusCode::BAD_REQUEST),
        ("reply", vec![("text", long.as_str())], StatusCode::BAD_REQUEST),
        ("level", vec![("level", "4")], StatusCode::BAD_REQUEST),
        ("assign", vec![("to", "nobody")], StatusCode::BAD_REQUEST),
        ("close", vec![("text", "All is well now.")], StatusCode::SEE_OTHER),
    ] {
        let answer = team.act(&path, deed, &fields).await;
        assert_eq!(answer.status, expected, "{deed} {}", text(&answer));
    }
    let ticket = world.read(&id, &token).await.json();
    assert_eq!(ticket["standing"]["state"], "closed");
    assert_eq!(ticket["standing"]["level"], 2);
    let messages: Vec<_> = ticket["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["agent"].as_str(), it["event"].as_str(), it["text"].as_str()))
        .collect();
    assert_eq!(
        messages,
        [
            (Some("Ann"), None, Some("Which exchange is it?")),
            (None, Some("raised"), None),
            (Some("Ann"), Some("closed"), Some("All is well now.")),
        ]
    );
    assert!(!ticket.to_string().contains("wrong network"), "notes are the team's");
    let page = team.page(&path).await;
    assert!(page.contains("looks like the wrong network") && page.contains("message note"));
    let trail = team.page("/agent/trail").await;
    for line in [
        "wrote a note",
        "asked the person",
        "assigned to bob",
        "assigned to ann",
        "gave to level 2",
        "closed",
    ] {
        assert!(trail.contains(line), "{line} is missing");
    }
    assert!(trail.contains(&number) && !trail.contains("All is well"), "the trail holds no words");
    let gone = team
        .post(
            "/agent/tickets/unknown",
            &[],
            &[
                ("csrf", &hidden(&page, "csrf")),
                ("deed", "note"),
                ("message", &"a".repeat(26)),
                ("text", "x"),
            ],
        )
        .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_sent_twice_writes_once() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let [id, ..] = report(&world, "1", |_| {}).await;
    let path = format!("/agent/tickets/{id}");
    let page = team.page(&path).await;
    let (csrf, message) = (hidden(&page, "csrf"), hidden(&page, "message"));
    for _ in 0..2 {
        let fields =
            [("csrf", csrf.as_str()), ("deed", "reply"), ("message", &message), ("text", "Hello")];
        assert_eq!(team.post(&path, &[], &fields).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(world.count("messages"), 1);
}

#[tokio::test]
async fn news_are_told_as_they_come() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let [id, _, token] = report(&world, "1", |_| {}).await;
    let path = format!("/agent/stamp?ticket={id}");
    let first = text(&team.get(&path).await);
    let say = json!({ "text": "It is Kite Exchange." }).to_string();
    let bearer = format!("Bearer {token}");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "say"),
        ("authorization", bearer.as_str()),
    ];
    let messages = format!("/v1/tickets/{id}/messages");
    let waiting = format!("{path}&last={first}");
    let begun = std::time::Instant::now();
    let (told, said) = tokio::join!(team.get(&waiting), async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        world.send(Method::POST, &messages, &headers, say).await
    });
    assert!(said.status.is_success(), "{}", text(&said));
    assert_ne!(text(&told), first);
    assert!(begun.elapsed() < std::time::Duration::from_secs(8), "nobody was woken");
    let list = team.page("/agent/tickets?view=unread").await;
    assert!(list.contains("1 new"), "{list}");
    assert!(team.page(&format!("/agent/tickets/{id}")).await.contains("It is Kite Exchange."));
    assert!(!team.page("/agent/tickets?view=unread").await.contains("1 new"), "read now");
    assert_eq!(team.get("/agent/stamp?ticket=unknown").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pictures_are_given_to_the_team_only_when_asked_for() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    let mut png = Vec::new();
    let picture = image::DynamicImage::new_rgb8(20, 10);
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let file = support::tus::upload(&world, &png, "<shot>.png", "").await.unwrap();
    let [id, number, _] = report(&world, "1", |it| it["attachments"] = json!([file])).await;
    let [other, ..] = report(&world, "2", |_| {}).await;
    let page = team.page(&format!("/agent/tickets/{id}")).await;
    let path = format!("/agent/tickets/{id}/files/{file}");
    assert!(
        page.contains(&path) && page.contains("&lt;shot&gt;.png") && !page.contains("<img"),
        "{page}"
    );
    let opened = || -> i64 {
        let query = "SELECT count(*) FROM audit WHERE deed = 'file-opened' AND ticket = ?1";
        world.database().query_row(query, [&number], |row| row.get(0)).unwrap()
    };
    assert_eq!(opened(), 0);
    let answer = team.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "image/png");
    assert!(answer.header("content-security-policy").starts_with("sandbox"));
    assert_eq!(opened(), 1);
    assert_eq!(
        world.send(Method::GET, &path, &[HOST], Body::empty()).await.status,
        StatusCode::SEE_OTHER
    );
    let wrong = format!("/agent/tickets/{other}/files/{file}");
    assert_eq!(team.get(&wrong).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn numbers_are_shown_and_taken_along() {
    let world = world_with(&[("ann", "Ann")]).await;
    let team = Team::sign_in(&world, "ann").await;
    report(&world, "1", |it| it["answers"]["hash"] = json!("0xc0ffee")).await;
    let page = team.page("/agent/numbers").await;
    assert!(page.contains("2026-10-24") && page.contains("Withdraw"), "{page}");
    let csv = team.get("/agent/numbers.csv?from=2026-11-20&to=2026-11-20").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(
        csv.header("content-disposition"),
        "attachment; filename=\"numbers-2026-11-20-2026-11-20.csv\""
    );
    assert!(text(&csv).contains("\"topic\",\"withdraw\",\"\",\"1\""), "{}", text(&csv));
    assert!(!text(&csv).contains("c0ffee"));
    assert!(team.page("/agent/trail").await.contains("exported numbers"));
    for query in ["from=soon", "from=2026-11-21&to=2026-11-20"] {
        for path in ["/agent/numbers", "/agent/numbers.csv"] {
            let answer = team.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}?{query}");
        }
    }
}
