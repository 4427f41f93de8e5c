//! After a report was sent: a person in the widget and somebody of the team at their page, two browsers at once.

use serde_json::{Value, json};

use crate::{
    demo::{fill_in, to_the_form, wallet_at},
    harness::{Answer, Host, Look, Page, Server, until},
};

/// Marks a page, so that a reload would show.
const MARK: &str = "window.__here = true; return true";
const MARKED: &str = "return window.__here === true";

/// A person whose report was received, in its thread, and its number.
async fn in_the_thread(origin: &str) -> (Page, String) {
    let page = Page::open(&wallet_at(origin, Look::PLAIN), Look::PLAIN).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    page.read("The reply comes into the help, under My reports.").await;
    let number = page.text(".number").await;
    page.press_named("Back to help").await;
    page.see(".card-row").await;
    let to_reports = "return [...root.querySelectorAll('.card-row')].find((it) => it.innerText.includes('My reports'))?.click() ?? true";
    page.inside(to_reports, Vec::new()).await;
    page.read(&number).await;
    page.click(".list .list-row").await;
    page.see(".thread-head").await;
    page.script(MARK, Vec::new()).await;
    (page, number)
}

/// How often each of these texts stands in the thread that the person sees.
async fn counts(page: &Page, texts: &[&str]) -> Vec<usize> {
    let shown = page.texts(".message-text").await;
    texts.iter().map(|text| shown.iter().filter(|it| *it == text).count()).collect()
}

