//! How often one network may call, by the generic cell rate algorithm. A network is what one customer
//! of a provider usually gets: an IPv4 /24 or an IPv6 /64.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{
    DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use crate::{
    app::App,
    config::{Limits, Rate},
    connection::Peer,
    fault::Fault,
    layers::tus,
};

/// Counts requests by network.
pub(crate) struct Gate {
    writes: DefaultKeyedRateLimiter<IpAddr>,
    reads: DefaultKeyedRateLimiter<IpAddr>,
    uploads: DefaultKeyedRateLimiter<IpAddr>,
    upload_bytes: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    count_loopback: bool,
    proxies: usize,
}

impl Gate {
    pub(crate) fn new(limits: &Limits) -> Self {
        Gate {
            writes: RateLimiter::keyed(quota(limits.writes)),
            reads: RateLimiter::keyed(quota(limits.reads)),
            uploads: RateLimiter::keyed(Quota::per_hour(at_least_one(limits.uploads_per_hour))),
            upload_bytes: RateLimiter::keyed(a_day(cells(limits.upload_bytes_per_day))),
            clock: DefaultClock::default(),
            count_loopback: limits.count_loopback,
            proxies: limits.proxies,
        }
    }

    /// Seconds to wait when the client called too often.
    fn check(&self, client: IpAddr, method: &Method) -> Result<(), u64> {
        if client.is_loopback() && !self.count_loopback {
            return Ok(());
        }
        let limiter = if method == Method::POST { &self.writes } else { &self.reads };
        limiter.check_key(&network(client)).map_err(|early| self.wait(&early))
    }

    /// The same for a picture of so many bytes that is about to be sent.
    fn check_upload(&self, client: IpAddr, bytes: u64) -> Result<(), u64> {
        if client.is_loopback() && !self.count_loopback {
            return Ok(());
        }
        let network = network(client);
        self.uploads.check_key(&network).map_err(|early| self.wait(&early))?;
        match self.upload_bytes.check_key_n(&network, cells(bytes)) {
            Ok(fits) => fits.map_err(|early| self.wait(&early)),
            // More than a whole day's; refused by its size anyway.
            Err(_) => Ok(()),
        }
    }

    fn wait(&self, early: &NotUntil<<DefaultClock as Clock>::Instant>) -> u64 {
        let wait = early.wait_time_from(self.clock.now());
        wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
    }

    /// Forgets networks that have not called for so long that they count as new.
    pub(crate) fn forget_quiet(&self) {
        self.writes.retain_recent();
        self.reads.retain_recent();
        self.uploads.retain_recent();
        self.upload_bytes.retain_recent();
    }
}

pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    // In process there is no peer: nobody calls from elsewhere.
    if let Some(Peer(peer)) = request.extensions().get() {
        let gate = app.gate();
        let client = client(peer.ip(), request.headers(), gate.proxies);
        let begins_upload = request.method() == Method::POST && request.uri().path() == tus::PATH;
        let checked = gate.check(client, request.method()).and_then(|()| match begins_upload {
            true => gate.check_upload(client, announced(request.headers())),
            false => Ok(()),
        });
        if let Err(seconds) = checked {
            return Fault::rate_limited(seconds).into_response();
        }
    }
    next.run(request).await
}

/// The network that a request comes from; in process, where nobody calls from elsewhere, `::`.
pub(crate) fn network_of(peer: Option<&Peer>, headers: &HeaderMap, limits: &Limits) -> IpAddr {
    peer.map_or(Ipv6Addr::UNSPECIFIED.into(), |it| network(client(it.0.ip(), headers, limits.proxies)))
}

/// Bytes that an upload says it will have.
fn announced(headers: &HeaderMap) -> u64 {
    let written = headers.get("upload-length").and_then(|it| it.to_str().ok());
    written.and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// Bytes are counted in lots of this size.
const CELL_BYTES: u64 = 64 * 1024;

fn cells(bytes: u64) -> NonZeroU32 {
    at_least_one(u32::try_from(bytes.div_ceil(CELL_BYTES)).unwrap_or(u32::MAX))
}

fn a_day(cells: NonZeroU32) -> Quota {
    let period = Duration::from_secs(86_400) / cells.get();
    Quota::with_period(period).unwrap_or(Quota::per_second(cells)).allow_burst(cells)
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

pub(crate) fn quota(rate: Rate) -> Quota {
    Quota::per_minute(at_least_one(rate.per_minute)).allow_burst(at_least_one(rate.burst))
}

/// The caller's address as the outermost of our own proxies saw it. Entries further left were written
/// by the caller and are believed by nobody.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let Some(place) = proxies.checked_sub(1) else { return peer };
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(','))
        .collect();
    entries.iter().rev().nth(place).and_then(|it| it.trim().parse().ok()).unwrap_or(peer)
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() & !0xff).into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn neighbours_share_a_limit() {
        for (address, expected) in [
            ("203.0.113.77", "203.0.113.0"),
            ("::ffff:203.0.113.77", "203.0.113.0"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            assert_eq!(network(ip(address)), ip(expected));
        }
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        let forged = HeaderMap::from_iter([(
            "x-forwarded-for".parse().unwrap(),
            "192.0.2.1, 198.51.100.7".parse().unwrap(),
        )]);
        let peer = ip("203.0.113.5");
        for (proxies, expected) in
            [(0, "203.0.113.5"), (1, "198.51.100.7"), (2, "192.0.2.1"), (3, "203.0.113.5")]
        {
            assert_eq!(client(peer, &forged, proxies), ip(expected), "{proxies}");
        }
    }

    #[test]
    fn the_limit_holds_for_one_network_and_spares_others() {
        let rate = Rate { per_minute: 6, burst: 10 };
        let gate = Gate::new(&Limits { writes: rate, reads: rate, ..Limits::default() });
        let passed = |address: &str, method: &Method| {
            (0..50).filter(|_| gate.check(ip(address), method).is_ok()).count()
        };
        assert_eq!(passed("203.0.113.1", &Method::POST), 10);
        assert_eq!(passed("203.0.113.200", &Method::POST), 0);
        assert_eq!(passed("203.0.113.1", &Method::GET), 10);
        assert_eq!(passed("203.0.112.1", &Method::POST), 10);
        assert_eq!(passed("2001:db8::1", &Method::POST), 10);
        assert_eq!(passed("2001:db8::ffff", &Method::POST), 0);
        assert_eq!(passed("127.0.0.1", &Method::POST), 50);
        let sent = |address: &str, bytes| {
            (0..50).filter(|_| gate.check_upload(ip(address), bytes).is_ok()).count()
        };
        assert_eq!(sent("203.0.113.1", 1), 20, "pictures in an hour");
        assert_eq!(sent("198.51.100.1", 10 * 1024 * 1024), 5, "bytes in a day");
        assert_eq!(sent("127.0.0.1", 10 * 1024 * 1024), 50);
        let wait = gate.check(ip("203.0.113.1"), &Method::POST).unwrap_err();
        assert!((1..=10).contains(&wait), "{wait}");
    }
}
