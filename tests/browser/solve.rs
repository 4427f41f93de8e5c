//! What the form says before anything is sent: checks with results, addresses, limits, costs.

use crate::{
    demo::{ETHEREUM, trouble, wallet, write_in, write_time},
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
async fn a_check_says_what_to_do_and_leads_to_its_article() {
    let server = Server::start();
    let page = at_the_form(&server).await;
    page.choose("No").await;
    page.read("That is the reason.").await;
    page.click(".outcome .more").await;
    page.read("network").await;
    page.see(".article").await;
    page.press_named("Back").await;
    page.read("That is the reason.").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets"), [["0"]], "nothing was sent");
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_another_network_is_named_while_it_is_typed() {
    let server = Server::start();
    let page = at_the_form(&server).await;
    page.press_named("Go on to the report").await;
    page.choose("failed or came back").await;
    page.press_named("Continue").await;
    write_time(&page, "2026-11-20T10:15").await;
    write_in(&page, "wh-q-amount", "3").await;
    page.read("below the smallest amount, 10 USDT").await;
    page.press_named("Continue").await;
    write_in(&page, "wh-q-address", ETHEREUM).await;
    page.read("This is an address of Ethereum, not of TRC20.").await;
    write_in(&page, "wh-q-address", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").await;
    page.see_no_more(".finding").await;
    write_in(&page, "wh-q-address", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u").await;
    page.read("A letter is wrong").await;
    page.choose("a wallet of my own").await;
    page.press_named("Continue").await;
    page.choose("Yes").await;
    page.press_named("Continue").await;
    page.read("Check, then send").await;
    page.read("TR7NHq…Lj6u").await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    let rows = server.rows(
        "SELECT json_extract(report, '$.answers.address'), json_extract(report, '$.context.account.name'), \
         json_extract(report, '$.consent.switches.diagnostics'), json_extract(report, '$.context.screen') \
         FROM tickets",
    );
    assert_eq!(rows, [["TR7NHq…Lj6u", "Mei Tan", "0", ""]], "findings advise and stop nobody");
    page.assert_quiet().await;
}
