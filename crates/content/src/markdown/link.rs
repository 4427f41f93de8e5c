//! Where a link of an article may lead. Everything that is not recognised is refused, and its text kept.

use std::fmt;

use help_core::article::Link;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{Resolve, host};
use crate::knowledge::channels::is_mail;

/// The longest address, in bytes.
const LONGEST: usize = 2000;

/// Why a link or picture is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A scheme other than https, mailto and tel.
    Scheme,
    /// A path from the host's root, another host's without scheme (`//`), or a place on the same page.
    NotRelative,
    /// Characters that browsers and people read differently.
    Disguised,
    /// A name or password before the host (RFC 3986, section 3.2.1: it misleads).
    UserInfo,
    /// Not a well-formed address, number or e-mail address.
    Malformed,
    /// The text names another address or number.
    Lies,
    /// Nothing of the knowledge has that name.
    Dead,
    /// Not a kind of picture that is shown.
    Picture,
    /// No text to read.
    NoText,
}

impl Refusal {
    /// What to do about it.
    pub fn next(self) -> &'static str {
        match self {
            Refusal::Scheme => {
                "use https:, mailto:, tel:, form:<topic>, contact: or a path to an article"
            }
            Refusal::NotRelative => "write the path to the article's file, relative to this one",
            Refusal::Disguised => "write the address without blanks, controls and backslashes",
            Refusal::UserInfo => "take out what stands before @",
            Refusal::Malformed => "write a whole, valid address",
            Refusal::Lies => "let the text name where the link leads",
            Refusal::Dead => "write the path to an existing file, relative to this one",
            Refusal::Picture => "use png, jpg, webp, gif or avif from the knowledge folder",
            Refusal::NoText => "give the link a text",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Refusal::Scheme => "its scheme may not stand in an article",
            Refusal::NotRelative => "it is not relative to this file",
            Refusal::Disguised => "it holds characters that disguise where it leads",
            Refusal::UserInfo => "it puts a name before the host",
            Refusal::Malformed => "it is malformed",
            Refusal::Lies => "its text names another place",
            Refusal::Dead => "nothing has that name",
            Refusal::Picture => "it is no picture that is shown",
            Refusal::NoText => "it has no text",
        })
    }
}

/// An accepted link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Where it leads.
    pub link: Link,
    /// It said `http:`.
    pub upgraded: bool,
}

/// Reads the destination of a link whose text is `shown`.
///
/// # Errors
/// Why it is not a link.
pub fn read(dest: &str, shown: &str, resolve: &dyn Resolve) -> Result<Read, Refusal> {
    let plain = |link| Ok(Read { link, upgraded: false });
    if let Some(id) = resolve.home(dest) {
        return plain(Link::Article(id));
    }
    match scheme(dest)? {
        Some("form") => {
            let topic = dest.get(5..).unwrap_or_default();
            if resolve.topic(topic) { plain(Link::Form(topic.into())) } else { Err(Refusal::Dead) }
        }
        Some("contact") if dest.eq_ignore_ascii_case("contact:") => plain(Link::Contact),
        Some("https") => plain(web(dest, shown)?),
        Some("http") => {
            let secure = format!("https{}", dest.get(4..).unwrap_or_default());
            Ok(Read { link: web(&secure, shown)?, upgraded: true })
        }
        Some("mailto") => plain(mail(dest.get(7..).unwrap_or_default(), shown)?),
        Some("tel") => plain(phone(dest.get(4..).unwrap_or_default(), shown)?),
        Some(_) => Err(Refusal::Scheme),
        None => {
            let path = relative(dest)?;
            resolve.article(&path).map(Link::Article).map_or(Err(Refusal::Dead), plain)
        }
    }
}

