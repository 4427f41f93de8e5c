//! Never lost, never doubled: the outbox's own rules drive an HTTP client through a proxy that breaks things
//! in fifteen ways, against the real support API with a real database.
//!
//! The small run is part of every test run. A thousand reports: `cargo test --release --test faults -- --ignored`.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod client;
mod fault;
mod proxy;
mod world;

use std::{
    env,
    sync::{Arc, LazyLock},
    time::Duration,
};

use client::Client;
use fault::Fault;
use proxy::{Mode, Proxy};
use tokio::task::{LocalSet, spawn_local};
use world::World;

/// One second of the test is so many seconds of the client, the server's waits and the proxy's delays. A
/// machine that is busy with other things keeps up with less: `HELP_FAULTS_HASTE` says how much.
static HASTE: LazyLock<u32> = LazyLock::new(|| {
    env::var("HELP_FAULTS_HASTE").ok().and_then(|it| it.parse().ok()).filter(|it| *it > 0).unwrap_or(20)
});
/// How long things are broken, in the client's time.
const BROKEN: Duration = Duration::from_secs(8);
/// After that, every report must be received within this, in the client's time.
const AFTER: Duration = Duration::from_secs(60);

/// `of_each` reports under each fault, and `mixed` under a new fault with every request.
async fn run(of_each: usize, mixed: usize) {
    let world = Arc::new(World::start().await);
    let modes =
        Fault::ALL.into_iter().map(|it| (Mode::Broken(it), of_each)).chain([(Mode::Mixed, mixed)]);
    let mut runs = Vec::new();
    for (mode, count) in modes {
        let world = world.clone();
        runs.push(spawn_local(async move {
            let proxy = Proxy::start(world.address, mode).await;
            let mut clients = Vec::new();
            for n in 0..count {
                let client = Client::new(proxy.address(), format!("{mode:?} {n}"), world.clone());
                clients.push(spawn_local(client.send()));
            }
            tokio::time::sleep(BROKEN / *HASTE).await;
            proxy.repair();
            let mut worst = Duration::ZERO;
            let repaired = std::time::Instant::now();
            for client in clients {
                let received = client.await.expect("the client did not panic");
                worst = worst.max(received.saturating_duration_since(repaired) * *HASTE);
            }
            println!(
                "{mode:?}: {count} reports, the last {:.1} s after the repair",
                worst.as_secs_f32()
            );
            (mode, proxy.hits(), worst)
        }));
    }
    let mut late = Vec::new();
    for run in runs {
        let (mode, hits, worst) = run.await.expect("the run passes");
        assert!(hits > 0, "a fault that hit nothing proves nothing");
        late.extend((worst > AFTER).then_some((mode, worst)));
    }
    let sent = Fault::ALL.len() * of_each + mixed;
    let (stored, different) = world.count();
    assert_eq!((stored, different), (sent, sent), "stored, and different ones, of {sent} sent");
    println!("{sent} sent, {stored} stored, {different} different ones");
    assert!(late.is_empty(), "received too late after the repair: {late:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_report_arrives_exactly_once_under_fifteen_faults() {
    LocalSet::new().run_until(run(2, 6)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a thousand reports; takes a minute"]
async fn a_thousand_reports_arrive_exactly_once() {
    LocalSet::new().run_until(run(40, 400)).await;
}
