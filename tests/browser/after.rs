//! Every screen of what comes after a report, and the team's pages, in both languages, themes and widths: axe
//! finds nothing, and a picture is kept to look at.

use serde_json::json;

use crate::{
    demo::wallet,
    harness::{Look, Page, Server, vouch},
};

/// What axe found, all screens together: one walk tells everything.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    async fn screen(&mut self, page: &Page, name: &str) {
        let found = page.axe().await;
        self.0.extend(found.into_iter().map(|it| format!("{name}: {it}")));
        page.picture(name).await;
    }
}

/// Sends two reports of whoever signed in, as the widget would.
const SEND: &str = "const done = arguments[arguments.length - 1];
    (async () => {
      for (const at of [1, 2]) {
        await fetch('/v1/tickets', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': `after-${at}`, authorization: `Bearer ${await __token()}` },
          body: JSON.stringify({
            topic: 'support', language: document.documentElement.lang,
            answers: { kind: 'idea', 'what-happened': 'Show the fee before the last step.', account: 'yes' },
          }),
        }).then((it) => it.ok || done(`${it.status}`));
      }
      done('');
    })()";

const LONG: &str = "Thank you for the report. Do this, one step after the other:\n\n\
    1. Open Records and choose the entry.\n2. Compare the fee with https://help.harbour.example/fees.\n\
    3. Look the transaction up at https://explorer.example/tx/42 and write here what it says.\n\n\
    We look at it again as soon as you have written.";

async fn walk(look: Look) {
    let mut found = Found::default();
    let server = Server::vouched();
    server.add_agent("ann", "Ann Lee");
    let page = wallet(&server, look).await;
    vouch(&page, "person-7", 300, 0).await;
    assert_eq!(page.script_later(SEND).await, json!(""));
    page.script("document.querySelector('wallet-help').openTickets(); return true", Vec::new()).await;
    page.see(".list .list-row").await;
    found.screen(&page, "reports").await;
    page.click(".list .list-row").await;
    page.see(".thread-head").await;
    found.screen(&page, "thread-new").await;

    let agent = Page::of_agent(&server, "ann", look).await;
    found.screen(&agent, "agent-list").await;
    let number = page.text(".thread-head h2").await;
    agent.open_ticket(&number).await;
    found.screen(&agent, "agent-ticket").await;
    agent.answer(LONG).await;
    found.screen(&agent, "agent-answered").await;
    agent.goto(&format!("{}/agent/numbers", server.origin())).await;
    agent.until("return !!document.querySelector('main')").await;
    found.screen(&agent, "agent-numbers").await;
    agent.goto(&format!("{}/agent/answers", server.origin())).await;
    agent.until("return !!document.querySelector('main')").await;
    found.screen(&agent, "agent-answers").await;

    page.see(".whats-next").await;
    found.screen(&page, "thread-answered").await;
    page.inside("root.querySelector('.message-text a:last-of-type').click(); return true", Vec::new())
        .await;
    page.see(".leads-to").await;
    found.screen(&page, "leave").await;
    page.click(".back").await;
    page.see(".whats-next").await;
    page.click(".whats-next .button:last-child").await;
    page.see("#wh-reply").await;
    let type_in = "const it = root.getElementById(arguments[0]); it.value = arguments[1];
        it.dispatchEvent(new Event('input', { bubbles: true })); it.scrollIntoView({ block: 'center' }); return true";
    let phrase = ["abandon "; 11].concat() + "about";
    page.inside(type_in, vec![json!("wh-reply"), json!(phrase)]).await;
    page.see(".guard-place > *").await;
    found.screen(&page, "thread-secret").await;
    page.inside(type_in, vec![json!("wh-reply"), json!("")]).await;
    page.see_no_more(".guard-place > *").await;
    let higher =
        "root.querySelector('.thread-screen > .more, .thread-screen .more').click(); return true";
    page.inside(higher, Vec::new()).await;
    page.see("#wh-reason").await;
    found.screen(&page, "thread-higher").await;
    server.stop();
    page.inside(type_in, vec![json!("wh-reply"), json!("Not through")]).await;
    page.inside("root.querySelector('#wh-reply').form.requestSubmit(); return true", Vec::new()).await;
    page.see(".thread-screen .summary").await;
    page.inside(
        "root.querySelector('.summary').scrollIntoView({ block: 'center' }); return true",
        Vec::new(),
    )
    .await;
    found.screen(&page, "thread-not-sent").await;
    server.restart();
    page.see_no_more(".thread-screen .summary").await;

    let id = server.rows(&format!("SELECT id FROM tickets WHERE number = '{number}'"))[0][0].clone();
    agent.goto(&format!("{}/agent/tickets/{id}", server.origin())).await;
    agent.until("return !!document.querySelector('#reply')").await;
    page.script("document.querySelector('wallet-help').close(); return true", Vec::new()).await;
    page.click(".launcher").await;
    agent.answer("Done.").await;
    page.see(".whats-next .button").await;
    page.click(".whats-next .button").await;
    page.see(".options").await;
    found.screen(&page, "thread-over").await;

    page.script("document.querySelector('wallet-help').close(); return true", Vec::new()).await;
    let who = "const it = [...root.querySelectorAll('.card-row')].at(-1); it?.click(); return !!it";
    page.click(".launcher").await;
    while page.text(".back").await.is_empty()
        && page.inside("return !!root.querySelector('.back')", Vec::new()).await == json!(true)
    {
        page.click(".back").await;
    }
    page.see(".card-row").await;
    page.inside(who, Vec::new()).await;
    page.see("#wh-who").await;
    found.screen(&page, "who-empty").await;
    for (name, text) in [
        ("who-official", "+44 (0)20 7946 0123"),
        ("who-imitates", "https://help.harb\u{43e}ur.example"),
        ("who-not-listed", "https://somewhere-else.example/support"),
    ] {
        page.inside(type_in, vec![json!("wh-who"), json!(text)]).await;
        page.see(".who-place .note").await;
        found.screen(&page, name).await;
    }
    assert!(found.0.is_empty(), "{look:?}: {:#?}", found.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_in_english() {
    for look in Look::all().filter(|look| look.lang == "en") {
        walk(look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_in_chinese() {
    for look in Look::all().filter(|look| look.lang != "en") {
        walk(look).await;
    }
}
