//! The fifteen ways in which a network, a proxy or a server breaks.

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody listens.
    Refused,
    /// The connection is reset before anything is read.
    ResetAtOnce,
    /// It is reset in the middle of the body.
    ResetInBody,
    /// The server stores the report; then the connection is reset before a byte of the answer.
    ResetAfterCommit,
    /// The answer is cut in its middle.
    AnswerCut,
    /// 500, 502, 503 and 504 in turn.
    ServerError,
    /// 429 with `Retry-After` in seconds.
    TooManySeconds,
    /// 429 with `Retry-After` as a date.
    TooManyDate,
    /// Nothing happens for 30 seconds.
    Hang,
    /// 20 kB a second.
    Slow,
    /// Two seconds of latency, give or take one.
    Late,
    /// A sign-in page with status 200.
    CaptivePortal,
    /// The server stores the report; the answer is broken JSON.
    BrokenJson,
    /// The request reaches the server twice.
    Twice,
    /// A TLS alert in place of an answer.
    TlsAlert,
}

impl Fault {
    pub const ALL: [Fault; 15] = [
        Fault::Refused,
        Fault::ResetAtOnce,
        Fault::ResetInBody,
        Fault::ResetAfterCommit,
        Fault::AnswerCut,
        Fault::ServerError,
        Fault::TooManySeconds,
        Fault::TooManyDate,
        Fault::Hang,
        Fault::Slow,
        Fault::Late,
        Fault::CaptivePortal,
        Fault::BrokenJson,
        Fault::Twice,
        Fault::TlsAlert,
    ];

    /// The answer that stands in for the server's, where there is one. `turn` counts requests.
    pub fn answer(self, turn: usize) -> Option<Vec<u8>> {
        let html = "<!doctype html><title>Sign in</title><p>Accept the terms of this Wi-Fi.";
        let (status, header, body) = match self {
            Fault::ServerError => {
                let status = ["500 Oops", "502 Bad Gateway", "503 Busy", "504 Timeout"][turn % 4];
                (status, String::new(), "<h1>error</h1>")
            }
            Fault::TooManySeconds => ("429 Slow down", "Retry-After: 2\r\n".into(), ""),
            Fault::TooManyDate => {
                // Its clock is years behind ours; only the distance counts.
                let date = |second| format!("Tue, 15 Nov 1994 08:12:{second:02} GMT");
                let header = format!("Date: {}\r\nRetry-After: {}\r\n", date(31), date(33));
                ("429 Slow down", header, "")
            }
            Fault::CaptivePortal => ("200 OK", "Content-Type: text/html\r\n".into(), html),
            Fault::BrokenJson => {
                ("201 Created", "Content-Type: application/json\r\n".into(), "{\"id\":\"x\",\"num")
            }
            _ => return None,
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\n{header}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        Some([head.as_bytes(), body.as_bytes()].concat())
    }
}
