//! The token of somebody who signed in to the wallet: a short-lived JSON Web Token (RFC 7519) that the host
//! gives. Tells how long it may be used; checking it is the server's affair. It lies in memory only.

use help_core::{json::read_json, read};

/// So many seconds before its end a token is asked for anew.
pub const EARLY: i64 = 30;
/// A token whose end cannot be read is used for so many seconds.
const BLIND: i64 = 60;
/// The most bytes of a token that the server reads.
const TOKEN_BYTES: usize = 8 * 1024;

/// The token that is in use. No `Debug`: it must not stand in any log.
#[derive(Default)]
pub struct Credential {
    held: Option<(String, i64)>,
}

struct Claims {
    exp: u64,
}

read!(Claims { exp } may {});

impl Credential {
    /// The token while it may be used; `now` in seconds since 1970.
    pub fn token(&self, now: i64) -> Option<&str> {
        self.held.as_ref().filter(|it| now < it.1).map(|it| it.0.as_str())
    }

    /// The host gave a token. False when it is none: three parts with dots between them (RFC 7515, 7.1).
    pub fn came(&mut self, token: String, now: i64) -> bool {
        let fits = token.len() <= TOKEN_BYTES
            && token.split('.').count() == 3
            && token.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it));
        self.held = fits.then(|| {
            let until = ends(&token).map_or(now + BLIND, |it| it.saturating_sub(EARLY));
            (token, until)
        });
        fits
    }

    /// The server refused this token: it is not used again.
    pub fn refuse(&mut self, token: &str) {
        if self.held.as_ref().is_some_and(|it| it.0 == token) {
            self.held = None;
        }
    }
}

/// The claim `exp` of a token.
fn ends(token: &str) -> Option<i64> {
    let claims: Claims = read_json(&from_base64url(token.split('.').nth(1)?)?).ok()?;
    i64::try_from(claims.exp).ok()
}

/// Base64url without padding (RFC 4648, 5). Ten lines, because a crate for it would weigh more in the browser
/// than all else here.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0_u32);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        (bits, count) = ((bits << 6) | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_176_000;
    // {"sub":"ann-7","exp":1795176300}, {"sub":"né>?"}
    const LASTS_300: &str = "eyJhIjoxfQ.eyJzdWIiOiJhbm4tNyIsImV4cCI6MTc5NTE3NjMwMH0.c2ln";
    const WITHOUT_END: &str = "eyJhIjoxfQ.eyJzdWIiOiJuw6k-PyJ9.c2ln";

    #[test]
    fn a_token_is_used_until_shortly_before_its_end() {
        let mut held = Credential::default();
        assert_eq!(held.token(NOW), None);
        assert!(held.came(LASTS_300.into(), NOW));
        assert_eq!(held.token(NOW + 300 - EARLY - 1), Some(LASTS_300));
        assert_eq!(held.token(NOW + 300 - EARLY), None);
        assert!(held.came(WITHOUT_END.into(), NOW));
        assert_eq!((held.token(NOW + BLIND - 1).is_some(), held.token(NOW + BLIND)), (true, None));
    }

    #[test]
    fn a_refused_token_is_not_used_again_and_a_newer_one_is_not_thrown_away() {
        let mut held = Credential::default();
        held.came(LASTS_300.into(), NOW);
        held.refuse(WITHOUT_END);
        assert!(held.token(NOW).is_some());
        held.refuse(LASTS_300);
        assert_eq!(held.token(NOW), None);
    }

    #[test]
    fn what_is_no_token_is_not_taken() {
        let long = format!("a.{}.b", "a".repeat(TOKEN_BYTES));
        for wrong in ["", "opaque", "a.b", "a.b.c.d", "a.b\r\nX: y.c", "a.b c.d", &long] {
            let mut held = Credential::default();
            assert!(!held.came(wrong.into(), NOW), "{wrong:?}");
            assert_eq!(held.token(NOW), None);
        }
    }
}
