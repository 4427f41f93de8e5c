//! A secret in any field is blocked and leaves no trace: not on the wire, in storage, on the console, in the
//! document, nor in the browser's own files.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    demo::{trouble, wallet, write_time},
    harness::{Answer, Host, Look, Page, Server},
};

/// Eleven times the last word of the list and the one that fits the checksum; a key published as an example.
const PHRASE: &str = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
const KEY: &str = "5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNydYXYB9KF";
/// What would show them, also when a file name or a query has its own idea of a blank.
const TRACES: [&str; 4] = ["zoo zoo", "zoo%20zoo", "zoo+zoo", "5Kb8kLf9zgWQnogid"];

/// How a text can come into a field, as `InputEvent.inputType` names it.
const WAYS: [&str; 4] = ["insertText", "insertFromPaste", "insertFromDrop", "insertFromDictation"];

/// Notes whatever leaves the page and whatever is said on the console.
const WATCH: &str = "
    window.__sent = []; window.__said = [];
    const text = async (it) => it instanceof Blob ? it.text()
      : it instanceof ArrayBuffer || ArrayBuffer.isView(it) ? new TextDecoder('latin1').decode(it) : String(it ?? '');
    const note = async (...all) => __sent.push((await Promise.all(all.map(text))).join(' '));
    const real = window.fetch;
    window.fetch = (address, how) => {
      note(address?.url ?? address, JSON.stringify([...new Headers(how?.headers ?? [])]), how?.body);
      return real(address, how);
    };
    const { open, send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (...all) { note(...all); return open.apply(this, all); };
    XMLHttpRequest.prototype.send = function (body) { note(body); return send.call(this, body); };
    const beacon = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (...all) => { note(...all); return beacon(...all); };
    const socket = WebSocket.prototype.send;
    WebSocket.prototype.send = function (body) { note(body); return socket.call(this, body); };
    for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
      const said = console[level];
      console[level] = (...all) => { __said.push(all.map(String).join(' ')); said(...all); };
    }
    return true";

/// Everything that left, was said, is shown or is kept, as one text.
const KEPT: &str = "
    const done = arguments[arguments.length - 1];
    const root = document.querySelector('wallet-help').shadowRoot;
    const plain = async (it) => {
      if (it instanceof Blob) return it.text();
      if (it instanceof ArrayBuffer || ArrayBuffer.isView(it)) {
        return new TextDecoder().decode(it) + new TextDecoder('utf-16le').decode(it);
      }
      if (it && typeof it === 'object') {
        return (await Promise.all(Object.entries(it).map(async ([name, value]) => name + ' ' + await plain(value)))).join('\\n');
      }
      return String(it);
    };
    const result = (request) => new Promise((go, fail) => { request.onsuccess = () => go(request.result); request.onerror = fail; });
    const databases = async () => {
      const parts = [];
      for (const { name } of await indexedDB.databases()) {
        const base = await result(indexedDB.open(name));
        for (const store of base.objectStoreNames) {
          const read = base.transaction(store).objectStore(store);
          const [keys, values] = await Promise.all([result(read.getAllKeys()), result(read.getAll())]);
          parts.push(await plain(keys), await plain(values));
        }
        base.close();
      }
      return parts;
    };
    databases().then((parts) => done([
      ...parts, document.documentElement.outerHTML, root.innerHTML, root.textContent, location.href, document.title,
      JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }),
      ...performance.getEntriesByType('resource').map((it) => it.name), ...window.__sent, ...window.__said,
    ].join('\\n')), (error) => done('failed ' + error))";

async fn kept(page: &Page) -> String {
    let kept = page.script_later(KEPT).await.as_str().unwrap_or_default().to_owned();
    assert!(kept.len() > 1000 && !kept.starts_with("failed"), "{}", &kept[..kept.len().min(300)]);
    kept
}

async fn assert_no_trace(page: &Page, place: &str) {
    // Longer than a draft waits before it is stored.
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let kept = kept(page).await;
    for trace in TRACES {
        let around =
            kept.find(trace).map(|at| kept[at.saturating_sub(80)..].chars().take(200).collect());
        let around: Option<String> = around;
        assert!(around.is_none(), "{place}: {trace} is left in {around:?}");
    }
}

/// The visible text fields that can hold a phrase: how many.
async fn fields(page: &Page) -> u64 {
    let script = "window.__fields = [...root.querySelectorAll('textarea, input:not([type]), input[type=text], input[type=email], input[type=search]')]
          .filter((it) => seen(it) && (it.maxLength < 0 || it.maxLength >= 60));
        return __fields.length";
    page.inside(script, Vec::new()).await.as_u64().unwrap()
}

