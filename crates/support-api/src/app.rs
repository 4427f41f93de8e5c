//! Everything the handlers share, opened once, and the router made of the table of endpoints.

use std::{path::Path, sync::Arc};

use axum::{Router, middleware};
use help_core::problem::Code;
use jiff::{Timestamp, tz::TimeZone};
use tokio::sync::Semaphore;

use crate::{
    agent::{self, Doors},
    config::{Config, Limits},
    error::ServeError,
    fault::Fault,
    gauge::Gauge,
    guard::Guard,
    hub::Hub,
    identity::Identities,
    knowledge::Library,
    layers::{self, cors::Origins, rate::Gate},
    number,
    presence::Presence,
    promise::{self, Measured},
    routes::{self, pages::Pages},
    store::{self, Store},
    uploads::Depot,
};

/// A picture waits so long for its ticket.
const ORPHAN_SECONDS: i64 = 86_400;
/// A conversation waits so long for somebody before it becomes an ordinary ticket.
const HAND_OVER_SECONDS: i64 = 120;

/// What was asked is counted for so many days.
const KEEP_QUESTIONS_DAYS: i64 = 400;

/// The opened service: database, knowledge, pages and settings. Clones share them.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    depot: Depot,
    hub: Hub,
    presence: Presence,
    streams: Arc<Semaphore>,
    library: Library,
    pages: Option<Pages>,
    origins: Origins,
    gate: Gate,
    guard: Guard,
    gauge: Gauge,
    identities: Identities,
    doors: Doors,
    limits: Limits,
    number_prefix: Option<String>,
    keep_days: u32,
    clock: crate::Clock,
}

impl App {
    /// Checks the settings, reads the bundle and opens the database.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the settings and what to do about it.
    pub fn open(config: &Config) -> Result<Self, ServeError> {
        let origins = Origins::parse(&config.allow_origins)?;
        let database = store::path_of(&config.database)?;
        let library = Library::open(&config.knowledge)?;
        let pages = match &config.static_dir {
            Some(folder) => Some(Pages::open(folder, &config.static_policy)?),
            None => None,
        };
        let identities = Identities::open(config.identity_keys.as_deref())?;
        make_folder(&config.files)?;
        let files = |source| ServeError::Files { path: config.files.clone(), source };
        let depot = Depot::open(&config.files).map_err(files)?;
        let hub = Hub::default();
        Ok(App(Arc::new(Inner {
            store: Store::open(database, hub.clone())?,
            depot,
            presence: Presence::new(hub.clone()),
            hub,
            streams: Arc::new(Semaphore::new(config.limits.streams)),
            library,
            pages,
            origins,
            gate: Gate::new(&config.limits),
            guard: Guard::new(),
            gauge: Gauge::default(),
            identities,
            doors: Doors::default(),
            limits: config.limits.clone(),
            number_prefix: config.number_prefix.clone(),
            keep_days: config.keep_days,
            clock: config.clock.clone(),
        })))
    }

    /// Forgets pictures that nobody attached to a ticket within a day, and files that no row knows, as a
    /// running server does every hour. Returns how many.
    pub async fn forget_orphans(&self) -> usize {
        match self.orphans().await {
            Ok(ids) => {
                for id in &ids {
                    self.depot().remove(id).await;
                }
                ids.len()
            }
            Err(error) => {
                tracing::warn!(%error, "could not look for pictures without a ticket; will try again");
                0
            }
        }
    }

    /// Forgets tickets that were settled long enough ago, as a running server does every hour. Returns how
    /// many.
    pub async fn forget_settled(&self) -> usize {
        let before = self.now().as_second() - i64::from(self.0.keep_days) * 86_400;
        let mut gone = 0;
        let outcome = async {
            for ticket in self.store().settled_before(before).await? {
                self.erase(ticket).await?;
                gone += 1;
            }
            Ok::<_, store::StoreError>(())
        };
        if let Err(error) = outcome.await {
            tracing::warn!(%error, "could not forget settled tickets; will try again");
        }
        // Also what a reader stood in the way of the last time.
        self.cut_log().await;
        gone
    }

    /// Forgets a ticket with its thread and its pictures.
    pub(crate) async fn erase(&self, ticket: store::TicketRow) -> Result<(), store::StoreError> {
        for id in self.store().erase(ticket).await? {
            self.depot().remove(&id).await;
        }
        Ok(())
    }

    /// Cuts the database's log, so that it holds nothing that was forgotten.
    pub(crate) async fn cut_log(&self) {
        match self.store().cut_log().await {
            Ok(true) => {}
            Ok(false) => tracing::info!("the log is being read; it is cut within the hour"),
            Err(error) => tracing::warn!(%error, "could not cut the log; will try again"),
        }
    }

