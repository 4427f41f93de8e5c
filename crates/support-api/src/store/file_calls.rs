//! The store's calls about uploaded pictures.

use super::{FileRow, Store, StoreError, UploadRow, files, owner_of_ticket};
use crate::secret::Hash;

impl Store {
    /// Begins an upload, unless more bytes than `most` wait for a ticket already. `false` when they do.
    pub(crate) async fn begin_upload(&self, new: UploadRow, most: u64) -> Result<bool, StoreError> {
        self.writer.run(move |connection| files::begin(connection, &new, most)).await
    }

    /// The upload of that id, whoever asks.
    pub(crate) async fn upload(&self, id: String) -> Result<Option<UploadRow>, StoreError> {
        self.readers.run(move |connection| files::upload(connection, &id)).await
    }

    /// Notes that an upload is kept. Returns after the transaction is on the disk; `false` when the upload was
    /// forgotten meanwhile.
    pub(crate) async fn upload_stored(&self, file: FileRow, now: i64) -> Result<bool, StoreError> {
        self.writer.run(move |connection| files::stored(connection, &file, now)).await
    }

    /// Forgets an upload that belongs to no ticket. `false` when there is none.
    pub(crate) async fn forget_upload(&self, id: String) -> Result<bool, StoreError> {
        self.writer.run(move |connection| files::forget(connection, &id)).await
    }

    /// Forgets uploads that were begun before that second and belong to no ticket. Returns their ids.
    pub(crate) async fn forget_orphans(&self, before: i64) -> Result<Vec<String>, StoreError> {
        self.writer.run(move |connection| files::forget_orphans(connection, before)).await
    }

    /// Those of these ids that no row knows.
    pub(crate) async fn unknown_files(&self, ids: Vec<String>) -> Result<Vec<String>, StoreError> {
        self.readers.run(move |connection| files::unknown(connection, ids)).await
    }

    /// A picture of a ticket.
    pub(crate) async fn file(&self, ticket: i64, id: String) -> Result<Option<FileRow>, StoreError> {
        self.readers.run(move |connection| files::of_ticket(connection, ticket, &id)).await
    }

    /// Who owns uploads that are begun with this token; `None` when it opens no ticket.
    pub(crate) async fn owner_by_token(
        &self,
        token: Hash,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        let ticket =
            self.readers.run(move |connection| files::ticket_of_token(connection, &token, now));
        Ok(ticket.await?.map(|id| owner_of_ticket(&id)))
    }
}
