//! Makes a bundle of a knowledge folder: the same files give the same bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use help_core::manifest::{Entry, FORMAT, Flows, Language, Manifest, Topic};
use help_search::build::{Builder, Source, Vectors};
use serde::Serialize;

use super::{
    gain::{self, Gain},
    key::SigningKey,
    shards, write,
};
use crate::{
    compile::{self, Compiled, CompiledLanguage},
    failure::Failure,
    knowledge::{self, Knowledge},
    name, related,
    report::Report,
};

/// How a bundle is made.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Signs the manifest.
    pub sign: Option<&'a SigningKey>,
    /// Word vectors to work into the indexes.
    pub vectors: Option<&'a dyn Vectors>,
    /// Told what is going on.
    pub progress: Option<Progress<'a>>,
}

/// Takes the part at hand, how much is done, and how much there is.
pub type Progress<'a> = &'a (dyn Fn(&str, usize, usize) + Sync);

/// What was made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The manifest's version.
    pub version: String,
    /// Language tag and how many articles it has.
    pub languages: Vec<(String, usize)>,
    /// Guided forms.
    pub flows: usize,
    /// Name and bytes of every file.
    pub files: Vec<(String, u64)>,
    /// What word vectors did, one a language; none without them.
    pub gains: Vec<Gain>,
    /// What is wrong or could be better, though a bundle could be made.
    pub report: Report,
}

/// Builds the bundle of the knowledge in `dir` and writes it to `out`.
///
/// # Errors
/// [`Failure::Knowledge`] when mistakes leave no bundle to make; others when files cannot be read or
/// written. Nothing is changed in `out` then.
pub fn build(dir: &Path, out: &Path, options: Options<'_>) -> Result<Summary, Failure> {
    let mut report = Report::default();
    let knowledge = knowledge::load(dir, &mut report)?;
    let Some(knowledge) = knowledge else {
        report.sort();
        return Err(Failure::Knowledge(report));
    };
    let mut compilation = compile::compile(&knowledge, &mut report);
    crate::check::flow_rules(&knowledge, &mut report);
    report.sort();
    if report.stops_build() {
        return Err(Failure::Knowledge(report.stopping()));
    }

    let mut files: BTreeMap<String, Vec<u8>> = std::mem::take(&mut compilation.pictures);
    let (mut languages, mut gains) = (Vec::new(), Vec::new());
    let mut positions: Vec<BTreeMap<&str, u32>> = Vec::new();
    let total = compilation.languages.len();
    for (done, language) in compilation.languages.iter_mut().enumerate() {
        if let Some(progress) = options.progress {
            progress(&language.tag, done, total);
        }
        related::relate(&mut language.articles, |it| {
            knowledge.articles.get(it.source).map_or(&[], |it| it.front.questions.as_slice())
        });
        let (packed, gain) = pack(&knowledge, language, options.vectors, &mut files);
        languages.push(packed);
        gains.extend(gain);
    }
    for (language, packed) in compilation.languages.iter().zip(&languages) {
        let of = language
            .articles
            .iter()
            .map(|it| it.article.id.as_str())
            .zip(packed.places.iter().copied());
        positions.push(of.collect());
    }

    let topics = knowledge
        .settings
        .topics
        .iter()
        .map(|it| Topic { flow: knowledge.flows.iter().any(|flow| flow.topic == it.id), ..it.clone() })
        .collect();
    let fees = knowledge.fees.as_ref().map(|it| keep(&mut files, "fees", &json(it), "json"));
    let mut manifest = Manifest {
        format: FORMAT,
        version: String::new(),
        name: knowledge.settings.name.clone(),
        languages: languages.into_iter().map(|it| it.language).collect(),
        topics,
        channels: knowledge.channels.clone(),
        notices: knowledge.notices.clone(),
        fees,
        entries: entries(&knowledge, &compilation.languages, &positions),
    };
    manifest.version = name::digest(&json(&manifest));
    let manifest_json = json(&manifest);
    let signature = options.sign.map(|key| key.sign(&manifest_json));
    let written = write::write(out, &files, &manifest_json, signature.as_deref())?;
    Ok(Summary {
        version: manifest.version,
        languages: compilation.languages.iter().map(|it| (it.tag.clone(), it.articles.len())).collect(),
        flows: knowledge.flows.len(),
        files: written,
        gains,
        report,
    })
}

/// A language, and which file of bodies each of its articles stands in.
struct Packed {
    language: Language,
    places: Vec<u32>,
}

