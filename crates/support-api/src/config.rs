//! What an operator can set. Defaults are safe on a public address; nothing is read from here twice.

use std::{path::PathBuf, time::Duration};

/// The policy of pages under [`Config::static_dir`]: nothing inline, nothing from elsewhere, no sink
/// that turns text into script.
pub const STATIC_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; \
     base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// Where the service listens, stores and reads, and whom it serves.
#[derive(Clone, Debug)]
pub struct Config {
    /// `HOST:PORT`; port 0 takes a free one.
    pub listen: String,
    /// `sqlite://PATH`; the file is made when it is missing, its folder must exist.
    pub database: String,
    /// The folder of uploaded files; made when it is missing.
    pub files: PathBuf,
    /// The bundle that `wallet-help kb build` wrote.
    pub knowledge: PathBuf,
    /// Pages to serve under `/`, such as a demo; none without it.
    pub static_dir: Option<PathBuf>,
    /// The `Content-Security-Policy` of these pages.
    pub static_policy: String,
    /// Origins whose pages may call this service, exactly as browsers send them
    /// (`https://wallet.example`). Pages of the service's own origin always may.
    pub allow_origins: Vec<String>,
    /// Letters before ticket numbers; made from the wallet's name when left out.
    pub number_prefix: Option<String>,
    /// The keys of hosts that may vouch for people: a JWK set (RFC 7517) whose keys each name `kid`, `alg`
    /// (`EdDSA`, `ES256` or `HS256`), and the `iss` and `aud` of their tokens. Without it nobody signs in.
    pub identity_keys: Option<PathBuf>,
    /// So many days after it was solved or closed a ticket is forgotten with everything in it.
    pub keep_days: u32,
    /// How much is too much.
    pub limits: Limits,
    /// The service's time; tests set their own.
    pub clock: crate::Clock,
}

/// How much is too much.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a JSON body.
    pub body: usize,
    /// From the end of a request's head to the start of its answer.
    pub request: Duration,
    /// From the opening of a connection, or the last answer, to the end of the next head.
    pub head: Duration,
    /// Connections at a time; more wait in the system's queue.
    pub connections: usize,
    /// Streams of events at a time; whoever comes later asks from time to time instead.
    pub streams: usize,
    /// A stream gives a sign of life this often.
    pub heartbeat: Duration,
    /// From the order to stop until open requests are cut off.
    pub stop: Duration,
    /// Tickets and feedback of one network (IPv4 /24, IPv6 /64).
    pub writes: Rate,
    /// Everything else of one network.
    pub reads: Rate,
    /// Pictures of one network in an hour.
    pub uploads_per_hour: u32,
    /// Bytes of pictures of one network in a day.
    pub upload_bytes_per_day: u64,
    /// Bytes of pictures that wait for their ticket, of all networks together.
    pub waiting_bytes: u64,
    /// Count requests from this machine too. Off unless set, because behind a proxy that is not
    /// declared in `proxies` every person would share one limit.
    pub count_loopback: bool,
    /// How many proxies of our own stand in front: the address is taken that many places from the right
    /// of `X-Forwarded-For`. With 0 that header is ignored.
    pub proxies: usize,
}

/// A rate limit by the generic cell rate algorithm.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Sustained.
    pub per_minute: u32,
    /// At once, after a quiet time.
    pub burst: u32,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            listen: "127.0.0.1:8787".into(),
            database: "sqlite://support.db".into(),
            files: "files".into(),
            knowledge: "knowledge".into(),
            static_dir: None,
            static_policy: STATIC_POLICY.into(),
            allow_origins: Vec::new(),
            number_prefix: None,
            identity_keys: None,
            keep_days: 180,
            limits: Limits::default(),
            clock: crate::Clock::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body: 64 * 1024,
            request: Duration::from_secs(15),
            head: Duration::from_secs(20),
            connections: 4096,
            streams: 1024,
            heartbeat: Duration::from_secs(15),
            stop: Duration::from_secs(10),
            writes: Rate { per_minute: 30, burst: 60 },
            reads: Rate { per_minute: 600, burst: 1200 },
            uploads_per_hour: 20,
            upload_bytes_per_day: 50 * 1024 * 1024,
            waiting_bytes: 2 * 1024 * 1024 * 1024,
            count_loopback: false,
            proxies: 0,
        }
    }
}
