//! The team's accounts, as the command manages them: added, listed, given another password, disabled. It
//! works on the database of a running service or of one that is stopped.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use jiff::Timestamp;

use crate::{
    error::ServeError,
    hub::Hub,
    store::{self, NewAgent, Store, StoreError},
};

/// The fewest characters of a password (OWASP ASVS 5.0, 6.2.1, asks for eight and advises fifteen).
pub const PASSWORD_MIN: usize = 12;
/// The most bytes of a password; more would only make hashing slow.
const PASSWORD_MAX: usize = 1024;
/// The most letters of an account's name.
const NAME_MAX: usize = 32;

/// An account, without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What somebody signs in with.
    pub name: String,
    /// What people read.
    pub shown: String,
    /// Nobody signs in with it.
    pub disabled: bool,
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// No such name can be had.
    #[error("`{0}` is no name for an account: use 2 to 32 of a to z, 0 to 9, `.`, `_` and `-`")]
    Name(String),
    /// Too easy.
    #[error(
        "the password is too short: use at least {PASSWORD_MIN} characters, a sentence for example"
    )]
    Short,
    /// Too easy, too.
    #[error("the password holds the account's name or is one character over and over: choose another")]
    Easy,
    /// Too long.
    #[error("the password is too long: use at most {PASSWORD_MAX} bytes")]
    Long,
    /// Somebody has it.
    #[error(
        "there is an account `{0}` already; `wallet-help agent password {0}` gives it another password"
    )]
    Taken(String),
    /// Nobody has it.
    #[error("there is no account `{0}`; `wallet-help agent list` shows which there are")]
    Unknown(String),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] ServeError),
    /// The database or the system refused.
    #[error("{0}; try again, and check the disk when it happens again")]
    Failed(String),
}

impl From<StoreError> for AccountError {
    fn from(error: StoreError) -> Self {
        AccountError::Failed(error.to_string())
    }
}

/// The accounts of one database.
pub struct Accounts(Store);

impl Accounts {
    /// Opens the database, `sqlite://PATH`.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(database: &str) -> Result<Self, AccountError> {
        Ok(Accounts(Store::open(store::path_of(database)?, Hub::default())?))
    }

    /// Adds an account; `shown` is the name that people read.
    ///
    /// # Errors
    /// When the name cannot be had or the password is too easy.
    pub async fn add(&self, name: &str, shown: &str, password: &str) -> Result<(), AccountError> {
        self.put(name, shown, password, false).await
    }

    /// Gives an account another password, ends its sessions, and enables it again.
    ///
    /// # Errors
    /// When there is none, or the password is too easy.
    pub async fn change_password(&self, name: &str, password: &str) -> Result<(), AccountError> {
        self.put(name, name, password, true).await
    }

    /// Lets nobody sign in with the account any more, and ends its sessions.
    ///
    /// # Errors
    /// When there is none.
    pub async fn disable(&self, name: &str) -> Result<(), AccountError> {
        let name = checked_name(name)?;
        let now = Timestamp::now().as_second();
        let done = self.0.disable_agent(name.clone(), now).await?;
        if done { Ok(()) } else { Err(AccountError::Unknown(name)) }
    }

    /// Every account, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self) -> Result<Vec<Account>, AccountError> {
        let rows = self.0.agents().await?;
        let account =
            |it: store::AgentRow| Account { name: it.name, shown: it.shown, disabled: it.disabled };
        Ok(rows.into_iter().map(account).collect())
    }

    async fn put(
        &self,
        name: &str,
        shown: &str,
        password: &str,
        replace: bool,
    ) -> Result<(), AccountError> {
        let name = checked_name(name)?;
        check_password(&name, password)?;
        let new = NewAgent {
            name: name.clone(),
            shown: shown.trim().to_owned(),
            password: hashed(password)?,
            now: Timestamp::now().as_second(),
        };
        match (self.0.put_agent(new, replace).await?, replace) {
            (true, _) => Ok(()),
            (false, false) => Err(AccountError::Taken(name)),
            (false, true) => Err(AccountError::Unknown(name)),
        }
    }
}

/// Compares a password with a hash. With none it takes as long, so that the time tells nobody which
/// accounts there are.
pub(crate) fn is_password(password: &str, hash: Option<&str>) -> bool {
    /// Of a password that nobody knows, with the same settings as real ones.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$\
        cGhjIG9mIG5vYm9keSwgbmV2ZXIgZXF1YWwgdG8gYW4";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let same = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    same && hash.is_some() && password.len() <= PASSWORD_MAX
}

/// Argon2id with the settings of OWASP's Password Storage Cheat Sheet (19 MiB, two passes, one lane).
fn hashed(password: &str) -> Result<String, AccountError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|it| it.to_string())
        .map_err(|error| AccountError::Failed(error.to_string()))
}

fn checked_name(name: &str) -> Result<String, AccountError> {
    let name = name.trim().to_ascii_lowercase();
    let fits = (2..=NAME_MAX).contains(&name.len())
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-".contains(&it));
    if fits { Ok(name) } else { Err(AccountError::Name(name)) }
}

fn check_password(name: &str, password: &str) -> Result<(), AccountError> {
    let mut letters: Vec<char> = password.chars().collect();
    if letters.len() < PASSWORD_MIN {
        return Err(AccountError::Short);
    }
    if password.len() > PASSWORD_MAX {
        return Err(AccountError::Long);
    }
    letters.dedup();
    if letters.len() == 1 || (name.len() > 3 && password.to_lowercase().contains(name)) {
        return Err(AccountError::Easy);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords_have_rules() {
        for (name, fits) in
            [("ann", true), (" Ann.B ", true), ("a", false), ("a b", false), ("安", false)]
        {
            assert_eq!(checked_name(name).is_ok(), fits, "{name}");
        }
        for (password, fits) in [
            ("correct horse battery", true),
            ("正确的马电池订书钉一二三", true),
            ("short", false),
            ("aaaaaaaaaaaaaaaa", false),
            ("my name is anna!", false),
        ] {
            assert_eq!(check_password("anna", password).is_ok(), fits, "{password}");
        }
    }

    #[test]
    fn only_the_right_password_fits_its_hash() {
        let hash = hashed("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_password("correct horse battery", Some(&hash)));
        assert!(!is_password("correct horse batterY", Some(&hash)));
        assert!(!is_password("correct horse battery", None));
        assert!(!is_password("x", Some("no hash")));
    }
}
