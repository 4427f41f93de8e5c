//! How long a large picture holds the page while it is made ready. Run by `cargo xtask bench pictures`;
//! nothing here fails because a machine is slow.

use serde_json::{Value, json};

use crate::{
    demo::{fill_in, to_the_form, wallet},
    harness::{Look, Page, Server},
};

/// Makes a file of 5000 × 5000 pixels and of just under 10 MB, and keeps it in the page.
const MAKE: &str = "
    const done = arguments[arguments.length - 1];
    (async () => {
      const tile = new OffscreenCanvas(500, 500), pen = tile.getContext('2d');
      const pixels = pen.createImageData(500, 500);
      const canvas = new OffscreenCanvas(5000, 5000), context = canvas.getContext('2d');
      let file = null;
      // As much noise as the format takes within 10 MB.
      for (const noise of [96, 64, 48, 32, 24, 16, 8, 4, 2, 1]) {
        for (let at = 0; at < pixels.data.length; at += 4) {
          const grey = 128 + (Math.random() - 0.5) * noise;
          pixels.data.set([grey, grey + at % 7, grey, 255], at);
        }
        pen.putImageData(pixels, 0, 0);
        for (let x = 0; x < 5000; x += 500) for (let y = 0; y < 5000; y += 500) context.drawImage(tile, x, y);
        const blob = await canvas.convertToBlob({ type: 'TYPE', quality: 0.92 });
        if (blob.size > 10_000_000) continue;
        file = new File([blob], 'large', { type: 'TYPE' });
        break;
      }
      window.__large = file;
      canvas.width = 0;
      return file?.size ?? 0;
    })().then(done, (thrown) => done(String(thrown)));";

/// Notes every task of more than 50 ms from now on, and the longest wait for a frame.
const WATCH: &str = "
    window.__tasks = [];
    window.__frame = 0;
    new PerformanceObserver((list) => __tasks.push(...list.getEntries().map((it) => Math.round(it.duration))))
      .observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now) => { __frame = Math.max(__frame, now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    return true";

const GIVE: &str = "
    const data = new DataTransfer();
    data.items.add(window.__large);
    const field = root.querySelector('#wh-pictures');
    field.files = data.files;
    window.__tasks.length = 0;
    window.__frame = 0;
    window.__begun = performance.now();
    field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    return true";

/// What was noted since the last call.
async fn noted(page: &Page, what: &str) {
    let script =
        "const noted = [__tasks.slice(), Math.round(__frame), Math.round(performance.now() - __begun)];
        __tasks.length = 0; __frame = 0; __begun = performance.now(); return noted";
    let noted = page.script(script, Vec::new()).await;
    println!(
        "  {what}: tasks over 50 ms {}, longest frame {} ms, in all {} ms",
        noted[0], noted[1], noted[2]
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures; `cargo xtask bench pictures` runs it"]
async fn measure_large_pictures() {
    let server = Server::start();
    for kind in ["image/jpeg", "image/png", "image/webp"] {
        let page = wallet(&server, Look::PLAIN).await;
        to_the_form(&page).await;
        fill_in(&page).await;
        let size = page.script_later(&MAKE.replace("TYPE", kind)).await;
        println!("{kind}, 5000 × 5000 pixels, {size} bytes");
        page.script(WATCH, Vec::new()).await;
        for covers in [false, true] {
            assert_eq!(page.inside(GIVE, Vec::new()).await, json!(true));
            page.read_at_last("Not sent yet.").await;
            noted(&page, "made ready").await;
            if covers {
                page.press_named("Cover an area").await;
                page.see(".cover-area").await;
                page.script("__tasks.length = 0; return true", Vec::new()).await;
            }
            page.press_named("Use this picture").await;
            page.read_at_last("Goes along when you send").await;
            noted(
                &page,
                if covers { "painted over, uploaded and kept" } else { "uploaded and kept as it is" },
            )
            .await;
            page.press_named("Remove the picture").await;
            page.see_no_more(".picture").await;
        }
        assert_ne!(size, Value::from(0), "no picture of that kind was small enough");
    }
}
