//! Pictures on their way: cancelled, tried again, gone on with after a lost connection and after a reload,
//! and covered by a finger.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    demo::{fill_in, to_the_form, wallet, wallet_at},
    evidence::give,
    harness::{Answer, Host, Look, PHONE, Page, Server, until},
    outbox::at_review,
};

const UPLOADS: &str = "/v1/uploads*";

/// Noise, which no encoder makes small: about 1 MB, four pieces.
async fn noise(page: &Page) -> Vec<u8> {
    let script = "const done = arguments[arguments.length - 1];
        const canvas = new OffscreenCanvas(600, 450), context = canvas.getContext('2d');
        const pixels = context.createImageData(600, 450);
        pixels.data.forEach((_, at) => { pixels.data[at] = at % 4 === 3 ? 255 : Math.random() * 256; });
        context.putImageData(pixels, 0, 0);
        canvas.convertToBlob({ type: 'image/png' }).then((it) => it.arrayBuffer()).then((it) => done([...new Uint8Array(it)]));";
    serde_json::from_value(page.script_later(script).await).expect("bytes")
}

/// At the review, with a picture that was looked over and is on its way.
async fn on_its_way(host: &Host) -> Page {
    let page = at_review(host).await;
    let bytes = noise(&page).await;
    give(&page, "noise.png", "image/png", &bytes, "change").await;
    page.read("Not sent yet.").await;
    page.press_named("Use this picture").await;
    page
}

fn files(server: &Server) -> String {
    server.rows("SELECT count(*) FROM files")[0][0].clone()
}

