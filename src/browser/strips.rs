//! Draws large pictures piece by piece, so that no piece holds the page: a browser decodes beside the page's
//! own thread, but draws and scales on it. Knows canvases, neither files nor what is drawn over.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageBitmapOptions, ResizeQuality,
};

use super::device::{document, pause};

/// So many pixels of the source are drawn at a time: some milliseconds on a slow phone.
const PIXELS: u32 = 1_000_000;

/// A canvas of this size with the picture on it, scaled; `paper` lies under what is transparent.
pub async fn drawn(
    bitmap: &ImageBitmap,
    size: (u32, u32),
    paper: Option<&str>,
) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(size.0);
    canvas.set_height(size.1);
    // Its pixels are read again at once, so they need not travel to a graphics card and back.
    let how = Object::new();
    Reflect::set(&how, &JsValue::from_str("willReadFrequently"), &JsValue::TRUE).ok()?;
    let context = canvas.get_context_with_context_options("2d", &how).ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    if let Some(paper) = paper {
        context.set_fill_style_str(paper);
    }
    let (width, height) = (bitmap.width(), bitmap.height());
    let rows = (PIXELS / width.max(1)).clamp(1, height.max(1));
    let source = |y: u32| (u64::from(y) * u64::from(height) / u64::from(size.1.max(1))) as u32;
    // Rows of the canvas for so many of the source.
    let step = (u64::from(rows) * u64::from(size.1) / u64::from(height.max(1))).max(1) as u32;
    let mut top = 0;
    while top < size.1 {
        let end = (top + step).min(size.1);
        let from = (source(top), source(end).max(source(top) + 1).min(height));
        let to = [0.0, f64::from(top), f64::from(size.0), f64::from(end - top)];
        if paper.is_some() {
            context.fill_rect(to[0], to[1], to[2], to[3]);
        }
        strip(&context, bitmap, from, to, size).await?;
        // What was asked for is done now, and not all of it together at the next frame.
        context.get_image_data(0.0, f64::from(top), 1.0, 1.0).ok()?;
        top = end;
        if top < size.1 {
            pause(0).await;
        }
    }
    Some((canvas, context))
}

/// One piece: rows of the source to a place on the canvas.
async fn strip(
    context: &CanvasRenderingContext2d,
    bitmap: &ImageBitmap,
    (from, to): (u32, u32),
    [x, y, width, height]: [f64; 4],
    size: (u32, u32),
) -> Option<()> {
    let rows = to.saturating_sub(from);
    if (bitmap.width(), rows) == (size.0, height as u32) {
        let (top, wide) = (f64::from(from), f64::from(bitmap.width()));
        return context
            .draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                bitmap, 0.0, top, wide, height, x, y, width, height,
            )
            .ok();
    }
    let how = ImageBitmapOptions::new();
    how.set_resize_width(size.0);
    how.set_resize_height(height as u32);
    how.set_resize_quality(ResizeQuality::Medium);
    let cut = web_sys::window()?
        .create_image_bitmap_with_image_bitmap_and_a_sx_and_a_sy_and_a_sw_and_a_sh_and_a_options(
            bitmap,
            0,
            from as i32,
            bitmap.width() as i32,
            rows as i32,
            &how,
        );
    let cut: ImageBitmap = JsFuture::from(cut.ok()?).await.ok()?.dyn_into().ok()?;
    let painted = context.draw_image_with_image_bitmap(&cut, x, y).ok();
    cut.close();
    painted
}
