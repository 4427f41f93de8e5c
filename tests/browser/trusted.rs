//! On a page that forbids every text as script or markup (W3C Trusted Types) all that people do works, and nothing
//! is reported.

use std::time::Duration;

use crate::{
    demo::fill_in,
    harness::{Answer, Engine, Host, Look, Page, Server, until, watch},
};

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A wallet</title>
<script src="/watch.js"></script><script type="module" src="/wallet-help/element.js"></script></head>
<body><main><h1>A wallet</h1></main>
<wallet-help server="/" knowledge="/knowledge" locale="en" screen="withdraw" error-code="WD_NETWORK_MISMATCH"
  asset="USDT" network="TRC20" amount="120.50"></wallet-help></body></html>"#;
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_answer_to_a_stored_report_in_every_engine() {
    for engine in Engine::installed() {
        println!("{engine:?}");
        from_the_first_answer_to_a_stored_report(engine).await;
    }
}

async fn from_the_first_answer_to_a_stored_report(engine: Engine) {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set("/favicon.ico", Answer::other(204, "image/x-icon", ""));
    host.set("/watch.js", Answer::other(200, "text/javascript", watch::SCRIPT));
    host.set("/wallet", Answer::page(PAGE, POLICY));
    let page = Page::open_under(engine, &format!("{}/wallet", host.origin()), Look::PLAIN).await;
    page.until("return !!customElements.get('wallet-help')").await;
    // The policy is in force: the page itself cannot do what it forbids.
    let forbidden = "try { document.createElement('p').innerHTML = '<b>x</b>'; return 'allowed' } catch (error) { return error.name }";
    assert_eq!(page.script(forbidden, Vec::new()).await, "TypeError");
    page.script("window.__noted = []; return true", Vec::new()).await;
    page.console_errors().await;

    // The form asks whether the account is right, as far as the wallet knows it.
    let moment = "document.querySelector('wallet-help').setContext({ screen: 'withdraw', error: { code: 'WD_NETWORK_MISMATCH' },
        asset: 'USDT', network: 'TRC20', amount: '120.50', account: { id: 'HW-1', name: 'Mei Tan', contact: 'mei@mail.example' } });
        return true";
    page.script(moment, Vec::new()).await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.press_named("Open the full answer").await;
    page.see(".article ol li").await;
    page.press_named("Yes").await;
    page.see(".vote-thanks").await;
    page.click(".back").await;
    // After a step back the focus goes where it was a frame later; no person is so quick.
    until("the question in its field", || async {
        let written = "const it = root.querySelector('#wh-search'); const text = it.value;
            if (!arguments[0].startsWith(text)) it.value = ''; return text";
        let question = "withdrawl still pendng";
        if page.inside(written, vec![question.into()]).await == question {
            return Some(());
        }
        page.enter("#wh-search").await;
        page.write(question).await;
        None
    })
    .await;
    page.press_named("My withdrawal is still pending").await;
    page.see(".article ol li").await;
    page.press_named("中文").await;
    page.read("这条解答有帮助吗").await;
    page.press_named("EN English").await;
    page.click(".back").await;
    page.inside("root.querySelector('#wh-search').value = '';
        root.querySelector('#wh-search').dispatchEvent(new Event('input', { bubbles: true })); return true", Vec::new()).await;
    page.see(".lead ol li").await;
    // A row that is drawn anew while it is pressed takes no click.
    until("the form", || async {
        if !page.texts(".card-row").await.is_empty() {
            page.click(".card-row").await;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        page.text(".panel-in").await.contains("Have you tried this?").then_some(())
    })
    .await;
    fill_in(&page).await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["1"]]);
    page.press_named("Back to help").await;
    page.click(".close").await;
    page.assert_quiet().await;
}
