//! Files that hold keys: PEM blocks (RFC 7468) and encrypted wallets (Web3 Secret Storage).

use crate::{
    report::{Action, Kind},
    scan::{Found, Scan},
};

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    pem(scan, found);
    keystores(scan, found);
}

fn matches(scan: &Scan<'_>, at: usize, wanted: &str) -> bool {
    wanted.chars().enumerate().all(|(i, c)| scan.text.low(at + i) == c)
}

/// The first place at or after `from` where a lower-case string stands, within `reach`.
fn seek(scan: &Scan<'_>, from: usize, reach: usize, wanted: &str) -> Option<usize> {
    (from..scan.text.len().min(from + reach)).find(|&at| matches(scan, at, wanted))
}

fn pem(scan: &Scan<'_>, found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(begin) = seek(scan, at, usize::MAX / 2, "begin") {
        at = begin + 5;
        // "-----BEGIN EC PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----"
        let Some(key) = seek(scan, at, 30, "private key") else { continue };
        if !(at..key).all(|at| {
            scan.text.low(at).is_ascii_alphanumeric() || matches!(scan.text.low(at), ' ' | '_' | '-')
        }) {
            continue;
        }
        let body = key + "private key".len();
        let next = seek(scan, body, 8_000, "begin").map_or(8_000, |next| next - body);
        let closing = seek(scan, body, next, "end ").map(|end| {
            let mut end = end + 4;
            while end < scan.text.len()
                && (scan.text.low(end).is_ascii_alphabetic() || matches!(scan.text.key(end), ' ' | '-'))
            {
                end += 1;
            }
            end
        });
        let end = closing.unwrap_or_else(|| base64_end(scan, body, next));
        let letters = (body..end).filter(|&at| scan.text.key(at).is_ascii_alphanumeric()).count();
        let first = scan.pieces.partition_point(|p| p.start < body);
        let random = scan.pieces.iter().skip(first).take_while(|p| p.end <= end);
        if letters >= 40
            && random.filter(|p| p.digits > 0 && p.letters() > 0 && p.len() >= 6).count() > 0
        {
            let dashes = (0..begin).rev().take_while(|&at| scan.text.key(at) == '-').count();
            found.add(Kind::Pem, Action::Block, (begin - dashes, end), false);
            at = end;
        }
    }
}

fn base64_end(scan: &Scan<'_>, from: usize, most: usize) -> usize {
    let part = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '\n' | ' ' | '\\' | ':')
    };
    let mut end = from;
    while end < scan.text.len() && end - from < most && part(scan.text.key(end)) {
        end += 1;
    }
    end
}

/// Objects in braces that hold an encrypted key: `ciphertext` with its `kdf`, or a vault.
fn keystores(scan: &Scan<'_>, found: &mut Found<'_>) {
    let mut depth = 0_usize;
    let mut open = 0;
    for at in 0..scan.text.len() {
        match scan.text.key(at) {
            '{' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    keystore(scan, found, open, at + 1);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        keystore(scan, found, open, scan.text.len());
    } else if found.findings.iter().all(|f| f.kind != Kind::Keystore) {
        // Copied without its braces.
        if let Some(at) = seek(scan, 0, usize::MAX / 2, "ciphertext") {
            let first = at.saturating_sub(1);
            let last = scan.pieces.iter().rev().find(|p| p.is_value()).map_or(at, |p| p.end);
            keystore(scan, found, first, last);
        }
    }
}

fn keystore(scan: &Scan<'_>, found: &mut Found<'_>, start: usize, end: usize) {
    if end.saturating_sub(start) < 80 {
        return;
    }
    let within = |wanted: &str| seek(scan, start, end - start, wanted).is_some();
    let from = scan.pieces.partition_point(|p| p.start < start);
    let inner = scan.pieces.get(from..).unwrap_or_default();
    let long = inner.iter().take_while(|p| p.end <= end).any(|p| p.len() >= 24 && p.digits >= 2);
    let sealed = within("ciphertext")
        && (within("kdf") || within("scrypt") || within("pbkdf2") || within("cipherparams"));
    let vault = within("\"salt\"") && within("\"iv\"") && (within("\"data\"") || within("\"cipher\""));
    if long && (sealed || vault) {
        found.add(Kind::Keystore, Action::Block, (start, end), false);
    }
}
