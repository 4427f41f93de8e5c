//! What an answer to `POST /v1/tickets` or `…/messages` means: received, try again, or back to the person.

use help_core::{
    json::{Read, read_json},
    problem::Problem,
    thread::Message,
    ticket::Receipt,
};

use super::{
    backoff::{LONGEST_WAIT, RETRY_AFTER_MOST},
    http_date,
};
use crate::send::SendFailure;

/// An HTTP answer, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`: seconds, or an HTTP date.
    pub retry_after: Option<String>,
    /// The header `Date`: what the server takes for now.
    pub date: Option<String>,
    /// The body; `None` when it broke off.
    pub body: Option<Vec<u8>>,
}

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict<T> {
    /// The server stored it, and answered so.
    Received(Box<T>),
    /// The access token is no longer good: refresh it once, and ask again at once.
    Refresh,
    /// Not received, as far as we know.
    Failed(SendFailure),
}

/// Judges an answer; `None` is that nobody answered. `refreshed`: the token was refreshed for this very
/// try, or there is none. `now` in milliseconds since 1970 stands in where the server sends no `Date`.
///
/// Only a receipt is a success: a public Wi-Fi answers 200 with a sign-in page, a proxy with JSON of its
/// own. 409 is the answer to a retry that overtakes its first try (`Idempotency-Key`, section 2.7 of
/// draft-ietf-httpapi-idempotency-key-header), so it is asked again like a busy server.
pub fn judge<T: Proof>(reply: Option<&Reply>, refreshed: bool, now: u64) -> Verdict<T> {
    let Some(reply) = reply else {
        return Verdict::Failed(SendFailure::Network);
    };
    match reply.status {
        401 if !refreshed => Verdict::Refresh,
        408 | 409 | 425 | 429 | 500.. => Verdict::Failed(SendFailure::Busy(retry_after(reply, now))),
        400..500 => Verdict::Failed(match reply.body.as_ref().map(|it| read_json::<Problem>(it)) {
            Some(Ok(problem)) => SendFailure::Refused(problem.code, problem.errors),
            _ => SendFailure::TurnedAway(reply.status),
        }),
        _ => match &reply.body {
            None => Verdict::Failed(SendFailure::Network),
            Some(body) => match read_json::<T>(body).ok().filter(T::is_whole) {
                Some(receipt) if reply.status < 300 => Verdict::Received(Box::new(receipt)),
                _ => Verdict::Failed(SendFailure::Strange),
            },
        },
    }
}

/// What only the server answers when it has stored something.
pub trait Proof: Read {
    /// Nothing is missing in it.
    fn is_whole(&self) -> bool;
}

impl Proof for Receipt {
    // Whoever signed in gets no token.
    fn is_whole(&self) -> bool {
        !self.id.is_empty() && !self.number.is_empty()
    }
}

impl Proof for Message {
    fn is_whole(&self) -> bool {
        !self.id.is_empty()
    }
}

/// Seconds from now. A date counts from the server's own `Date`, so that a wrong clock here does no harm;
/// without one it is believed only as far as we would wait anyway.
fn retry_after(reply: &Reply, now: u64) -> Option<u32> {
    let text = reply.retry_after.as_deref()?.trim();
    let most = RETRY_AFTER_MOST / 1000;
    if text.bytes().all(|it| it.is_ascii_digit()) && !text.is_empty() {
        return Some(text.parse::<u64>().unwrap_or(most).min(most) as u32);
    }
    let then = http_date::seconds(text)?;
    let (from, most) = match reply.date.as_deref().and_then(http_date::seconds) {
        Some(date) => (date, most),
        None => ((now / 1000) as i64, LONGEST_WAIT / 1000),
    };
    Some((then - from).clamp(0, most as i64) as u32)
}

#[cfg(test)]
mod tests {
    use help_core::problem::Code;

    use super::*;

    const RECEIPT: &str =
        r#"{"id":"a1","number":"HB-7K2M-94","token":"t","received":"2026-11-20T12:00:00Z"}"#;
    /// 2026-11-20T12:00:00Z
    const NOON: u64 = 1_795_176_000_000;

