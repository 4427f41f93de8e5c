//! Pictures as files and pixels: what a person picked is decoded beside the page's own thread and encoded
//! again, so that nothing that hid in the file goes on. Knows files and canvases, neither screens nor
//! addresses.

use std::{cell::RefCell, collections::BTreeMap};

use help_core::upload::{BYTES_MAX, Format};
use help_session::{Area, HEAD_BYTES, Plan, Unfit, may_decode};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, ClipboardEvent, DragEvent, Event, File, FileList,
    HtmlCanvasElement, HtmlInputElement, ImageBitmap, ImageBitmapRenderingContext, ImageEncodeOptions,
    Node, OffscreenCanvas,
};

use super::strips;

/// A preview has at most so many pixels on its longer side: enough for a panel on a dense screen.
const PREVIEW_SIDE: u32 = 800;
/// The colour of what is covered.
const COVER: &str = "#000";
/// Under transparent pixels where a format has none.
const PAPER: &str = "#fff";

/// A file that a person picked, pasted or dropped.
pub struct Picked {
    file: File,
}

impl Picked {
    /// The name it has on the person's device.
    pub fn name(&self) -> String {
        self.file.name()
    }
}

/// The files that came with an event: of a file field, of a paste, of a drop.
pub fn picked(event: &Event) -> Vec<Picked> {
    let list = if let Some(drop) = event.dyn_ref::<DragEvent>() {
        drop.data_transfer().and_then(|it| it.files())
    } else if let Some(paste) = event.dyn_ref::<ClipboardEvent>() {
        paste.clipboard_data().and_then(|it| it.files())
    } else {
        let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        field.and_then(|it| it.files())
    };
    list.map(|list: FileList| {
        (0..list.length()).filter_map(|at| list.item(at)).map(|file| Picked { file }).collect()
    })
    .unwrap_or_default()
}

/// Empties a file field, so that the same file can be picked once more.
pub fn empty(event: &Event) {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    // Text can be pasted and dropped into other fields, which keep it.
    if let Some(field) = field.filter(|it| it.type_() == "file") {
        field.set_value("");
    }
}

#[derive(Clone)]
struct Kept {
    blob: Blob,
    format: Format,
    size: (u32, u32),
    /// Drawn small, once somebody looked.
    preview: Option<HtmlCanvasElement>,
}

thread_local! {
    /// What was encoded here, by number; never a file as it came.
    static KEPT: RefCell<(u32, BTreeMap<u32, Kept>)> = const { RefCell::new((0, BTreeMap::new())) };
}

/// A number that no other picture on this page has.
pub fn next_number() -> u32 {
    KEPT.with_borrow_mut(|it| {
        it.0 += 1;
        it.0
    })
}

/// Lets a picture go.
pub fn forget(number: u32) {
    KEPT.with_borrow_mut(|it| it.1.remove(&number));
}

/// The encoded picture.
pub fn encoded(number: u32) -> Option<Blob> {
    kept(number).map(|it| it.blob)
}

/// The bytes of the encoded picture.
pub async fn bytes(number: u32) -> Option<Uint8Array> {
    Some(Uint8Array::new(&settled(Some(encoded(number)?.array_buffer())).await?))
}

/// A picture that was encoded here on an earlier visit is here again.
pub fn take_back(number: u32, bytes: &Uint8Array, size: (u32, u32)) -> Option<()> {
    let format = Format::of(&bytes.subarray(0, HEAD_BYTES.min(bytes.length())).to_vec())?;
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(bytes)).ok()?;
    keep(number, Kept { blob, format, size, preview: None });
    Some(())
}

fn kept(number: u32) -> Option<Kept> {
    KEPT.with_borrow(|it| it.1.get(&number).cloned())
}

fn keep(number: u32, kept: Kept) {
    KEPT.with_borrow_mut(|it| it.1.insert(number, kept));
}

/// Decodes a file and keeps it, encoded again. Returns its size in pixels, and whether it had more before.
///
/// # Errors
/// When it cannot be taken.
pub async fn prepare(number: u32, picked: Picked) -> Result<((u32, u32), bool), Unfit> {
    let bytes = picked.file.size();
    let head = picked.file.slice_with_i32_and_i32(0, HEAD_BYTES as i32);
    let head = settled(head.ok().map(|it| it.array_buffer())).await.ok_or(Unfit::Broken)?;
    let format = may_decode(bytes as u64, &Uint8Array::new(&head).to_vec())?;
    let mut bitmap = decode(&picked.file).await.ok_or(Unfit::Broken)?;
    let had = (bitmap.width(), bitmap.height());
    let mut plan = Plan::new(format, had);
    let moved = if plan.size == had { moved_in(&bitmap, plan).await } else { None };
    let mut blob = match moved {
        Some(blob) => blob,
        None => {
            // Moving a picture in takes it away even where encoding it fails.
            if bitmap.width() == 0 {
                bitmap = decode(&picked.file).await.ok_or(Unfit::Broken)?;
            }
            drawn(&bitmap, plan, &[]).await.ok_or(Unfit::Broken)?
        }
    };
    while blob.size() as u64 > BYTES_MAX {
        plan = plan.smaller();
        let again = decode(&picked.file).await.ok_or(Unfit::Broken)?;
        blob = drawn(&again, plan, &[]).await.ok_or(Unfit::Broken)?;
    }
    keep(number, Kept { blob, format: plan.format, size: plan.size, preview: None });
    Ok((plan.size, plan.size != had))
}

