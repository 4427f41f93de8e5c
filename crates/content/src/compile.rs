//! Knowledge becomes articles as they will be shown: Markdown read, links resolved, pictures found,
//! everything in a fixed order. It writes nothing.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use help_core::article::{Article, Block, Image, Inline, Link, plain};

use crate::{
    knowledge::{Knowledge, article::ArticleSource, folder::Folder},
    markdown::{self, Finding, Refusal, Resolve, What},
    name,
    report::{Report, Rule},
};

/// One language, ready to be written.
#[derive(Debug)]
pub struct CompiledLanguage {
    /// Its tag.
    pub tag: String,
    /// In the order of topics, then of ids: the order of the index.
    pub articles: Vec<Compiled>,
}

/// One article, ready to be written.
#[derive(Debug)]
pub struct Compiled {
    /// What people see.
    pub article: Article,
    /// Its position in [`Knowledge::articles`].
    pub source: usize,
    /// The texts of its headings.
    pub headings: Vec<String>,
    /// The text of everything else.
    pub body: String,
    /// Ids of the articles that it links to.
    pub links: BTreeSet<String>,
}

/// Every language, and the pictures by the name they will have.
#[derive(Debug, Default)]
pub struct Compilation {
    /// In the order of the settings.
    pub languages: Vec<CompiledLanguage>,
    /// Name in the bundle to bytes.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// Reads every article's Markdown. What is left out goes to the report.
pub fn compile(knowledge: &Knowledge, report: &mut Report) -> Compilation {
    let mut paths: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for article in &knowledge.articles {
        paths.entry(&article.lang).or_default().insert(&article.path, &article.id);
    }
    let topics: BTreeMap<&str, usize> =
        knowledge.settings.topics.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let pictures = RefCell::new(BTreeMap::new());
    let mut languages = Vec::new();
    for tag in &knowledge.settings.languages {
        let mut articles = Vec::new();
        for (at, source) in knowledge.articles.iter().enumerate().filter(|(_, it)| it.lang == *tag) {
            let resolve = Surroundings {
                folder: &knowledge.folder,
                source,
                paths: &paths,
                topics: &topics,
                pictures: &pictures,
            };
            let reading = markdown::read(source.markdown(), &resolve);
            for finding in &reading.findings {
                tell(source, finding, report);
            }
            articles.push(assemble(at, source, reading.blocks));
        }
        articles.sort_by(|a, b| {
            let key = |it: &Compiled| topics.get(it.article.topic.as_str()).copied();
            (key(a), &a.article.id).cmp(&(key(b), &b.article.id))
        });
        languages.push(CompiledLanguage { tag: tag.clone(), articles });
    }
    Compilation { languages, pictures: pictures.into_inner() }
}

fn assemble(at: usize, source: &ArticleSource, mut blocks: Vec<Block>) -> Compiled {
    let front = &source.front;
    // Many a Markdown file repeats its title as first heading; the widget shows it anyway.
    if matches!(blocks.first(), Some(Block::Heading(_, text)) if plain(text).trim() == front.title) {
        blocks.remove(0);
    }
    let mut compiled = Compiled {
        article: Article {
            id: source.id.clone(),
            title: front.title.clone(),
            topic: front.topic.clone(),
            urgent: front.urgent,
            updated: front.updated.clone(),
            related: Vec::new(),
            blocks: Vec::new(),
        },
        source: at,
        headings: Vec::new(),
        body: String::new(),
        links: BTreeSet::new(),
    };
    gather(&blocks, &mut compiled);
    compiled.article.blocks = blocks;
    compiled
}

/// Collects what search and related answers need. The depth of blocks is bounded by the reader.
fn gather(blocks: &[Block], out: &mut Compiled) {
    for block in blocks {
        match block {
            Block::Heading(_, text) => {
                out.headings.push(plain(text));
                gather_links(text, &mut out.links);
            }
            Block::Paragraph(text) => gather_text(text, out),
            Block::Bullets(items) | Block::Steps(_, items) => {
                items.iter().for_each(|item| gather(item, out));
            }
            Block::Code(_, text) => {
                out.body.push_str(text);
                out.body.push('\n');
            }
            Block::Quote(inner) | Block::Note(_, inner) => gather(inner, out),
            Block::Details(summary, inner) => {
                gather_text(summary, out);
                gather(inner, out);
            }
            Block::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .for_each(|cell| gather_text(cell, out));
            }
            Block::Rule => {}
        }
    }
}

