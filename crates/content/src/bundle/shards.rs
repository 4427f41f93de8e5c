//! Cuts a language's articles into files of about equal size, so that opening one of ten thousand
//! fetches one small file.

use help_core::article::Article;

/// About how many bytes of JSON stand in one file.
pub const SHARD: usize = 48 * 1024;

/// How many articles each file takes, in order, given the length of each article's JSON.
pub fn cut(lengths: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut shards = Vec::new();
    let (mut count, mut bytes) = (0, 0);
    for length in lengths {
        if count > 0 && bytes + length > SHARD {
            shards.push(count);
            (count, bytes) = (0, 0);
        }
        count += 1;
        bytes += length;
    }
    if count > 0 {
        shards.push(count);
    }
    shards
}

/// The JSON of a file of bodies, from the JSON of its articles.
pub fn bodies(articles: &[Vec<u8>]) -> Vec<u8> {
    // The same bytes as serialising `help_core::manifest::Bodies`, without doing it twice.
    let mut out = br#"{"articles":["#.to_vec();
    for (at, article) in articles.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.extend_from_slice(article);
    }
    out.extend_from_slice(b"]}");
    out
}

/// The JSON of an article.
pub fn json(article: &Article) -> Vec<u8> {
    // Articles hold nothing that JSON cannot say: no maps with other keys than text, no failing types.
    serde_json::to_vec(article).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_core::manifest::Bodies;

    #[test]
    fn files_are_of_about_equal_size() {
        for (lengths, expected) in [
            (vec![], vec![]),
            (vec![10; 3], vec![3]),
            (vec![SHARD, 1, 1], vec![1, 2]),
            (vec![SHARD / 2; 5], vec![2, 2, 1]),
            (vec![1, 3 * SHARD, 1], vec![1, 1, 1]),
        ] {
            assert_eq!(cut(lengths.clone().into_iter()), expected, "{lengths:?}");
        }
    }

    #[test]
    fn bodies_are_read_as_the_shared_type() {
        let articles = vec![
            Article { id: "a".into(), title: "\"é\"".into(), ..Article::default() },
            Article { id: "b".into(), ..Article::default() },
        ];
        let parts: Vec<_> = articles.iter().map(json).collect();
        let read: Bodies = serde_json::from_slice(&bodies(&parts)).unwrap();
        assert_eq!(read.articles, articles);
        assert_eq!(bodies(&parts), serde_json::to_vec(&Bodies { articles }).unwrap());
    }
}
