//! Errors of the support API as RFC 9457 problem details with stable codes.

use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An RFC 9457 problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Problem {
    /// `urn:wallet-help:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One line in English for developers; people read the widget's own words for the code.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong.
    pub code: Code,
    /// Which members of the body were wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// A member of the body that was wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct FieldProblem {
    /// RFC 6901 pointer into the body: `/answers/when`.
    pub pointer: String,
    /// A [`crate::draft::FaultCode`] in snake case, or `unknown`, `invalid`.
    pub code: String,
}

/// What went wrong, as a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The body is no JSON of the documented shape.
    InvalidBody,
    /// The report breaks a rule of its form.
    InvalidTicket,
    /// `Idempotency-Key` is missing.
    KeyMissing,
    /// `Idempotency-Key` is too long or holds control characters.
    KeyInvalid,
    /// The key was used for another body.
    KeyReused,
    /// No such thing, or no right to see it: the same answer for both.
    NotFound,
    /// Wrong method for this path.
    MethodNotAllowed,
    /// More bytes than allowed.
    TooLarge,
    /// Not `application/json`.
    UnsupportedMediaType,
    /// Too many requests.
    RateLimited,
    /// The text holds a secret.
    ContainsSecret,
    /// The text may hold a secret; the person has to be asked.
    NeedsConfirmation,
    /// The identity token is not accepted.
    Unauthorized,
    /// The message breaks a rule.
    InvalidMessage,
    /// The ticket does not allow this as it stands.
    NotNow,
    /// A header of an upload is missing or wrong.
    InvalidUpload,
    /// Another version of tus is spoken here.
    UploadVersion,
    /// The upload goes on at another offset.
    UploadOffset,
    /// Another request writes to the same upload.
    UploadLocked,
    /// The file is no picture that is taken here.
    InvalidPicture,
    /// Not able to store right now.
    Unavailable,
    /// A mistake of the server.
    Internal,
}

impl Code {
    /// The code as it travels.
    pub const fn name(self) -> &'static str {
        self.parts().0
    }

    /// The HTTP status.
    pub const fn status(self) -> u16 {
        self.parts().1
    }

    const fn parts(self) -> (&'static str, u16, &'static str) {
        match self {
            Code::InvalidBody => ("invalid-body", 400, "The body is not JSON of the documented shape"),
            Code::InvalidTicket => ("invalid-ticket", 422, "The report breaks rules of its form"),
            Code::KeyMissing => ("key-missing", 400, "Send an Idempotency-Key header"),
            Code::KeyInvalid => {
                ("key-invalid", 400, "Idempotency-Key takes 1 to 255 visible characters")
            }
            Code::KeyReused => ("key-reused", 422, "This Idempotency-Key was used for another body"),
            Code::NotFound => ("not-found", 404, "Nothing is here for this address and token"),
            Code::MethodNotAllowed => ("method-not-allowed", 405, "This address takes another method"),
            Code::TooLarge => ("too-large", 413, "The body is larger than allowed"),
            Code::UnsupportedMediaType => ("unsupported-media-type", 415, "Send application/json"),
            Code::RateLimited => ("rate-limited", 429, "Too many requests; wait as Retry-After says"),
            Code::ContainsSecret => ("contains-secret", 422, "The text holds a secret; remove it"),
            Code::NeedsConfirmation => {
                ("needs-confirmation", 422, "The text may hold a secret; ask the person and confirm it")
            }
            Code::Unauthorized => {
                ("unauthorized", 401, "The identity token is not accepted; get a new one")
            }
            Code::InvalidMessage => ("invalid-message", 422, "The message breaks a rule"),
            Code::NotNow => {
                ("not-now", 409, "The ticket does not allow this as it stands; read it again")
            }
            Code::InvalidUpload => {
                ("invalid-upload", 400, "A header of the upload is missing or wrong; see tus 1.0.0")
            }
            Code::UploadVersion => ("upload-version", 412, "Send Tus-Resumable: 1.0.0"),
            Code::UploadOffset => {
                ("upload-offset", 409, "The upload goes on at another offset; ask with HEAD")
            }
            Code::UploadLocked => {
                ("upload-locked", 423, "Another request writes to this upload; try again soon")
            }
            Code::InvalidPicture => {
                ("invalid-picture", 422, "Not a PNG, JPEG or WebP picture within the limits")
            }
            Code::Unavailable => ("unavailable", 503, "Nothing could be stored; try again later"),
            Code::Internal => ("internal", 500, "A mistake of the server"),
        }
    }

    /// The problem of this code.
    pub fn problem(self) -> Problem {
        let (name, status, title) = self.parts();
        Problem {
            kind: format!("urn:wallet-help:problem:{name}"),
            title: title.to_owned(),
            status,
            code: self,
            errors: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_names_itself_the_same_everywhere() {
        for code in [
            Code::InvalidBody,
            Code::KeyReused,
            Code::MethodNotAllowed,
            Code::NeedsConfirmation,
            Code::UploadOffset,
            Code::Internal,
        ] {
            let json = serde_json::to_value(code.problem()).unwrap();
            assert_eq!(json["code"], code.name());
            assert_eq!(json["status"], code.status());
            assert_eq!(json["type"], format!("urn:wallet-help:problem:{}", code.name()));
        }
    }
}
