//! Tokens of people who sign in: good ones are taken, and no trick gets a bad one through.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{fs, sync::atomic::Ordering};

use data_encoding::BASE64URL_NOPAD;
use help_support_api::App;
use serde_json::{Value, json};
use support::{
    Answer, NOON, StatusCode, World, config,
    identity::{self, Key, claims, header, token, unsigned},
};
use tempfile::TempDir;

async fn list(world: &World, token: &str) -> Answer {
    world.get_as("/v1/tickets", &format!("Bearer {token}")).await
}

#[tokio::test]
async fn each_kind_of_key_signs_in() {
    let world = World::new();
    for key in [Key::Ed, Key::Ec, Key::Hs] {
        let answer = list(&world, &token(key, &header(key), &claims("ann"))).await;
        assert_eq!(answer.status, StatusCode::OK, "{key:?}");
    }
    let mut several = claims("ann");
    several["aud"] = json!(["something", identity::AUDIENCE]);
    several["nbf"] = json!(NOON);
    several["email"] = json!("ann@mail.example");
    several["exp"] = json!(NOON + 600);
    assert_eq!(list(&world, &token(Key::Ed, &header(Key::Ed), &several)).await.status, StatusCode::OK);
    let other = json!({ "iss": "https://other.example", "aud": identity::AUDIENCE, "sub": "ann",
                        "iat": NOON, "exp": NOON + 60 });
    assert_eq!(
        list(&world, &token(Key::Other, &header(Key::Other), &other)).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn subjects_of_two_wallets_are_two_people() {
    let world = World::new();
    let ours = identity::bearer("ann");
    world.post("/v1/tickets", &ours, "key", &support::ticket()).await;
    let mut claims = claims("ann");
    claims["iss"] = json!("https://other.example");
    let theirs = list(&world, &token(Key::Other, &header(Key::Other), &claims)).await.json();
    assert_eq!(theirs["tickets"], json!([]));
    assert_eq!(world.get_as("/v1/tickets", &ours).await.json()["tickets"].as_array().unwrap().len(), 1);
}

/// Changes a good token's head or claims.
type Change = fn(&mut Value);

#[tokio::test]
async fn every_trick_is_refused_alike() {
    let world = World::new();
    let good = || (header(Key::Ed), claims("ann"));
    let mut attacks: Vec<(String, String)> = Vec::new();
    let heads: [(&str, Change); 10] = [
        ("no kid", |it| drop(it.as_object_mut().unwrap().remove("kid"))),
        ("unknown kid", |it| it["kid"] = json!("nobody")),
        ("kid as a path", |it| it["kid"] = json!("../../dev/null")),
        ("kid of another algorithm", |it| it["kid"] = json!("hs")),
        ("algorithm of another key", |it| it["alg"] = json!("ES256")),
        ("unknown algorithm", |it| it["alg"] = json!("EdDSA2")),
        ("RSA", |it| it["alg"] = json!("RS256")),
        ("jku", |it| it["jku"] = json!("https://evil.example/keys.json")),
        ("x5u", |it| it["x5u"] = json!("https://evil.example/cert.pem")),
        ("crit", |it| it["crit"] = json!(["exp"])),
    ];
    for (name, change) in heads {
        let (mut head, claims) = good();
        change(&mut head);
        attacks.push((name.into(), token(Key::Ed, &head, &claims)));
    }
    let wrong: [(&str, Change); 19] = [
        ("expired", |it| it["exp"] = json!(NOON - 1)),
        ("ends now", |it| it["exp"] = json!(NOON)),
        ("ends too late", |it| it["exp"] = json!(NOON + 631)),
        ("not yet", |it| it["nbf"] = json!(NOON + 60)),
        ("from the future", |it| it["iat"] = json!(NOON + 60)),
        ("begins after its end", |it| {
            it["iat"] = json!(NOON + 20);
            it["exp"] = json!(NOON + 10);
        }),
        ("wrong issuer", |it| it["iss"] = json!("https://evil.example")),
        ("issuer of another key", |it| it["iss"] = json!("https://other.example")),
        ("issuer with a slash", |it| it["iss"] = json!("https://wallet.example/")),
        ("wrong audience", |it| it["aud"] = json!("something")),
        ("no subject", |it| drop(it.as_object_mut().unwrap().remove("sub"))),
        ("empty subject", |it| it["sub"] = json!("")),
        ("long subject", |it| it["sub"] = json!("x".repeat(256))),
        ("subject with a line break", |it| it["sub"] = json!("a\nb")),
        ("subject is a list", |it| it["sub"] = json!(["ann"])),
        ("no end", |it| drop(it.as_object_mut().unwrap().remove("exp"))),
        ("no beginning", |it| drop(it.as_object_mut().unwrap().remove("iat"))),
        ("no issuer", |it| drop(it.as_object_mut().unwrap().remove("iss"))),
        ("no audience", |it| drop(it.as_object_mut().unwrap().remove("aud"))),
    ];
    for (name, change) in wrong {
        let (head, mut claims) = good();
        change(&mut claims);
        attacks.push((name.into(), token(Key::Ed, &head, &claims)));
    }
    let (head, body) = good();
    let genuine = token(Key::Ed, &head, &body);
    let (message, signature) = genuine.rsplit_once('.').unwrap();
    for alg in ["none", "None", "NONE", "nOnE"] {
        let head = json!({ "typ": "JWT", "alg": alg, "kid": "ed" });
        attacks.push((format!("alg {alg}"), format!("{}.", unsigned(&head, &body))));
        attacks.push((format!("alg {alg}, signed"), format!("{}.{signature}", unsigned(&head, &body))));
    }
    // The public key used as the secret of an HMAC.
    for (kid, key) in [("ed", Key::Ed), ("ec", Key::Ec), ("hs", Key::Ed)] {
        let head = json!({ "typ": "JWT", "alg": "HS256", "kid": kid });
        let message = unsigned(&head, &body);
        let mac = BASE64URL_NOPAD.encode(&identity::hmac(&key.known_bytes(), message.as_bytes()));
        attacks.push((format!("public key as secret, {kid}"), format!("{message}.{mac}")));
    }
    // A key that the token brings along.
    let mut own = head.clone();
    let x = BASE64URL_NOPAD.encode(&Key::Unknown.known_bytes());
    own["jwk"] = json!({ "kty": "OKP", "crv": "Ed25519", "x": x });
    attacks.push(("jwk".into(), token(Key::Unknown, &own, &body)));
    attacks.push(("unknown key under a known name".into(), token(Key::Unknown, &head, &body)));
    attacks.push(("key of another wallet".into(), token(Key::Other, &header(Key::Other), &body)));
    let (_, other_body) = (0, claims("bob"));
    attacks.push((
        "claims of somebody else".into(),
        format!("{}.{signature}", unsigned(&head, &other_body)),
    ));
    attacks.push(("no signature".into(), format!("{message}.")));
    attacks.push(("half a signature".into(), format!("{message}.{}", &signature[..43])));
    attacks.push(("signature of zeros".into(), format!("{message}.{}", "A".repeat(86))));
    attacks.push(("a letter more".into(), format!("{genuine}A")));
    attacks.push(("padding".into(), format!("{genuine}==")));
    attacks.push(("empty parts".into(), "..".into()));
    attacks.push(("no base64".into(), "a b.c d.e f".replace(' ', "*")));
    attacks.push(("no JSON".into(), format!("{}.{}.{signature}", "YQ", "YQ")));
    let (head, mut long) = good();
    long["more"] = json!("x".repeat(100_000));
    attacks.push(("100 kB".into(), token(Key::Ed, &head, &long)));

    assert_eq!(list(&world, &genuine).await.status, StatusCode::OK);
    let first = list(&world, "a.b.c").await;
    first.is_problem(401, "unauthorized");
    assert_eq!(first.header("www-authenticate"), "Bearer");
    for (name, token) in &attacks {
        let answer = list(&world, token).await;
        assert_eq!((answer.status, &answer.body), (first.status, &first.body), "{name}");
        // A route that anybody may call does not take it for nobody's either.
        let sent = world.post("/v1/tickets", &format!("Bearer {token}"), "k", &support::ticket()).await;
        sent.is_problem(401, "unauthorized");
    }
    assert_eq!(world.count("tickets"), 0);
    println!("{} attacks refused alike", attacks.len());
    world.now.fetch_add(300, Ordering::Relaxed);
    assert_eq!(list(&world, &genuine).await.body, first.body, "replayed after its end");
}

#[tokio::test]
async fn identity_comes_in_the_header_only() {
    let world = World::new();
    let good = token(Key::Ed, &header(Key::Ed), &claims("ann"));
    for path in [format!("/v1/tickets?token={good}"), format!("/v1/tickets?access_token={good}")] {
        world.get(&path).await.is_problem(401, "unauthorized");
    }
    for (name, value) in [
        ("cookie", format!("token={good}; session={good}")),
        ("x-authorization", format!("Bearer {good}")),
        ("proxy-authorization", format!("Bearer {good}")),
        ("authorization", good.clone()),
        ("authorization", format!("Basic {good}")),
        ("authorization", format!("Bearer{good}")),
    ] {
        let answer = world.send(support::Method::GET, "/v1/tickets", &[(name, &value)], "").await;
        answer.is_problem(401, "unauthorized");
    }
    let twice = format!("Bearer {good}");
    let headers = [("authorization", twice.as_str()), ("authorization", twice.as_str())];
    world.send(support::Method::GET, "/v1/tickets", &headers, "").await.is_problem(401, "unauthorized");
}

#[test]
fn files_of_keys_that_cannot_work_say_why() {
    let key = |change: Change| {
        let folder = TempDir::new().unwrap();
        let config = config(folder.path());
        let file = config.identity_keys.clone().unwrap();
        let mut keys: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        change(&mut keys["keys"]);
        fs::write(&file, keys.to_string()).unwrap();
        App::open(&config).map(|_| ()).unwrap_err().to_string()
    };
    let faults: [(Change, &str); 9] = [
        (|it| it[0]["alg"] = json!("RS256"), "key `ed`: write alg EdDSA"),
        (|it| it[0]["kty"] = json!("EC"), "key `ed`: write alg EdDSA"),
        (|it| it[0]["x"] = json!("AAAA"), "32 bytes"),
        (|it| it[0]["d"] = json!("AAAA"), "unknown field `d`"),
        (|it| it[1]["x"] = json!("A".repeat(43)), "no point of its curve"),
        (|it| it[2]["k"] = json!("c2hvcnQ"), "at least 32 bytes"),
        (|it| it[3]["kid"] = json!("ed"), "two keys are called `ed`"),
        (|it| it[0]["iss"] = json!("a b"), "without blanks"),
        (|it| *it = json!([]), "no key in it"),
    ];
    for (change, expected) in faults {
        let error = key(change);
        assert!(error.contains(expected) && error.contains("identity.json"), "{error}");
    }
}
