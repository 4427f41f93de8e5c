//! What another version of the widget left on the device, another version in another tab, and clocks that
//! are wrong: nothing is lost, nothing is doubled, nothing stops.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    demo::{fill_in, to_the_form, wallet_at},
    harness::{Answer, Host, Look, Page, Server},
    outbox::{TICKETS, at_review, busy, kept_names, stored},
};

/// Puts two records into the database: one as the first version of all wrote it, with nothing but what it
/// needed, and one of a version that is still to come.
const OTHER_VERSIONS: &str = "
    const done = arguments[arguments.length - 1];
    const encode = (text) => new TextEncoder().encode(text);
    const ask = (request) => new Promise((found, failed) => {
      request.onsuccess = () => found(request.result);
      request.onerror = () => failed(request.error);
    });
    (async () => {
      const database = await ask(indexedDB.open('wallet-help'));
      const table = (mode) => database.transaction('records', mode).objectStore('records');
      const key = await ask(table('readonly').get('key'));
      const name = (await ask(table('readonly').getAllKeys())).find((it) => it.startsWith('outbox/'));
      const record = await ask(table('readonly').get(name));
      const end = record.indexOf(10) + 1;
      const how = (iv, name) => ({ name: 'AES-GCM', iv, additionalData: encode(name) });
      const text = await crypto.subtle.decrypt(how(record.slice(end, end + 12), name), key, record.slice(end + 12));
      const body = JSON.parse(new TextDecoder().decode(text));
      delete body.consent;
      body.answers.more = 'Of the first version';
      const old = { v: 1, key: 'old-1', topic: 'withdraw', created: Date.now() };
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(how(iv, 'outbox/old-1'), key, encode(JSON.stringify(body)));
      const bytes = [...encode(`${JSON.stringify(old)}\\n`), ...iv, ...new Uint8Array(sealed)];
      await ask(table('readwrite').put(new Uint8Array(bytes), 'outbox/old-1'));
      const coming = encode(`${JSON.stringify({ v: 2, parcels: [1] })}\\nsomething else`);
      await ask(table('readwrite').put(coming, 'outbox/new-1'));
      await ask(table('readwrite').put(coming, 'draft/withdraw'));
      database.close();
      return 'put';
    })().then(done, (thrown) => done(String(thrown)));";

#[tokio::test(flavor = "multi_thread")]
async fn reports_of_an_older_version_are_sent_and_those_of_a_newer_one_are_left_alone() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(TICKETS, busy());
    let page = at_review(&host).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    assert_eq!(page.script_later(OTHER_VERSIONS).await, Value::from("put"));
    host.pass(TICKETS);
    let address = wallet_at(&host.origin(), Look::PLAIN);
    page.goto(&address).await;
    stored(&server, "2").await;
    let words = server.rows("SELECT json_extract(report, '$.answers.more') FROM tickets ORDER BY 1");
    assert_eq!(words, [["Of the first version"], ["The address was refused twice."]]);
    // A new report of the same topic goes its way beside the draft that cannot be read.
    to_the_form(&page).await;
    fill_in(&page).await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    stored(&server, "3").await;
    let names = kept_names(&page).await;
    for left in ["outbox/new-1", "draft/withdraw"] {
        assert!(names.iter().any(|it| it == left), "{left} is gone: {names:?}");
    }
    assert!(!names.iter().any(|it| it == "outbox/old-1"), "{names:?}");
    let noted = page.noted().await;
    assert!(noted.is_empty(), "{noted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_in_another_tab_rebuilds_the_database_and_both_go_on() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(TICKETS, busy());
    let page = at_review(&host).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    let first = page.tab().await;
    page.new_tab(&wallet_at(&host.origin(), Look::PLAIN)).await;
    // The other version asks for a higher one of the database while this one has it open.
    let rebuild = "const done = arguments[arguments.length - 1];
        const open = indexedDB.open('wallet-help', 7);
        let blocked = false;
        open.onblocked = () => { blocked = true; };
        open.onupgradeneeded = () => open.result.createObjectStore('of a newer version');
        open.onerror = () => done(String(open.error));
        open.onsuccess = () => { open.result.close(); done(blocked ? 'blocked' : 'rebuilt'); };";
    assert_eq!(page.script_later(rebuild).await, Value::from("rebuilt"));
    page.turn_to(&first).await;
    host.pass(TICKETS);
    page.script("dispatchEvent(new Event('online'))", Vec::new()).await;
    page.read("Your report number").await;
    stored(&server, "1").await;
    let names = kept_names(&page).await;
    assert!(names.iter().any(|it| it.starts_with("ticket/")), "{names:?}");
    assert!(!names.iter().any(|it| it.starts_with("outbox/")), "{names:?}");
    let noted = page.noted().await;
    assert!(noted.is_empty(), "{noted:?}");
}

/// The clock of a page, wrong by so many milliseconds; `window.__ahead` moves it.
fn wrong_by(milliseconds: i64) -> String {
    format!(
        "window.__ahead = {milliseconds};
         const Real = Date;
         window.Date = class extends Real {{
           constructor(...parts) {{ parts.length ? super(...parts) : super(Real.now() + window.__ahead); }}
           static now() {{ return Real.now() + window.__ahead; }}
         }};"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_clock_that_is_two_days_off_or_slept_an_hour_a_report_is_delivered() {
    const DAY: i64 = 86_400_000;
    let server = Server::start();
    let host = Host::start(&server).await;
    for (n, ahead) in [2 * DAY, -2 * DAY, 0].into_iter().enumerate() {
        // By the server's clock it is to be two seconds from now; by the page's, days ago or ahead.
        let wait = Answer::other(429, "text/plain", "later")
            .with("date", "Sun, 22 Nov 2026 12:00:00 GMT")
            .with("retry-after", "Sun, 22 Nov 2026 12:00:02 GMT");
        host.set(TICKETS, wait);
        let address = wallet_at(&host.origin(), Look::PLAIN);
        let page = Page::open_spoilt(&wrong_by(ahead), &address, Look::PLAIN).await;
        to_the_form(&page).await;
        fill_in(&page).await;
        page.press_named("Send the report").await;
        page.read("Saved on this device, not sent yet").await;
        let tries = host.count("POST", TICKETS);
        host.pass(TICKETS);
        if ahead == 0 {
            // The device sleeps for an hour: timers do not run, and the clock jumps.
            page.script("window.__ahead = 3600000; dispatchEvent(new Event('online'))", Vec::new())
                .await;
        }
        page.read("Your report number").await;
        stored(&server, &(n + 1).to_string()).await;
        let more = host.count("POST", TICKETS) - tries;
        assert!(more <= 2, "{ahead}: {more} tries after the answer that asked to wait");
        let noted = page.noted().await;
        assert!(noted.is_empty(), "{ahead}: {noted:?}");
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(json!(server.rows("SELECT count(*) FROM tickets")), json!([["3"]]));
}
