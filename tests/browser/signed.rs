//! With a `knowledge-key` only what its owner signed is shown; anything else leads to the contact panel.

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Answer, Bundle, Host, Look, Page, Server};

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A wallet</title>
<script type="module" src="/wallet-help/element.js"></script></head>
<body><main><h1>A wallet</h1></main>
<wallet-help server="/" knowledge="/knowledge" locale="en" KEY>CHILDREN</wallet-help></body></html>"#;
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     require-trusted-types-for 'script'; trusted-types 'none'";
const OWN: &str = r#"<p><a href="mailto:own@wallet.example">own@wallet.example</a></p>"#;
/// Another key, well formed: the public half of the first example of RFC 8032, section 7.1.
const FOREIGN: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

/// A host before the demo's knowledge, signed.
struct Signed {
    bundle: Bundle,
    host: Host,
    _server: Server,
}

impl Signed {
    async fn start() -> Self {
        let bundle = Bundle::signed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"));
        let server = Server::over(bundle.path());
        let host = Host::start(&server).await;
        host.set("/favicon.ico", Answer::other(204, "image/x-icon", ""));
        Self { bundle, host, _server: server }
    }

    /// Opens the help on a page with this key and these channels, and notes each `wh-error`.
    async fn open(&self, key: &str, children: &str) -> Page {
        let page =
            PAGE.replace("KEY", &format!("knowledge-key=\"{key}\"")).replace("CHILDREN", children);
        self.host.set("/wallet", Answer::page(&page, POLICY));
        let page = Page::open(&format!("{}/wallet", self.host.origin()), Look::PLAIN).await;
        page.until("return !!customElements.get('wallet-help')").await;
        let listen = "window.refusals = [];
            document.addEventListener('wh-error', (event) => refusals.push(event.detail.reason));
            return true";
        page.script(listen, Vec::new()).await;
        page.click(".launcher").await;
        page
    }

    /// Flips one bit in the middle of the first file whose name begins so.
    fn spoil(&self, beginning: &str) {
        let (name, mut content) = self.bundle.file(beginning);
        let middle = content.len() / 2;
        content[middle] ^= 1;
        self.host.set(
            &format!("/knowledge/{name}"),
            Answer::other(200, "application/octet-stream", content),
        );
    }
}

/// The contact panel is there, the widget is not, and the host was told once, also after a second try.
async fn refused(page: &Page, code: &str) {
    page.see(".plain").await;
    page.see_no_more(".mounted").await;
    for _ in 0..2 {
        let said: Value = page.script("return window.refusals", Vec::new()).await;
        assert_eq!(said, json!([code]));
        page.click(".close").await;
        page.click(".launcher").await;
        page.see(".plain").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_bundle_is_shown() {
    let signed = Signed::start().await;
    let page = signed.open(&signed.bundle.key, OWN).await;
    page.see(".mounted").await;
    // Manifest, index and bodies are all taken.
    page.click("#wh-search").await;
    page.write("withdrawal pending").await;
    page.press_named("My withdrawal is still pending").await;
    page.see(".article ol li").await;
    assert_eq!(page.script("return window.refusals", Vec::new()).await, json!([]));
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_or_none_that_can_be_read_refuses_it() {
    let signed = Signed::start().await;
    for (key, code) in [
        (FOREIGN, "knowledge-forged"),
        ("", "knowledge-key"),
        ("not a key", "knowledge-key"),
        ("AAAA", "knowledge-key"),
    ] {
        let page = signed.open(key, OWN).await;
        page.read("own@wallet.example").await;
        refused(&page, code).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_manifest_is_refused_and_none_of_its_channels_shown() {
    let signed = Signed::start().await;
    let (name, content) = signed.bundle.file("manifest.json");
    let forged = String::from_utf8(content).unwrap().replace("+44 20 7946 0123", "+44 20 7946 0666");
    assert!(forged.contains("0666"));
    signed.host.set(&format!("/knowledge/{name}"), Answer::other(200, "application/json", forged));
    let page = signed.open(&signed.bundle.key, "").await;
    refused(&page, "knowledge-forged").await;
    let text = page.text(".plain").await;
    assert!(text.contains("We never ask") && !text.contains("7946"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_signature_is_refused() {
    let signed = Signed::start().await;
    signed.host.set("/knowledge/manifest.sig", Answer::other(404, "text/plain", "gone"));
    let page = signed.open(&signed.bundle.key, OWN).await;
    refused(&page, "knowledge-unsigned").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_flipped_bit_in_a_file_is_refused() {
    for beginning in ["manifest.json", "index-en"] {
        let signed = Signed::start().await;
        signed.spoil(beginning);
        let page = signed.open(&signed.bundle.key, OWN).await;
        let code = if beginning == "manifest.json" { "knowledge-forged" } else { "knowledge-changed" };
        refused(&page, code).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_flipped_bit_in_an_articles_file_is_refused_when_it_is_opened() {
    let signed = Signed::start().await;
    for number in signed.bundle.names("bodies-en") {
        signed.spoil(&number);
    }
    let page = signed.open(&signed.bundle.key, OWN).await;
    page.see(".mounted").await;
    page.click("#wh-search").await;
    page.write("withdrawal pending").await;
    page.press_named("My withdrawal is still pending").await;
    refused(&page, "knowledge-changed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_fixed_when_the_element_is_connected() {
    let signed = Signed::start().await;
    signed.host.set("/knowledge/manifest.sig", Answer::other(404, "text/plain", "gone"));
    let page = PAGE
        .replace("KEY", &format!("knowledge-key=\"{}\"", signed.bundle.key))
        .replace("CHILDREN", OWN);
    signed.host.set("/wallet", Answer::page(&page, POLICY));
    let page = Page::open(&format!("{}/wallet", signed.host.origin()), Look::PLAIN).await;
    page.until("return !!customElements.get('wallet-help')").await;
    let away = "const it = document.querySelector('wallet-help'); it.removeAttribute('knowledge-key');
        const body = it.parentNode; it.remove(); body.append(it); return true";
    page.script(away, Vec::new()).await;
    page.click(".launcher").await;
    page.read("own@wallet.example").await;
    page.see_no_more(".mounted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_that_cannot_run_shows_only_signed_channels() {
    let signed = Signed::start().await;
    signed.host.set("/wallet-help/wallet-help_bg.wasm", Answer::other(404, "text/plain", "gone"));
    let page = signed.open(&signed.bundle.key, "").await;
    page.read("+44 20 7946 0123").await;
    let page = signed.open(FOREIGN, "").await;
    page.read("The help could not start").await;
    assert!(!page.text(".plain").await.contains("7946"));
}
