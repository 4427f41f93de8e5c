//! The demo wallet as a host: brings a person into a situation.

use serde_json::{Value, json};

use crate::harness::{Look, Page, Server};

/// The demo wallet, opened.
pub async fn wallet(server: &Server, look: Look) -> Page {
    let page = Page::open(&format!("{}/?lang={}", server.origin(), look.lang), look).await;
    page.until("return !!document.querySelector('#try') && !!customElements.get('wallet-help')").await;
    page
}

/// The demo wallet at another address than the server's own.
pub fn wallet_at(origin: &str, look: Look) -> String {
    format!("{origin}/?lang={}", look.lang)
}

/// From the demo wallet to the withdrawal's form, in English.
pub async fn to_the_form(page: &Page) {
    page.until("return !!document.querySelector('#try') && !!customElements.get('wallet-help')").await;
    trouble(page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.click(".card-row").await;
    page.read("Have you tried this?").await;
}

/// Something goes wrong in the wallet.
pub async fn trouble(page: &Page, code: &str) {
    let script = "document.querySelector('#try').click();
        document.querySelector(`[data-situation=${arguments[0]}]`).click(); return true";
    page.script(script, vec![json!(code)]).await;
    page.until("return !!document.querySelector('#problem') || location.hash.includes('records')")
        .await;
}

/// Through the withdrawal's form up to the review, in English.
pub async fn fill_in(page: &Page) {
    page.press_named("Go on to the report").await;
    page.choose("failed or came back").await;
    page.press_named("Continue").await;
    write_time(page, "2026-11-20T10:15").await;
    page.press_named("Continue").await;
    page.choose("a wallet of my own").await;
    page.fill("Anything else we should know?", "The address was refused twice.").await;
    page.press_named("Continue").await;
    page.read("How do we reach you?").await;
    page.choose("Yes").await;
    page.press_named("Continue").await;
    page.read("Check, then send").await;
}

/// A date field takes no typed text in a driver that everybody agrees on; set it as its picker does.
pub async fn write_time(page: &Page, local: &str) {
    page.see("input[type=datetime-local]").await;
    let script = "const it = root.querySelector('input[type=datetime-local]');
        it.value = arguments[0]; it.dispatchEvent(new Event('input', { bubbles: true })); return it.value";
    assert_eq!(page.inside(script, vec![json!(local)]).await, Value::from(local));
}

/// A sound address of Ethereum, from ERC-55.
pub const ETHEREUM: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

/// Writes into the field of that id, whatever its label's language.
pub async fn write_in(page: &Page, id: &str, text: &str) {
    page.see(&format!("#{id}")).await;
    let script = "const it = root.getElementById(arguments[0]);
        it.value = arguments[1]; it.dispatchEvent(new Event('input', { bubbles: true })); return it.value";
    assert_eq!(page.inside(script, vec![json!(id), json!(text)]).await, Value::from(text));
}
