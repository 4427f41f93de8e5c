//! From a tree of values to our types: what each kind of member accepts, and what is noted when
//! it is something else. A faulty value reads as an empty one, so that no type needs a way out of its
//! own; the first fault refuses the whole.

use super::parse::{Member, Value};
use crate::{map::Map, text::Text};

/// What was wrong.
#[derive(Debug, Default)]
pub struct Faults {
    member: &'static str,
    first: Option<String>,
}

impl Faults {
    /// Notes that the present member is wrong.
    #[cold]
    pub fn add(&mut self, what: &str) {
        self.first.get_or_insert_with(|| ["`", self.member, "` ", what].concat());
    }

    /// Notes that an object has a member it must not have.
    #[cold]
    fn unknown(&mut self, name: &str) {
        self.first.get_or_insert_with(|| ["unknown member `", name, "`; remove it"].concat());
    }

    /// The first thing that was wrong.
    pub fn first(self) -> Option<String> {
        self.first
    }
}

/// A type that is read from JSON.
pub trait Read: Sized {
    /// Takes what it can use out of the value.
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self;
}

/// The members of an object, asked for one by one.
pub struct Members<'v, 't> {
    list: &'v mut [Member<'t>],
    absent: Value<'t>,
}

impl<'v, 't> Members<'v, 't> {
    /// The members of a value that must be an object.
    pub fn of(value: &'v mut Value<'t>, faults: &mut Faults) -> Self {
        let list = match value {
            Value::Object(list) => &mut list[..],
            Value::Absent => &mut [],
            _ => {
                faults.add("must be an object");
                &mut []
            }
        };
        Members { list, absent: Value::Absent }
    }

    /// A member that may be missing.
    pub fn may(&mut self, name: &'static str, faults: &mut Faults) -> &mut Value<'t> {
        faults.member = name;
        match self.list.iter_mut().find(|it| it.name == name) {
            Some(member) => {
                member.known = true;
                &mut member.value
            }
            None => &mut self.absent,
        }
    }

    /// A member that has to be there.
    pub fn must(&mut self, name: &'static str, faults: &mut Faults) -> &mut Value<'t> {
        let member = self.may(name, faults);
        if matches!(member, Value::Absent) {
            faults.add("is missing");
        }
        member
    }

    /// Refuses members that nobody asked for.
    pub fn no_more(&self, faults: &mut Faults) {
        if let Some(member) = self.list.iter().find(|it| !it.known) {
            faults.unknown(&member.name);
        }
    }
}

/// Implements [`Read`] for a struct: the members that must be there, those that may be missing, and
/// `only` when no others are allowed. A field that is not named does not compile.
#[macro_export]
macro_rules! read {
    ($type:ident { $($must:ident),* } may { $($may:ident),* } $($only:ident)?) => {
        impl $crate::json::Read for $type {
            fn read(value: &mut $crate::json::Value<'_>, faults: &mut $crate::json::Faults) -> Self {
                let mut members = $crate::json::Members::of(value, faults);
                let read = $type {
                    $($must: $crate::json::Read::read(members.must(stringify!($must), faults), faults),)*
                    $($may: $crate::json::Read::read(members.may(stringify!($may), faults), faults),)*
                };
                $(members.$only(faults);)?
                read
            }
        }
    };
}

/// Implements [`Read`] for an enum of names. A variant that is not named does not compile.
#[macro_export]
macro_rules! read_names {
    ($type:ident { $first:ident = $first_name:literal $(, $variant:ident = $name:literal)* }) => {
        impl $crate::json::Read for $type {
            fn read(value: &mut $crate::json::Value<'_>, faults: &mut $crate::json::Faults) -> Self {
                const ALL: &[(&str, $type)] =
                    &[($first_name, $type::$first) $(, ($name, $type::$variant))*];
                const fn _all_are_named(it: $type) {
                    match it { $type::$first $(| $type::$variant)* => {} }
                }
                $crate::json::one_of(value, ALL, faults).unwrap_or($type::$first)
            }
        }
    };
}

/// The value of that name.
pub fn one_of<T: Copy>(value: &Value<'_>, all: &[(&str, T)], faults: &mut Faults) -> Option<T> {
    let name = match value {
        Value::Text(name) => name.as_str(),
        Value::Absent => return None,
        _ => "",
    };
    let found = all.iter().find(|it| it.0 == name).map(|it| it.1);
    if found.is_none() {
        faults.add("is none of the known names");
    }
    found
}

impl Read for String {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        match value {
            Value::Text(text) => std::mem::take(text),
            Value::Absent => String::new(),
            _ => {
                faults.add("must be a text");
                String::new()
            }
        }
    }
}

impl Read for bool {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        match value {
            Value::Bool(it) => *it,
            Value::Absent => false,
            _ => {
                faults.add("must be true or false");
                false
            }
        }
    }
}

impl Read for u64 {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let read = match value {
            Value::Number(text) => text.parse().ok(),
            Value::Absent => Some(0),
            _ => None,
        };
        read.unwrap_or_else(|| {
            faults.add("must be a whole number");
            0
        })
    }
}

fn at_most(most: u64, value: &mut Value<'_>, faults: &mut Faults) -> u64 {
    let number = u64::read(value, faults);
    if number > most {
        faults.add("is too large");
    }
    number
}

impl Read for u32 {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        at_most(u32::MAX.into(), value, faults) as u32
    }
}

impl Read for u16 {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        at_most(u16::MAX.into(), value, faults) as u16
    }
}

impl Read for u8 {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        at_most(u8::MAX.into(), value, faults) as u8
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        match value {
            Value::Absent | Value::Null => None,
            some => Some(T::read(some, faults)),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let mut out = Vec::new();
        match value {
            Value::List(list) => {
                for value in list {
                    out.push(T::read(value, faults));
                }
            }
            Value::Absent => {}
            _ => faults.add("must be a list"),
        }
        out
    }
}

impl<T: Read> Read for Map<T> {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let mut out = Map::new();
        for member in Members::of(value, faults).list {
            out.insert(std::mem::take(&mut member.name), T::read(&mut member.value, faults));
        }
        out
    }
}

impl Read for Text {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        Text(Read::read(value, faults))
    }
}