/// Puts a text into one of them, as the browser reports it to a page.
async fn put(page: &Page, field: u64, text: &str, how: &str) -> String {
    let script = "const [at, text, how] = arguments;
        const field = window.__fields[at];
        field.focus();
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: how, data: text }));
        return field.id || field.labels?.[0]?.innerText || field.localName";
    let name = page.inside(script, vec![json!(field), json!(text), json!(how)]).await;
    name.as_str().unwrap_or_default().to_owned()
}

/// Every field of the present step: both secrets, in every way, are blocked and taken out. Answers the names.
async fn try_fields(page: &Page) -> Vec<String> {
    let mut names = Vec::new();
    for field in 0..fields(page).await {
        let mut name = String::new();
        for (secret, title) in
            [(PHRASE, "This looks like a recovery phrase"), (KEY, "This looks like a private key")]
        {
            for how in WAYS {
                name = put(page, field, secret, how).await;
                page.read(title).await;
                assert_eq!(
                    page.texts(".guard .row-buttons button").await,
                    ["Remove it"],
                    "{name}: no way around"
                );
                page.press_named("Remove it").await;
                page.see_no_more(".guard").await;
            }
            // Left standing in the field: it must not be stored while it stands there.
            put(page, field, secret, "insertText").await;
            assert_no_trace(page, &name).await;
            page.press_named("Remove it").await;
            page.see_no_more(".guard").await;
        }
        put(page, field, "", "deleteContentBackward").await;
        names.push(name);
    }
    names
}

/// A picture of one pixel, with a text chunk (PNG, 11.3.3.2) that holds a text.
fn picture(text: &str) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(u32::MAX, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| {
                if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
            })
        })
    };
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        [&(data.len() as u32).to_be_bytes()[..], &body, &crc(&body).to_be_bytes()].concat()
    };
    // One grey pixel: a stored block of zlib with its Adler-32.
    let pixels = [0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, 0x80, 0, 0x82, 0, 0x81];
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        chunk(b"tEXt", &[b"Comment\0", text.as_bytes()].concat()),
        chunk(b"IDAT", &pixels),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_in_any_field_leaves_no_trace() {
    let server = Server::start();
    let page = wallet(&server, Look::PLAIN).await;
    page.script(WATCH, Vec::new()).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    let context = json!({
        "screen": "withdraw", "error": { "code": "WD_NETWORK_MISMATCH", "message": PHRASE }, "asset": "USDT",
        "network": "TRC20", "amount": "250", "account": { "id": "a-1", "name": KEY },
    });
    page.script(
        "document.querySelector('wallet-help').setContext(arguments[0]); return true",
        vec![context],
    )
    .await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.click(".card-row").await;
    page.read("Have you tried this?").await;
    page.press_named("Go on to the report").await;
    page.choose("failed or came back").await;
    page.read("The exact error text").await;
    let mut names = try_fields(&page).await;
    page.press_named("Continue").await;
    write_time(&page, "2026-11-20T10:15").await;
    names.extend(try_fields(&page).await);
    page.press_named("Continue").await;
    page.choose("a wallet of my own").await;
    names.extend(try_fields(&page).await);
    page.fill("Anything else we should know?", "The address was refused twice.").await;
    page.press_named("Continue").await;
    page.read("How do we reach you?").await;
    page.choose("No").await;
    page.read("What is not right?").await;
    names.extend(try_fields(&page).await);
    page.choose("Yes").await;
    page.press_named("Continue").await;
    page.read("Check, then send").await;
    names.extend(try_fields(&page).await);
    for field in
        ["wh-q-error", "wh-q-hash", "wh-q-address", "wh-q-more", "wh-q-account-wrong", "wh-reply-to"]
    {
        assert!(names.iter().any(|name| name == field), "{field} is not among {names:?}");
    }
    page.read("Left out: it looks like a secret.").await;
    give(&page, &format!("{PHRASE}.png"), &picture(PHRASE)).await;
    page.read("Not sent yet.").await;
    page.press_named("Use this picture").await;
    page.read("Goes along when you send").await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    let all = kept(&page).await;
    assert!(all.contains("refused twice"), "the watch sees what is sent");
    assert!(all.contains("PNG") && !all.contains("tEXt"), "a picture went, without its text");
    assert_no_trace(&page, "after sending").await;
    let stored = server.rows("SELECT report FROM tickets");
    assert!(stored.len() == 1 && !TRACES.iter().any(|it| stored[0][0].contains(it)), "{stored:?}");
    searched(&page).await;
    page.assert_quiet().await;
}

/// Searched words would go along with a report; a secret among them does not.
async fn searched(page: &Page) {
    page.press_named("Back to help").await;
    page.see("input[type=search]").await.send_keys(PHRASE).await.unwrap();
    page.press_named("Report it with these words").await;
    page.see_no_more("input[type=search]").await;
    assert_no_trace(page, "searched").await;
}

