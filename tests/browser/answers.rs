//! The answer is there before a word is typed, and a question finds its own.

use crate::{
    demo::{trouble, wallet},
    harness::{Look, PHONE, Page, Server, until},
};

const CHINESE: Look = Look { lang: "zh-CN", ..Look::PLAIN };

async fn leads_with(page: &Page, words: &str) {
    page.see(".lead ol li").await;
    let title = page.text(".lead h2").await;
    assert!(title.contains(words), "{title:?} leads, not {words:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_error_has_its_answer_in_place_and_the_panel_follows() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    leads_with(&page, "network").await;
    // The panel stays open beside the wallet, and its answers follow at once.
    for (code, words) in [("WD_DAILY_LIMIT", "limit"), ("AC_LOCKED_PASSWORD", "password")] {
        trouble(&page, code).await;
        page.until(&format!("return document.querySelector('wallet-help').shadowRoot.querySelector('.lead h2')?.textContent.includes('{words}')")).await;
        leads_with(&page, words).await;
    }
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_read_and_voted_on() {
    for (look, question, title) in [
        (Look::PLAIN, "withdrawl still pendng", "My withdrawal is still pending"),
        (CHINESE, "提现一直在处理", "提现一直在处理中"),
    ] {
        let server = Server::start();
        let page = wallet(&server, look).await;
        page.open_help().await;
        page.click("#wh-search").await;
        page.write(question).await;
        page.see(".results .list-row").await;
        page.press_named(title).await;
        page.see(".article ol li").await;
        assert_eq!(page.text(".article-title").await, title);
        page.press_named(if look.lang == "en" { "Yes" } else { "是" }).await;
        page.see(".vote-thanks").await;
        let votes = || async {
            let rows = server.rows("SELECT article, language, helped FROM feedback");
            (!rows.is_empty()).then_some(rows)
        };
        let rows = until("the vote to be stored", votes).await;
        assert_eq!(rows, [["withdraw/pending", look.lang, "1"]]);
        page.assert_quiet().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_without_answer_leads_to_the_form_with_its_words() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    page.open_help().await;
    page.click("#wh-search").await;
    page.write("zzqx vvkj wwpq").await;
    page.read("No answer found").await;
    page.press_named("Report it with these words").await;
    page.press_named("Withdrawals").await;
    page.press_named("Go on to the report").await;
    page.choose("failed or came back").await;
    page.press_named("Continue").await;
    crate::demo::write_time(&page, "2026-11-20T10:15").await;
    page.fill("Amount", "10").await;
    page.inside(
        "const it = root.querySelector('.asset'); it.value = 'USDT';
         it.dispatchEvent(new Event('input', { bubbles: true })); return true",
        Vec::new(),
    )
    .await;
    page.choose("TRC20").await;
    page.press_named("Continue").await;
    page.see("textarea").await;
    let words = page.inside("return root.querySelector('textarea').value", Vec::new()).await;
    assert_eq!(words, "zzqx vvkj wwpq");
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_changes_in_place() {
    let server = Server::start();
    let page = wallet(&server, Look { size: PHONE, ..Look::PLAIN }).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    page.press_named("Open the full answer").await;
    page.see(".article ol li").await;
    page.press_named("中文").await;
    page.read("这条解答有帮助吗").await;
    let lang = page.inside("return root.querySelector('.panel-in').lang", Vec::new()).await;
    assert_eq!(lang, "zh-CN");
    page.press_named("EN English").await;
    page.read("Did this help?").await;
    page.assert_quiet().await;
}
