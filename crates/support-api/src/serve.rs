//! The running server: binds, answers, forgets old rows every hour, stops when told.

use std::{future::Future, net::SocketAddr, time::Duration};

use tokio::{net::TcpListener, signal, time::interval};

use crate::{App, Config, ServeError, config::Limits, connection, router};

/// How often rows that are kept for a time only are looked through.
const FORGET_EVERY: Duration = Duration::from_secs(3600);
/// How often networks that stopped calling are no longer counted.
const SPARE_EVERY: Duration = Duration::from_secs(60);

/// A server that listens but does not answer yet.
pub struct Server {
    app: App,
    listener: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

impl Server {
    /// Opens everything and listens, so that every mistake of the settings shows before the first
    /// request.
    ///
    /// # Errors
    ///
    /// Says what is wrong and what to do about it.
    pub async fn bind(config: Config) -> Result<Self, ServeError> {
        let failed = |source| ServeError::Listen { address: config.listen.clone(), source };
        let listener = TcpListener::bind(&config.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let limits = config.limits.clone();
        let opened = tokio::task::spawn_blocking(move || App::open(&config)).await;
        let app = opened.map_err(|error| ServeError::System {
            what: "a thread for opening the database",
            reason: error.to_string(),
        })??;
        Ok(Server { app, listener, address, limits })
    }

    /// Where it listens, with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is done, then lets open requests end and closes the database.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let Server { app, listener, address, limits } = self;
        tracing::info!(%address, "listening");
        let tidying = tokio::spawn(tidy(app.clone()));
        let ending = app.clone();
        let stop = async move {
            stop.await;
            ending.end_streams();
        };
        connection::run(listener, router(app.clone()), &limits, stop).await;
        tidying.abort();
        drop(tidying.await);
        // The last clone goes, and with it the writer, after its queue has run empty.
        drop(tokio::task::spawn_blocking(move || drop(app)).await);
        tracing::info!("stopped");
    }
}

/// Runs the service until SIGTERM or Ctrl-C.
///
/// # Errors
///
/// Says why it could not start and what to do about it.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    let server = Server::bind(config).await?;
    server.run(stop_signal()?).await;
    Ok(())
}

/// Is done at the first SIGTERM or Ctrl-C.
///
/// # Errors
///
/// The system gives no signals.
pub fn stop_signal() -> Result<impl Future<Output = ()>, ServeError> {
    #[cfg(unix)]
    let mut terminate =
        signal::unix::signal(signal::unix::SignalKind::terminate()).map_err(|error| {
            ServeError::System { what: "the signal SIGTERM", reason: error.to_string() }
        })?;
    Ok(async move {
        let interrupt = async {
            if signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        #[cfg(unix)]
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        interrupt.await;
    })
}

async fn tidy(app: App) {
    let (mut hour, mut minute) = (interval(FORGET_EVERY), interval(SPARE_EVERY));
    loop {
        tokio::select! {
            _ = minute.tick() => {
                app.gate().forget_quiet();
                app.hand_over().await;
                app.doors().forget_quiet();
            }
            _ = hour.tick() => {
                let tickets = app.forget_settled().await;
                if tickets > 0 {
                    tracing::info!(tickets, "forgot tickets past their time");
                }
                let orphans = app.forget_orphans().await;
                if orphans > 0 {
                    tracing::info!(orphans, "forgot pictures without a ticket");
                }
                let forgotten = app.forget_old().await;
                if forgotten > 0 {
                    tracing::info!(forgotten, "forgot requests past their time");
                }
            }
        }
    }
}
