//! A report is written, sent once, and found in the database.

use crate::{
    demo::{fill_in, trouble, wallet},
    harness::{Look, Page, Server},
};

async fn at_the_form(server: &Server) -> Page {
    let page = wallet(server, Look::PLAIN).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.click(".card-row").await;
    page.read("Have you tried this?").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_becomes_a_number_and_a_row() {
    let server = Server::start();
    let page = at_the_form(&server).await;
    fill_in(&page).await;
    let shown = page.texts(".review dd").await;
    assert!(shown.iter().any(|it| it.starts_with("The address was refused twice.")), "{shown:?}");
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    let number = page.text(".number").await;
    let rows = server.rows(
        "SELECT number, topic, language, json_extract(report, '$.answers.kind'), \
         json_extract(report, '$.answers.network'), json_extract(report, '$.context.network'), \
         json_extract(report, '$.context.error') FROM tickets",
    );
    assert_eq!(rows, [[number.as_str(), "withdraw", "en", "failed", "TRC20", "TRC20", ""]]);
    page.press_named("Back to help").await;
    page.read(&format!("Report {number} was received")).await;
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_come_and_go_with_earlier_answers_and_nothing_is_lost_on_the_way_back() {
    let server = Server::start();
    let page = at_the_form(&server).await;
    page.press_named("Go on to the report").await;
    page.press_named("Continue").await;
    page.read("Look at these again").await;
    page.until(
        "return document.querySelector('wallet-help').shadowRoot.activeElement?.id === 'wh-faults'",
    )
    .await;
    page.see("[aria-invalid=true]").await;
    page.choose("failed or came back").await;
    page.see_no_more(".summary").await;
    page.read("The exact error text").await;
    page.choose("was not made by me").await;
    let text = page.text(".form").await;
    assert!(!text.contains("The exact error text"), "{text}");
    page.choose("failed or came back").await;
    page.press_named("Continue").await;
    crate::demo::write_time(&page, "2026-11-20T10:15").await;
    page.press_named("Back").await;
    page.read("What happened with the withdrawal?").await;
    page.press_named("Continue").await;
    page.see("input[type=datetime-local]").await;
    let kept =
        page.inside("return root.querySelector('input[type=datetime-local]').value", Vec::new()).await;
    assert_eq!(kept, "2026-11-20T10:15");
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_server_is_down_the_text_is_kept_and_sent_later_once() {
    let server = Server::start();
    let page = at_the_form(&server).await;
    fill_in(&page).await;
    server.stop();
    page.press_named("Send the report").await;
    page.read("Saved on this device, not sent yet").await;
    let shown = page.texts(".review dd").await;
    assert!(shown.iter().any(|it| it.starts_with("The address was refused twice.")), "{shown:?}");
    server.restart();
    page.press_named("Send again").await;
    page.read("Your report number").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["1"]]);
}
