//! When the widget cannot run, the official channels are there as plain content within three seconds.

use std::time::{Duration, Instant};

use crate::harness::{Answer, Engine, Host, Look, Page, Server};

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A wallet</title>
<script type="module" src="/wallet-help/element.js"></script></head>
<body><main><h1>A wallet</h1><button id="pay">Pay</button></main>
<wallet-help server="/" knowledge="/knowledge" locale="en">CHILDREN</wallet-help></body></html>"#;

const STRICT: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     require-trusted-types-for 'script'; trusted-types 'none'";
const NO_WASM: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

async fn shows_channels(policy: &str, children: &str, spoil: impl Fn(&Host)) -> String {
    let mut text = String::new();
    for engine in Engine::installed() {
        println!("{engine:?}");
        text = shows_channels_in(engine, policy, children, &spoil).await;
    }
    text
}

async fn shows_channels_in(
    engine: Engine,
    policy: &str,
    children: &str,
    spoil: impl Fn(&Host),
) -> String {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set("/wallet", Answer::page(&PAGE.replace("CHILDREN", children), policy));
    spoil(&host);
    let page = Page::open_under(engine, &format!("{}/wallet", host.origin()), Look::PLAIN).await;
    page.until("return !!customElements.get('wallet-help')").await;
    let pressed = Instant::now();
    page.click(".launcher").await;
    page.read("We never ask for your recovery phrase").await;
    page.see(".plain-channels a").await;
    // Measured with slack for a busy machine; the widget itself gives up after 2.5 seconds.
    assert!(pressed.elapsed() < Duration::from_secs(6), "{:?}", pressed.elapsed());
    let text = page.text(".plain").await;
    page.click(".close").await;
    page.click_host("#pay").await;
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_without_wasm_shows_the_hosts_own_links() {
    let own = r#"<p>We never ask for your recovery phrase.</p><p><a href="mailto:own@wallet.example">own@wallet.example</a></p>"#;
    let text = shows_channels(NO_WASM, own, |_| {}).await;
    assert!(text.contains("own@wallet.example"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_wasm_shows_the_channels_of_the_knowledge() {
    let text = shows_channels(STRICT, "", |host| {
        host.set("/wallet-help/wallet-help_bg.wasm", Answer::other(404, "text/plain", "gone"));
    })
    .await;
    assert!(text.contains("+44 20 7946 0123") && text.contains("support@harbour.example"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wasm_that_is_not_ours_is_refused() {
    shows_channels(STRICT, "", |host| {
        host.set("/wallet-help/wallet-help_bg.wasm", Answer::other(200, "application/wasm", "\0asm"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stalled_wasm_shows_the_channels_while_it_loads() {
    shows_channels(STRICT, "", |host| {
        let late = Answer::other(200, "application/wasm", "").late(Duration::from_secs(20));
        host.set("/wallet-help/wallet-help_bg.wasm", late);
    })
    .await;
}
