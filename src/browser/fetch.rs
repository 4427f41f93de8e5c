//! Requests to the knowledge's host and to the support API. Knows addresses and bytes, not screens.

use help_core::{
    json::{Json, Read, read_json},
    problem::{Code, Problem},
    ticket::{Asked, Status},
};
use help_session::{Call, Deed, Effect, Failure, SendFailure, outbox::Item};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, Response};

use super::{Config, Refusal, verify, wait::Timer};

pub use help_session::outbox::Reply as Answer;

/// A report's answer is awaited this long.
const REPORT_PATIENCE_MS: u64 = 20_000;
/// Browsers let 64 KiB of requests outlive their page; what is larger must not be among them.
const KEEPALIVE_BYTES: usize = 48 * 1024;

/// A request to be made.
pub struct Ask {
    address: String,
    how: RequestInit,
    proof: Option<Proof>,
    _patience: Option<Timer>,
}

/// What must hold of the answer before it is believed.
enum Proof {
    /// The key's signature stands at this address.
    Signed { key: String, by: String },
    /// It has this hash.
    Hash(String),
}

/// The request that an effect stands for.
pub fn ask(config: &Config, effect: &Effect) -> Option<Ask> {
    let how = RequestInit::new();
    let mut proof = None;
    let address = match effect {
        Effect::FetchManifest => {
            // Never from a stale cache.
            how.set_cache(RequestCache::NoCache);
            proof = config.key.clone().map(|key| {
                let by = [&config.knowledge, help_core::manifest::SIGNATURE].concat();
                Proof::Signed { key, by }
            });
            [&config.knowledge, help_core::manifest::FILE].concat()
        }
        Effect::Fetch(_, file) | Effect::FetchFlows(_, file) => {
            if config.key.is_some() {
                // Verified here, so that a changed file is told apart from a lost network.
                proof = Some(Proof::Hash(file.integrity.clone()));
            } else {
                // The browser refuses the bytes when the integrity does not match.
                how.set_integrity(&file.integrity);
            }
            [config.knowledge.as_str(), &file.path].concat()
        }
        Effect::FetchStatus => [&config.server, "v1/status"].concat(),
        Effect::SendFeedback(feedback) => {
            post(&how, "", None, &JsValue::from_str(&feedback.json()))?;
            [&config.server, "v1/feedback"].concat()
        }
        Effect::Send { .. }
        | Effect::SendReply { .. }
        | Effect::Call(_)
        | Effect::KeepDraft(_)
        | Effect::ForgetDraft(_)
        | Effect::Withdraw { .. }
        | Effect::Tell(_)
        | Effect::BeginForm(_)
        | Effect::FetchLater
        | Effect::Follow(_) => return None,
    };
    Some(Ask { address, how, proof, _patience: None })
}

/// The request about a ticket, or for the list of them. `token` opens it.
pub fn call(config: &Config, call: &Call, token: &str) -> Option<Ask> {
    let how = RequestInit::new();
    let headers = Headers::new().ok()?;
    bear(&headers, token)?;
    if let Some(key) = &call.key {
        headers.append("Idempotency-Key", key).ok()?;
    }
    if !matches!(call.deed, Deed::Read | Deed::List) {
        how.set_method("POST");
    }
    if let Some(body) = &call.body {
        headers.append("Content-Type", "application/json").ok()?;
        how.set_body(&JsValue::from_str(body));
    }
    how.set_headers(&headers);
    // What is here is somebody's: no cache keeps it.
    how.set_cache(RequestCache::NoStore);
    let of = if call.ticket.is_empty() { "" } else { "/" };
    let address = [&config.server, "v1/tickets", of, &call.ticket, call.deed.path()].concat();
    Some(Ask { address, how, proof: None, _patience: None })
}

/// The request that tells what was asked; it says nothing of who asked.
pub fn question(config: &Config, asked: &Asked) -> Option<Ask> {
    let how = RequestInit::new();
    post(&how, "", None, &JsValue::from_str(&asked.json()))?;
    let address = [&config.server, "v1/questions"].concat();
    Some(Ask { address, how, proof: None, _patience: None })
}

/// The request that sends a report or a message, byte by byte as it was kept. It outlives the page where that
/// is possible, and is given up when the answer takes too long. `token` is whose it is, empty for nobody's in
/// particular.
pub fn sending(config: &Config, item: &Item, token: &str) -> Option<Ask> {
    let how = RequestInit::new();
    let body = &item.body;
    post(&how, token, Some(&item.key), &Uint8Array::from(body.as_slice()))?;
    if body.len() <= KEEPALIVE_BYTES {
        let _ = Reflect::set(&how, &JsValue::from_str("keepalive"), &JsValue::TRUE);
    }
    let stop = AbortController::new().ok()?;
    how.set_signal(Some(&stop.signal()));
    let patience = Timer::after(REPORT_PATIENCE_MS, move || stop.abort());
    let mut address = [&config.server, "v1/tickets"].concat();
    if !item.ticket.is_empty() {
        address = [&address, "/", &item.ticket, "/messages"].concat();
    }
    Some(Ask { address, how, proof: None, _patience: Some(patience) })
}

