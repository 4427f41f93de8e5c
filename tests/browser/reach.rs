//! The contact screen: hours in the person's own time, what to have at hand, the page to read out; and every
//! screen of it in both languages, themes and widths.

use serde_json::json;

use crate::{
    chat::{at_work, choose_topic},
    demo::{trouble, wallet, write_in},
    harness::{Look, Page, Server},
};

async fn at_the_channels(page: &Page) {
    page.open_help().await;
    page.see(".card-row").await;
    page.click(".card-row:has(.standing)").await;
    page.see(".hours-fold").await;
}

/// Opens the hours of the channel of this position.
async fn unfold(page: &Page, at: usize) {
    let script = "const it = root.querySelectorAll('.hours-fold')[arguments[0]]; it.open = true;
        it.scrollIntoView({ block: 'center' }); return trim(it.innerText)";
    page.inside(script, vec![json!(at)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_stand_in_the_time_of_whoever_reads_them() {
    let server = Server::start();
    // Neither zone changes its clock: Shanghai is two and a half hours ahead of Kolkata.
    for (zone, expected) in [("Asia/Shanghai", "09:00–21:00"), ("Asia/Kolkata", "06:30–18:30")] {
        let page = wallet(&server, Look::PLAIN).await;
        page.zone(zone).await;
        at_the_channels(&page).await;
        unfold(&page, 2).await;
        page.read(expected).await;
        page.read("In your time; the team is in Shanghai").await;
        page.read("Usually answers within 30 min").await;
        page.assert_quiet().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_prepared_by_topic_and_by_a_page_without_secrets() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    at_the_channels(&page).await;
    // The topic of the error on the screen is chosen already.
    page.read("The entry of the withdrawal in Records").await;
    choose_topic(&page, "wh-about", "pay").await;
    page.read("The receipt or order number of the shop").await;
    page.press_named("Back").await;
    page.click(".card-row").await;
    page.read("Have you tried this?").await;
    page.press_named("Go on to the report").await;
    page.choose("failed or came back").await;
    write_in(
        &page,
        "wh-q-error",
        "my code 481 516 is the code they asked for, card 4111 1111 1111 1111",
    )
    .await;
    page.press_named("Back").await;
    page.press_named("Back").await;
    at_channels_again(&page).await;
    page.click(".group .card-row").await;
    page.read("To read out on the phone").await;
    let text = page.text(".summary-page").await;
    assert!(text.contains("failed or came back") && !text.contains("4111"), "{text}");

    let script = "const frame = root.querySelector('iframe');
        frame.contentWindow.print = () => { window.printed = frame.contentDocument.body.innerText };
        return true";
    page.inside(script, Vec::new()).await;
    page.press_named("Print").await;
    let printed = page.until("return window.printed").await;
    let printed = printed.as_str().unwrap_or_default();
    assert!(printed.contains("failed or came back") && !printed.contains("4111"), "{printed}");
    page.assert_quiet().await;
}

async fn at_channels_again(page: &Page) {
    page.click(".card-row:has(.standing)").await;
    page.see(".hours-fold").await;
}

async fn walk(look: Look) {
    let server = Server::start();
    let _agent = at_work(&server).await;
    let page = wallet(&server, look).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    at_the_channels(&page).await;
    page.see(".channels .button.accent").await;
    page.see(".at-hand").await;
    page.assert_accessible("reach").await;
    page.picture("reach").await;
    unfold(&page, 1).await;
    page.picture("reach-hours").await;
    page.inside("root.querySelector('#wh-about').scrollIntoView({ block: 'start' }); return 1", vec![])
        .await;
    page.picture("reach-prepare").await;
    page.click(".channels .button.accent").await;
    page.see("#wh-talk").await;
    write_in(&page, "wh-talk", if look.lang == "en" { "Where is it?" } else { "钱到哪里了？" }).await;
    page.assert_accessible("talk").await;
    page.picture("talk").await;
    page.click(".main-button").await;
    page.see(".presence").await;
    page.assert_accessible("talk-thread").await;
    page.picture("talk-thread").await;
    page.click(".back").await;
    at_channels_again(&page).await;
    page.click(".group .card-row").await;
    page.see(".summary-page").await;
    page.assert_accessible("summary").await;
    page.picture("summary").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_it_in_english() {
    for look in Look::all().filter(|look| look.lang == "en") {
        walk(look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_it_in_chinese() {
    for look in Look::all().filter(|look| look.lang != "en") {
        walk(look).await;
    }
}