fn pack(
    knowledge: &Knowledge,
    language: &CompiledLanguage,
    vectors: Option<&dyn Vectors>,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> (Packed, Option<Gain>) {
    let tag = &language.tag;
    let articles: Vec<Vec<u8>> = language.articles.iter().map(|it| shards::json(&it.article)).collect();
    let mut places = Vec::with_capacity(articles.len());
    let mut bodies = Vec::new();
    let mut rest = articles.as_slice();
    for (number, count) in shards::cut(articles.iter().map(Vec::len)).into_iter().enumerate() {
        let (these, others) = rest.split_at(count.min(rest.len()));
        rest = others;
        places.extend(std::iter::repeat_n(u32::try_from(number).unwrap_or(u32::MAX), these.len()));
        bodies.push(keep(files, &format!("bodies-{tag}-{number}"), &shards::bodies(these), "json"));
    }
    let mut index = index_of(knowledge, language, &places);
    let gain = vectors.map(|vectors| {
        let (mut gain, better) = gain::measure(knowledge, language, &places, vectors, index.len());
        if let Some(better) = better {
            gain.bytes_with = better.len();
            index = better;
        }
        gain
    });
    let own: BTreeSet<&str> = language.articles.iter().map(|it| it.article.id.as_str()).collect();
    let flows = Flows {
        flows: knowledge.flows.iter().map(|it| it.localise(tag, |id| own.contains(id))).collect(),
        exposed: knowledge.settings.exposed.clone().filter(|id| own.contains(id.as_str())),
    };
    let flows =
        (!flows.flows.is_empty()).then(|| keep(files, &format!("flows-{tag}"), &json(&flows), "json"));
    let index = keep(files, &format!("index-{tag}"), &index, "bin");
    let count = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let language = Language { tag: tag.clone(), articles: count, index, bodies, flows };
    (Packed { language, places }, gain)
}

/// The search index of a language; `places` says in which file of bodies each article stands.
pub(crate) fn index_of(knowledge: &Knowledge, language: &CompiledLanguage, places: &[u32]) -> Vec<u8> {
    builder_of(knowledge, language, places, &|questions| questions).finish()
}

/// The same before it is finished; `ask` chooses which of an article's other ways to ask it are taken.
pub(super) fn builder_of(
    knowledge: &Knowledge,
    language: &CompiledLanguage,
    places: &[u32],
    ask: &dyn Fn(&[String]) -> &[String],
) -> Builder {
    let mut builder = Builder::new(&language.tag);
    for (at, compiled) in language.articles.iter().enumerate() {
        let Some(source) = knowledge.articles.get(compiled.source) else { continue };
        builder.add(Source {
            id: &compiled.article.id,
            title: &compiled.article.title,
            topic: &compiled.article.topic,
            questions: ask(&source.front.questions),
            headings: &compiled.headings,
            body: &compiled.body,
            screens: &source.front.screens,
            errors: &source.front.errors,
            urgent: compiled.article.urgent,
            body_file: places.get(at).copied().unwrap_or_default(),
        });
    }
    builder
}

/// Articles that name screens or errors in any language, in the order of topics, then of ids.
fn entries(
    knowledge: &Knowledge,
    languages: &[CompiledLanguage],
    positions: &[BTreeMap<&str, u32>],
) -> Vec<Entry> {
    let mut entries: BTreeMap<(usize, String), Entry> = BTreeMap::new();
    for (language, positions) in languages.iter().zip(positions) {
        for Compiled { article, source, .. } in &language.articles {
            let Some(front) = knowledge.articles.get(*source).map(|it| &it.front) else { continue };
            let topic = knowledge.settings.topics.iter().position(|it| it.id == article.topic);
            let entry =
                entries.entry((topic.unwrap_or(usize::MAX), article.id.clone())).or_insert_with(|| {
                    Entry { id: article.id.clone(), topic: article.topic.clone(), ..Entry::default() }
                });
            entry.urgent |= article.urgent;
            entry.title.0.insert(language.tag.clone(), article.title.clone());
            if let Some(position) = positions.get(article.id.as_str()) {
                entry.bodies.insert(language.tag.clone(), *position);
            }
            add_new(&mut entry.screens, &front.screens);
            add_new(&mut entry.errors, &front.errors);
        }
    }
    entries.into_values().filter(|it| !(it.screens.is_empty() && it.errors.is_empty())).collect()
}

fn add_new(into: &mut Vec<String>, from: &[String]) {
    for item in from {
        if !into.contains(item) {
            into.push(item.clone());
        }
    }
}

fn keep(
    files: &mut BTreeMap<String, Vec<u8>>,
    stem: &str,
    bytes: &[u8],
    ending: &str,
) -> help_core::manifest::FileRef {
    let name = name::hashed(stem, bytes, ending);
    files.insert(name.clone(), bytes.to_vec());
    name::reference(name, bytes)
}

/// The wire types hold nothing that JSON cannot say.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
