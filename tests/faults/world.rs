//! The real support API over the demo's knowledge, with a database that can be counted.

use std::{net::SocketAddr, path::Path};

use help_support_api::{Config, Server};
use tempfile::TempDir;

/// A server that runs as long as the test's runtime.
pub struct World {
    pub address: SocketAddr,
    folder: TempDir,
}

impl World {
    pub async fn start() -> World {
        let folder = tempfile::tempdir().unwrap();
        let bundle = folder.path().join("bundle");
        let knowledge = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        help_content::build(&knowledge, &bundle, help_content::Options::default()).unwrap();
        let config = Config {
            listen: "127.0.0.1:0".into(),
            database: format!("sqlite://{}", folder.path().join("help.db").display()),
            files: folder.path().join("files"),
            knowledge: bundle,
            ..Config::default()
        };
        let server = Server::bind(config).await.unwrap();
        let address = server.address();
        tokio::spawn(server.run(std::future::pending()));
        World { address, folder }
    }

    fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.path().join("help.db")).unwrap()
    }

    /// How many reports are stored, and how many of them differ.
    pub fn count(&self) -> (usize, usize) {
        let query =
            "SELECT count(*), count(DISTINCT json_extract(report, '$.answers.more')) FROM tickets";
        let row = self.database().query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?)));
        let (stored, different): (i64, i64) = row.unwrap();
        (stored as usize, different as usize)
    }

    /// True when this ticket is stored with these words.
    pub fn has(&self, id: &str, words: &str) -> bool {
        let query = "SELECT json_extract(report, '$.answers.more') FROM tickets WHERE id = ?";
        let found: Option<String> = self.database().query_row(query, [id], |row| row.get(0)).ok();
        found.as_deref() == Some(words)
    }
}