    fn reply(status: u16, body: &str) -> Reply {
        Reply { status, body: Some(body.into()), ..Reply::default() }
    }

    #[test]
    fn only_a_receipt_is_success() {
        let received =
            |it: &Reply| matches!(judge::<Receipt>(Some(it), true, NOON), Verdict::Received(_));
        assert!(received(&reply(201, RECEIPT)) && received(&reply(200, RECEIPT)));
        for (status, body) in [
            (200, "<!doctype html><title>Sign in</title>"),
            (201, ""),
            (201, "{}"),
            (201, "null"),
            (201, &RECEIPT.replace("a1", "")),
            (201, &RECEIPT[..40]),
            (302, RECEIPT),
            (500, RECEIPT),
        ] {
            assert!(!received(&reply(status, body)), "{status} {body}");
        }
        let cut = Reply { status: 201, ..Reply::default() };
        assert_eq!(judge::<Receipt>(Some(&cut), true, NOON), Verdict::Failed(SendFailure::Network));
    }

    #[test]
    fn each_answer_is_tried_again_or_goes_back_to_the_person() {
        let again = |status| match judge::<Receipt>(Some(&reply(status, "")), true, NOON) {
            Verdict::Failed(failure) => failure.is_passing(),
            other => panic!("{status}: {other:?}"),
        };
        for status in [200, 204, 302, 408, 409, 425, 429, 500, 502, 503, 504, 599] {
            assert!(again(status), "{status}");
        }
        for status in [400, 401, 402, 403, 404, 405, 410, 413, 415, 418, 422, 451] {
            assert!(!again(status), "{status}");
        }
        assert!(SendFailure::Network.is_passing());
        assert_eq!(judge::<Receipt>(None, true, NOON), Verdict::Failed(SendFailure::Network));
    }

    #[test]
    fn a_token_is_refreshed_once() {
        let refused = reply(401, "");
        assert_eq!(judge::<Receipt>(Some(&refused), false, NOON), Verdict::Refresh);
        assert_eq!(
            judge::<Receipt>(Some(&refused), true, NOON),
            Verdict::Failed(SendFailure::TurnedAway(401))
        );
    }

    #[test]
    fn a_refusal_brings_what_the_server_points_at() {
        let body = r#"{"type":"urn:wallet-help:problem:invalid-ticket","title":"","status":422,
            "code":"invalid-ticket","errors":[{"pointer":"/answers/hash","code":"pattern"}]}"#;
        match judge::<Receipt>(Some(&reply(422, body)), true, NOON) {
            Verdict::Failed(SendFailure::Refused(Code::InvalidTicket, errors)) => {
                assert_eq!(errors[0].pointer, "/answers/hash");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn retry_after_counts_on_the_servers_clock() {
        let date = Some("Fri, 20 Nov 2026 12:00:00 GMT");
        let (later, earlier) = ("Fri, 20 Nov 2026 12:02:00 GMT", "Fri, 20 Nov 2026 11:00:00 GMT");
        let two_days = 2 * 86_400_000;
        for (text, date, now, expected) in [
            ("120", None, NOON, Some(120)),
            (" 0 ", date, NOON, Some(0)),
            ("99999999999999999999", None, NOON, Some(86_400)),
            (later, date, NOON, Some(120)),
            (later, date, NOON + two_days, Some(120)),
            (later, date, NOON - two_days, Some(120)),
            (earlier, date, NOON, Some(0)),
            (later, None, NOON, Some(120)),
            // Without the server's clock a date is believed as far as our own longest wait.
            (later, None, NOON - two_days, Some(300)),
            (later, None, NOON + two_days, Some(0)),
            ("soon", date, NOON, None),
            ("-5", date, NOON, None),
            ("", date, NOON, None),
        ] {
            let reply = Reply {
                status: 429,
                retry_after: Some(text.into()),
                date: date.map(Into::into),
                body: None,
            };
            assert_eq!(
                judge::<Receipt>(Some(&reply), true, now),
                Verdict::Failed(SendFailure::Busy(expected)),
                "{text} {date:?} {now}"
            );
        }
    }
}