async fn give(page: &Page, name: &str, bytes: &[u8]) {
    let script = "
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(arguments[1])], arguments[0], { type: 'image/png' }));
        const field = root.querySelector('#wh-pictures');
        field.files = data.files;
        field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
        return true";
    page.inside(script, vec![json!(name), json!(bytes)]).await;
}

/// A host with a field of its own beside the widget.
const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A wallet</title>
<script type="module" src="/wallet-help/element.js"></script></head>
<body><main><h1>A wallet</h1><textarea id="plain"></textarea></main>
<wallet-help server="/" knowledge="/knowledge" locale="en" error-code="WD_NETWORK_MISMATCH"
  screen="withdraw" asset="USDT" network="TRC20" amount="250"></wallet-help></body></html>"#;
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
const NO_WASM: &str = "default-src 'self'; script-src 'self'; style-src 'self'";
/// What the host's own field holds: the browser writes it down, as it does for any page.
const CONTROL: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

/// Files below a folder that hold a text in UTF-8 or in UTF-16 (little endian).
fn holders(folder: &Path, text: &str) -> Vec<PathBuf> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holders(&path, text));
        } else if let Ok(bytes) = fs::read(&path)
            && [text.as_bytes(), &wide].iter().any(|it| bytes.windows(it.len()).any(|part| part == *it))
        {
            found.push(path);
        }
    }
    found
}

/// Leaves the page, gives the browser time to write down what it will, ends it as a crash would, and reads
/// its profile: the host's field is there, the widget's are not.
async fn assert_nothing_on_disk(page: Page, host: &Host, place: &str) {
    page.script(
        "const it = document.querySelector('#plain'); it.focus(); it.value = arguments[0];
         it.dispatchEvent(new InputEvent('input', { bubbles: true })); return true",
        vec![json!(CONTROL)],
    )
    .await;
    page.goto(&format!("{}/wallet?away", host.origin())).await;
    tokio::time::sleep(Duration::from_secs(25)).await;
    let profile = page.kill();
    let control = holders(profile.path(), CONTROL);
    assert!(
        !control.is_empty(),
        "{place}: the control is not in the profile, so the search proves nothing"
    );
    for trace in [&PHRASE[..15], &KEY[..20]] {
        let found = holders(profile.path(), trace);
        assert!(found.is_empty(), "{place}: {trace} is in {found:?}");
    }
}

async fn in_a_profile(host: &Host) -> Page {
    let profile = Arc::new(TempDir::new().expect("a temporary folder"));
    let page = Page::open_in(profile, &format!("{}/wallet", host.origin()), Look::PLAIN).await;
    page.until("return !!customElements.get('wallet-help')").await;
    page
}

/// Types both secrets, letter by letter, into every field that is there, and lets them stand.
async fn type_into_all(page: &Page) -> u64 {
    let count = fields(page).await;
    for field in 0..count {
        let secret = if field % 2 == 0 { PHRASE } else { KEY };
        page.inside(
            "const it = window.__fields[arguments[0]]; it.value = ''; it.focus(); return true",
            vec![json!(field)],
        )
        .await;
        page.write(secret).await;
    }
    count
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "waits for the browser to write its files, a minute for each of four screens"]
async fn what_was_typed_is_not_in_the_browsers_files() {
    let server = Server::start();
    let host = Host::start(&server).await;
    for place in ["search", "who", "form", "account"] {
        host.set("/wallet", Answer::page(PAGE, POLICY));
        let page = in_a_profile(&host).await;
        page.open_help().await;
        page.see("input[type=search]").await;
        match place {
            "search" => {}
            "who" => {
                page.read("Is this really support?").await;
                let card = "[...root.querySelectorAll('button')].find((it) => it.innerText.includes('Is this really support?')).click();
                    return true";
                page.inside(card, Vec::new()).await;
                page.see("#wh-who").await;
            }
            _ => {
                page.see(".lead ol li").await;
                page.click(".card-row").await;
                page.press_named("Go on to the report").await;
                page.choose("failed or came back").await;
                page.press_named("Continue").await;
                write_time(&page, "2026-11-20T10:15").await;
                page.press_named("Continue").await;
                page.choose("a wallet of my own").await;
            }
        }
        if place == "account" {
            page.press_named("Continue").await;
            page.see("#wh-reply-to").await;
        }
        assert!(type_into_all(&page).await > 0, "{place} has no field");
        assert_nothing_on_disk(page, &host, place).await;
    }
    // Where the widget cannot run there are links and no field at all to type into.
    host.set("/wallet", Answer::page(PAGE, NO_WASM));
    let page = in_a_profile(&host).await;
    page.click(".launcher").await;
    page.see(".plain-channels a").await;
    assert_eq!(fields(&page).await, 0);
    let editable = page.inside(
        "return root.querySelectorAll('input, textarea, [contenteditable]').length",
        Vec::new(),
    );
    assert_eq!(editable.await, Value::from(0));
}