/// The path of a relative reference, decoded, without query and fragment.
///
/// # Errors
/// When it is not relative to the file it stands in.
pub fn relative(dest: &str) -> Result<String, Refusal> {
    if scheme(dest)?.is_some() {
        return Err(Refusal::Scheme);
    }
    let path = dest.split(['#', '?']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().map_err(|_| Refusal::Malformed)?;
    if path.is_empty() || path.starts_with('/') {
        return Err(Refusal::NotRelative);
    }
    if path.contains('\\') || path.chars().any(char::is_control) {
        return Err(Refusal::Disguised);
    }
    Ok(path.into_owned())
}

/// What stands for a link that has no text.
pub fn name(link: &Link) -> Option<String> {
    match link {
        Link::Web(address, _) => Url::parse(address).ok()?.host_str().map(str::to_owned),
        Link::Email(address) => Some(address.clone()),
        Link::Phone(number) => Some(number.clone()),
        Link::Article(_) | Link::Form(_) | Link::Contact => None,
    }
}

/// The scheme in lower case (RFC 3986, section 3.1), `None` for a relative reference.
fn scheme(dest: &str) -> Result<Option<&'static str>, Refusal> {
    let hides = |it: char| it == '\\' || it.is_whitespace() || host::is_invisible(it);
    if dest.len() > LONGEST || dest.chars().any(hides) {
        return Err(Refusal::Disguised);
    }
    let head = dest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = head.split_once(':') else { return Ok(None) };
    let known = ["form", "contact", "https", "http", "mailto", "tel"];
    known.into_iter().find(|it| it.eq_ignore_ascii_case(scheme)).map(Some).ok_or(Refusal::Scheme)
}

fn web(dest: &str, shown: &str) -> Result<Link, Refusal> {
    // The URL parser forgives missing and surplus slashes; people would read another host then.
    let after = dest.get(6..).and_then(|it| it.strip_prefix("//")).ok_or(Refusal::Malformed)?;
    if after.starts_with('/') {
        return Err(Refusal::Malformed);
    }
    let url = Url::parse(dest).map_err(|_| Refusal::Malformed)?;
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    if !url.username().is_empty() || url.password().is_some() || authority.contains('@') {
        return Err(Refusal::UserInfo);
    }
    let host = match url.host() {
        Some(Host::Domain(name))
            if !name.is_empty() && name.bytes().all(is_of_names) && name != "." =>
        {
            name.trim_end_matches('.').to_owned()
        }
        Some(Host::Ipv4(address)) => address.to_string(),
        Some(Host::Ipv6(address)) => format!("[{address}]"),
        _ => return Err(Refusal::Malformed),
    };
    let shown_beside = (!host::is_named(&host, shown)).then_some(host);
    Ok(Link::Web(url.into(), shown_beside))
}

/// What names of hosts are made of (RFC 1123, section 2.1, and the underscore). Parsers let other letters through, and
/// then write them differently.
fn is_of_names(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || b"-._".contains(&letter)
}

fn mail(rest: &str, shown: &str) -> Result<Link, Refusal> {
    let address = rest.split('?').next().unwrap_or_default();
    let address = percent_decode_str(address).decode_utf8().map_err(|_| Refusal::Malformed)?;
    if !is_mail(&address) {
        return Err(Refusal::Malformed);
    }
    let told = shown
        .split(|it: char| it.is_whitespace() || "<>()，。；".contains(it))
        .any(|word| word.trim_end_matches(['.', ',', ';']).eq_ignore_ascii_case(&address));
    if !told && host::names_any(shown) {
        return Err(Refusal::Lies);
    }
    Ok(Link::Email(address.into_owned()))
}

/// A global number (RFC 3966, section 5.1.4) without visual separators, or a short local one.
fn phone(rest: &str, shown: &str) -> Result<Link, Refusal> {
    let rest = percent_decode_str(rest).decode_utf8().map_err(|_| Refusal::Malformed)?;
    let number: String = rest.chars().filter(|it| !"-.() \u{a0}".contains(*it)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if !(3..=15).contains(&digits.len()) || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Err(Refusal::Malformed);
    }
    let told: String = shown.chars().filter(char::is_ascii_digit).collect();
    let told = told.trim_start_matches('0');
    if told.len() >= 3 && !digits.ends_with(told) {
        return Err(Refusal::Lies);
    }
    Ok(Link::Phone(number))
}
