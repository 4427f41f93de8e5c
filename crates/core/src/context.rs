//! What the host tells us about the moment: one shape in `setContext`, in attributes, in
//! `--context FILE` and inside a ticket.

use serde::{Deserialize, Deserializer, Serialize};

/// Screen, error, money and account of the moment; each member is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Context {
    /// The host's screen, as articles name it: `withdraw`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen: Option<String>,
    /// The error on the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorContext>,
    /// The asset: `USDT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// The network: `TRC20`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// The amount as a decimal number; a JSON number is read as its digits.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "text_or_number")]
    #[cfg_attr(not(target_family = "wasm"), schemars(extend("type" = ["string", "number", "null"])))]
    pub amount: Option<String>,
    /// The transaction's hash or number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction: Option<String>,
    /// The signed-in account, as far as the host shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// The language of the host's page, a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The version of the host's app: `4.12.0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// An error as the host shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ErrorContext {
    /// The host's stable code: `WD_NETWORK_MISMATCH`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The text that the person reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The account details that decide where a reply goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Account {
    /// The host's id of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name that the person knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The contact, masked by the host: `a•••@mail.example`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A member of the context by the name that flows use for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub enum Member {
    /// `screen`
    #[serde(rename = "screen")]
    Screen,
    /// `error.code`
    #[serde(rename = "error.code")]
    ErrorCode,
    /// `error.message`
    #[serde(rename = "error.message")]
    ErrorMessage,
    /// `asset`
    #[serde(rename = "asset")]
    Asset,
    /// `network`
    #[serde(rename = "network")]
    Network,
    /// `amount`
    #[serde(rename = "amount")]
    Amount,
    /// `transaction`
    #[serde(rename = "transaction")]
    Transaction,
    /// `account.id`
    #[serde(rename = "account.id")]
    AccountId,
    /// `account.name`
    #[serde(rename = "account.name")]
    AccountName,
    /// `account.contact`
    #[serde(rename = "account.contact")]
    AccountContact,
}

impl Member {
    /// Every member, in the order in which a review lists them.
    pub const ALL: [Member; 10] = [
        Member::Screen,
        Member::ErrorCode,
        Member::ErrorMessage,
        Member::Asset,
        Member::Network,
        Member::Amount,
        Member::Transaction,
        Member::AccountId,
        Member::AccountName,
        Member::AccountContact,
    ];

    /// The name in flows, attributes of the wire, and reviews.
    pub const fn name(self) -> &'static str {
        match self {
            Member::Screen => "screen",
            Member::ErrorCode => "error.code",
            Member::ErrorMessage => "error.message",
            Member::Asset => "asset",
            Member::Network => "network",
            Member::Amount => "amount",
            Member::Transaction => "transaction",
            Member::AccountId => "account.id",
            Member::AccountName => "account.name",
            Member::AccountContact => "account.contact",
        }
    }

    /// True for what a report may carry unless the person says no. The others tell of the person or the
    /// device and go along only when the person switches them on.
    pub const fn may_be_on(self) -> bool {
        matches!(self, Member::Asset | Member::Network | Member::Amount | Member::Transaction)
    }

    /// True for what the host tells of the account.
    pub const fn is_account(self) -> bool {
        matches!(self, Member::AccountId | Member::AccountName | Member::AccountContact)
    }

    /// True for what only helps to find faults in the wallet itself: one switch for all of it.
    pub const fn is_diagnostic(self) -> bool {
        matches!(self, Member::Screen | Member::ErrorCode | Member::ErrorMessage)
    }

    /// The member of that name.
    pub fn from_name(name: &str) -> Option<Member> {
        Member::ALL.into_iter().find(|member| member.name() == name)
    }
}

impl Context {
    /// The value of a member, `None` when absent or blank.
    pub fn get(&self, member: Member) -> Option<&str> {
        let error = self.error.as_ref();
        let account = self.account.as_ref();
        match member {
            Member::Screen => self.screen.as_deref(),
            Member::ErrorCode => error.and_then(|it| it.code.as_deref()),
            Member::ErrorMessage => error.and_then(|it| it.message.as_deref()),
            Member::Asset => self.asset.as_deref(),
            Member::Network => self.network.as_deref(),
            Member::Amount => self.amount.as_deref(),
            Member::Transaction => self.transaction.as_deref(),
            Member::AccountId => account.and_then(|it| it.id.as_deref()),
            Member::AccountName => account.and_then(|it| it.name.as_deref()),
            Member::AccountContact => account.and_then(|it| it.contact.as_deref()),
        }
        .filter(|value| !value.trim().is_empty())
    }

