//! The real `wallet-help serve` on a free port of this machine, with a database of its own.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::{process::Process, settings};

/// A server that can be stopped and started again in its place.
pub struct Server {
    address: SocketAddr,
    knowledge: PathBuf,
    folder: TempDir,
    process: Mutex<Option<Process>>,
}

impl Server {
    /// Starts it over the demo's pages and knowledge.
    pub fn start() -> Self {
        Self::over(settings::knowledge())
    }

    /// Starts it over the demo's pages and another bundle.
    pub fn over(knowledge: PathBuf) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (process, address) = serve(&folder, &knowledge, "127.0.0.1:0");
        Self { address, knowledge, folder, process: Mutex::new(Some(process)) }
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it at once, as a crash would.
    pub fn stop(&self) {
        self.process.lock().expect("no test panicked here").take();
    }

    /// Starts it again on the same port with the same database.
    pub fn restart(&self) {
        self.stop();
        let (process, _) = serve(&self.folder, &self.knowledge, &self.address.to_string());
        *self.process.lock().expect("no test panicked here") = Some(process);
    }

    /// The rows of a query on the server's database, each column as text.
    pub fn rows(&self, query: &str) -> Vec<Vec<String>> {
        let database = Connection::open_with_flags(self.database(), OpenFlags::SQLITE_OPEN_READ_ONLY);
        let database = database.expect("the database can be opened");
        let mut statement = database.prepare(query).expect("the query can be read");
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..columns).map(|column| row.get_ref(column).map(|value| text(value))).collect()
        });
        rows.expect("the query runs").collect::<Result<_, _>>().expect("the rows can be read")
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("help.db")
    }
}

fn text(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef::{Blob, Integer, Null, Real, Text};
    match value {
        Null => String::new(),
        Integer(number) => number.to_string(),
        Real(number) => number.to_string(),
        Text(bytes) | Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn serve(folder: &TempDir, knowledge: &Path, listen: &str) -> (Process, SocketAddr) {
    let log = fs::File::options().create(true).append(true).open(folder.path().join("log"));
    let mut command = Command::new(settings::command());
    command
        .arg("serve")
        .args(["--listen", listen])
        .arg("--database")
        .arg(format!("sqlite://{}", folder.path().join("help.db").display()))
        .arg("--files")
        .arg(folder.path().join("files"))
        .arg("--knowledge")
        .arg(knowledge)
        .arg("--static")
        .arg(settings::pages())
        .stderr(log.map_or_else(|_| Stdio::null(), Stdio::from));
    Process::start(&mut command, |line| line.strip_prefix("listening on http://")?.trim().parse().ok())
}
