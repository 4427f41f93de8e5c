//! The outbox under a fake clock: ten thousand clients through an outage, and clocks that are wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{cmp::Reverse, collections::BinaryHeap};

use help_core::ticket::Receipt;
use help_session::outbox::{Item, LONGEST_WAIT, Reply, State, Verdict, Wake, due, judge, next_at};

/// 2026-11-20T12:00:00Z
const NOON: u64 = 1_795_176_000_000;
const MINUTE: u64 = 60_000;
const DAY: u64 = 86_400_000;
const RECEIPT: &str =
    r#"{"id":"a1","number":"HB-7K2M-94","token":"t","received":"2026-11-20T12:00:00Z"}"#;

/// SplitMix64 (Steele, Lea, Flood 2014), from 0 to below 1.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((it ^ (it >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn busy(retry_after: &str) -> Reply {
    Reply { status: 503, retry_after: Some(retry_after.into()), ..Reply::default() }
}

fn stored() -> Reply {
    Reply { status: 201, body: Some(RECEIPT.into()), ..Reply::default() }
}

/// One try; true when it was received.
fn attempt(item: &mut Item, reply: Option<&Reply>, now: u64, chance: &mut Chance) -> bool {
    assert!(item.claim("tab", now, false), "{item:?}");
    match judge::<Receipt>(reply, true, now) {
        Verdict::Received(_) => true,
        Verdict::Failed(failure) => {
            item.failed(&failure, now, chance.next());
            false
        }
        Verdict::Refresh => panic!("there is no token"),
    }
}

#[test]
fn ten_thousand_clients_come_back_spread_out_and_all_arrive() {
    const CLIENTS: usize = 10_000;
    const OUTAGE: u64 = 10 * MINUTE;
    const RETRY_AFTER: u64 = 30_000;
    let mut chance = Chance(7);
    let mut items: Vec<Item> = Vec::new();
    let mut wakes = BinaryHeap::new();
    for client in 0..CLIENTS {
        // Everybody meets the outage in its first minute.
        let begins = NOON + (chance.next() * MINUTE as f64) as u64;
        items.push(Item::new(client.to_string(), "pay".into(), begins, Vec::new()));
        wakes.push(Reverse((begins, client)));
    }
    let recovery = NOON + OUTAGE;
    let (mut last_tries, mut floors) = (vec![0_u64; CLIENTS], vec![0_u64; CLIENTS]);
    let mut received: Vec<u64> = Vec::new();
    while let Some(Reverse((now, client))) = wakes.pop() {
        let item = &mut items[client];
        assert_eq!(
            due(std::slice::from_ref(item), now, Wake::Timer, false).len(),
            1,
            "woken for nothing"
        );
        assert!(now >= floors[client], "a try before Retry-After");
        let idle = if last_tries[client] == 0 { 0 } else { now - last_tries[client] };
        assert!(idle <= LONGEST_WAIT, "{idle} ms without a try");
        last_tries[client] = now;
        // Half of the answers are the server's own, half never come.
        let refused = now < recovery;
        let answer = match (refused, chance.next() < 0.5) {
            (true, true) => Some(busy("30")),
            (true, false) => None,
            (false, _) => Some(stored()),
        };
        if attempt(item, answer.as_ref(), now, &mut chance) {
            received.push(now);
            continue;
        }
        floors[client] = if answer.is_some() { now + RETRY_AFTER } else { 0 };
        let next = next_at(std::slice::from_ref(item), now, false).expect("it is tried again");
        wakes.push(Reverse((next, client)));
    }
    assert_eq!(received.len(), CLIENTS);
    let (first, last) = (received.iter().min().unwrap(), received.iter().max().unwrap());
    assert!(*first >= recovery && *last <= recovery + LONGEST_WAIT, "{first} {last}");
    let at_once = received.iter().filter(|at| **at < recovery + 10_000).count() as f64;
    let mean = CLIENTS as f64 * 10_000.0 / (last - recovery) as f64;
    assert!(at_once <= 3.0 * mean, "{at_once} in the first ten seconds, {mean} on average");
}

#[test]
fn a_wrong_or_jumping_clock_neither_loses_nor_hurries() {
    // What the client takes for now, from what it is.
    type Clock = (&'static str, fn(u64) -> u64);
    let clocks: [Clock; 5] = [
        ("right", |it| it),
        ("two days ahead", |it| it + 2 * DAY),
        ("two days behind", |it| it - 2 * DAY),
        (
            "set back by two days after a minute",
            |it| if it < NOON + MINUTE { it + 2 * DAY } else { it },
        ),
        (
            "asleep for an hour after a minute",
            |it| if it < NOON + MINUTE { it } else { it + 60 * MINUTE },
        ),
    ];
    for (name, clock) in clocks {
        let mut chance = Chance(3);
        let mut item = Item::new("k".into(), "pay".into(), clock(NOON), Vec::new());
        // The server is busy for five minutes and says until when, by its own clock.
        let recovery = NOON + 5 * MINUTE;
        let date = |at: u64| {
            let seconds = (at - NOON) / 1000;
            format!("Fri, 20 Nov 2026 12:{:02}:{:02} GMT", seconds / 60, seconds % 60)
        };
        let (mut now, mut tries, mut received) = (NOON, 0, None);
        while received.is_none() && now < recovery + 60 * MINUTE {
            if !due(std::slice::from_ref(&item), clock(now), Wake::Timer, false).is_empty() {
                tries += 1;
                let answer = if now < recovery {
                    Reply {
                        status: 429,
                        retry_after: Some(date(now + 40_000)),
                        date: Some(date(now)),
                        body: None,
                    }
                } else {
                    stored()
                };
                if attempt(&mut item, Some(&answer), clock(now), &mut chance) {
                    received = Some(now);
                }
                // Time is read again and again; a wait is never negative.
                let next = next_at(std::slice::from_ref(&item), clock(now), false);
                assert!(next.is_some_and(|at| at >= clock(now)), "{name}");
            }
            now += 1000;
        }
        let received = received.unwrap_or_else(|| panic!("{name}: never delivered"));
        assert!(received <= recovery + LONGEST_WAIT, "{name}: {} s late", (received - recovery) / 1000);
        // 40 seconds apart at least, but for the one time when the clock jumped.
        assert!(tries <= 5 * 60 / 40 + 3, "{name}: {tries} tries");
        assert_eq!(item.state, State::Waiting, "{name}");
    }
}
