//! An article as typed blocks. Nothing else can be rendered, so nothing else can be smuggled in.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// An article in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The id, the same in every language: `withdraw/wrong-network`.
    pub id: String,
    /// One problem or question.
    pub title: String,
    /// The topic's id.
    pub topic: String,
    /// Waiting costs money.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// The day the text was last checked, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Ids of articles that help next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A block of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading of level 2 to 4.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list without order.
    Bullets(Vec<Vec<Block>>),
    /// Steps, counted from the number.
    Steps(u32, Vec<Vec<Block>>),
    /// The language's name, empty when the author gave none, and text as typed.
    Code(String, String),
    /// A quotation.
    Quote(Vec<Block>),
    /// A note that stands out.
    Note(NoteKind, Vec<Block>),
    /// A table.
    Table(Table),
    /// A line between parts.
    Rule,
    /// A part that opens on demand: summary, then blocks.
    Details(Vec<Inline>, Vec<Block>),
}

/// The kinds of note, named as GitHub's alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Worth knowing.
    Note,
    /// Makes it easier.
    Tip,
    /// Mistakes here cost time or money.
    Warning,
    /// Money or the account is in danger.
    Caution,
}

/// A table: a head, rows of the same width, and one alignment a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// One a column.
    pub align: Vec<Align>,
    /// The head's cells.
    pub head: Vec<Vec<Inline>>,
    /// The body's rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// As text runs.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Against the end: numbers.
    End,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Text as typed.
    Code(String),
    /// A key to press.
    Key(String),
    /// A link.
    Link(Link, Vec<Inline>),
    /// A picture of the bundle's own host.
    Image(Image),
    /// A line break.
    Break,
}

/// Where a link leads. What is not one of these is not a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Another article's id.
    Article(String),
    /// The guided form of a topic.
    Form(String),
    /// The official channels.
    Contact,
    /// A page outside: the address (https), and the host to show beside it, in punycode where it is
    /// not ASCII, when the link's text does not name that host itself.
    Web(
        #[serde(deserialize_with = "web")] String,
        #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
    ),
    /// An e-mail address, without `mailto:`.
    Email(String),
    /// A phone number, without `tel:`.
    Phone(String),
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The name of a file of the bundle: `image-4f2a.png`.
    #[serde(deserialize_with = "picture")]
    pub src: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// CSS pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// CSS pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

impl Article {
    /// The first list of steps, or else the first paragraph: what a home screen shows in place.
    pub fn first_steps(&self) -> Option<&Block> {
        self.blocks
            .iter()
            .find(|block| matches!(block, Block::Steps(..)))
            .or_else(|| self.blocks.iter().find(|block| matches!(block, Block::Paragraph(_))))
    }

    /// The first paragraph: what the article answers, in a sentence or two.
    pub fn lead(&self) -> Option<&Block> {
        self.blocks.iter().find(|block| matches!(block, Block::Paragraph(_)))
    }
}

/// True when a page outside may be reached by that address. Whoever reads an article asks again what its
/// author was asked, because files can be changed on their way.
pub fn is_web(address: &str) -> bool {
    address.starts_with("https://")
}

/// True when that names a picture of the bundle and nothing beyond: no other folder, no other host.
pub fn is_picture(src: &str) -> bool {
    src.starts_with("image")
        && src.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'.')
}

fn web<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = String::deserialize(from)?;
    if is_web(&address) { Ok(address) } else { Err(D::Error::custom("must begin with https://")) }
}

fn picture<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let src = String::deserialize(from)?;
    if is_picture(&src) { Ok(src) } else { Err(D::Error::custom("must name a picture of the bundle")) }
}

/// The text of inlines without marks, as search and lists of links read it.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Key(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                push_plain(inner, out)
            }
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Break => out.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_before_paragraphs_on_home() {
        let text = |it: &str| vec![Inline::Text(it.into())];
        let mut article = Article {
            blocks: vec![
                Block::Paragraph(text("Why")),
                Block::Steps(1, vec![vec![Block::Paragraph(text("Do"))]]),
            ],
            ..Article::default()
        };
        assert!(matches!(article.first_steps(), Some(Block::Steps(1, _))));
        article.blocks.pop();
        assert!(matches!(article.first_steps(), Some(Block::Paragraph(_))));
    }

    #[test]
    fn blocks_travel_as_json() {
        let block = Block::Paragraph(vec![
            Inline::Text("See ".into()),
            Inline::Link(Link::Article("fees/x".into()), vec![Inline::Text("fees".into())]),
            Inline::Link(Link::Contact, vec![]),
        ]);
        let json = serde_json::to_string(&block).unwrap();
        assert_eq!(
            json,
            r#"{"paragraph":[{"text":"See "},{"link":[{"article":"fees/x"},[{"text":"fees"}]]},{"link":["contact",[]]}]}"#
        );
        assert_eq!(serde_json::from_str::<Block>(&json).unwrap(), block);
    }
}
