//! Every screen in both languages, themes and widths: axe finds nothing, and a picture is kept to look at.

use crate::{
    demo::{ETHEREUM, trouble, wallet, write_in, write_time},
    harness::{Look, Page, Server},
};

async fn screen(page: &Page, name: &str) {
    page.assert_accessible(name).await;
    page.picture(name).await;
}

async fn walk(look: Look) {
    let server = Server::start();
    let page = wallet(&server, look).await;
    screen(&page, "wallet").await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.see(".list-row").await;
    screen(&page, "home").await;

    page.click("#wh-search").await;
    page.write(if look.lang == "en" { "pending withdrawal" } else { "提现没到账" }).await;
    page.see(".results .list-row").await;
    screen(&page, "search").await;
    page.inside(
        "const it = root.querySelector('#wh-search'); it.value = 'zzqx vvkj';
         it.dispatchEvent(new Event('input')); return true",
        Vec::new(),
    )
    .await;
    page.see(".results .state").await;
    screen(&page, "none-found").await;
    page.click(".row-buttons .button:last-child").await;

    page.click(".lead .more").await;
    page.see(".article ol li").await;
    screen(&page, "article").await;
    page.click(".back").await;
    page.click(".chip").await;
    page.see(".screen > .list .list-row").await;
    screen(&page, "topic").await;
    page.click(".back").await;
    page.click(".card-row:nth-of-type(2)").await;
    page.see(".channels .channel").await;
    screen(&page, "contact").await;
    page.click(".back").await;

    page.click(".card-row").await;
    page.see(".checks li").await;
    screen(&page, "form-checks").await;
    page.click(".answers label:nth-of-type(2)").await;
    page.see(".outcome").await;
    screen(&page, "form-check-answered").await;
    page.click(".main-button").await;
    page.see(".option").await;
    page.click(".main-button").await;
    page.see(".summary").await;
    screen(&page, "form-faults").await;
    page.click(".option label").await;
    screen(&page, "form-choice").await;
    page.click(".main-button").await;
    write_time(&page, "2026-11-20T10:15").await;
    screen(&page, "form-money").await;
    page.click(".main-button").await;
    page.see(".option").await;
    page.click(".option label").await;
    write_in(&page, "wh-q-address", ETHEREUM).await;
    page.see(".finding").await;
    screen(&page, "form-where").await;
    page.click(".main-button").await;
    page.see(".account .option").await;
    page.click(".account .option label").await;
    screen(&page, "form-account").await;
    page.click(".main-button").await;
    page.see(".review-row .link").await;
    screen(&page, "form-review").await;
    let technical = "const it = [...root.querySelectorAll('.switch input')].at(-1);
        it.click(); it.scrollIntoView({ block: 'center' }); return true";
    page.inside(technical, Vec::new()).await;
    page.see(".switch input:checked").await;
    screen(&page, "form-technical").await;
    server.stop();
    page.click(".main-button").await;
    page.see(".summary").await;
    screen(&page, "form-not-sent").await;
    server.restart();
    page.click(".main-button").await;
    page.see(".number").await;
    screen(&page, "receipt").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english() {
    for look in Look::all().filter(|look| look.lang == "en") {
        walk(look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_chinese() {
    for look in Look::all().filter(|look| look.lang != "en") {
        walk(look).await;
    }
}
