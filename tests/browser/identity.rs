//! People for whom the wallet vouches: their reports from any device, tokens that end or are refused, and
//! signing out.

use serde_json::json;

use crate::{
    demo::{fill_in, to_the_form, wallet},
    harness::{Look, Page, Server, vouch},
};

const ASKED: &str = "return window.__asked";
const SIGN_OUT: &str = "document.querySelector('wallet-help').logout(); return true";

async fn sent(page: &Page) -> String {
    to_the_form(page).await;
    fill_in(page).await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    page.text(".number").await
}

async fn open_reports(page: &Page) {
    page.script("document.querySelector('wallet-help').openTickets(); return true", Vec::new()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_in_reads_their_reports_on_another_device_until_they_sign_out() {
    let server = Server::vouched();
    server.add_agent("ann", "Ann Lee");
    let first = wallet(&server, Look::PLAIN).await;
    vouch(&first, "person-7", 300, 0).await;
    let number = sent(&first).await;
    let holders = server.rows("SELECT subject, token_until FROM tickets");
    assert_eq!(holders[0][0], "https://wallet.example person-7");

    let other = wallet(&server, Look::PLAIN).await;
    vouch(&other, "person-7", 300, 0).await;
    open_reports(&other).await;
    other.read(&number).await;
    other.click(".list .list-row").await;
    other.see(".thread-head").await;
    let agent = Page::of_agent(&server, "ann", Look::PLAIN).await;
    agent.open_ticket(&number).await;
    agent.answer("To both of your devices.").await;
    other.read("To both of your devices.").await;
    other.fill("Write to support", "From the other one").await;
    other.press_named("Send").await;
    agent.reads("From the other one").await;
    let asked = other.script(ASKED, Vec::new()).await;
    assert_eq!(asked, json!(1), "one token serves until shortly before its end");
    let leaks = "return performance.getEntries().some((it) => it.name.includes('eyJ'))
        || Object.values(localStorage).some((it) => it.includes('eyJ')) || document.cookie !== ''";
    assert_eq!(other.script(leaks, Vec::new()).await, json!(false), "the token is in memory only");

    other.script(SIGN_OUT, Vec::new()).await;
    open_reports(&other).await;
    other.read("Reports sent from this page are listed here").await;
    assert!(!other.text("dialog").await.contains(&number));
    let stranger = wallet(&server, Look::PLAIN).await;
    vouch(&stranger, "person-8", 300, 0).await;
    open_reports(&stranger).await;
    stranger.read("Reports sent from this page are listed here").await;
    other.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_asked_for_anew_before_its_end_and_once_when_it_is_refused() {
    let server = Server::vouched();
    let page = wallet(&server, Look::PLAIN).await;
    // Good for two seconds: half a minute before its end a token is not used any more.
    vouch(&page, "person-7", 32, 1).await;
    open_reports(&page).await;
    page.read("Reports sent from this page are listed here").await;
    assert_eq!(page.script(ASKED, Vec::new()).await, json!(2), "the first was refused");
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    page.script("dispatchEvent(new Event('online')); return true", Vec::new()).await;
    page.until("return window.__asked === 3").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_whose_token_is_refused_is_told_and_loses_nothing() {
    let server = Server::vouched();
    let page = wallet(&server, Look::PLAIN).await;
    vouch(&page, "person-7", 300, 1000).await;
    open_reports(&page).await;
    page.read("The wallet does not say who you are").await;
    page.assert_accessible("signed out").await;
    page.picture("signed-out").await;
    page.script("document.querySelector('wallet-help').close(); return true", Vec::new()).await;
    page.click(".launcher").await;
    page.press_named("Back").await;
    page.script("document.querySelector('wallet-help').close(); return true", Vec::new()).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    page.press_named("Send the report").await;
    page.read("Not sent yet: the wallet does not say who you are").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["0"]], "not under nobody's name either");
    page.script("window.__wrong = 0; return true", Vec::new()).await;
    page.press_named("Send again").await;
    page.read("Your report number").await;
    assert_eq!(server.rows("SELECT count(subject) FROM tickets"), [["1"]]);
}
