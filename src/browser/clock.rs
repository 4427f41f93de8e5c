//! The clock, and times in the words of the person's zone and language, by the browser's `Intl`.

use std::cell::RefCell;

use help_core::{map::Map, time};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Seconds since 1970.
pub fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// Milliseconds since 1970.
pub fn millis() -> u64 {
    Date::now().max(0.0) as u64
}

/// A moment in milliseconds since 1970, as RFC 3339 writes it.
pub fn rfc3339(millis: u64) -> String {
    Date::new(&JsValue::from_f64(millis as f64)).to_iso_string().into()
}

/// Where a moment lies from today, in the person's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// The same calendar day.
    Today,
    /// The next calendar day.
    Tomorrow,
    /// Any other day.
    Other,
}

/// A moment as people read it: how near, the time of day, and the full date with time.
pub struct Moment {
    /// From today.
    pub nearness: Nearness,
    /// `15:40`
    pub time: String,
    /// `Mon, 23 Nov, 15:40`
    pub full: String,
}

/// Reads an RFC 3339 time; `None` when it is none.
pub fn moment(rfc3339: &str, language: &str) -> Option<Moment> {
    let date = Date::new(&JsValue::from_str(rfc3339));
    if date.get_time().is_nan() {
        return None;
    }
    let tomorrow = Date::new(&JsValue::from_f64(Date::now() + 86_400_000.0));
    let nearness = if same_day(&date, &Date::new_0()) {
        Nearness::Today
    } else if same_day(&date, &tomorrow) {
        Nearness::Tomorrow
    } else {
        Nearness::Other
    };
    let clock = [("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
    let day = [("weekday", "short"), ("day", "numeric"), ("month", "short")];
    let full: Vec<_> = day.into_iter().chain(clock).collect();
    Some(Moment { nearness, time: show(&date, language, &clock), full: show(&date, language, &full) })
}

/// A calendar day (`YYYY-MM-DD`) as people read it; it is the same day in every zone.
pub fn day(date: &str, language: &str) -> Option<String> {
    let noon = Date::new(&JsValue::from_str(&format!("{date}T12:00:00")));
    let options = [("day", "numeric"), ("month", "short"), ("year", "numeric")];
    (!noon.get_time().is_nan()).then(|| show(&noon, language, &options))
}

/// An RFC 3339 time with the person's offset from what `<input type="datetime-local">` holds; empty when
/// that is no time.
pub fn from_local(value: &str) -> String {
    let date = Date::new(&JsValue::from_str(value));
    if value.is_empty() || date.get_time().is_nan() {
        return String::new();
    }
    let ahead = -date.get_timezone_offset() as i64;
    let sign = if ahead < 0 { '-' } else { '+' };
    let minutes = value.get(..16).unwrap_or(value);
    format!("{minutes}{sign}{:02}:{:02}", ahead.abs() / 60, ahead.abs() % 60)
}

/// What `<input type="datetime-local">` shows for a stored time: its local part.
pub fn to_local(rfc3339: &str) -> String {
    rfc3339.get(..16).unwrap_or_default().to_owned()
}

/// This minute, as `<input type="datetime-local">` writes it.
pub fn local_now() -> String {
    let now = Date::new_0();
    let shifted = Date::new(&JsValue::from_f64(now.get_time() - now.get_timezone_offset() * 60_000.0));
    let iso: String = shifted.to_iso_string().into();
    to_local(&iso)
}

/// Minutes by which the person's own clock is ahead of UTC at an instant, in seconds since 1970.
pub fn own_offset(instant: i64) -> i32 {
    -Date::new(&JsValue::from_f64(instant as f64 * 1000.0)).get_timezone_offset() as i32
}

thread_local! {
    /// What shows a moment in a zone, by the zone's name; `None` for a zone that the browser does not know.
    static ZONES: RefCell<Map<Option<Function>>> = RefCell::default();
}

/// Minutes by which a zone's clock is ahead of UTC at an instant, in seconds since 1970. A zone that the
/// browser does not know is taken for UTC, as the server takes it.
pub fn offset_at(zone: &str, instant: i64) -> i32 {
    let known = ZONES.with_borrow(|zones| zones.get(zone).cloned());
    let format = known.unwrap_or_else(|| {
        let format = format_of(zone).ok();
        ZONES.with_borrow_mut(|zones| zones.insert(zone.to_owned(), format.clone()));
        format
    });
    let millis = JsValue::from_f64(instant as f64 * 1000.0);
    let shown = format.and_then(|it| it.call1(&JsValue::UNDEFINED, &millis).ok()?.as_string());
    let shown = shown.and_then(|it| wall_clock(&it));
    shown.map_or(0, |wall| (wall - instant).div_euclid(60) as i32)
}

/// `11/22/2026, 15:45` in that zone.
fn format_of(zone: &str) -> Result<Function, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into())?.dyn_into()?;
    let two = "2-digit";
    let parts = [("month", two), ("day", two), ("year", "numeric"), ("hour", two), ("minute", two)];
    let options = bag(parts.into_iter().chain([("hourCycle", "h23"), ("timeZone", zone)]));
    let format = Reflect::construct(&class, &Array::of2(&"en-US".into(), &options))?;
    Reflect::get(&format, &"format".into())?.dyn_into()
}

/// What a clock shows as if it showed UTC, rounded up to the minute in which the instant lies.
fn wall_clock(shown: &str) -> Option<i64> {
    let mut parts = shown.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (hour, minute) = (parts.next()?, parts.next()?);
    time::seconds(&[year, "-", month, "-", day, "T", hour, ":", minute, ":59Z"].concat())
}

fn same_day(a: &Date, b: &Date) -> bool {
    (a.get_full_year(), a.get_month(), a.get_date()) == (b.get_full_year(), b.get_month(), b.get_date())
}

fn show(date: &Date, language: &str, options: &[(&str, &str)]) -> String {
    date.to_locale_string(language, &bag(options.iter().copied())).into()
}

fn bag<'a>(options: impl Iterator<Item = (&'a str, &'a str)>) -> Object {
    let bag = Object::new();
    for (key, value) in options {
        let _ = Reflect::set(&bag, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    bag
}
