//! How articles are read from JSON: blocks and inlines are an object with one member, named after
//! what they are, or that name alone when they hold nothing.

use super::{
    parse::Value,
    read::{Faults, Read},
};
use crate::{
    article::{Align, Article, Block, Image, Inline, Link, NoteKind, Table, is_picture, is_web},
    manifest::Bodies,
    read, read_names,
};

read!(Bodies { articles } may {});
read!(Article { id, title, topic, blocks } may { urgent, updated, related });
read!(Table { align, head, rows } may {});
read!(Image { src, alt } may { width, height });
read_names!(NoteKind { Note = "note", Tip = "tip", Warning = "warning", Caution = "caution" });
read_names!(Align { Start = "start", Center = "center", End = "end" });

/// The values that a variant holds, taken one by one.
struct Parts<'v, 't> {
    rest: std::slice::IterMut<'v, Value<'t>>,
    absent: Value<'t>,
}

impl<'v, 't> Parts<'v, 't> {
    /// The parts of a list that has at least `least` and at most `most` of them.
    fn of(value: &'v mut Value<'t>, least: usize, most: usize, faults: &mut Faults) -> Self {
        let list = match value {
            Value::List(list) => &mut list[..],
            _ => &mut [],
        };
        if list.len() < least || list.len() > most {
            faults.add("has a part too few or too many");
        }
        Parts { rest: list.iter_mut(), absent: Value::Absent }
    }

    fn next<T: Read>(&mut self, faults: &mut Faults) -> T {
        T::read(self.rest.next().unwrap_or(&mut self.absent), faults)
    }
}

/// The name of a variant, and what it holds: nothing, when it is a name alone.
fn variant<'t>(value: &mut Value<'t>, faults: &mut Faults) -> (String, Value<'t>) {
    match std::mem::take(value) {
        Value::Text(name) => return (name, Value::Absent),
        Value::Object(mut members) if members.len() == 1 => {
            if let Some(mut member) = members.pop() {
                if matches!(member.value, Value::Null) {
                    member.value = Value::Absent;
                }
                return (member.name, member.value);
            }
        }
        _ => {}
    }
    faults.add("must be a text or an object with one member");
    (String::new(), Value::Absent)
}

/// Notes when a variant holds something although it must not, or the other way round.
fn hold(empty: bool, bare: bool, faults: &mut Faults) {
    if empty != bare {
        faults.add("has a part too few or too many");
    }
}

impl Read for Block {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let (name, mut value) = variant(value, faults);
        let empty = matches!(value, Value::Absent);
        let read = match name.as_str() {
            "paragraph" => Block::Paragraph(Read::read(&mut value, faults)),
            "bullets" => Block::Bullets(Read::read(&mut value, faults)),
            "quote" => Block::Quote(Read::read(&mut value, faults)),
            "table" => Block::Table(Read::read(&mut value, faults)),
            "heading" => {
                let mut parts = Parts::of(&mut value, 2, 2, faults);
                Block::Heading(parts.next(faults), parts.next(faults))
            }
            "steps" => {
                let mut parts = Parts::of(&mut value, 2, 2, faults);
                Block::Steps(parts.next(faults), parts.next(faults))
            }
            "code" => {
                let mut parts = Parts::of(&mut value, 2, 2, faults);
                Block::Code(parts.next(faults), parts.next(faults))
            }
            "note" => {
                let mut parts = Parts::of(&mut value, 2, 2, faults);
                Block::Note(parts.next(faults), parts.next(faults))
            }
            "details" => {
                let mut parts = Parts::of(&mut value, 2, 2, faults);
                Block::Details(parts.next(faults), parts.next(faults))
            }
            "rule" => Block::Rule,
            _ => {
                faults.add("holds no block of this version");
                Block::Rule
            }
        };
        hold(empty, matches!(read, Block::Rule), faults);
        read
    }
}

impl Read for Inline {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let (name, mut value) = variant(value, faults);
        let empty = matches!(value, Value::Absent);
        let read = match name.as_str() {
            "text" => Inline::Text(Read::read(&mut value, faults)),
            "strong" => Inline::Strong(Read::read(&mut value, faults)),
            "emphasis" => Inline::Emphasis(Read::read(&mut value, faults)),
            "code" => Inline::Code(Read::read(&mut value, faults)),
            "key" => Inline::Key(Read::read(&mut value, faults)),
            "link" => {
                let mut parts = Parts::of(&mut value, 2, 2, faults);
                Inline::Link(parts.next(faults), parts.next(faults))
            }
            "image" => {
                let image: Image = Read::read(&mut value, faults);
                if !is_picture(&image.src) {
                    faults.add("must name a picture of the bundle");
                }
                Inline::Image(image)
            }
            "break" => Inline::Break,
            _ => {
                faults.add("holds no text of this version");
                Inline::Break
            }
        };
        hold(empty, matches!(read, Inline::Break), faults);
        read
    }
}

impl Read for Link {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let (name, mut value) = variant(value, faults);
        let empty = matches!(value, Value::Absent);
        let read = match name.as_str() {
            "article" => Link::Article(Read::read(&mut value, faults)),
            "form" => Link::Form(Read::read(&mut value, faults)),
            "contact" => Link::Contact,
            "web" => {
                let mut parts = Parts::of(&mut value, 1, 2, faults);
                let address: String = parts.next(faults);
                if !is_web(&address) {
                    faults.add("must begin with https://");
                }
                Link::Web(address, parts.next(faults))
            }
            "email" => Link::Email(Read::read(&mut value, faults)),
            "phone" => Link::Phone(Read::read(&mut value, faults)),
            _ => {
                faults.add("holds no link of this version");
                Link::Contact
            }
        };
        hold(empty, matches!(read, Link::Contact), faults);
        read
    }
}
