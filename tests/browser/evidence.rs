//! Pictures with a report: nothing hidden travels, what is covered is gone, and they come in every way.

use std::fs;

use serde_json::{Value, json};

use crate::{
    demo::{fill_in, trouble, wallet},
    harness::{Look, Page, Server},
};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/security/uploads");

async fn at_the_review(server: &Server) -> Page {
    let page = wallet(server, Look::PLAIN).await;
    // What travels is kept before the widget asks for anything.
    let watch = "window.__sent = [];
        const real = window.fetch;
        window.fetch = async (address, how) => {
          if (how?.body instanceof Blob) __sent.push([...new Uint8Array(await how.body.arrayBuffer())]);
          else if (how?.method) __sent.push(`${how.method} ${address} ${JSON.stringify([...how.headers ?? []])}`);
          return real(address, how);
        };
        return true";
    page.script(watch, Vec::new()).await;
    trouble(&page, "WD_NETWORK_MISMATCH").await;
    page.open_help().await;
    page.see(".lead ol li").await;
    page.click(".card-row").await;
    page.read("Have you tried this?").await;
    fill_in(&page).await;
    page
}

/// Gives files to the widget as the browser does: `change` of the file field, `drop` or `paste`.
pub async fn give(page: &Page, name: &str, kind: &str, bytes: &[u8], how: &str) {
    let script = "
        const [name, type, bytes, how] = arguments;
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type }));
        const field = root.querySelector('#wh-pictures');
        const options = { bubbles: true, composed: true, cancelable: true };
        if (how === 'change') {
          field.files = data.files;
          field.dispatchEvent(new Event('change', options));
        } else if (how === 'drop') {
          field.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }));
        } else {
          field.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
        }
        return true";
    page.inside(script, vec![json!(name), json!(kind), json!(bytes), json!(how)]).await;
}

/// The bytes of all pieces that travelled, and the rest as text.
async fn travelled(page: &Page) -> (Vec<u8>, String) {
    let sent = page.script("return window.__sent", Vec::new()).await;
    let mut bytes = Vec::new();
    let mut texts = String::new();
    for it in sent.as_array().into_iter().flatten() {
        match it {
            Value::Array(piece) => {
                bytes.extend(piece.iter().filter_map(Value::as_u64).map(|it| it as u8))
            }
            other => texts.push_str(other.as_str().unwrap_or_default()),
        }
    }
    (bytes, texts)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hidden_in_a_picture_travels_however_it_came() {
    let server = Server::start();
    for (file, kind, how) in [
        ("gps.jpg", "image/jpeg", "change"),
        ("acropalypse.png", "image/png", "drop"),
        ("text-chunk.png", "image/png", "paste"),
    ] {
        let Ok(bytes) = fs::read(format!("{CORPUS}/{file}")) else {
            return println!("skipped: the corpus of uploads is absent");
        };
        let page = at_the_review(&server).await;
        give(&page, file, kind, &bytes, how).await;
        page.read("Not sent yet.").await;
        assert!(travelled(&page).await.0.is_empty(), "{file}: nothing leaves before it was looked at");
        page.press_named("Use this picture").await;
        page.read("Goes along when you send").await;
        let (sent, _) = travelled(&page).await;
        assert!(!sent.is_empty());
        for hidden in [&b"Exif"[..], b"CANARY", b"tEXt", b"iTXt", b"eXIf"] {
            assert!(!holds(&sent, hidden), "{file} carries {hidden:?}");
        }
        let end: &[u8] = if sent.starts_with(b"\x89PNG") { b"IEND\xaeB`\x82" } else { b"\xff\xd9" };
        assert!(sent.ends_with(end), "{file}: bytes follow the picture");
        page.press_named("Send the report").await;
        page.read("Your report number").await;
        page.assert_quiet().await;
    }
    assert_eq!(
        server.rows("SELECT sum(json_array_length(report, '$.attachments')) FROM tickets"),
        [["3"]]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_covered_is_one_flat_colour_in_what_travels() {
    let server = Server::start();
    let page = at_the_review(&server).await;
    for kind in ["image/png", "image/jpeg"] {
        let noise = format!(
            "const canvas = new OffscreenCanvas(300, 200), context = canvas.getContext('2d');
             const pixels = context.createImageData(300, 200);
             pixels.data.forEach((_, at) => {{ pixels.data[at] = at % 4 === 3 ? 255 : Math.random() * 256; }});
             context.putImageData(pixels, 0, 0);
             const done = arguments[arguments.length - 1];
             canvas.convertToBlob({{ type: '{kind}' }}).then((it) => it.arrayBuffer()).then((it) => done([...new Uint8Array(it)]))"
        );
        let bytes: Vec<u8> = serde_json::from_value(page.script_later(&noise).await).unwrap();
        page.script("window.__sent.length = 0; return true", Vec::new()).await;
        give(&page, "noise", kind, &bytes, "change").await;
        page.read("Not sent yet.").await;
        page.press_named("Cover an area").await;
        page.see(".cover-area").await;
        page.until("return document.querySelector('wallet-help').shadowRoot.activeElement?.matches('.cover-area')")
            .await;
        page.press(&['\u{e014}']).await;
        let place = "const it = root.querySelector('.cover-area');
            return ['x', 'y', 'width', 'height'].map((name) => Number(it.getAttribute(name)))";
        let place: Vec<u64> = serde_json::from_value(page.inside(place, Vec::new()).await).unwrap();
        assert_eq!(place, [106, 84, 100, 25], "one step to the right of the middle");
        page.press_named("Use this picture").await;
        page.read("Goes along when you send").await;
        let look = format!(
            "const done = arguments[arguments.length - 1];
             const bytes = new Uint8Array(window.__sent.filter(Array.isArray).flat());
             createImageBitmap(new Blob([bytes])).then((bitmap) => {{
               const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
               context.drawImage(bitmap, 0, 0);
               const pixels = context.getImageData({}, {}, {}, {}).data;
               done([...new Set(Array.from({{ length: pixels.length / 4 }}, (_, at) => pixels.slice(at * 4, at * 4 + 4).join()))]);
             }})",
            place[0], place[1], place[2], place[3]
        );
        assert_eq!(page.script_later(&look).await, json!(["0,0,0,255"]), "{kind}");
        page.press_named("Remove the picture").await;
        page.see_no_more(".picture").await;
    }
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_waits_for_a_picture_and_names_that_are_secrets_stay_here() {
    let server = Server::start();
    let page = at_the_review(&server).await;
    let Ok(bytes) = fs::read(format!("{CORPUS}/ok.png")) else {
        return println!("skipped: the corpus of uploads is absent");
    };
    let name = ["abandon-"; 11].concat() + "about.png";
    give(&page, &name, "image/png", &bytes, "change").await;
    page.read("Its name looked like a secret").await;
    page.press_named("Send the report").await;
    page.read("Decide about this picture first").await;
    page.assert_accessible("a picture to look over").await;
    page.press_named("Use this picture").await;
    page.read("Goes along when you send").await;
    let (_, texts) = travelled(&page).await;
    assert!(texts.contains("v1/uploads") && !texts.contains("abandon"), "{texts}");
    page.press_named("Remove the picture").await;
    give(&page, "notes.txt", "text/plain", b"no picture", "drop").await;
    page.read("Not a PNG, JPEG or WebP picture").await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(server.rows("SELECT json_array_length(report, '$.attachments') FROM tickets"), [[""]]);
}
