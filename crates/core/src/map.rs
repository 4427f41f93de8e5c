//! A small map from names to values, in the order of the names. It stands where a `BTreeMap` would:
//! texts in a few languages, answers to a few questions. A tree is faster from hundreds of names on, but
//! each kind of tree costs the widget about 5 KB.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Names with a value each, sorted by name.
#[derive(Clone, PartialEq, Eq)]
pub struct Map<T>(Vec<(String, T)>);

impl<T> Map<T> {
    /// An empty map.
    pub const fn new() -> Map<T> {
        Map(Vec::new())
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is no name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|it| it.0 == name).map(|it| &it.1)
    }

    /// The value of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.0.iter_mut().find(|it| it.0 == name).map(|it| &mut it.1)
    }

    /// True when the name has a value.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Gives a name a value; the one it had before.
    pub fn insert(&mut self, name: String, value: T) -> Option<T> {
        if let Some(known) = self.get_mut(&name) {
            return Some(std::mem::replace(known, value));
        }
        let at = self.0.iter().position(|it| it.0 > name).unwrap_or(self.0.len());
        self.0.insert(at, (name, value));
        None
    }

    /// The place of a name, as a `BTreeMap` hands it out.
    pub fn entry(&mut self, name: String) -> Entry<'_, T> {
        Entry { map: self, name }
    }

    /// The value of a name, a fresh one when it had none.
    pub fn slot(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        self.entry(name.to_owned()).or_insert_with(T::default)
    }

    /// Forgets a name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|it| it.0 != name);
    }

    /// The names, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|it| &it.0)
    }

    /// The values, in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|it| &it.1)
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.0.iter().map(|it| (&it.0, &it.1))
    }
}

/// The place of a name, filled or not.
pub struct Entry<'m, T> {
    map: &'m mut Map<T>,
    name: String,
}

impl<'m, T> Entry<'m, T> {
    /// Its value; the given one when it had none.
    pub fn or_insert_with(self, make: impl FnOnce() -> T) -> &'m mut T {
        let rows = &mut self.map.0;
        let at = rows.iter().position(|it| it.0 >= self.name).unwrap_or(rows.len());
        if rows.get(at).is_none_or(|it| it.0 != self.name) {
            rows.insert(at, (self.name, make()));
        }
        &mut rows[at].1
    }
}

impl<T> Default for Map<T> {
    fn default() -> Map<T> {
        Map::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

impl<T> std::ops::Index<&str> for Map<T> {
    type Output = T;

    /// As a tree, it panics for a name that has no value.
    fn index(&self, name: &str) -> &T {
        let at = self.0.iter().position(|it| it.0 == name).unwrap_or(self.0.len());
        &self.0[at].1
    }
}

impl<T> FromIterator<(String, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(rows: I) -> Map<T> {
        let mut map = Map::new();
        for (name, value) in rows {
            map.insert(name, value);
        }
        map
    }
}

impl<T, const N: usize> From<[(String, T); N]> for Map<T> {
    fn from(rows: [(String, T); N]) -> Map<T> {
        rows.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, T)>, Pair<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|it| (&it.0, &it.1))
    }
}

/// How an entry is handed out.
type Pair<'a, T> = fn(&'a (String, T)) -> (&'a String, &'a T);

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Map<T>, D::Error> {
        Ok(BTreeMap::<String, T>::deserialize(input)?.into_iter().collect())
    }
}

#[cfg(not(target_family = "wasm"))]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        BTreeMap::<String, T>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        BTreeMap::<String, T>::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        BTreeMap::<String, T>::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_behaves_as_a_tree() {
        let mut tree = BTreeMap::new();
        let mut map = Map::new();
        for (n, name) in ["b", "a", "zh-CN", "b", "", "en"].into_iter().enumerate() {
            assert_eq!(map.insert(name.to_owned(), n), tree.insert(name.to_owned(), n));
        }
        *map.slot("en") += 1;
        *tree.entry("en".to_owned()).or_default() += 1;
        *map.slot("c") += 1;
        *tree.entry("c".to_owned()).or_default() += 1;
        assert!(map.iter().eq(tree.iter()));
        map.remove("en");
        tree.remove("en");
        *map.get_mut("a").unwrap() += 7;
        *tree.get_mut("a").unwrap() += 7;
        assert!(map.iter().eq(tree.iter()) && map.keys().eq(tree.keys()));
        assert_eq!((map.len(), map.get("zh-CN"), map.contains_key("en")), (5, Some(&2), false));
        let json = serde_json::to_string(&map).unwrap();
        assert_eq!(json, serde_json::to_string(&tree).unwrap());
        assert_eq!(serde_json::from_str::<Map<usize>>(&json).unwrap(), map);
        assert_eq!(serde_json::to_string(&Map::<bool>::new()).unwrap(), "{}");
    }
}
