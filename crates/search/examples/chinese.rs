//! Measures the Chinese index of a knowledge folder on labelled questions: `chinese FOLDER FILE PART`.
//! Reads front matter only as far as it needs: title, questions, text.

use std::{error::Error, fs, path::Path};

use help_core::Context;
use help_search::{
    Index,
    build::{Builder, Source},
};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, file, part] = words.as_slice() else {
        return Err("FOLDER FILE PART are missing".into());
    };
    let mut files = Vec::new();
    gather(Path::new(folder), &mut files)?;
    files.sort();
    let mut builder = Builder::new("zh-CN");
    for path in &files {
        let text = fs::read_to_string(path)?;
        let mut parts = text.splitn(3, "+++");
        let front = parts.nth(1).unwrap_or_default();
        let id = path.strip_prefix(folder)?.with_extension("");
        let quoted = |from: &str| -> Vec<String> {
            let rest = front.split_once(from).map_or("", |it| it.1);
            let rest = rest.split(']').next().unwrap_or_default();
            rest.split('"').skip(1).step_by(2).map(str::to_owned).collect()
        };
        let title = front.lines().find_map(|it| it.strip_prefix("title = \"")).unwrap_or_default();
        let questions = quoted("questions = [");
        let body = parts.next().unwrap_or_default();
        builder.add(Source {
            id: &id.to_string_lossy(),
            title: title.trim_end_matches('"'),
            topic: id.iter().next().and_then(|it| it.to_str()).unwrap_or_default(),
            questions: &questions,
            body,
            ..Source::default()
        });
    }
    let index = Index::open(builder.finish())?;
    let (mut first, mut three, mut topic, mut all) = (0, 0, 0, 0);
    for line in fs::read_to_string(file)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        if row["part"] != part.as_str() {
            continue;
        }
        let text = row["text"].as_str().unwrap_or_default();
        let wanted = row["article"].as_str().unwrap_or_default();
        let found = index.search(text, &Context::default(), 3);
        let ids: Vec<&str> =
            found.hits.iter().filter_map(|it| index.article(it.article)).map(|it| it.id).collect();
        all += 1;
        first += usize::from(ids.first() == Some(&wanted));
        three += usize::from(ids.contains(&wanted));
        topic += usize::from(found.topic.as_deref() == wanted.split('/').next());
        if part == "tune" && ids.first() != Some(&wanted) {
            println!("{text}  wanted {wanted}, found {ids:?} {:.2}", found.confidence);
        }
    }
    let share = |n: usize| 100.0 * n as f64 / all as f64;
    println!(
        "{all} questions, {} articles: first {:.1}, within three {:.1}, topic {:.1}",
        index.len(),
        share(first),
        share(three),
        share(topic)
    );
    Ok(())
}

fn gather(folder: &Path, out: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, out)?;
        } else if path.extension().is_some_and(|it| it == "md") {
            out.push(path);
        }
    }
    Ok(())
}
