//! The real `wallet-help serve` on a free port of this machine, with a database of its own.

use std::{
    fs,
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::{process::Process, settings};

/// What everybody who answers signs in with here.
pub const PASSWORD: &str = "correct horse battery";
/// The secret of the wallet that vouches for people: 32 times the letter A.
pub const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const KEYS: &str = r#"{"keys":[{"kid":"demo","alg":"HS256","kty":"oct","iss":"https://wallet.example",
    "aud":"wallet-help","k":"QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE"}]}"#;

/// A server that can be stopped and started again in its place.
pub struct Server {
    address: SocketAddr,
    knowledge: PathBuf,
    folder: TempDir,
    vouched: bool,
    process: Mutex<Option<Process>>,
}

impl Server {
    /// Starts it over the demo's pages and knowledge.
    pub fn start() -> Self {
        Self::over(settings::knowledge())
    }

    /// Starts it over the demo's pages and another bundle.
    pub fn over(knowledge: PathBuf) -> Self {
        Self::with(knowledge, false)
    }

    /// Starts it for a wallet that vouches for people with [`KEY`].
    pub fn vouched() -> Self {
        Self::with(settings::knowledge(), true)
    }

    fn with(knowledge: PathBuf, vouched: bool) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::write(folder.path().join("keys.json"), KEYS).expect("the keys are written");
        let (process, address) = serve(&folder, &knowledge, "127.0.0.1:0", vouched);
        Self { address, knowledge, folder, vouched, process: Mutex::new(Some(process)) }
    }

    /// Adds an account for somebody who answers.
    pub fn add_agent(&self, name: &str, shown: &str) {
        let database = format!("sqlite://{}", self.database().display());
        let mut command = Command::new(settings::command());
        command.args(["agent", "add", name, "--shown", shown, "--database", &database]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
        let password = child.stdin.take().expect("it takes input").write_all(PASSWORD.as_bytes());
        password.expect("it takes a password");
        assert!(child.wait().expect("it ends").success(), "{name} has an account");
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
        let listen = self.address.to_string();
        let (process, _) = serve(&self.folder, &self.knowledge, &listen, self.vouched);
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

fn serve(folder: &TempDir, knowledge: &Path, listen: &str, vouched: bool) -> (Process, SocketAddr) {
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
        .args(if vouched { &["--identity-keys"][..] } else { &[] })
        .args(vouched.then(|| folder.path().join("keys.json")))
        .stderr(log.map_or_else(|_| Stdio::null(), Stdio::from));
    Process::start(&mut command, |line| line.strip_prefix("listening on http://")?.trim().parse().ok())
}