/// The header that says who asks; none for an empty token.
pub fn bear(headers: &Headers, token: &str) -> Option<()> {
    if token.is_empty() {
        return Some(());
    }
    headers.append("Authorization", &["Bearer ", token].concat()).ok()
}

fn post(how: &RequestInit, token: &str, key: Option<&str>, body: &JsValue) -> Option<()> {
    let headers = Headers::new().ok()?;
    bear(&headers, token)?;
    headers.append("Content-Type", "application/json").ok()?;
    if let Some(key) = key {
        headers.append("Idempotency-Key", key).ok()?;
    }
    how.set_method("POST");
    how.set_headers(&headers);
    how.set_body(body);
    Some(())
}

/// Makes a request; `Ok(None)` when nobody answers.
///
/// # Errors
/// When the answer is not what the key's owner signed.
pub async fn exchange(ask: Ask) -> Result<Option<Answer>, Refusal> {
    let first = checked(&ask).await;
    match first {
        // A bundle that is being replaced has for a moment the signature of one manifest beside another.
        Err(Refusal::Forged) => checked(&ask).await,
        _ => first,
    }
}

async fn checked(ask: &Ask) -> Result<Option<Answer>, Refusal> {
    let answer = get(&ask.address, &ask.how).await;
    let Some(bytes) = answer.as_ref().filter(|it| it.status == 200).and_then(|it| it.body.as_ref())
    else {
        return Ok(answer);
    };
    match &ask.proof {
        Some(Proof::Signed { key, by }) => {
            let signature = get(by, &ask.how).await;
            match file(signature) {
                Ok(signature) => verify::manifest(key, &signature, bytes).await?,
                Err(Failure::NotFound) => return Err(Refusal::Unsigned),
                // A manifest without its proof is as good as none.
                Err(_) => return Ok(None),
            }
        }
        Some(Proof::Hash(integrity)) => verify::file(integrity, bytes).await?,
        None => {}
    }
    Ok(answer)
}

async fn get(address: &str, how: &RequestInit) -> Option<Answer> {
    let promise = web_sys::window()?.fetch_with_str_and_init(address, how);
    let response: Response = JsFuture::from(promise).await.ok()?.unchecked_into();
    let body = match response.array_buffer() {
        Ok(promise) => JsFuture::from(promise).await.ok(),
        Err(_) => None,
    };
    let header = |name| response.headers().get(name).ok().flatten();
    Some(Answer {
        status: response.status(),
        retry_after: header("Retry-After"),
        date: header("Date"),
        body: body.map(|it| Uint8Array::new(&it).to_vec()),
    })
}

/// The bytes of a file.
pub fn file(answer: Option<Answer>) -> Result<Vec<u8>, Failure> {
    let answer = answer.ok_or(Failure::Network)?;
    match answer.status {
        200 => answer.body.ok_or(Failure::Network),
        404 | 410 => Err(Failure::NotFound),
        status => Err(Failure::Server(status)),
    }
}

/// The answer to `GET /v1/status`.
pub fn status(answer: Option<Answer>) -> Result<Status, Failure> {
    read_json(&file(answer)?).map_err(|_| Failure::Broken)
}

fn read<T: Read>(answer: &Answer) -> Option<T> {
    read_json(answer.body.as_ref()?).ok()
}

/// The answer to a question for something of ours.
pub fn json<T: Read>(answer: Option<Answer>) -> Result<T, Failure> {
    read_json(&file(answer)?).map_err(|_| Failure::Broken)
}

/// The answer to what a person did with a ticket.
pub fn reply<T: Read>(answer: Option<Answer>) -> Result<T, SendFailure> {
    let answer = answer.ok_or(SendFailure::Network)?;
    match answer.status {
        200 | 201 => read(&answer).ok_or(SendFailure::Strange),
        401 => Err(SendFailure::Refused(Code::Unauthorized, Vec::new())),
        408 | 425 | 429 | 500.. => {
            Err(SendFailure::Busy(answer.retry_after.and_then(|it| it.trim().parse().ok())))
        }
        _ => match read::<Problem>(&answer) {
            Some(problem) => Err(SendFailure::Refused(problem.code, problem.errors)),
            None => Err(SendFailure::Strange),
        },
    }
}
