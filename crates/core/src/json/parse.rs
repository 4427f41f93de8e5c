//! JSON text (RFC 8259) as a tree of values. Knows no type of ours.

/// How many lists and objects may lie in each other, as in `serde_json`.
const DEPTH: u32 = 127;

/// A JSON value; numbers keep their text.
#[derive(Debug, Default)]
pub enum Value<'t> {
    /// A member that is not there.
    #[default]
    Absent,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it was written.
    Number(&'t str),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value<'t>>),
    /// An object.
    Object(Vec<Member<'t>>),
}

/// A member of an object.
#[derive(Debug)]
pub struct Member<'t> {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value<'t>,
    /// Somebody asked for it.
    pub(super) known: bool,
}

/// Reads a text as one value.
///
/// # Errors
/// Where the text stops being JSON.
pub fn parse(bytes: &[u8]) -> Result<Value<'_>, String> {
    let mut parser = Parser { text: str::from_utf8(bytes).unwrap_or_default(), at: 0 };
    match parser.value(DEPTH) {
        Some(value) if parser.blanks().is_none() => Ok(value),
        _ => Err(["this is no JSON from byte ", &parser.at.to_string(), " on"].concat()),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips blanks; what stands behind them.
    fn blanks(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.peek()
    }

    /// Takes that byte; false when another one stands here.
    fn takes(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    fn value(&mut self, depth: u32) -> Option<Value<'t>> {
        Some(match self.blanks()? {
            b'"' => Value::Text(self.string()?),
            b'[' => {
                let inside = depth.checked_sub(1)?;
                let mut list = Vec::new();
                self.row(b']', &mut |it| {
                    list.push(it.value(inside)?);
                    Some(())
                })?;
                Value::List(list)
            }
            b'{' => {
                let inside = depth.checked_sub(1)?;
                let mut members = Vec::new();
                self.row(b'}', &mut |it| {
                    it.blanks();
                    let name = it.string()?;
                    it.blanks();
                    if !it.takes(b':') {
                        return None;
                    }
                    members.push(Member { name, value: it.value(inside)?, known: false });
                    Some(())
                })?;
                Value::Object(members)
            }
            b't' => self.word("true", Value::Bool(true))?,
            b'f' => self.word("false", Value::Bool(false))?,
            b'n' => self.word("null", Value::Null)?,
            _ => Value::Number(self.number()?),
        })
    }

    /// Things between brackets, with commas between them.
    fn row(&mut self, end: u8, thing: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.blanks();
        if self.takes(end) {
            return Some(());
        }
        loop {
            thing(self)?;
            self.blanks();
            if self.takes(end) {
                return Some(());
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn word(&mut self, word: &str, value: Value<'t>) -> Option<Value<'t>> {
        let here = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        here.then_some(value)
    }

    fn number(&mut self) -> Option<&'t str> {
        let from = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        self.text.get(from..self.at)
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        if !self.takes(b'"') {
            return None;
        }
        let mut out = String::new();
        let mut from = self.at;
        loop {
            let byte = self.peek().filter(|it| *it >= b' ')?;
            if byte == b'"' || byte == b'\\' {
                out.push_str(self.text.get(from..self.at)?);
                self.at += 1;
                if byte == b'"' {
                    return Some(out);
                }
                out.push(self.escape()?);
                from = self.at;
            } else {
                self.at += 1;
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if !(0xD800..0xDC00).contains(&first) {
                    return char::from_u32(first);
                }
                // The first half of a UTF-16 pair; the second must follow.
                if !(self.takes(b'\\') && self.takes(b'u')) {
                    return None;
                }
                let second = self.hex()?.checked_sub(0xDC00).filter(|it| *it < 0x400)?;
                char::from_u32(0x10000 + ((first - 0xD800) << 10) + second)?
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as `serde_json` has it, or `None` for what is no JSON.
    fn same(value: &Value<'_>) -> serde_json::Value {
        use serde_json::Value as Theirs;
        match value {
            Value::Absent | Value::Null => Theirs::Null,
            Value::Bool(it) => Theirs::Bool(*it),
            Value::Number(it) => serde_json::from_str(it).unwrap(),
            Value::Text(it) => Theirs::String(it.clone()),
            Value::List(it) => Theirs::Array(it.iter().map(same).collect()),
            Value::Object(it) => {
                Theirs::Object(it.iter().map(|it| (it.name.clone(), same(&it.value))).collect())
            }
        }
    }

    #[test]
    fn texts_are_read_as_serde_json_reads_them() {
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        let texts = [
            " {\"a\" : [1, -0.5e+3, true,false,null, \"x\"] , \"b\":{}}\n",
            r#""a\"\\\/\b\f\n\r\té你😀\u00e9\u4f60\ud83d\ude00""#,
            "[]",
            "{}",
            "[ ]",
            "0",
            "-0",
            "10",
            "1.5",
            "1e5",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "nul",
            "nulll",
            "truefalse",
            "",
            " ",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"a\nb\"",
            "{} {}",
            "[",
            "{",
            "[[]",
            "\u{feff}[]",
            "'a'",
            "[1]x",
            &deep(127),
            &deep(128),
            &deep(129),
        ];
        for text in texts {
            let theirs: Option<serde_json::Value> = serde_json::from_str(text).ok();
            let ours = parse(text.as_bytes()).ok().map(|it| same(&it));
            assert_eq!(ours, theirs, "{text}");
        }
        assert!(parse(b"\"\xff\"").is_err());
    }
}