    /// Sets or clears one member.
    pub fn set(&mut self, member: Member, value: Option<String>) {
        let slot = match member {
            Member::Screen => &mut self.screen,
            Member::ErrorCode => &mut self.error.get_or_insert_default().code,
            Member::ErrorMessage => &mut self.error.get_or_insert_default().message,
            Member::Asset => &mut self.asset,
            Member::Network => &mut self.network,
            Member::Amount => &mut self.amount,
            Member::Transaction => &mut self.transaction,
            Member::AccountId => &mut self.account.get_or_insert_default().id,
            Member::AccountName => &mut self.account.get_or_insert_default().name,
            Member::AccountContact => &mut self.account.get_or_insert_default().contact,
        };
        *slot = value;
        self.error.take_if(|it| *it == ErrorContext::default());
        self.account.take_if(|it| *it == Account::default());
    }

    /// Only the members that `keep` accepts.
    pub fn only(&self, keep: impl Fn(Member) -> bool) -> Context {
        let mut kept = Context::default();
        for member in Member::ALL.into_iter().filter(|member| keep(*member)) {
            if let Some(value) = self.get(member) {
                kept.set(member, Some(value.to_owned()));
            }
        }
        kept
    }
}

/// A contact by which its owner knows it again and nobody else can write to it: `a•••@mail.example`,
/// `•••23`. One that its host has masked already stays as it is.
pub fn masked(contact: &str) -> String {
    let contact = contact.trim();
    if contact.contains(['•', '*', '…', '●']) {
        return contact.to_owned();
    }
    let letters = |text: &str, count: usize| text.chars().take(count).collect::<String>();
    match contact.rsplit_once('@') {
        Some((name, host)) if !name.is_empty() => [&letters(name, 1), "•••@", host].concat(),
        _ => {
            let length = contact.chars().count();
            let tail: String = contact.chars().skip(length.saturating_sub(2)).collect();
            ["•••", if length > 5 { &tail } else { "" }].concat()
        }
    }
}

/// Reads `"120.5"`, `120.5` and `null` alike, because hosts hold amounts in all three.
fn text_or_number<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    struct Visitor;
    impl<'de> serde::de::Visitor<'de> for Visitor {
        type Value = Option<String>;
        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("a decimal number, in quotes or not")
        }
        fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
            Ok(Some(value.to_owned()))
        }
        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        // The browser's side turns numbers into text itself; here it would cost the widget 6 KB.
        #[cfg(not(target_family = "wasm"))]
        fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
            Ok(Some(value.to_string()))
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }
    input.deserialize_any(Visitor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_optional_and_unknown_ones_are_named() {
        assert_eq!(serde_json::from_str::<Context>("{}").unwrap(), Context::default());
        let error = serde_json::from_str::<Context>(r#"{"scren":"x"}"#).unwrap_err().to_string();
        assert!(error.contains("scren"), "{error}");
    }

    #[test]
    fn amounts_are_read_from_text_and_numbers() {
        for (input, expected) in [
            (r#"{"amount":"120.50"}"#, Some("120.50")),
            (r#"{"amount":120.5}"#, Some("120.5")),
            (r#"{"amount":7}"#, Some("7")),
            (r#"{"amount":null}"#, None),
        ] {
            let context: Context = serde_json::from_str(input).unwrap();
            assert_eq!(context.amount.as_deref(), expected, "{input}");
        }
    }

    #[test]
    fn only_what_was_agreed_is_kept() {
        let mut context = Context::default();
        context.set(Member::ErrorCode, Some("WD_DAILY_LIMIT".into()));
        context.set(Member::AccountContact, Some("a•••@mail.example".into()));
        let kept = context.only(|member| member == Member::ErrorCode);
        assert_eq!(serde_json::to_string(&kept).unwrap(), r#"{"error":{"code":"WD_DAILY_LIMIT"}}"#);
        context.set(Member::ErrorCode, None);
        assert_eq!(context.error, None);
    }
    #[test]
    fn contacts_are_masked_once() {
        for (contact, expected) in [
            ("mei.tan@mail.example", "m•••@mail.example"),
            ("+44 20 7946 0123", "•••23"),
            ("a•••@mail.example", "a•••@mail.example"),
            ("m***@mail.example", "m***@mail.example"),
            ("@harbour", "•••ur"),
            ("1234", "•••"),
            ("梅@邮件.example", "梅•••@邮件.example"),
        ] {
            assert_eq!(masked(contact), expected, "{contact}");
            assert_eq!(masked(expected), expected);
        }
    }
}
