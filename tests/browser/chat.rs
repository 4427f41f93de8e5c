//! A person and somebody of support talk in two browsers: each line is there without a reload, both see who is
//! there and who writes, and where nobody is there nothing is offered.

use serde_json::json;

use crate::{
    demo::wallet,
    harness::{Look, Page, Server},
};

/// Somebody of support, signed in, at the list of tickets.
pub async fn at_work(server: &Server) -> Page {
    server.add_agent("ann", "Ann Lee");
    Page::of_agent(server, "ann", Look::PLAIN).await
}

/// From the wallet to the page on which a conversation begins, about withdrawals.
pub async fn to_the_talk(page: &Page) {
    page.open_help().await;
    page.see(".card-row").await;
    page.click(".card-row:has(.standing)").await;
    page.see(".channels .button.accent").await;
    page.see("#wh-about").await;
    choose_topic(page, "wh-about", "withdraw").await;
    page.click(".channels .button.accent").await;
    page.see("#wh-talk").await;
}

/// Chooses in a list of topics, as its picker does.
pub async fn choose_topic(page: &Page, id: &str, topic: &str) {
    let script = "const it = root.getElementById(arguments[0]); it.value = arguments[1];
        it.dispatchEvent(new Event('change', { bubbles: true })); return it.value";
    assert_eq!(page.inside(script, vec![json!(id), json!(topic)]).await, topic);
}

async fn agent_writes(agent: &Page, text: &str, send: bool) {
    let script = "const it = document.querySelector('#reply'); it.value = arguments[0];
        it.dispatchEvent(new Event('input', { bubbles: true }));
        if (arguments[1]) it.form.requestSubmit(); return true";
    agent.script(script, vec![json!(text), json!(send)]).await;
}

fn reads(text: &str) -> String {
    format!("return document.querySelector('main').innerText.includes({})", json!(text))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_and_support_talk_without_a_reload() {
    let server = Server::start();
    let agent = at_work(&server).await;
    let person = wallet(&server, Look::PLAIN).await;
    to_the_talk(&person).await;
    person.press_named("Begin the conversation").await;
    person.read("Talk to support now").await;
    person.fill("What happened?", "The withdrawal is stuck").await;
    person.press_named("Begin the conversation").await;
    person.read("You are next").await;
    let rows = server.rows("SELECT chat, topic, json_extract(report, '$.context') FROM tickets");
    assert_eq!(rows, [["1", "withdraw", ""]], "nothing of what the wallet knows goes along");

    // The list shows it by itself, and says that somebody waits to talk.
    agent.until("return !!document.querySelector('a.ticket')").await;
    agent.until(&reads("The withdrawal is stuck")).await;
    agent.until(&reads("Chat")).await;
    agent.click_host("a.ticket").await;
    agent.until("return !!document.querySelector('#reply')").await;
    person.read("Somebody is here").await;
    agent.until(&reads("The person is looking at this")).await;

    agent_writes(&agent, "Hello", false).await;
    person.read("Support is writing").await;
    agent_writes(&agent, "Hello, which network?", true).await;
    person.read("Hello, which network?").await;
    person.read("Ann").await;
    assert!(!person.text(".thread-screen").await.contains("You are next"));

    person.fill("Write to support", "It was TRC20").await;
    agent.until(&reads("The person is writing")).await;
    person.press_named("Send").await;
    agent.until(&reads("It was TRC20")).await;
    let lines = server.rows("SELECT author, text FROM messages ORDER BY seq");
    assert_eq!(lines, [["support", "Hello, which network?"], ["person", "It was TRC20"]]);
    person.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_is_there_no_talk_is_offered_and_a_late_one_becomes_a_report() {
    let server = Server::start();
    let alone = wallet(&server, Look::PLAIN).await;
    alone.open_help().await;
    alone.see(".card-row").await;
    alone.click(".card-row:has(.standing)").await;
    alone.see(".hours-fold").await;
    assert!(alone.texts(".channels .button.accent").await.is_empty());

    // Somebody was there when the page was opened, and has gone when the words are sent.
    let agent = at_work(&server).await;
    let person = wallet(&server, Look::PLAIN).await;
    to_the_talk(&person).await;
    person.fill("What happened?", "Anybody there?").await;
    drop(agent);
    server.restart();
    person.press_named("Begin the conversation").await;
    person.read("Your report number").await;
    person.read("Nobody was free to talk, so it goes on as a report.").await;
    person.read("We answer by about").await;
    let rows = server.rows("SELECT chat, json_extract(report, '$.answers.more') FROM tickets");
    assert_eq!(rows, [["0", "Anybody there?"]], "no line is lost");
}
