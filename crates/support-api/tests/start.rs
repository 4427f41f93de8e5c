//! Settings that cannot work are refused before the first request, with what to do about it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;

use help_support_api::{App, Config, Server};
use support::{StatusCode, World, config, ticket};
use tempfile::TempDir;

fn refused(change: impl FnOnce(&mut Config)) -> String {
    let folder = TempDir::new().unwrap();
    let mut config = config(folder.path());
    change(&mut config);
    App::open(&config).map(|_| ()).unwrap_err().to_string()
}

#[track_caller]
fn says(error: &str, parts: &[&str]) {
    for part in parts {
        assert!(error.contains(part), "`{error}` does not say `{part}`");
    }
}

#[test]
fn each_mistake_says_what_to_do() {
    says(&refused(|it| it.knowledge = "no/such/bundle".into()), &["no/such/bundle", "kb build"]);
    says(
        &refused(|it| {
            fs::write(it.knowledge.join("manifest.json"), r#"{"format":99,"surprise":{}}"#).unwrap();
        }),
        &["format 99", "up to 1", "update"],
    );
    says(
        &refused(|it| fs::write(it.knowledge.join("manifest.json"), "{").unwrap()),
        &["manifest.json", "again"],
    );
    says(
        &refused(|it| fs::remove_file(it.knowledge.join("en/flows.2a3b4c5d6e7f.json")).unwrap()),
        &["flows.2a3b4c5d6e7f.json"],
    );
    says(
        &refused(|it| {
            let manifest = it.knowledge.join("manifest.json");
            let text = fs::read_to_string(&manifest).unwrap();
            fs::write(manifest, text.replace("en/flows.2a3b4c5d6e7f.json", "../../secret.json"))
                .unwrap();
        }),
        &["leads out of the bundle"],
    );
    says(&refused(|it| it.database = "postgres://x".into()), &["postgres://x", "sqlite://PATH"]);
    says(
        &refused(|it| it.database = "sqlite://no/such/folder/x.db".into()),
        &["x.db", "folder exists"],
    );
    says(&refused(|it| it.static_dir = Some("no/pages".into())), &["no/pages"]);
    says(&refused(|it| it.static_policy = "a\nb".into()), &["policy"]);
    says(&refused(|it| it.allow_origins = vec!["*".into()]), &["`*`", "https://wallet.example"]);
    says(
        &refused(|it| {
            fs::write(it.knowledge.join("file"), "").unwrap();
            it.files = it.knowledge.join("file");
        }),
        &["folder for files"],
    );
}

#[test]
fn the_database_of_somebody_else_is_left_alone() {
    let other = |sql: &str| {
        let folder = TempDir::new().unwrap();
        let config = config(folder.path());
        let path = folder.path().join("support.db");
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let before = fs::read(&path).unwrap();
        let error = App::open(&config).map(|_| ()).unwrap_err().to_string();
        assert_eq!(fs::read(&path).unwrap(), before, "{sql}");
        error
    };
    says(&other("CREATE TABLE books (title)"), &["another program"]);
    says(&other("PRAGMA application_id = 7"), &["another program"]);
    says(
        &other("PRAGMA application_id = 1464355920; PRAGMA user_version = 99"),
        &["version 99", "newer program"],
    );
    let text = |path: &std::path::Path| {
        fs::write(path, "this is a letter, not a database. ".repeat(40)).unwrap()
    };
    let folder = TempDir::new().unwrap();
    text(&folder.path().join("support.db"));
    says(
        &App::open(&config(folder.path())).map(|_| ()).unwrap_err().to_string(),
        &["support.db", "not a database"],
    );
}

#[tokio::test]
async fn a_port_in_use_is_told() {
    let folder = TempDir::new().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let listen =
        |address: &str| Server::bind(Config { listen: address.into(), ..config(folder.path()) });
    let error = |it: Result<Server, _>| {
        it.map(|_| ()).map_err(|it: help_support_api::ServeError| it.to_string())
    };
    says(&error(listen(&address).await).unwrap_err(), &[&address, "another program", "another port"]);
    says(&error(listen("nonsense").await).unwrap_err(), &["nonsense"]);
    assert!(error(listen("127.0.0.1:0").await).is_ok());
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let world = World::new();
    let receipt = world.submit("key", &ticket()).await;
    let World { config, folder, router, app, now } = world;
    drop((router, app));
    assert!(!folder.path().join("support.db-wal").exists(), "the log was not folded away");
    let app = App::open(&config).unwrap();
    let world = World { router: help_support_api::router(app.clone()), app, config, folder, now };
    assert_eq!(world.submit("key", &ticket()).await.body, receipt.body);
    let json = receipt.json();
    let read = world.read(json["id"].as_str().unwrap(), json["token"].as_str().unwrap()).await;
    assert_eq!(read.status, StatusCode::OK);
}

#[cfg(unix)]
#[test]
fn the_database_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    for file in ["support.db", "support.db-wal"] {
        let mode = fs::metadata(world.folder.path().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{file} {mode:o}");
    }
}

#[tokio::test]
async fn a_database_of_the_first_version_is_taken_over() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    let path = folder.path().join("support.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../src/store/migrations/0001_tickets.sql")).unwrap();
    old.execute_batch("PRAGMA application_id = 1464355920; PRAGMA user_version = 1;").unwrap();
    let token_hash = <sha2::Sha256 as sha2::Digest>::digest("token").to_vec();
    let report = ticket().to_string();
    for (seq, state) in [(1, "received"), (2, "answered"), (3, "closed")] {
        let hash = if seq == 1 { token_hash.clone() } else { vec![seq; 32] };
        old.execute(
            "INSERT INTO tickets VALUES (?1, ?2, ?2, ?3, 2000000000, ?4, 'withdraw', 'en', 1795170000, \
             1795180000, ?5)",
            (seq, format!("id{seq}"), hash, state, &report),
        )
        .unwrap();
        old.execute(
            "INSERT INTO requests VALUES ('anonymous', ?1, ?1, ?1, '{}', 1795170000, ?2)",
            (vec![seq; 32], seq),
        )
        .unwrap();
    }
    drop(old);
    let app = App::open(&config).unwrap();
    let request = axum::http::Request::get("/v1/tickets/id1").header("authorization", "Bearer token");
    let request = request.body(axum::body::Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(help_support_api::router(app), request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let new = rusqlite::Connection::open(&path).unwrap();
    let text = |query: &str| new.query_row(query, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(
        text("SELECT group_concat(state) FROM (SELECT state FROM tickets ORDER BY seq)"),
        "open,answered,closed"
    );
    assert_eq!(
        text("SELECT group_concat(ticket) FROM (SELECT ticket FROM requests ORDER BY ticket)"),
        "1,2,3",
        "keys are kept"
    );
    assert_eq!(text("SELECT count(*) || '' FROM pragma_foreign_key_check"), "0");
    assert_eq!(text("PRAGMA integrity_check"), "ok");
    assert!(
        text("SELECT sql FROM sqlite_schema WHERE name = 'requests'").contains("REFERENCES tickets")
    );
}
