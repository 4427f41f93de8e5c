//! Who is signed in: the cookie, how long it lasts, and the mark that makes a form ours. A session ends
//! after hours without anybody's hand on it, and at the latest after half a day.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use data_encoding::BASE64URL_NOPAD;
use maud::{Markup, html};

use super::words::{self, Words};
use crate::{
    app::App,
    fault::Fault,
    secret::{self, Hash, NoRandom},
    store::AuditRow,
};

/// A session nobody uses ends after so many seconds.
pub(super) const IDLE: i64 = 2 * 3600;
/// Every session ends after so many seconds.
pub(crate) const LONGEST: i64 = 12 * 3600;
/// A session's use is noted at most this often, in seconds.
const NOTE_EVERY: i64 = 60;

/// Somebody of the team who is signed in.
pub(crate) struct Agent {
    /// The account.
    pub(super) name: String,
    /// The name that people read.
    pub(super) shown: String,
    /// The interface's language.
    pub(super) words: &'static Words,
    token: String,
}

impl Agent {
    /// The mark that every form of this session carries.
    pub(super) fn csrf(&self) -> String {
        mark(&self.token)
    }

    /// The hidden field with the mark.
    pub(super) fn csrf_field(&self) -> Markup {
        html! { input type="hidden" name="csrf" value=(self.csrf()); }
    }

    /// What the cookie's hash is in the database.
    pub(super) fn token_hash(&self) -> Hash {
        secret::hash([self.token.as_bytes()])
    }

    /// Writes a line of the audit trail.
    pub(super) async fn note(
        &self,
        app: &App,
        deed: &str,
        ticket: Option<&str>,
        detail: Option<String>,
    ) -> Result<(), Fault> {
        let line = AuditRow {
            at: app.now().as_second(),
            agent: Some(self.name.clone()),
            deed: deed.into(),
            ticket: ticket.map(Into::into),
            detail,
        };
        Ok(app.store().note_audit(line).await?)
    }
}

impl FromRequestParts<App> for Agent {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let sign_in = || Redirect::to("/agent/sign-in").into_response();
        let token = cookie(&parts.headers, SESSION).ok_or_else(sign_in)?;
        let hash = secret::hash([token.as_bytes()]);
        let now = app.now().as_second();
        let found = app.store().session(hash, now - LONGEST, now - IDLE).await;
        let found = found.map_err(|it| Fault::from(it).into_response())?;
        let (agent, seen) = found.ok_or_else(sign_in)?;
        // What the script asks by itself is no sign that somebody is there.
        let by_hand = !parts.headers.contains_key(BY_SCRIPT);
        if by_hand && now - seen >= NOTE_EVERY {
            let noted = app.store().touch_session(hash, now).await;
            noted.map_err(|it| Fault::from(it).into_response())?;
        }
        app.presence().agent_seen(&agent.name);
        Ok(Agent { name: agent.name, shown: agent.shown, words: words::wanted(&parts.headers), token })
    }
}

/// The header of what the script asks for by itself.
pub(super) const BY_SCRIPT: &str = "x-by-script";
/// The cookie of a session.
pub(super) const SESSION: &str = "agent-session";
/// The cookie of the sign-in form, before there is a session.
pub(super) const VISIT: &str = "agent-visit";

/// A random token.
pub(super) fn token() -> Result<String, NoRandom> {
    Ok(BASE64URL_NOPAD.encode(&secret::random::<32>()?))
}

/// The mark of forms that belongs to a token.
pub(super) fn mark(token: &str) -> String {
    BASE64URL_NOPAD.encode(&secret::hash([b"form", token.as_bytes()]))
}

/// Compares hashes, so that the time tells nothing of the texts.
pub(super) fn same(a: &str, b: &str) -> bool {
    secret::hash([a.as_bytes()]) == secret::hash([b.as_bytes()])
}

/// Sets a cookie for this host alone, out of reach of scripts and of other sites. With TLS its name begins
/// with `__Host-`, which browsers let nobody else set (RFC 6265bis, 4.1.3.2); a page of this machine itself
/// has no TLS.
pub(super) fn set_cookie(
    headers: &HeaderMap,
    name: &str,
    value: &str,
    seconds: i64,
) -> Option<HeaderValue> {
    let (prefix, secure) = if is_loopback(headers) { ("", "") } else { ("__Host-", "; Secure") };
    let cookie =
        format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&cookie).ok()
}

/// The value of our cookie, when it is one we could have set.
pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let prefix = if is_loopback(headers) { "" } else { "__Host-" };
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut values = pairs.flat_map(|it| it.split(';')).filter_map(|pair| {
        let (own, value) = pair.trim().split_once('=')?;
        (own.strip_prefix(prefix)? == name).then_some(value)
    });
    let value = values.next().filter(|it| it.len() == 43)?;
    // Two of one name: somebody else set one of them.
    values.next().is_none().then(|| value.to_owned())
}

/// True when the browser calls this machine by a name of its own, without TLS before us.
fn is_loopback(headers: &HeaderMap) -> bool {
    let forwarded = headers.get("x-forwarded-proto").is_some_and(|it| it.as_bytes() == b"https");
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|it| it.1.bytes().all(|it| it.is_ascii_digit()));
    let name = name.map_or(host, |it| it.0);
    !forwarded && ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(rows: &[(&'static str, &str)]) -> HeaderMap {
        let value = |it: &str| HeaderValue::from_str(it).unwrap();
        rows.iter().map(|(name, it)| (name.parse().unwrap(), value(it))).collect()
    }

    #[test]
    fn only_this_machine_goes_without_tls() {
        for (host, forwarded, expected) in [
            ("127.0.0.1:8787", None, true),
            ("localhost", None, true),
            ("[::1]:8787", None, true),
            ("help.example", None, false),
            ("localhost.evil.example", None, false),
            ("127.0.0.1:8787", Some("https"), false),
            ("", None, false),
        ] {
            let mut rows = vec![("host", host)];
            rows.extend(forwarded.map(|it| ("x-forwarded-proto", it)));
            assert_eq!(is_loopback(&headers(&rows)), expected, "{host}");
        }
    }

    #[test]
    fn a_cookie_counts_under_its_whole_name_and_once() {
        let value = "x".repeat(43);
        let with = |cookie: &str| headers(&[("host", "help.example"), ("cookie", cookie)]);
        let host = format!("__Host-{SESSION}={value}");
        assert_eq!(cookie(&with(&format!("a=b; {host}")), SESSION).as_deref(), Some(&*value));
        assert_eq!(cookie(&with(&format!("{SESSION}={value}")), SESSION), None);
        assert_eq!(cookie(&with(&format!("{host}; {host}")), SESSION), None);
        assert_eq!(cookie(&with("__Host-agent-session=short"), SESSION), None);
        let set = set_cookie(&with(""), SESSION, &value, 9).unwrap();
        let set = set.to_str().unwrap();
        for part in ["__Host-", "; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
            assert!(set.contains(part), "{set}");
        }
    }
}
