//! Never lost, never doubled, in a real browser: drafts and unsent reports outlive the page, the tab and the
//! browser, and arrive once.

use std::time::Duration;

use serde_json::json;

use crate::{
    demo::{fill_in, to_the_form, wallet_at},
    harness::{Answer, Host, Look, Page, Server, until},
};

pub const TICKETS: &str = "/v1/tickets";
const WORDS: &str = "The address was refused twice.";

pub fn busy() -> Answer {
    Answer::other(503, "text/plain", "busy")
}

pub async fn stored(server: &Server, count: &str) {
    until(&format!("{count} stored reports"), || async {
        (server.rows("SELECT count(*) FROM tickets") == [[count]]).then_some(())
    })
    .await;
}

/// At the review of a filled-in form behind a host of its own.
pub async fn at_review(host: &Host) -> Page {
    let page = Page::open(&wallet_at(&host.origin(), Look::PLAIN), Look::PLAIN).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    page
}

/// Everything that lies in the widget's database: names, and the text of bytes.
async fn kept(page: &Page) -> Vec<(String, String)> {
    let script = "const done = arguments[arguments.length - 1];
        const open = indexedDB.open('wallet-help');
        open.onsuccess = () => {
          const table = open.result.transaction('records').objectStore('records');
          const [keys, values] = [table.getAllKeys(), table.getAll()];
          table.transaction.oncomplete = () => {
            open.result.close();
            const text = (it) => it instanceof Uint8Array ? new TextDecoder().decode(it) : `${it} ${it.extractable}`;
            done(keys.result.map((key, at) => [key, text(values.result[at])]));
          };
        };";
    let rows = page.script_later(script).await;
    serde_json::from_value(rows).expect("rows of two texts")
}

pub async fn kept_names(page: &Page) -> Vec<String> {
    kept(page).await.into_iter().map(|it| it.0).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_sent_is_delivered_once_after_a_reload() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(TICKETS, busy());
    let page = at_review(&host).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    let records = kept(&page).await;
    let names: Vec<&str> = records.iter().map(|it| it.0.split('/').next().unwrap()).collect();
    assert_eq!(names, ["key", "outbox"], "{records:?}");
    assert_eq!(records[0].1, "[object CryptoKey] false");
    assert!(!records.iter().any(|it| it.1.contains("refused twice")), "text lies open on the device");

    page.goto(&wallet_at(&host.origin(), Look::PLAIN)).await;
    page.open_help().await;
    page.read("1 report saved on this device, not sent yet").await;
    page.assert_accessible("a report waits").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["0"]]);
    host.pass(TICKETS);
    page.press_named("Send now").await;
    page.read("was received").await;
    page.see_no_more(".waiting").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["1"]]);
    let names = kept_names(&page).await;
    assert!(names.iter().any(|it| it.starts_with("ticket/")), "{names:?}");
    assert!(!names.iter().any(|it| it.starts_with("outbox/") || it.starts_with("draft/")), "{names:?}");
    let mark = page.script("return localStorage.getItem('wallet-help')", Vec::new()).await;
    assert_eq!(mark, json!("reports"), "there may be a reply");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_waits_goes_without_anybody_opening_the_help() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(TICKETS, busy());
    let page = at_review(&host).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    host.pass(TICKETS);
    page.goto(&wallet_at(&host.origin(), Look::PLAIN)).await;
    stored(&server, "1").await;
}