    async fn orphans(&self) -> Result<Vec<String>, Box<dyn std::error::Error + Send + Sync>> {
        // Files first: a row that comes meanwhile knows no file that was listed.
        let there = self.depot().ids().await?;
        let mut ids = self.store().forget_orphans(self.now().as_second() - ORPHAN_SECONDS).await?;
        ids.extend(self.store().unknown_files(there).await?);
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// Forgets what is kept for a time only, as a running server does every hour. Returns how many
    /// requests were forgotten.
    pub async fn forget_old(&self) -> usize {
        if let Err(error) = self.forget_of_team().await {
            tracing::warn!(%error, "could not forget old sessions and questions; will try again");
        }
        match self.store().forget(self.now().as_second()).await {
            Ok(forgotten) => forgotten,
            Err(error) => {
                tracing::warn!(%error, "could not forget old requests; will try again");
                0
            }
        }
    }

    async fn forget_of_team(&self) -> Result<(), store::StoreError> {
        let now = self.now();
        self.store().forget_sessions(now.as_second() - agent::LONGEST).await?;
        let days = jiff::Span::new().days(KEEP_QUESTIONS_DAYS);
        let before = now.to_zoned(TimeZone::UTC).date().saturating_sub(days);
        self.store().forget_questions(before.to_string()).await
    }

    /// Makes ordinary tickets of conversations that nobody is there to lead, as a running server does every
    /// minute. Returns how many.
    pub async fn hand_over(&self) -> usize {
        self.presence().forget_gone();
        if self.presence().anybody() {
            return 0;
        }
        let now = self.now();
        let promise = self.reply_by(now).await.map(Timestamp::as_second);
        let now = now.as_second();
        match self.store().hand_over(now - HAND_OVER_SECONDS, now, promise).await {
            Ok(handed) => handed,
            Err(error) => {
                tracing::warn!(%error, "could not hand conversations over; will try again");
                0
            }
        }
    }

    /// Ends every stream, because the service stops.
    pub(crate) fn end_streams(&self) {
        self.0.hub.close();
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Who of support is there and who is writing.
    pub(crate) fn presence(&self) -> &Presence {
        &self.0.presence
    }

    /// Seats of open streams.
    pub(crate) fn streams(&self) -> &Arc<Semaphore> {
        &self.0.streams
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    /// The folder of pictures.
    pub(crate) fn depot(&self) -> &Depot {
        &self.0.depot
    }

    pub(crate) fn library(&self) -> &Library {
        &self.0.library
    }

    pub(crate) fn pages(&self) -> Option<&Pages> {
        self.0.pages.as_ref()
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.0.gate
    }

    pub(crate) fn guard(&self) -> &Guard {
        &self.0.guard
    }

    /// How long replies took of late.
    pub(crate) async fn measured(&self) -> Arc<Measured> {
        self.0.gauge.read(self).await
    }

    /// When a report that arrives now is answered at the latest.
    pub(crate) async fn reply_by(&self, now: Timestamp) -> Option<Timestamp> {
        let measured = self.measured().await;
        promise::reply_by(&self.library().now().manifest.channels, &measured, now)
    }

    /// When somebody who wants to talk now is answered at the latest; `None` while nobody is there for it.
    pub(crate) fn chat_by(&self, now: Timestamp) -> Option<Timestamp> {
        let channels = &self.library().now().manifest.channels;
        promise::chat_by(channels, now).filter(|_| self.presence().anybody())
    }

    pub(crate) fn identities(&self) -> &Identities {
        &self.0.identities
    }

    /// What slows down guessing of the team's passwords.
    pub(crate) fn doors(&self) -> &Doors {
        &self.0.doors
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Letters before ticket numbers.
    pub(crate) fn number_prefix(&self, wallet: &help_core::Text) -> String {
        self.0.number_prefix.clone().unwrap_or_else(|| number::prefix_of(wallet.get("en")))
    }
}

/// The service as a router, for a server and for tests in process.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for endpoint in routes::endpoints() {
        router = router.route(endpoint.path, endpoint.handler);
    }
    let routed = router
        .merge(agent::router())
        .fallback(routes::pages::page)
        .method_not_allowed_fallback(|| async { Fault::from(Code::MethodNotAllowed) })
        .layer(middleware::from_fn_with_state(app.clone(), layers::timeout::limit))
        .layer(layers::panics::layer())
        .layer(middleware::from_fn_with_state(app.clone(), layers::rate::limit))
        .layer(middleware::from_fn(layers::tus::speak))
        .layer(layers::cors::layer(&app.0.origins))
        .layer(middleware::from_fn(layers::tus::tell))
        .layer(middleware::from_fn(layers::problems::translate))
        .layer(middleware::from_fn(layers::headers::secure))
        .layer(middleware::from_fn(layers::observe::observe))
        .with_state(app);
    Router::new().fallback_service(routed).layer(middleware::from_fn(layers::tus::method))
}

fn make_folder(path: &Path) -> Result<(), ServeError> {
    std::fs::create_dir_all(path)
        .and_then(|()| prove_writable(path))
        .map_err(|source| ServeError::Files { path: path.to_owned(), source })
}

/// Proves that files can be made in the folder.
fn prove_writable(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(format!(".probe-{}", std::process::id()));
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(probe)
}
