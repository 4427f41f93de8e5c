//! The attributes of `<wallet-help>`: name, and what it says. The README's table equals this one.

/// Every attribute.
pub const ATTRIBUTES: [(&str, &str); 15] = [
    ("server", "Address of the support API; read once, when the element is first connected"),
    ("knowledge", "Address of the bundle's folder; read once, when the element is first connected"),
    (
        "knowledge-key",
        "Public key of the knowledge's author, as `kb key new` prints it: a bundle that is not signed with it is refused; read once, when the element is first connected",
    ),
    ("locale", "Language of the page, a BCP 47 tag; else the context's, else the browser's"),
    ("theme", "`light`, `dark` or `auto` (as the system is set)"),
    ("launcher", "`none` hides the round button; open the help with `open()`"),
    ("preload", "Present: the help is fetched while the page is idle, not on first intent"),
    (
        "questions",
        "Present, where people agreed to it: the last question and the article opened for it are told to the support API when the panel closes, never with a name, a number or what looks like a secret",
    ),
    ("screen", "The host's screen, as articles name it"),
    ("error-code", "The stable code of the error on the screen"),
    ("error-message", "The error's text, as the person reads it"),
    ("asset", "The asset, such as `USDT`"),
    ("network", "The network, such as `TRC20`"),
    ("amount", "The amount, a decimal number"),
    ("transaction", "The transaction's hash or number"),
];