/// Kills the browser after the press of Send and starts it anew in its profile, so many times.
async fn killed(times: u32) {
    let server = Server::start();
    let host = Host::start(&server).await;
    let address = wallet_at(&host.origin(), Look::PLAIN);
    for n in 1..=times {
        let page = at_review(&host).await;
        // A browser writes the mark of a kept draft down some seconds late; a person reads the review meanwhile.
        tokio::time::sleep(Duration::from_secs(7)).await;
        // The first moments are the dangerous ones: before, while and after the report is stored and sent.
        host.set(TICKETS, busy().late(Duration::from_millis(300)));
        page.press_named("Send the report").await;
        page.read("ending").await;
        tokio::time::sleep(Duration::from_millis(u64::from(n * 37 % 400) + 120)).await;
        let profile = page.kill();
        host.pass(TICKETS);
        let page = Page::open_in(profile, &address, Look::PLAIN).await;
        stored(&server, &n.to_string()).await;
        println!("killed {n} times, {n} reports stored");
        drop(page);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [[times.to_string()]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_browser_loses_and_doubles_nothing() {
    killed(1).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "half an hour; run it by name with --ignored"]
async fn a_browser_killed_a_hundred_times_loses_and_doubles_nothing() {
    let times = std::env::var("HELP_KILLS").ok().and_then(|it| it.parse().ok());
    killed(times.unwrap_or(100)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_send_one_after_the_other() {
    let server = Server::start();
    let host = Host::start(&server).await;
    let address = wallet_at(&host.origin(), Look::PLAIN);
    host.set(TICKETS, busy());
    let page = at_review(&host).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    page.new_tab(&address).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;

    host.pass(TICKETS);
    for tab in [0, 1] {
        page.look_at(tab).await;
        page.script("dispatchEvent(new Event('online'))", Vec::new()).await;
    }
    stored(&server, "2").await;
    // Both tabs learn of both, whoever sent them.
    for tab in [0, 1] {
        page.look_at(tab).await;
        page.read("Your report number").await;
        page.press_named("Back to help").await;
        page.see_no_more(".waiting").await;
    }
    assert_eq!(host.most_at_once(TICKETS), 1, "two senders at once");
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["2"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_storage_a_report_is_sent_all_the_same_and_the_person_is_told() {
    const TROUBLE: [(&str, &str); 6] = [
        (
            "no room",
            "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }",
        ),
        ("aborted", "IDBObjectStore.prototype.put = function () { this.transaction.abort() }"),
        (
            "closed",
            "IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'InvalidStateError') }",
        ),
        (
            "unknown",
            "IDBFactory.prototype.open = () => {
               const request = { error: new DOMException('', 'UnknownError') };
               setTimeout(() => request.onerror?.(new Event('error')));
               return request;
             }",
        ),
        ("silent", "IDBFactory.prototype.open = () => ({})"),
        ("absent", "Object.defineProperty(window, 'indexedDB', { value: undefined })"),
    ];
    let server = Server::start();
    let address = wallet_at(&server.origin(), Look::PLAIN);
    for (n, (name, script)) in TROUBLE.into_iter().enumerate() {
        let page = Page::open_spoilt(script, &address, Look::PLAIN).await;
        to_the_form(&page).await;
        fill_in(&page).await;
        page.press_named("Back").await;
        let said = if name == "no room" {
            "This device has no room left"
        } else {
            "This browser keeps nothing"
        };
        page.read(said).await;
        page.press_named("Continue").await;
        page.press_named("Send the report").await;
        page.read("Your report number").await;
        page.read("This number is not kept on this device").await;
        assert_eq!(server.rows("SELECT count(*) FROM tickets"), [[(n + 1).to_string()]], "{name}");
        let noted = page.noted().await;
        assert!(noted.is_empty(), "{name}: {noted:?}");
    }
    let page = Page::open_spoilt(TROUBLE[5].1, &address, Look::PLAIN).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    server.stop();
    page.press_named("Send the report").await;
    page.read("Not sent yet: no connection").await;
    page.read("Keep this page open").await;
    let shown = page.texts(".review dd").await;
    assert!(shown.iter().any(|it| it.starts_with(WORDS)), "{shown:?}");
    server.restart();
    page.press_named("Send again").await;
    page.read("Your report number").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_gone_on_with_after_a_reload_and_forgotten_when_the_wallet_says_so() {
    let server = Server::start();
    let host = Host::start(&server).await;
    let address = wallet_at(&host.origin(), Look::PLAIN);
    let page = at_review(&host).await;
    let saved =
        || async { kept_names(&page).await.contains(&"draft/withdraw".to_owned()).then_some(()) };
    until("a kept draft", saved).await;
    let open = kept(&page).await.into_iter().any(|it| it.1.contains("refused twice"));
    assert!(!open, "text lies open on the device");
    // What is typed last is kept when nothing more is typed for a moment.
    tokio::time::sleep(Duration::from_secs(1)).await;

    page.goto(&address).await;
    page.open_help().await;
    page.read("Continue your report:").await;
    page.click(".notice.received").await;
    page.read("Continue where you stopped?").await;
    page.assert_accessible("a draft of an earlier visit").await;
    page.press_named("Continue").await;
    page.read("Check, then send").await;
    let shown = page.texts(".review dd").await;
    assert!(shown.iter().any(|it| it.starts_with(WORDS)), "{shown:?}");

    page.script("document.querySelector('wallet-help').logout()", Vec::new()).await;
    until("an empty database", || async { kept_names(&page).await.is_empty().then_some(()) }).await;
    page.goto(&address).await;
    page.open_help().await;
    page.see(".card-row").await;
    assert_eq!(page.text(".notice.received").await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_when_the_person_does_not_want_it() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(TICKETS, busy());
    let page = Page::open(&wallet_at(&host.origin(), Look::PLAIN), Look::PLAIN).await;
    to_the_form(&page).await;
    page.press_named("Go on to the report").await;
    page.press_named("Do not keep it").await;
    page.read("Your answers stay here while this page is open").await;
    let choice = "return localStorage.getItem('wallet-help')";
    assert_eq!(page.script(choice, Vec::new()).await, json!(""));
    page.choose("failed or came back").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(kept_names(&page).await, Vec::<String>::new());
    page.goto(&wallet_at(&host.origin(), Look::PLAIN)).await;
    page.open_help().await;
    page.see(".card-row").await;
    assert_eq!(page.text(".notice.received").await, "");
}
