//! A TCP proxy that breaks requests on their way. One request a connection.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::sleep,
};

use crate::{HASTE, fault::Fault};

/// What the proxy does with requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Passes them on.
    Whole,
    /// Breaks all in one way.
    Broken(Fault),
    /// Breaks each in the next way.
    Mixed,
}

/// A running proxy; it ends with its owner.
pub struct Proxy {
    address: SocketAddr,
    mode: watch::Sender<Mode>,
    hits: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// Starts one in front of a server.
    pub async fn start(server: SocketAddr, mode: Mode) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a port has a number");
        let (mode, told) = watch::channel(mode);
        let hits = Arc::<AtomicUsize>::default();
        let task = tokio::spawn(accept(listener, address, server, told, hits.clone()));
        Proxy { address, mode, hits, task }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on everything passes.
    pub fn repair(&self) {
        self.mode.send_replace(Mode::Whole);
    }

    /// How many requests were broken; refusing counts as one.
    pub fn hits(&self) -> usize {
        self.hits.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(
    mut listener: TcpListener,
    address: SocketAddr,
    server: SocketAddr,
    mut mode: watch::Receiver<Mode>,
    hits: Arc<AtomicUsize>,
) {
    loop {
        let now = *mode.borrow_and_update();
        if now == Mode::Broken(Fault::Refused) {
            hits.fetch_add(1, Ordering::Relaxed);
            drop(listener);
            let _ = mode.changed().await;
            listener = TcpListener::bind(address).await.expect("the port is ours again");
            continue;
        }
        let Ok((stream, _)) = (tokio::select! {
            accepted = listener.accept() => accepted,
            _ = mode.changed() => continue,
        }) else {
            continue;
        };
        let turn = hits.load(Ordering::Relaxed);
        let fault = match now {
            Mode::Whole => None,
            Mode::Broken(fault) => Some(fault),
            Mode::Mixed => Some(Fault::ALL[turn % Fault::ALL.len()]),
        };
        if fault.is_some() {
            hits.fetch_add(1, Ordering::Relaxed);
        }
        // What the client does not get to see is what this is about.
        tokio::spawn(async move { drop(pass(stream, server, fault, turn).await) });
    }
}

async fn pass(
    mut client: TcpStream,
    server: SocketAddr,
    fault: Option<Fault>,
    turn: usize,
) -> io::Result<()> {
    if matches!(fault, Some(Fault::Refused | Fault::ResetAtOnce)) {
        return reset(client);
    }
    let request = read_request(&mut client).await?;
    let answer = match fault {
        Some(Fault::ResetInBody) => {
            let mut upstream = TcpStream::connect(server).await?;
            upstream.write_all(&request[..request.len() - 20]).await?;
            reset(upstream)?;
            return reset(client);
        }
        Some(Fault::Hang) => {
            sleep(Duration::from_secs(30) / *HASTE).await;
            return Ok(());
        }
        Some(Fault::TlsAlert) => {
            // RFC 8446, 6: fatal, handshake_failure.
            return client.write_all(&[21, 3, 3, 0, 2, 2, 40]).await;
        }
        Some(Fault::Late) => {
            sleep(Duration::from_millis(1000 + 500 * (turn as u64 % 5)) / *HASTE).await;
            exchange(server, &request).await?
        }
        Some(Fault::Twice) => {
            let (first, second) = tokio::join!(exchange(server, &request), exchange(server, &request));
            if turn.is_multiple_of(2) { first? } else { second? }
        }
        Some(
            fault @ (Fault::ServerError
            | Fault::TooManySeconds
            | Fault::TooManyDate
            | Fault::CaptivePortal),
        ) => fault.answer(turn).unwrap_or_default(),
        Some(fault @ Fault::BrokenJson) => {
            exchange(server, &request).await?;
            fault.answer(turn).unwrap_or_default()
        }
        _ => exchange(server, &request).await?,
    };
    match fault {
        Some(Fault::ResetAfterCommit) => reset(client),
        Some(Fault::AnswerCut) => client.write_all(&answer[..answer.len() - 30]).await,
        Some(Fault::Slow) => {
            for part in answer.chunks(200) {
                client.write_all(part).await?;
                sleep(Duration::from_millis(10) / *HASTE).await;
            }
            Ok(())
        }
        _ => client.write_all(&answer).await,
    }
}

/// A reset instead of an orderly end.
fn reset(stream: TcpStream) -> io::Result<()> {
    stream.set_zero_linger()
}

/// A whole request with its body.
async fn read_request(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        let mut part = [0; 4096];
        let read = client.read(&mut part).await?;
        request.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        let whole = text.find("\r\n\r\n").and_then(|end| {
            let length = text[..end].split("content-length: ").nth(1)?;
            Some(end + 4 + length.split("\r\n").next()?.parse::<usize>().ok()?)
        });
        if read == 0 || whole.is_some_and(|whole| request.len() >= whole) {
            return Ok(request);
        }
    }
}

/// The server's whole answer. The client asked it to close the connection, so the answer ends.
async fn exchange(server: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut upstream = TcpStream::connect(server).await?;
    upstream.write_all(request).await?;
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer).await?;
    Ok(answer)
}
