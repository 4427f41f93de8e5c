//! How often one network may call, by the generic cell rate algorithm. A network is what one customer
//! of a provider usually gets: an IPv4 /24 or an IPv6 /64.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use crate::{
    app::App,
    config::{Limits, Rate},
    connection::Peer,
    fault::Fault,
};

/// Counts requests by network.
pub(crate) struct Gate {
    writes: DefaultKeyedRateLimiter<IpAddr>,
    reads: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    count_loopback: bool,
    proxies: usize,
}

impl Gate {
    pub(crate) fn new(limits: &Limits) -> Self {
        Gate {
            writes: RateLimiter::keyed(quota(limits.writes)),
            reads: RateLimiter::keyed(quota(limits.reads)),
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
        limiter.check_key(&network(client)).map_err(|early| {
            let wait = early.wait_time_from(self.clock.now());
            wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
        })
    }

    /// Forgets networks that have not called for so long that they count as new.
    pub(crate) fn forget_quiet(&self) {
        self.writes.retain_recent();
        self.reads.retain_recent();
    }
}

pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    // In process there is no peer: nobody calls from elsewhere.
    if let Some(Peer(peer)) = request.extensions().get() {
        let gate = app.gate();
        let client = client(peer.ip(), request.headers(), gate.proxies);
        if let Err(seconds) = gate.check(client, request.method()) {
            return Fault::rate_limited(seconds).into_response();
        }
    }
    next.run(request).await
}

/// The network that a request comes from; in process, where nobody calls from elsewhere, `::`.
pub(crate) fn network_of(peer: Option<&Peer>, headers: &HeaderMap, limits: &Limits) -> IpAddr {
    peer.map_or(Ipv6Addr::UNSPECIFIED.into(), |it| network(client(it.0.ip(), headers, limits.proxies)))
}

pub(crate) fn quota(rate: Rate) -> Quota {
    let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
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
        let wait = gate.check(ip("203.0.113.1"), &Method::POST).unwrap_err();
        assert!((1..=10).contains(&wait), "{wait}");
    }
}
