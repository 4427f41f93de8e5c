//! Pictures on the device, sealed, each under a name that tells when it was put there. Knows nothing of the
//! drafts they belong to.

use help_session::Trouble;

use super::{
    clock, device, picture,
    seal::{seal_blob, unseal_blob},
    shelf::key,
    store::{PICTURES, Store},
};

/// The device's side of the pictures that are kept.
pub struct Album(Store);

impl Default for Album {
    fn default() -> Album {
        Album(Store::new(PICTURES))
    }
}

impl Album {
    /// Keeps an encoded picture, and gives the name under which it lies.
    pub async fn put(&self, number: u32) -> Result<String, Trouble> {
        let name = [&clock::millis().to_string(), "-", &device::random_key()].concat();
        let bytes = picture::bytes(number).await.ok_or(Trouble::Failed)?;
        let key = key(&self.0).await?.ok_or(Trouble::Failed)?;
        let sealed = seal_blob(&key, &name, &bytes).await.ok_or(Trouble::Failed)?;
        self.0.put(&name, &sealed).await.map(|()| name)
    }

    /// Makes what lies under a name this page's picture of that number; false when it cannot.
    pub async fn take_out(&self, name: &str, number: u32, size: (u32, u32)) -> bool {
        let (Ok(Some(key)), Ok(Some(sealed))) = (self.0.key().await, self.0.get(name).await) else {
            return false;
        };
        match unseal_blob(&key, name, &sealed).await {
            Some(bytes) => picture::take_back(number, &bytes, size).is_some(),
            None => false,
        }
    }

    /// Forgets these.
    pub async fn remove(&self, names: Vec<String>) -> Result<(), Trouble> {
        self.0.write(&names.into_iter().map(|it| (it, None)).collect()).await
    }

    /// Forgets those that were put there before that moment, in milliseconds since 1970.
    pub async fn remove_older(&self, than: u64) -> Result<(), Trouble> {
        let at = |name: &String| name.split_once('-').and_then(|it| it.0.parse::<u64>().ok());
        let mut names = self.0.names().await?;
        names.retain(|it| at(it).is_some_and(|at| at < than));
        if names.is_empty() { Ok(()) } else { self.remove(names).await }
    }

    /// Forgets all, the key too.
    pub async fn clear(&self) -> Result<(), Trouble> {
        self.0.clear().await
    }
}