/// Paints over areas and keeps what comes of it in the place of what was.
///
/// # Errors
/// When it cannot be painted; then nothing is kept.
pub async fn cover(number: u32, areas: &[Area]) -> Result<(), Unfit> {
    let before = kept(number).ok_or(Unfit::Broken)?;
    if areas.is_empty() {
        return Ok(());
    }
    forget(number);
    let mut plan = Plan::covered(before.format, before.size);
    loop {
        let mut scaled = Vec::with_capacity(areas.len());
        for area in areas {
            let area = area.scaled(before.size, plan.size);
            scaled.push(if plan.format == Format::Jpeg { area.on_blocks() } else { area });
        }
        let bitmap = decode(&before.blob).await.ok_or(Unfit::Broken)?;
        let blob = drawn(&bitmap, plan, &scaled).await.ok_or(Unfit::Broken)?;
        if blob.size() as u64 <= BYTES_MAX {
            keep(number, Kept { blob, format: plan.format, size: plan.size, preview: None });
            return Ok(());
        }
        plan = plan.smaller();
    }
}

/// Draws a kept picture on a canvas of the panel, small.
pub async fn show(number: u32, canvas: &Node) -> Option<()> {
    let Some(Kept { blob, size: (width, height), preview, .. }) = kept(number) else {
        // Of an earlier visit: the server has it, and nothing is left here to look at.
        let hidden = canvas.dyn_ref::<web_sys::Element>()?.set_attribute("hidden", "");
        return hidden.ok();
    };
    let small = match preview {
        Some(preview) => preview,
        None => {
            let long = width.max(height).max(1);
            let side = |it: u32| (u64::from(it) * u64::from(PREVIEW_SIDE) / u64::from(long)).max(1);
            let size = if long > PREVIEW_SIDE {
                (side(width) as u32, side(height) as u32)
            } else {
                (width, height)
            };
            let bitmap = decode(&blob).await?;
            let (small, _) = strips::drawn(&bitmap, size, None).await?;
            bitmap.close();
            // Not where another picture has taken its place meanwhile.
            KEPT.with_borrow_mut(|it| {
                if let Some(kept) = it.1.get_mut(&number).filter(|it| it.blob == blob) {
                    kept.preview = Some(small.clone());
                }
            });
            small
        }
    };
    let canvas: &HtmlCanvasElement = canvas.dyn_ref()?;
    let context = sized(canvas, (small.width(), small.height()))?;
    context.draw_image_with_html_canvas_element(&small, 0.0, 0.0).ok()
}

/// Decodes beside the page's own thread; turned as the file says it was taken. Without the browser's own
/// scaling, which would hold the page.
async fn decode(blob: &Blob) -> Option<ImageBitmap> {
    let promise = web_sys::window()?.create_image_bitmap_with_blob(blob);
    settled(promise.ok()).await?.dyn_into().ok()
}

/// Encodes a picture that is moved into a canvas: no pixel is copied on the page's own thread.
async fn moved_in(bitmap: &ImageBitmap, plan: Plan) -> Option<Blob> {
    let canvas = OffscreenCanvas::new(plan.size.0, plan.size.1).ok()?;
    let context = canvas.get_context("bitmaprenderer").ok()??;
    let context: ImageBitmapRenderingContext = context.unchecked_into();
    context.transfer_from_image_bitmap(bitmap);
    let how = ImageEncodeOptions::new();
    how.set_type(plan.format.media_type());
    how.set_quality(plan.quality);
    let blob = settled(canvas.convert_to_blob_with_options(&how).ok()).await?;
    blob.dyn_into().ok()
}

/// Encodes a picture that is drawn, with what is covered painted over it.
async fn drawn(bitmap: &ImageBitmap, plan: Plan, areas: &[Area]) -> Option<Blob> {
    let paper = (plan.format == Format::Jpeg).then_some(PAPER);
    let (canvas, context) = strips::drawn(bitmap, plan.size, paper).await?;
    bitmap.close();
    context.set_fill_style_str(COVER);
    for area in areas {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(f64::from);
        context.fill_rect(x, y, width, height);
    }
    let promise = Promise::new(&mut |resolve: Function, _| {
        let quality = JsValue::from_f64(plan.quality);
        let kind = plan.format.media_type();
        if canvas.to_blob_with_type_and_encoder_options(&resolve, kind, &quality).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let blob = settled(Some(promise)).await?.dyn_into().ok();
    // Some browsers keep the pixels of a canvas for long.
    canvas.set_width(0);
    blob
}

fn sized(canvas: &HtmlCanvasElement, (width, height): (u32, u32)) -> Option<CanvasRenderingContext2d> {
    canvas.set_width(width);
    canvas.set_height(height);
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

async fn settled(promise: Option<Promise>) -> Option<JsValue> {
    JsFuture::from(promise?).await.ok()
}

/// The point of the picture under a pointer: `size` is the picture's, `event` happened on `surface`.
pub fn point(event: &Event, surface: &Node, size: (u32, u32)) -> Option<(f64, f64)> {
    let mouse: &web_sys::MouseEvent = event.dyn_ref()?;
    let place = surface.dyn_ref::<web_sys::Element>()?.get_bounding_client_rect();
    let part = |at: i32, from: f64, long: f64| ((f64::from(at) - from) / long.max(1.0)).clamp(0.0, 1.0);
    Some((
        part(mouse.client_x(), place.left(), place.width()) * f64::from(size.0),
        part(mouse.client_y(), place.top(), place.height()) * f64::from(size.1),
    ))
}

/// Whether something that is dragged over the page holds files.
pub fn brings_files(event: &Event) -> bool {
    let types = event.dyn_ref::<DragEvent>().and_then(|it| it.data_transfer());
    let types = types.and_then(|it| Reflect::get(&it, &"types".into()).ok());
    types.is_some_and(|it| Array::from(&it).includes(&"Files".into(), 0))
}
