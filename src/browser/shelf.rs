//! Records on the device: their first line open, their body sealed. Knows nothing of what they mean.

use help_core::map::Map;
use help_session::Trouble;
use web_sys::CryptoKey;

use super::{
    seal::{new_key, seal, unseal},
    store::{Changes, NAME, Store},
};

/// The device's side of what is kept.
pub struct Shelf(Store);

impl Shelf {
    /// Of words.
    pub fn words() -> Shelf {
        Shelf(Store::new(NAME))
    }

    /// Everything on the device, readable. What was sealed under another key stays as it is.
    pub async fn load(&self) -> Result<Map<Vec<u8>>, Trouble> {
        let mut records = Map::new();
        let stored = self.0.all().await?;
        if stored.is_empty() {
            return Ok(records);
        }
        let key = self.0.key().await?;
        for (name, record) in stored {
            let record = turned(&key, &name, &record, false).await.unwrap_or(record);
            records.insert(name, record);
        }
        Ok(records)
    }

    /// Writes all of the records, sealed, and takes away those that are `None`; or does nothing. False,
    /// and nothing is written, when `current` says after sealing that there are newer ones.
    pub async fn write(
        &self,
        mut records: Changes,
        current: &dyn Fn() -> bool,
    ) -> Result<bool, Trouble> {
        for (name, record) in records.iter_mut() {
            if let Some(record) = record {
                let key = key(&self.0).await?;
                *record = turned(&key, name, record, true).await.ok_or(Trouble::Failed)?;
            }
        }
        if !current() {
            return Ok(false);
        }
        self.0.write(&records).await.map(|()| true)
    }

    /// Forgets everything, the key too.
    pub async fn clear(&self) -> Result<(), Trouble> {
        self.0.clear().await
    }
}

/// The key of a database, made where there is none yet.
pub(super) async fn key(store: &Store) -> Result<Option<CryptoKey>, Trouble> {
    match store.key().await? {
        Some(key) => Ok(Some(key)),
        None => store.add_key(&new_key().await?).await,
    }
}

/// The record with its body sealed, or unsealed.
async fn turned(key: &Option<CryptoKey>, name: &str, record: &[u8], to_seal: bool) -> Option<Vec<u8>> {
    let end = record.iter().position(|it| *it == b'\n')? + 1;
    let (line, body) = record.split_at_checked(end)?;
    let key = key.as_ref()?;
    let body = if to_seal { seal(key, name, body).await } else { unseal(key, name, body).await }?;
    Some([line, &body].concat())
}