fn gather_text(text: &[Inline], out: &mut Compiled) {
    out.body.push_str(&plain(text));
    out.body.push('\n');
    gather_links(text, &mut out.links);
}

fn gather_links(text: &[Inline], out: &mut BTreeSet<String>) {
    for inline in text {
        match inline {
            Inline::Link(Link::Article(id), _) => {
                out.insert(id.clone());
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => gather_links(inner, out),
            _ => {}
        }
    }
}

fn tell(source: &ArticleSource, finding: &Finding, report: &mut Report) {
    let place = source.file().place(source.body.start + finding.at);
    match &finding.what {
        What::Html(tag) => {
            let text = format!("raw HTML is left out: {tag}");
            report.add(Rule::RawHtml, place, text, "write it in Markdown, or take it out");
        }
        What::Link(dest, Refusal::Dead) => {
            let text = format!("`{dest}` leads nowhere; its text stays as plain text");
            report.add(Rule::DeadLink, place, text, Refusal::Dead.next());
        }
        What::Link(dest, why) => {
            let text = format!("`{dest}` is no link: {why}; its text stays as plain text");
            report.add(Rule::RefusedLink, place, text, why.next());
        }
        What::Upgraded(dest) => {
            let text = format!("`{dest}` is opened over https");
            report.add(Rule::RefusedLink, place, text, "write https:");
        }
        What::Marks(marks) => {
            let text = format!("{marks} stands in the text as it is");
            let next =
                "close the mark; between Chinese characters put quotes and brackets outside of it";
            report.add(Rule::Markup, place, text, next);
        }
        What::Deep => {
            let text = format!("lists and quotes deeper than {} lose their frame", markdown::DEPTH);
            report.add(Rule::Markup, place, text, "write it flatter");
        }
        What::Wide => {
            report.add(
                Rule::Markup,
                place,
                "the table's last columns are left out",
                "use fewer columns",
            );
        }
        What::NoAlt(path) => {
            let text = format!("the picture {path} has no text for those who do not see it");
            report.add(Rule::Markup, place, text, "write ![what it shows](…)");
        }
    }
}

/// What links and pictures mean in one article.
struct Surroundings<'a> {
    folder: &'a Folder,
    source: &'a ArticleSource,
    paths: &'a BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    topics: &'a BTreeMap<&'a str, usize>,
    pictures: &'a RefCell<BTreeMap<String, Vec<u8>>>,
}

impl Surroundings<'_> {
    /// A path relative to the article, as one from the knowledge folder.
    fn whole(&self, path: &str) -> Option<String> {
        join(&format!("{}/{}", self.source.lang, self.source.path), path)
    }
}

impl Resolve for Surroundings<'_> {
    fn article(&self, path: &str) -> Option<String> {
        let whole = self.whole(path)?;
        let (lang, path) = whole.split_once('/')?;
        self.paths.get(lang)?.get(path).map(|id| (*id).to_owned())
    }

    fn topic(&self, id: &str) -> bool {
        self.topics.contains_key(id)
    }

    fn image(&self, path: &str) -> Result<Image, Refusal> {
        let ending = path.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase()).unwrap_or_default();
        if !["png", "jpg", "jpeg", "webp", "gif", "avif"].contains(&ending.as_str()) {
            return Err(Refusal::Picture);
        }
        let whole = self.whole(path).ok_or(Refusal::NotRelative)?;
        let bytes = self.folder.bytes(&whole).ok_or(Refusal::Dead)?;
        // The first bytes decide what a picture is, not its name.
        let size = imagesize::blob_size(&bytes).map_err(|_| Refusal::Picture)?;
        let number = |it: usize| u32::try_from(it).ok();
        let src = name::hashed("image", &bytes, &ending);
        self.pictures.borrow_mut().insert(src.clone(), bytes);
        Ok(Image { src, alt: String::new(), width: number(size.width), height: number(size.height) })
    }
}

/// Resolves a relative path against a file's; `None` when it leaves the folder (RFC 3986, section 5.2.4).
fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_stay_in_the_folder() {
        for (file, path, expected) in [
            ("en/withdraw/a.md", "b.md", Some("en/withdraw/b.md")),
            ("en/withdraw/a.md", "./../fees/b.md", Some("en/fees/b.md")),
            ("en/a.md", "../zh-CN/a.md", Some("zh-CN/a.md")),
            ("en/a.md", "../../a.md", None),
        ] {
            assert_eq!(join(file, path).as_deref(), expected, "{path} from {file}");
        }
    }
}
