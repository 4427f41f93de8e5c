//! The guard's words in English.

use super::GuardWords;

pub const GUARD: GuardWords = GuardWords {
    phrase: "This looks like a recovery phrase",
    key: "This looks like a private key",
    wallet_file: "This looks like a wallet file with a key in it",
    card: "This looks like a card number",
    card_code: "This looks like the security code of a card",
    one_time_code: "This looks like a one-time code",
    password: "This looks like a password",
    pin: "This looks like a PIN",
    nobody_asks: "Nobody from support will ever ask for it, and nobody needs it to help you. It has not been saved or sent.",
    move_funds: "If you typed it anywhere else or showed it to anyone, move your funds to a new wallet now.",
    call_bank: "If you gave it to anyone, call your bank now and have the card blocked.",
    change_password: "If you gave it to anyone, change your password now and sign out everywhere.",
    what_now: "What to do now",
    remove: "Remove it",
    removed: "(removed)",
    in_your_text: "Found here: {text}",
    hash_or_key: "Is this a transaction hash or a private key?",
    is_it: "If it is one, it must not be sent. Is it?",
    a_hash: "It is a transaction hash",
    no_secret: "No, it is not",
    left_out: "Left out: it looks like a secret.",
};
