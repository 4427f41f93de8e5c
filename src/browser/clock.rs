//! The clock, and times in the words of the person's zone and language, by the browser's `Intl`.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

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

fn same_day(a: &Date, b: &Date) -> bool {
    (a.get_full_year(), a.get_month(), a.get_date()) == (b.get_full_year(), b.get_month(), b.get_date())
}

fn show(date: &Date, language: &str, options: &[(&str, &str)]) -> String {
    let bag = Object::new();
    for (key, value) in options {
        let _ = Reflect::set(&bag, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    date.to_locale_string(language, &bag).into()
}
