//! `cargo xtask demo`: sets up, builds what is out of date, and becomes the server of the demo wallet.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{dist, setup};

/// Where the demo listens unless told otherwise.
pub const PORT: u16 = 8787;

/// How long the server may take to answer before we say that it does not.
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds and serves; returns only when the server could not be started.
pub fn run(project: &Project, port: u16) -> Result<()> {
    free(port)?;
    setup::for_building(project)?;
    dist::build(project)?;
    let data = project.root.join("demo-data/files");
    fs::create_dir_all(&data).with_context(|| format!("creating {}", data.display()))?;
    // The server takes the place of this process, so that Ctrl-C and kill reach it directly;
    // a second process tells the address once it answers.
    Command::new(std::env::current_exe()?).args(["announce", &port.to_string()]).spawn()?;
    let mut server = project.cmd(&project.command().to_string_lossy());
    server
        .arg("serve")
        .args(["--listen", &SocketAddr::from((Ipv4Addr::LOCALHOST, port)).to_string()])
        .args(["--database", "sqlite://demo-data/help.db", "--files", "demo-data/files"])
        .args(["--knowledge", "dist/knowledge", "--static", "dist/demo"]);
    become_it(server)
}

#[cfg(unix)]
fn become_it(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(server.exec()).context("starting the server")
}

#[cfg(not(unix))]
fn become_it(mut server: Command) -> Result<()> {
    crate::run::stream(&mut server)
}

fn free(port: u16) -> Result<()> {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
        let other = port.checked_add(1).unwrap_or(PORT);
        bail!(
            "port {port} is taken, perhaps by another demo; stop it or try: cargo xtask demo --port {other}"
        );
    }
    Ok(())
}

/// Waits until the server answers, then prints where it is.
pub fn announce(port: u16) {
    let begin = Instant::now();
    while !healthy(port) {
        if begin.elapsed() > PATIENCE {
            eprintln!("demo: no answer on port {port} yet; the lines above may say why");
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("\nThe demo wallet is at http://127.0.0.1:{port}/ (Ctrl-C stops it)\n");
}

fn healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(1)))?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.take(64).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
