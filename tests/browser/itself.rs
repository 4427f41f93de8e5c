//! The harness checks itself: it sees what is there, and notices what is wrong.

use crate::harness::{Answer, Host, Look, PHONE, Page, Server, Theme};

const BARE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Bare host</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/demo/pictures/mark.svg"></head><body>
<main><h1>Bare host</h1></main></body></html>"#;

const TRUSTED: &str = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_looked_at_as_told() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set("/bare", Answer::page(BARE, ""));
    let look = Look { lang: "zh-CN", theme: Theme::Dark, size: PHONE };
    let page = Page::open(&format!("{}/bare", host.origin()), look).await;
    let seen = "return [innerWidth, innerHeight, navigator.language, matchMedia('(prefers-color-scheme: dark)').matches]";
    assert_eq!(page.script(seen, Vec::new()).await, serde_json::json!([360, 740, "zh-CN", true]));
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn violations_and_errors_do_not_pass_unseen() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set("/bare", Answer::page(BARE, TRUSTED));
    let page = Page::open(&format!("{}/bare", host.origin()), Look::PLAIN).await;
    page.assert_quiet().await;
    // Scripts in the page, not the driver's: only the page's own are subject to its policy.
    let bad = "setTimeout(() => { throw new Error('thrown on purpose') }); document.body.innerHTML = '<b>x</b>'";
    host.set("/bad.js", Answer::other(200, "text/javascript", bad));
    page.script("import('/bad.js').catch(() => {})", Vec::new()).await;
    page.until("return __noted.some((it) => it.startsWith('violation: require-trusted-types-for'))")
        .await;
    page.until("return __noted.some((it) => it.includes('thrown on purpose'))").await;
    assert!(page.console_errors().await.iter().any(|line| line.contains("thrown on purpose")));
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_runs_under_the_strictest_policy_and_finds_what_is_wrong() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set("/good", Answer::page(BARE, TRUSTED));
    host.set("/bad", Answer::page(&BARE.replace("</main>", "<img src='/x.png'></main>"), TRUSTED));
    let page = Page::open(&format!("{}/good", host.origin()), Look::PLAIN).await;
    page.assert_accessible("a bare page").await;
    page.assert_quiet().await;
    page.goto(&format!("{}/bad", host.origin())).await;
    let found = page.axe().await;
    assert!(found.iter().any(|it| it.starts_with("image-alt")), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_server_comes_back_where_it_was() {
    let server = Server::start();
    let page = Page::open(&server.origin(), Look::PLAIN).await;
    let alive =
        "const [done] = arguments; fetch('/healthz').then((it) => done(it.ok), () => done(false))";
    let alive = || async { page.script_later(alive).await == serde_json::json!(true) };
    assert!(alive().await);
    server.stop();
    assert!(!alive().await);
    server.restart();
    assert!(alive().await);
}
