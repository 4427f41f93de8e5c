//! The few bodies that the widget sends, as JSON text: the same members in the same order as serde
//! writes them.

use crate::{
    context::{Account, Context, ErrorContext},
    map::Map,
    problem::FieldProblem,
    ticket::{Asked, Confirmed, Consent, Device, Feedback, NewTicket},
};

/// A type that is written as JSON.
pub trait Json {
    /// The text.
    fn json(&self) -> String;
}

/// An object that is being written.
pub struct Object(String);

impl Default for Object {
    fn default() -> Self {
        Object("{".to_owned())
    }
}

impl Object {
    /// A member that is JSON already.
    pub fn json(mut self, name: &str, value: &str) -> Object {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        text(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(value);
        self
    }

    /// A member with a text.
    pub fn text(self, name: &str, value: &str) -> Object {
        self.json(name, &quoted(value))
    }

    /// A member with a text, when there is one.
    pub fn maybe(self, name: &str, value: &Option<String>) -> Object {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// A member that is true or false.
    pub fn flag(self, name: &str, value: bool) -> Object {
        self.json(name, if value { "true" } else { "false" })
    }

    /// A member that is a whole number.
    pub fn number(self, name: &str, value: u64) -> Object {
        self.json(name, &value.to_string())
    }

    /// A member with a list of values that are JSON already, unless the list is empty.
    pub fn list(self, name: &str, values: impl Iterator<Item = String>) -> Object {
        let mut list = String::new();
        for value in values {
            list.push(if list.is_empty() { '[' } else { ',' });
            list.push_str(&value);
        }
        if list.is_empty() {
            return self;
        }
        list.push(']');
        self.json(name, &list)
    }

    /// The whole object.
    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A text in quotes.
pub(super) fn quoted(value: &str) -> String {
    let mut out = String::new();
    text(&mut out, value);
    out
}

fn text(out: &mut String, value: &str) {
    out.push('"');
    for letter in value.chars() {
        let short = match letter {
            '"' | '\\' => letter,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            '\0'..' ' => {
                let code = letter as u32;
                out.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(code % 16, 16));
                continue;
            }
            _ => {
                out.push(letter);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
}

impl Json for String {
    fn json(&self) -> String {
        quoted(self)
    }
}

impl Json for FieldProblem {
    fn json(&self) -> String {
        Object::default().text("pointer", &self.pointer).text("code", &self.code).end()
    }
}

impl Json for Map<String> {
    fn json(&self) -> String {
        let mut object = Object::default();
        for (name, value) in self {
            object = object.text(name, value);
        }
        object.end()
    }
}

impl Json for NewTicket {
    fn json(&self) -> String {
        let mut ticket = Object::default()
            .text("topic", &self.topic)
            .text("language", &self.language)
            .json("answers", &self.answers.json());
        if self.context != Context::default() {
            ticket = ticket.json("context", &self.context.json());
        }
        if let Some(device) = &self.device {
            ticket = ticket.json("device", &device.json());
        }
        ticket = ticket.maybe("reply_to", &self.reply_to);
        if !self.knowledge.is_empty() {
            ticket = ticket.text("knowledge", &self.knowledge);
        }
        ticket = ticket.list("attachments", self.attachments.iter().map(|it| quoted(it)));
        if let Some(consent) = &self.consent {
            ticket = ticket.json("consent", &consent.json());
        }
        ticket = ticket.list("confirmed", self.confirmed.iter().map(Json::json));
        if self.chat {
            ticket = ticket.flag("chat", true);
        }
        ticket.end()
    }
}

impl Json for Consent {
    fn json(&self) -> String {
        let mut switches = Object::default();
        for (name, on) in &self.switches {
            switches = switches.flag(name, *on);
        }
        Object::default()
            .text("notice", &self.notice)
            .text("at", &self.at)
            .json("switches", &switches.end())
            .end()
    }
}

impl Json for Confirmed {
    fn json(&self) -> String {
        Object::default()
            .text("field", &self.field)
            .text("sha256", &self.sha256)
            .text("kind", &self.kind)
            .end()
    }
}

impl Json for Context {
    fn json(&self) -> String {
        let mut context = Object::default().maybe("screen", &self.screen);
        if let Some(ErrorContext { code, message }) = &self.error {
            let error = Object::default().maybe("code", code).maybe("message", message);
            context = context.json("error", &error.end());
        }
        context = context
            .maybe("asset", &self.asset)
            .maybe("network", &self.network)
            .maybe("amount", &self.amount)
            .maybe("transaction", &self.transaction);
        if let Some(Account { id, name, contact }) = &self.account {
            let account =
                Object::default().maybe("id", id).maybe("name", name).maybe("contact", contact);
            context = context.json("account", &account.end());
        }
        context.maybe("locale", &self.locale).maybe("version", &self.version).end()
    }
}

impl Json for Device {
    fn json(&self) -> String {
        Object::default().maybe("os", &self.os).maybe("browser", &self.browser).end()
    }
}

impl Json for Feedback {
    fn json(&self) -> String {
        Object::default()
            .text("article", &self.article)
            .text("language", &self.language)
            .flag("helped", self.helped)
            .end()
    }
}

impl Json for Asked {
    fn json(&self) -> String {
        Object::default()
            .text("text", &self.text)
            .text("language", &self.language)
            .maybe("article", &self.article)
            .end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_written_as_serde_json_writes_them() {
        let full = Context {
            screen: Some("withdraw".into()),
            error: Some(ErrorContext { code: None, message: Some("\"no\"".into()) }),
            asset: Some("USDT".into()),
            network: Some("TRC20".into()),
            amount: Some("1.5".into()),
            transaction: Some("a\\b".into()),
            account: Some(Account {
                id: Some("7".into()), name: None, contact: Some("a•••".into())
            }),
            locale: Some("zh-CN".into()),
            version: Some("4.12.0".into()),
        };
        let every: String = ('\0'..'\u{250}').chain("你😀\u{2028}\u{10ffff}".chars()).collect();
        for context in [Context::default(), full] {
            let ticket = NewTicket {
                topic: "pay".into(),
                language: "en".into(),
                answers: [("b", every.as_str()), ("a", "")]
                    .map(|it| (it.0.to_owned(), it.1.to_owned()))
                    .into_iter()
                    .collect(),
                device: context.version.clone().map(|it| Device { os: Some(it), browser: None }),
                reply_to: context.locale.clone(),
                knowledge: context.asset.clone().unwrap_or_default(),
                attachments: context.asset.iter().flat_map(|it| [it.clone(), "\"".into()]).collect(),
                consent: context.asset.as_ref().map(|it| Consent {
                    notice: it.clone(),
                    at: "2026-11-20T08:00:00Z".into(),
                    switches: [("a".to_owned(), true), ("b".to_owned(), false)].into_iter().collect(),
                }),
                confirmed: Vec::from_iter(context.locale.as_ref().map(|it| Confirmed {
                    field: "/answers/a~1b".into(),
                    sha256: it.clone(),
                    kind: "pin".into(),
                })),
                chat: context.locale.is_some(),
                context,
            };
            assert_eq!(ticket.json(), serde_json::to_string(&ticket).unwrap());
        }
        let feedback = Feedback { article: "a/b".into(), language: "en".into(), helped: true };
        assert_eq!(feedback.json(), serde_json::to_string(&feedback).unwrap());
    }
}
