//! Everything by keyboard, and nothing of it reaches the wallet's own hot-keys.

use crate::{
    demo::{trouble, wallet},
    harness::{Look, Page, Server},
};
use serde_json::json;

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const SPACE: char = ' ';

/// Presses Tab until the focus is on something of that name.
async fn tab_to(page: &Page, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..60 {
        let here = page.focus().await;
        if here.starts_with(name) {
            return;
        }
        passed.push(here);
        page.press(&[TAB]).await;
    }
    panic!("Tab never came to {name:?}, but to {passed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn help_is_opened_read_and_closed_without_a_pointer() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.script(
        "window.hot = 0; document.addEventListener('keydown', () => { window.hot += 1 });
         document.querySelector('wallet-help').shadowRoot.querySelector('.launcher').focus(); return true",
        Vec::new(),
    )
    .await;
    page.press(&[ENTER]).await;
    page.see(".lead ol li").await;
    assert_eq!(page.focus().await, "Help", "the title has the focus");

    tab_to(&page, "Open the full answer").await;
    page.press(&[ENTER]).await;
    page.see(".article ol li").await;
    page.until(
        "return document.querySelector('wallet-help').shadowRoot.activeElement?.id === 'wh-title'",
    )
    .await;
    tab_to(&page, "Yes").await;
    page.press(&[SPACE]).await;
    page.see(".vote-thanks").await;

    page.press(&[ESCAPE]).await;
    page.until("return !document.querySelector('wallet-help').shadowRoot.querySelector('dialog').matches(':popover-open')")
        .await;
    assert_eq!(page.focus().await, "Help", "the focus is back on the launcher");
    assert_eq!(page.script("return window.hot", Vec::new()).await, json!(0), "the wallet heard no key");
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_filled_in_without_a_pointer() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.script("document.querySelector('wallet-help').open(); return true", Vec::new()).await;
    page.see(".lead ol li").await;
    tab_to(&page, "Report the problem").await;
    page.press(&[ENTER]).await;
    tab_to(&page, "Go on to the report").await;
    page.press(&[ENTER]).await;
    tab_to(&page, "failed or came back").await;
    page.press(&[SPACE]).await;
    tab_to(&page, "Continue").await;
    page.press(&[ENTER]).await;
    page.read("2 of").await;
    assert!(page.is_open().await);
    page.assert_quiet().await;
}