async fn ticket_id(server: &Server) -> String {
    server.rows("SELECT id FROM tickets")[0][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_message_is_there_without_a_reload_in_both_directions() {
    let server = Server::start();
    server.add_agent("ann", "Ann Lee");
    let (person, number) = in_the_thread(&server.origin()).await;
    let agent = Page::of_agent(&server, "ann", Look::PLAIN).await;
    agent.open_ticket(&number).await;

    agent.answer("Choose the network TRC20 and send again.").await;
    person.read("Choose the network TRC20 and send again.").await;
    person.read("Ann · Support").await;
    for step in ["Read the whole reply.", "Do its steps one after another.", "Come back here"] {
        person.read(step).await;
    }
    agent.script(MARK, Vec::new()).await;
    person.press_named("This did not").await;
    person.fill("What happened when you did the steps?", "The same error again.").await;
    person.press_named("Send").await;
    agent.reads("The same error again.").await;
    person.fill("Write to support", "And the button is grey.").await;
    person.press_named("Send").await;
    agent.reads("And the button is grey.").await;
    assert_eq!(
        agent.script(MARKED, Vec::new()).await,
        json!(true),
        "the agent's page was not reloaded"
    );

    agent.answer("We look at it.").await;
    person.read("We look at it.").await;
    let all = ["The same error again.", "And the button is grey.", "We look at it."];
    assert_eq!(counts(&person, &all).await, [1, 1, 1]);
    assert_eq!(person.script(MARKED, Vec::new()).await, json!(true), "nor was the person's");
    person.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_connection_loses_and_doubles_no_message() {
    let server = Server::start();
    server.add_agent("ann", "Ann Lee");
    let host = Host::start(&server).await;
    let (person, number) = in_the_thread(&host.origin()).await;
    let agent = Page::of_agent(&server, "ann", Look::PLAIN).await;
    agent.open_ticket(&number).await;
    agent.answer("One").await;
    person.read("One").await;

    server.stop();
    person.fill("Write to support", "Written while it was cut").await;
    person.press_named("Send").await;
    person.read("Saved on this device, not sent yet").await;
    server.restart();
    agent.goto(&format!("{}/agent/tickets/{}", server.origin(), ticket_id(&server).await)).await;
    agent.until("return !!document.querySelector('#reply')").await;
    agent.answer("Two").await;
    person.read("Two").await;
    agent.reads("Written while it was cut").await;
    person.see_no_more(".summary").await;
    agent.answer("Three").await;
    person.read("Three").await;
    let all = ["One", "Written while it was cut", "Two", "Three"];
    assert_eq!(counts(&person, &all).await, [1, 1, 1, 1]);
    let stored = "SELECT count(*) FROM messages WHERE text = 'Written while it was cut'";
    assert_eq!(server.rows(stored), [["1"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_stream_it_is_asked_again_and_again() {
    let server = Server::start();
    server.add_agent("ann", "Ann Lee");
    let host = Host::start(&server).await;
    host.refuse_ending("/events");
    let (person, number) = in_the_thread(&host.origin()).await;
    let agent = Page::of_agent(&server, "ann", Look::PLAIN).await;
    agent.open_ticket(&number).await;
    agent.answer("Without a stream").await;
    person.read("Without a stream").await;
    assert_eq!(counts(&person, &["Without a stream"]).await, [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn solved_rated_opened_again_and_to_a_higher_level() {
    let server = Server::start();
    server.add_agent("ann", "Ann Lee");
    let (person, number) = in_the_thread(&server.origin()).await;
    let agent = Page::of_agent(&server, "ann", Look::PLAIN).await;
    agent.open_ticket(&number).await;
    agent.answer("Send it again.").await;
    person.press_named("This solved it").await;
    person.read("You said that it is solved").await;
    person.choose("4 of 5").await;
    person.fill("A word about it", "Quick").await;
    person.press_named("Send the rating").await;
    person.read("You gave 4 of 5").await;
    let rated = "return !!document.querySelector('#standing')?.innerText.includes('4/5')";
    agent.until(rated).await;
    person.press_named("Open it again").await;
    person.read("You opened it again").await;
    person.press_named("Ask for a higher level").await;
    person.fill("What is still wrong?", "It came back once more.").await;
    person.press_named("Ask for a higher level").await;
    person.read("Level 2 of support").await;
    agent.reads("It came back once more.").await;
    assert_eq!(server.rows("SELECT level FROM tickets"), [["2"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_waits_on_the_device_through_a_reload_and_arrives_once() {
    let server = Server::start();
    let host = Host::start(&server).await;
    let (person, number) = in_the_thread(&host.origin()).await;
    let messages = format!("/v1/tickets/{}/messages", ticket_id(&server).await);
    host.set(&messages, Answer::other(503, "text/plain", "busy"));
    person.fill("Write to support", "Kept here").await;
    person.press_named("Send").await;
    person.read("Saved on this device, not sent yet").await;
    person.goto(&wallet_at(&host.origin(), Look::PLAIN)).await;
    person.open_help().await;
    person.read(&format!("Message to report {number}")).await;
    // It goes by itself.
    host.pass(&messages);
    person.see_no_more(".waiting").await;
    let stored = || async {
        (server.rows("SELECT count(*) FROM messages WHERE text = 'Kept here'") == [["1"]]).then_some(())
    };
    until("the message", stored).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_along_with_a_reply() {
    let server = Server::start();
    let (person, _) = in_the_thread(&server.origin()).await;
    let give = "const canvas = new OffscreenCanvas(60, 40);
        canvas.getContext('2d').fillRect(0, 0, 30, 40);
        const done = arguments[arguments.length - 1];
        canvas.convertToBlob({ type: 'image/png' }).then((blob) => {
          const data = new DataTransfer();
          data.items.add(new File([blob], 'shot.png', { type: 'image/png' }));
          const field = document.querySelector('wallet-help').shadowRoot.querySelector('#wh-pictures');
          field.files = data.files;
          field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
          done(true);
        })";
    person.script_later(give).await;
    person.read("Not sent yet.").await;
    person.fill("Write to support", "See the picture").await;
    person.press_named("Send").await;
    person.read("Decide about this picture first").await;
    person.press_named("Use this picture").await;
    person.read("Goes along when you send").await;
    person.press_named("Send").await;
    person.read("Picture: shot.png").await;
    person.see_no_more(".picture").await;
    assert_eq!(server.rows("SELECT count(*) FROM files WHERE ticket IS NOT NULL"), [["1"]]);
    person.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_fresh_load_the_launcher_says_that_there_is_a_reply() {
    let server = Server::start();
    server.add_agent("ann", "Ann Lee");
    let (person, number) = in_the_thread(&server.origin()).await;
    person.goto("about:blank").await;
    let agent = Page::of_agent(&server, "ann", Look::PLAIN).await;
    agent.open_ticket(&number).await;
    agent.answer("Here it is.").await;
    let listen = "document.addEventListener('wh-unread-changed', (it) => (window.__heard = it.detail)); return true";
    person.goto(&wallet_at(&server.origin(), Look::PLAIN)).await;
    person.script(listen, Vec::new()).await;
    person.until("return document.querySelector('wallet-help').shadowRoot.querySelector('.launcher').title === '1'").await;
    let heard = person.script("return window.__heard ?? null", Vec::new()).await;
    assert!(heard == Value::Null || heard == json!({ "count": 1 }), "{heard}");
    person.picture("launcher-unread").await;
}
