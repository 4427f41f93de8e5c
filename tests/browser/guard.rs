//! Secrets never leave the page: not typed, not pasted, not dropped, not from the wallet, not by search.

use serde_json::json;

use crate::{
    demo::{fill_in, trouble, wallet},
    harness::{Look, Page, Server},
};

/// Eleven times the first word of the list and the one that fits the checksum.
fn canary() -> String {
    ["abandon "; 11].concat() + "about"
}

/// Neither a hash nor a key for certain.
const EITHER: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

async fn at_the_story(server: &Server) -> Page {
    let page = wallet(server, Look::PLAIN).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.click(".card-row").await;
    page.read("Have you tried this?").await;
    fill_in(&page).await;
    page
}

/// Puts a text into the first long field the way `how` says, as the browser reports it to a page.
async fn put(page: &Page, text: &str, how: &str) {
    let script = "const field = root.querySelector('textarea');
        field.focus();
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: arguments[1], data: arguments[0] }));
        return true";
    page.inside(script, vec![json!(text), json!(how)]).await;
}

/// Everything a page keeps or shows, as one text.
async fn kept(page: &Page) -> String {
    let script = "
        const parts = [document.documentElement.outerHTML, root.innerHTML, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
        parts.push(...performance.getEntriesByType('resource').map((it) => it.name), location.href);
        return parts.join('\\n')";
    page.inside(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

async fn to_the_story(page: &Page) {
    let script = "const rows = [...root.querySelectorAll('.review-row')];
        const row = rows.find((it) => it.innerText.includes('The address was refused twice.'));
        row.querySelector('button').click();
        return true";
    page.inside(script, Vec::new()).await;
    page.see("textarea").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_phrase_is_stopped_however_it_came_and_one_press_removes_it() {
    let server = Server::start();
    let page = at_the_story(&server).await;
    to_the_story(&page).await;
    for how in ["insertText", "insertFromPaste", "insertFromDrop", "insertFromDictation"] {
        put(&page, &canary(), how).await;
        page.read("This looks like a recovery phrase").await;
        page.read("Nobody from support will ever ask for it").await;
        let text = page.text(".guard").await;
        assert!(
            !text.contains("not a secret") && !text.contains("No, it is not"),
            "no way around: {text}"
        );
        page.press_named("Continue").await;
        page.until("return document.querySelector('wallet-help').shadowRoot.activeElement?.id.startsWith('wh-guard')")
            .await;
        assert_eq!(page.focus().await, "Remove it");
        assert!(!kept(&page).await.contains("abandon"), "{how}: the page keeps it");
        // What to do now stands right there, and leads to the article.
        page.read("move your funds to a new wallet now").await;
        // By the keyboard alone.
        page.press(&['\u{e007}']).await;
        page.see_no_more(".guard").await;
        let left = page.inside("return root.querySelector('textarea').value", Vec::new()).await;
        assert_eq!(left, json!("(removed)"));
    }
    put(&page, &canary(), "insertText").await;
    page.press_named("What to do now").await;
    page.see("article").await;
    assert!(page.text("article").await.contains("new wallet"), "the article says to move the funds");
    page.press_named("Back").await;
    page.see("textarea").await;
    page.press_named("Remove it").await;
    page.press_named("Continue").await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(server.rows("SELECT count(*) FROM tickets WHERE report LIKE '%abandon%'"), [["0"]]);
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hash_or_a_key_is_asked_about_and_the_answer_holds_for_that_value() {
    let server = Server::start();
    let page = at_the_story(&server).await;
    to_the_story(&page).await;
    put(&page, EITHER, "insertText").await;
    page.read("Is this a transaction hash or a private key?").await;
    let buttons = page.texts(".guard .row-buttons button").await;
    assert_eq!(buttons, ["Remove it", "It is a transaction hash"]);
    page.press_named("Continue").await;
    page.until("return document.querySelector('wallet-help').shadowRoot.activeElement?.id.startsWith('wh-guard')")
        .await;
    assert_eq!(page.focus().await, "Remove it", "the safe answer has the focus");
    let role =
        page.inside("return root.querySelector('.guard').closest('[role]').role", Vec::new()).await;
    assert_eq!(role, json!("alert"), "a screen reader says it at once");
    // By the keyboard alone: Tab to the other answer, Enter.
    page.press(&['\u{e004}']).await;
    assert_eq!(page.focus().await, "It is a transaction hash");
    page.press(&['\u{e007}']).await;
    page.see_no_more(".guard").await;
    put(&page, &EITHER.replace('9', "8"), "insertText").await;
    page.read("Is this a transaction hash or a private key?").await;
    put(&page, EITHER, "insertText").await;
    page.see_no_more(".guard").await;
    page.press_named("Continue").await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    let confirmed = server.rows("SELECT json_array_length(report, '$.confirmed') FROM tickets");
    assert_eq!(confirmed, [["1"]], "the server was told and agrees");
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_is_looked_at_when_it_becomes_part_of_a_report() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    page.open_help().await;
    page.see("input[type=search]").await;
    let field = page.see("input[type=search]").await;
    field.send_keys(&canary()).await.unwrap();
    assert!(!kept(&page).await.contains("abandon about"), "a search leaves nothing behind");
    let requests = page
        .script(
            "return performance.getEntriesByType('resource').map((it) => it.name).join(' ')",
            Vec::new(),
        )
        .await;
    assert!(!requests.to_string().contains("abandon"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_wallet_knows_settles_what_would_be_asked() {
    let server = Server::start();
    let page = at_the_story(&server).await;
    to_the_story(&page).await;
    let other = EITHER.replace('9', "8");
    let known = "document.querySelector('wallet-help').setKnown({ transactions: ['0x' + arguments[0].toUpperCase()] }); return true";
    page.script(known, vec![json!(EITHER)]).await;
    put(&page, &other, "insertText").await;
    page.read("Is this a transaction hash or a private key?").await;
    put(&page, EITHER, "insertText").await;
    page.see_no_more(".guard").await;
    // A key whose public key the wallet calls its own is certain, whatever it looks like.
    let owns = "window.__asked = [];
        document.querySelector('wallet-help').setKnown({ ownsKey: (key) => { __asked.push(key); return key.length === 66; } });
        return true";
    page.script(owns, Vec::new()).await;
    put(&page, &other, "insertText").await;
    page.read("This looks like a private key").await;
    assert_eq!(page.texts(".guard .row-buttons button").await, ["Remove it"]);
    let asked = page.script("return __asked.every((it) => /^[0-9a-f]{64}(..)?$/.test(it))", Vec::new());
    assert_eq!(
        asked.await,
        json!(true),
        "the wallet is asked about public keys in hex, never about the key"
    );
    let asked = page.script("return __asked.join(' ')", Vec::new()).await;
    assert!(!asked.to_string().contains(&other));
    page.assert_quiet().await;
}
