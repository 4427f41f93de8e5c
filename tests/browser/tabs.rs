//! Many tabs over one outbox: one sends at a time, and when the one that sends is killed another goes on
//! within seconds.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    demo::wallet_at,
    harness::{Host, Look, Page, Server, Tab, until},
    outbox::{TICKETS, at_review, busy},
};

const TABS: usize = 5;
const REPORTS: usize = 20;

/// Makes copies of the one report in the outbox as the widget would have written them: each under a key of
/// its own, with words of its own, sealed.
const COPY: &str = "
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
      const { owner, until, ...line } = JSON.parse(new TextDecoder().decode(record.slice(0, end)));
      for (let n = 1; n < COPIES; n += 1) {
        const id = crypto.randomUUID();
        const copy = { ...line, key: id, attempts: 0, not_before: 0, floor: 0 };
        const iv = crypto.getRandomValues(new Uint8Array(12));
        body.answers.more = `Copy ${n}`;
        const sealed = await crypto.subtle.encrypt(how(iv, `outbox/${id}`), key, encode(JSON.stringify(body)));
        const bytes = [...encode(`${JSON.stringify(copy)}\\n`), ...iv, ...new Uint8Array(sealed)];
        await ask(table('readwrite').put(new Uint8Array(bytes), `outbox/${id}`));
      }
      database.close();
      return 'copied';
    })().then(done, (thrown) => done(String(thrown)));";

/// Whether the tab that is looked at holds the senders' lock.
const LEADS: &str = "
    const done = arguments[arguments.length - 1];
    const probe = `probe ${Math.random()}`;
    navigator.locks.request(probe, async () => {
      const { held } = await navigator.locks.query();
      const me = held.find((it) => it.name === probe).clientId;
      done(held.some((it) => it.name === 'wallet-help' && it.clientId === me));
    });";

/// Turns to the tab that sends, and takes it out of the list.
async fn leader(page: &Page, tabs: &mut Vec<Tab>) -> Tab {
    loop {
        for at in 0..tabs.len() {
            page.turn_to(&tabs[at]).await;
            if page.script_later(LEADS).await == json!(true) {
                return tabs.remove(at);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_sender_is_followed_by_another_tab_and_nothing_is_sent_twice() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(TICKETS, busy());
    let page = at_review(&host).await;
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    let copied = page.script_later(&COPY.replace("COPIES", &REPORTS.to_string())).await;
    assert_eq!(copied, Value::from("copied"));

    // Whoever sends now hears nothing for a while, so that there is time to find and kill it.
    host.set(TICKETS, busy().late(Duration::from_secs(12)));
    let mut tabs = vec![page.tab().await];
    while tabs.len() < TABS {
        page.new_tab(&wallet_at(&host.origin(), Look::PLAIN)).await;
        tabs.push(page.tab().await);
    }
    for _ in 0..2 {
        let sender = leader(&page, &mut tabs).await;
        page.turn_to(&sender).await;
        let before = host.count("POST", TICKETS);
        host.discount(TICKETS);
        let killed = Instant::now();
        page.kill_tab().await;
        // Half of a lease is the patience here: with its lease alone to go by, nobody would have come by then.
        until("another sender", || async { (host.count("POST", TICKETS) > before).then_some(()) })
            .await;
        println!("another tab sends {:.2} s after the kill", killed.elapsed().as_secs_f32());
        page.turn_to(&tabs[0]).await;
    }

    host.pass(TICKETS);
    let begin = Instant::now();
    let count = |query: &str| server.rows(query)[0][0].parse::<usize>().expect("a number");
    while count("SELECT count(*) FROM tickets") < REPORTS {
        assert!(begin.elapsed() < Duration::from_secs(120), "reports are missing");
        for tab in &tabs {
            page.turn_to(tab).await;
            page.script("dispatchEvent(new Event('online'))", Vec::new()).await;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    // Whatever would come twice comes now.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(count("SELECT count(*) FROM tickets"), REPORTS);
    let different = "SELECT count(DISTINCT json_extract(report, '$.answers.more')) FROM tickets";
    assert_eq!(count(different), REPORTS);
    assert_eq!(host.most_at_once(TICKETS), 1, "two senders at once");
}
