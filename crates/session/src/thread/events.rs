//! Reads a stream of server-sent events (WHATWG HTML, 9.2) piece by piece, as the network cuts it.

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerEvent {
    /// The event's name; empty when it has none.
    pub name: String,
    /// Its data, lines joined with line feeds.
    pub data: String,
    /// Its id, when it brought one.
    pub id: Option<String>,
}

/// What has come and is not a whole event yet.
#[derive(Debug, Default)]
pub struct EventReader {
    bytes: Vec<u8>,
    next: ServerEvent,
}

impl EventReader {
    /// Takes a piece, and gives the events that it completes. Comments and unknown fields are skipped.
    pub fn push(&mut self, piece: &[u8]) -> Vec<ServerEvent> {
        self.bytes.extend_from_slice(piece);
        let mut whole = Vec::new();
        while let Some(end) = self.bytes.iter().position(|it| *it == b'\n') {
            let line: Vec<u8> = self.bytes.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() {
                let event = std::mem::take(&mut self.next);
                whole.extend(Some(event).filter(|it| !it.data.is_empty()));
                continue;
            }
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "event" => value.clone_into(&mut self.next.name),
                "id" => self.next.id = Some(value.to_owned()),
                "data" => {
                    if !self.next.data.is_empty() {
                        self.next.data.push('\n');
                    }
                    self.next.data.push_str(value);
                }
                _ => {}
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_whole_wherever_the_network_cuts() {
        let stream = ": alive\n\nevent: message\r\nid: m1\r\ndata: {\"text\":\"\u{4f60}\"}\r\n\r\nretry: 5\nevent: standing\ndata: a\ndata: b\n\n";
        let event = |name: &str, data: &str, id: Option<&str>| ServerEvent {
            name: name.into(),
            data: data.into(),
            id: id.map(Into::into),
        };
        let expected =
            [event("message", "{\"text\":\"\u{4f60}\"}", Some("m1")), event("standing", "a\nb", None)];
        for size in [1, 2, 3, 7, 1000] {
            let mut reader = EventReader::default();
            let got: Vec<_> = stream.as_bytes().chunks(size).flat_map(|it| reader.push(it)).collect();
            assert_eq!(got, expected, "in pieces of {size}");
        }
        assert!(EventReader::default().push(b"data: x\n").is_empty(), "not whole yet");
    }
}
