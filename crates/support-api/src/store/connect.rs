//! Opens connections with the settings that make a commit last, and brings the tables up to date.

use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use crate::error::ServeError;

/// Marks the file as ours: "WHLP" in SQLite's header.
const APPLICATION_ID: i64 = 0x5748_4C50;

/// One step a version of the database, in order; a released step is never changed.
const MIGRATIONS: [&str; 4] = [
    include_str!("migrations/0001_tickets.sql"),
    include_str!("migrations/0002_threads.sql"),
    include_str!("migrations/0003_team.sql"),
    include_str!("migrations/0004_questions.sql"),
];

/// How long a connection waits for another process that holds the file.
const BUSY: Duration = Duration::from_secs(5);

/// The path in `sqlite://PATH`.
pub(crate) fn path_of(address: &str) -> Result<PathBuf, ServeError> {
    match address.strip_prefix("sqlite://") {
        Some(path) if !path.is_empty() && !path.starts_with('?') => Ok(PathBuf::from(path)),
        _ => Err(ServeError::DatabaseAddress(address.to_owned())),
    }
}

/// The one connection that writes.
pub(super) fn writer(path: &Path) -> Result<Connection, ServeError> {
    make_private(path);
    let failed = |source| ServeError::Database { path: path.to_owned(), source };
    let mut connection = Connection::open(path).map_err(failed)?;
    // The time-out comes first: already the change to WAL may meet another process.
    connection.busy_timeout(BUSY).map_err(failed)?;
    refuse_foreign(&connection, path)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = OFF;
             PRAGMA secure_delete = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA journal_size_limit = 67108864;",
        )
        .map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    // A step that moves a table would take the rows along that point to it.
    migrate(&mut connection).map_err(failed)?;
    connection.execute_batch("PRAGMA foreign_keys = ON").map_err(failed)?;
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")?;
    Ok(connection)
}

/// Moves the log into the database and cuts it to nothing. `false` while somebody still reads it.
pub(super) fn cut_log(path: &Path) -> rusqlite::Result<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}

/// Makes a new file readable by this user alone, because it holds people's words. The files that
/// SQLite puts beside it take over its rights. Failures show when SQLite opens the file.
fn make_private(path: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), ServeError> {
    let failed = |source| ServeError::Database { path: path.to_owned(), source };
    let number =
        |query: &str| connection.query_row(query, [], |row| row.get::<_, i64>(0)).map_err(failed);
    let application = number("PRAGMA application_id")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if application != APPLICATION_ID && (application != 0 || tables > 0) {
        return Err(ServeError::ForeignDatabase(path.to_owned()));
    }
    let (found, known) = (number("PRAGMA user_version")?, MIGRATIONS.len() as i64);
    if found > known {
        return Err(ServeError::NewerDatabase { path: path.to_owned(), found, known });
    }
    Ok(())
}

/// Runs the steps that the file has not seen, each in a transaction with its version.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    for (version, step) in (1_i64..).zip(MIGRATIONS) {
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let at: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if at < version {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", version)?;
        }
        transaction.commit()?;
    }
    Ok(())
}
