//! Who signed in, as the host vouches for it: a JSON Web Token (RFC 7519) in `Authorization`, at most ten
//! minutes ahead of its end. It knows neither tickets nor HTTP.

mod crypto;
mod keys;

use jsonwebtoken::{Header, Validation, decode, decode_header};
use serde::Deserialize;

use crate::error::ServeError;
use keys::Key;

/// The most bytes of a token; longer ones are refused before they are read.
const TOKEN_BYTES: usize = 8 * 1024;
/// The furthest end of a token, in seconds.
const AHEAD: i64 = 600;
/// Clocks of two machines may differ by so many seconds.
const SLACK: i64 = 30;
/// The most characters of a subject.
const SUBJECT_MAX: usize = 255;

/// Somebody who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Issuer and subject, with a blank between them: no issuer holds a blank.
    pub(crate) subject: String,
    /// When the token ends, in seconds since 1970.
    pub(crate) until: i64,
}

/// The token is not accepted; why is nobody's business.
#[derive(Debug)]
pub(crate) struct Refused;

/// The keys of the hosts that may vouch for people. Without keys nobody can sign in.
pub(crate) struct Identities(Vec<Key>);

/// The claims beside those that the library checks.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
}

impl Identities {
    /// Reads the keys out of a JWK set (RFC 7517); none without a file.
    pub(crate) fn open(file: Option<&std::path::Path>) -> Result<Self, ServeError> {
        crypto::install();
        match file {
            Some(file) => keys::read(file).map(Identities),
            None => Ok(Identities(Vec::new())),
        }
    }

    /// Who the token says it is. `now` in seconds since 1970.
    pub(crate) fn check(&self, token: &str, now: i64) -> Result<Identity, Refused> {
        if token.len() > TOKEN_BYTES {
            return Err(Refused);
        }
        let header = decode_header(token).map_err(|_| Refused)?;
        let key = self.key(&header)?;
        let mut validation = Validation::new(key.algorithm);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        validation.set_issuer(&[&key.issuer]);
        validation.set_audience(&[&key.audience]);
        // By our own clock, below.
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &key.key, &validation).map_err(|_| Refused)?.claims;
        let in_time = now < claims.exp
            && claims.exp <= now + AHEAD + SLACK
            && claims.iat <= now + SLACK
            && claims.iat <= claims.exp
            && claims.nbf.is_none_or(|it| it <= now + SLACK);
        let named = !claims.sub.is_empty()
            && claims.sub.chars().count() <= SUBJECT_MAX
            && !claims.sub.contains(char::is_control);
        if !in_time || !named {
            return Err(Refused);
        }
        Ok(Identity { subject: format!("{} {}", key.issuer, claims.sub), until: claims.exp })
    }

    /// The key that the header names, when the header asks for nothing else: keys that a token brings
    /// along or points to are nobody's.
    fn key(&self, header: &Header) -> Result<&Key, Refused> {
        let brings_own = header.jku.is_some()
            || header.jwk.is_some()
            || header.x5u.is_some()
            || header.x5c.is_some()
            || header.crit.is_some();
        let kid = header.kid.as_deref().ok_or(Refused)?;
        self.0
            .iter()
            .find(|it| it.kid == kid && it.algorithm == header.alg && !brings_own)
            .ok_or(Refused)
    }
}