fn sent_with(server: &Server) -> Vec<Vec<String>> {
    server.rows("SELECT json_array_length(report, '$.attachments') FROM tickets")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_cancelled_and_the_server_forgets_it() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(UPLOADS, Answer::through(Duration::from_millis(400)));
    let page = on_its_way(&host).await;
    until("a piece on its way", || async { (host.count("PATCH", "/v1/uploads/") > 0).then_some(()) })
        .await;
    page.press_named("Cancel the upload").await;
    page.see_no_more(".picture").await;
    until("word that it is not wanted", || async {
        (host.count("DELETE", "/v1/uploads/") > 0).then_some(())
    })
    .await;
    until("a server without it", || async { (files(&server) == "0").then_some(()) }).await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(sent_with(&server), [[""]]);
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_connection_an_upload_goes_on_where_it_stopped() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(UPLOADS, Answer::through(Duration::from_millis(400)));
    let page = on_its_way(&host).await;
    until("a piece that arrived", || async { (host.count("PATCH", "/v1/uploads/") > 1).then_some(()) })
        .await;
    host.set(UPLOADS, Answer::other(502, "text/plain", "gone"));
    let before = host.count("HEAD", "/v1/uploads/");
    until("a question how much has arrived", || async {
        (host.count("HEAD", "/v1/uploads/") > before).then_some(())
    })
    .await;
    host.pass(UPLOADS);
    page.read("Goes along when you send").await;
    assert_eq!(host.count("POST", "/v1/uploads"), 1, "begun anew");
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(sent_with(&server), [["1"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_given_up_is_tried_again_when_the_person_says_so() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(UPLOADS, Answer::other(503, "text/plain", "busy"));
    let page = on_its_way(&host).await;
    // Six answers that bring nothing, half a minute apart in all.
    tokio::time::sleep(Duration::from_secs(25)).await;
    page.read("The server cannot take pictures right now").await;
    page.assert_accessible("an upload that failed").await;
    host.pass(UPLOADS);
    page.press_named("Try again").await;
    page.read("Goes along when you send").await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(sent_with(&server), [["1"]]);
}

/// How many pictures lie on the device, and whether one of them can be read there.
const ON_DEVICE: &str = "
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open('wallet-help-pictures');
    open.onupgradeneeded = () => open.result.createObjectStore('records');
    open.onsuccess = () => {
      const table = open.result.transaction('records').objectStore('records');
      const values = table.getAll();
      table.transaction.oncomplete = async () => {
        open.result.close();
        const pictures = values.result.filter((it) => it instanceof Blob);
        const bytes = await Promise.all(pictures.map((it) => it.arrayBuffer()));
        const readable = bytes.filter((it) => new TextDecoder('latin1').decode(it).includes('PNG'));
        done([pictures.length, readable.length]);
      };
    };";

/// Reloads, and goes on with the draft.
async fn gone_on_with(page: &Page, host: &Host) {
    page.goto(&wallet_at(&host.origin(), Look::PLAIN)).await;
    page.open_help().await;
    page.read("Continue your report:").await;
    page.click(".notice.received").await;
    page.press_named("Continue").await;
    page.read("Check, then send").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_comes_back_with_its_picture_and_the_upload_goes_on() {
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set(UPLOADS, Answer::through(Duration::from_millis(300)));
    let page = on_its_way(&host).await;
    until("a piece that arrived", || async { (host.count("PATCH", "/v1/uploads/") > 1).then_some(()) })
        .await;
    until("a picture on the device, unreadable", || async {
        (page.script_later(ON_DEVICE).await == json!([1, 0])).then_some(())
    })
    .await;
    // The draft that names it is kept when nothing changes for a moment.
    tokio::time::sleep(Duration::from_secs(1)).await;
    gone_on_with(&page, &host).await;
    page.see(".picture canvas").await;
    page.read("Goes along when you send").await;
    assert_eq!(host.count("POST", "/v1/uploads"), 1, "begun anew");
    let painted = "const canvas = root.querySelector('.picture canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(pixels).size > 50";
    until("the picture itself", || async {
        (page.inside(painted, Vec::new()).await == json!(true)).then_some(())
    })
    .await;
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(sent_with(&server), [["1"]]);
    until("a device without pictures", || async {
        (page.script_later(ON_DEVICE).await == json!([0, 0])).then_some(())
    })
    .await;
    page.assert_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_no_room_was_left_for_is_named_when_the_draft_comes_back() {
    let server = Server::start();
    let host = Host::start(&server).await;
    let full = "const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, ...rest) {
          if (value instanceof Blob) throw new DOMException('', 'QuotaExceededError');
          return put.call(this, value, ...rest);
        };";
    let page = Page::open_spoilt(full, &wallet_at(&host.origin(), Look::PLAIN), Look::PLAIN).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    let bytes = noise(&page).await;
    give(&page, "noise.png", "image/png", &bytes, "change").await;
    page.press_named("Use this picture").await;
    page.read("Goes along when you send").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    gone_on_with(&page, &host).await;
    page.read("Not kept on this device, add again: noise.png").await;
    page.assert_accessible("a picture to add again").await;
    page.inside(
        "root.querySelector('.missing').scrollIntoView({ block: 'center' }); return true",
        Vec::new(),
    )
    .await;
    page.picture("pictures-missing").await;
    give(&page, "noise.png", "image/png", &bytes, "change").await;
    page.press_named("Use this picture").await;
    page.read("Goes along when you send").await;
    assert!(!page.text(".evidence").await.contains("add again"));
    page.press_named("Send the report").await;
    page.read("Your report number").await;
    assert_eq!(sent_with(&server), [["1"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finger_covers_moves_and_takes_back() {
    let server = Server::start();
    let page = wallet(&server, Look { size: PHONE, ..Look::PLAIN }).await;
    to_the_form(&page).await;
    fill_in(&page).await;
    let bytes = noise(&page).await;
    give(&page, "noise.png", "image/png", &bytes, "change").await;
    page.see(".cover-areas").await;
    let place = "const it = root.querySelector('.cover-areas');
        it.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = it.getBoundingClientRect();
        return [left, top, width, height]";
    let place: [f64; 4] = serde_json::from_value(page.inside(place, Vec::new()).await).unwrap();
    let at = |x: f64, y: f64| (place[0] + x * place[2], place[1] + y * place[3]);
    let areas = async || -> Vec<[f64; 4]> {
        let script = "return [...root.querySelectorAll('.cover-area')].map((it) =>
            ['x', 'y', 'width', 'height'].map((name) => Number(it.getAttribute(name))))";
        serde_json::from_value(page.inside(script, Vec::new()).await).unwrap()
    };
    page.slide(at(0.2, 0.2), at(0.5, 0.6)).await;
    let drawn = areas().await;
    let [[x, y, width, height]] = drawn[..] else { panic!("{drawn:?}") };
    // Of 600 × 450 pixels; a finger is no pen.
    for (is, should) in [(x, 120.0), (y, 90.0), (width, 180.0), (height, 180.0)] {
        assert!((is - should).abs() <= 12.0, "{drawn:?}");
    }
    page.slide(at(0.3, 0.3), at(0.5, 0.3)).await;
    let moved = areas().await;
    assert!(moved.len() == 1 && (moved[0][0] - x - 120.0).abs() <= 12.0, "{drawn:?} {moved:?}");
    assert_eq!(moved[0][2..], drawn[0][2..]);
    page.picture("pictures-cover").await;
    page.press_named("Undo").await;
    assert_eq!(areas().await, drawn);
    let scrolled = page.script("return [scrollX, scrollY]", Vec::new()).await;
    assert_eq!(scrolled, Value::from(vec![0, 0]), "the page scrolled under the finger");
    page.press_named("Use this picture").await;
    page.read("Goes along when you send").await;
}
