//! Texts that nobody would write, by a grammar of Markdown and HTML and a seed: the same ones on every machine.

use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
    strategy::{BoxedStrategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// Elements, ours and others', as an attacker would try them.
const TAGS: &[&str] = &[
    "a",
    "b",
    "i",
    "p",
    "div",
    "span",
    "br",
    "kbd",
    "img",
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "details",
    "summary",
    "table",
    "td",
    "template",
    "slot",
    "noscript",
    "base",
    "meta",
    "link",
    "video",
    "audio",
    "marquee",
    "wallet-help",
    "x-y",
    "plaintext",
    "title",
    "foreignObject",
    "mtext",
    "annotation-xml",
    "dialog",
    "pre",
    "code",
    "ol",
    "li",
    "blockquote",
    "h1",
    "h5",
    "hr",
    "SCRIPT",
    "ScRiPt",
];

const ATTRIBUTES: &[&str] = &[
    "",
    "",
    " onclick=alert(1)",
    " onload=\"alert(1)\"",
    " onerror='alert(1)'",
    " onfocus=alert(1) autofocus tabindex=1",
    " style=x:y",
    " id=x",
    " name=body",
    " class=\"note warning\"",
    " is=x-y",
    " slot=x",
    " part=panel",
    " src=x",
    " src=//evil.example/x",
    " srcdoc=\"<script>alert(1)</script>\"",
    " href=javascript:alert(1)",
    " href=https://a.example",
    " xlink:href=data:,x",
    " ping=//evil.example",
    " background=//evil.example",
    " action=//evil.example",
    " formaction=javascript:alert(1)",
    " target=_top",
    " open",
    " server=//evil.example",
    " http-equiv=refresh content=0;url=//evil.example",
    " data-x=`x`",
    " \u{0}=x",
    " =\"",
];

const PLACES: &[&str] = &[
    "https://a.example/x",
    "https://a.example/x_(y)?a=1&b=2#c",
    "http://a.example",
    "https://wallet.example@evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://w\u{e4}llet.example",
    "https://a.example\\@evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&Tab;script:alert(1)",
    "&#106;avascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:x",
    "file:///etc/passwd",
    "mailto:a@b.example?bcc=c@evil.example",
    "mailto:%3Cscript%3E",
    "tel:+442079460123",
    "tel:*#06#",
    "contact:",
    "form:x",
    "x.md",
    "../../x.md",
    "#x",
    "",
    "x.png",
    "ftp://a.example",
    "https://[::1]/",
    "https://1.1.1.1",
    "https://a.example:99999",
    "https://%61.example",
    "<https://b.example>",
    "https://a.example\n\"x\"",
];

const WORDS: &[&str] = &[
    "word",
    "two words",
    "\u{63d0}\u{73b0}",
    "a.example",
    "https://wallet.example",
    "wallet.example",
    "help@wallet.example",
    "\u{202e}evil",
    "\u{200b}",
    "&amp;",
    "&lt;script&gt;",
    "&#60;b&#62;",
    "&NewLine;",
    "\\<b\\>",
    "\\*",
    "*",
    "_",
    "**",
    "~~",
    "`",
    "``",
    "|",
    "[",
    "]",
    "](",
    "![",
    "<",
    ">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<!X",
    "&",
    "\\",
    "\u{0}",
    "\t",
    "\u{a0}",
    "  ",
    "1. ",
    "- ",
    "# ",
    "=",
    "\u{feff}",
    "\u{fffd}",
    "\u{1f600}",
    "{{x}}",
    "${x}",
    "%3C",
];

fn pick(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(list).prop_map(str::to_owned)
}

fn tag() -> impl Strategy<Value = (String, String)> {
    (pick(TAGS), vec(pick(ATTRIBUTES), 0..3)).prop_map(|(tag, attributes)| {
        let open = format!("<{tag}{}>", attributes.concat());
        (open, format!("</{tag}>"))
    })
}

/// Running text.
fn running() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        6 => pick(WORDS),
        2 => tag().prop_map(|it| it.0),
        1 => tag().prop_map(|it| it.1),
        1 => pick(PLACES).prop_map(|it| format!("<{it}>")),
    ];
    let some = |inner: BoxedStrategy<String>| {
        let wrap = |(mark, inner): (&str, String)| format!("{mark}{inner}{mark}");
        prop_oneof![
            3 => vec(inner.clone(), 1..4).prop_map(|it| it.join(" ")),
            1 => (select(&["*", "**", "_", "`", "~~", "***"][..]), inner.clone()).prop_map(wrap),
            2 => (inner.clone(), pick(PLACES)).prop_map(|(text, to)| format!("[{text}]({to})")),
            1 => (inner.clone(), pick(PLACES)).prop_map(|(text, to)| format!("![{text}]({to} \"x\")")),
            1 => (tag(), inner).prop_map(|((open, close), inner)| format!("{open}{inner}{close}")),
        ]
    };
    leaf.boxed().prop_recursive(4, 24, 4, some).boxed()
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.lines().enumerate();
    lines
        .map(|(n, line)| format!("{}{line}", if n == 0 { first } else { rest }))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Blocks of Markdown.
fn blocks() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        4 => running(),
        1 => (select(&["# ", "## ", "#### ", "####### "][..]), running()).prop_map(|(mark, text)| format!("{mark}{text}")),
        1 => (pick(WORDS), running()).prop_map(|(info, text)| format!("```{info}\n{text}\n```")),
        1 => (running(), running(), running()).prop_map(|(a, b, c)| format!("| {a} | {b} |\n| :- | -: |\n| {c} | x | y |")),
        2 => vec((tag(), running()), 1..3).prop_map(|it| it.into_iter().map(|((open, close), text)| format!("{open}\n{text}\n{close}")).collect::<Vec<_>>().join("\n")),
        1 => Just("---".to_owned()),
        1 => (running(), pick(PLACES)).prop_map(|(text, to)| format!("[r]: {to}\n\n[{text}][r] [r]")),
    ];
    let nested = |inner: BoxedStrategy<String>| {
        let one = inner.clone();
        prop_oneof![
            2 => vec(one, 1..3).prop_map(|it| it.join("\n\n")),
            1 => inner.clone().prop_map(|it| prefixed(&it, "> ", "> ")),
            1 => inner.clone().prop_map(|it| format!("> [!WARNING]\n{}", prefixed(&it, "> ", "> "))),
            1 => vec(inner.clone(), 1..3).prop_map(|it| it.iter().map(|it| prefixed(it, "- ", "  ")).collect::<Vec<_>>().join("\n")),
            1 => inner.prop_map(|it| prefixed(&it, "7. ", "   ")),
        ]
    };
    leaf.boxed().prop_recursive(3, 12, 3, nested).boxed()
}

/// A piece of HTML.
fn html() -> BoxedStrategy<String> {
    let leaf = prop_oneof![pick(WORDS), tag().prop_map(|it| it.0), tag().prop_map(|it| it.1)];
    let nested = |inner: BoxedStrategy<String>| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(|it| it.concat()),
            (tag(), inner.clone()).prop_map(|((open, close), inner)| format!("{open}{inner}{close}")),
            (pick(PLACES), inner.clone())
                .prop_map(|(to, inner)| format!("<a href=\"{to}\">{inner}</a>")),
            (pick(PLACES), inner).prop_map(|(to, inner)| format!("<img src=\"{to}\" alt=\"{inner}\">")),
        ]
    };
    leaf.boxed().prop_recursive(5, 24, 4, nested).boxed()
}

/// Puts one more piece somewhere, as a slip of the hand would.
fn slipped(texts: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    (texts, any::<(bool, u16)>(), pick(WORDS)).prop_map(|(mut text, (slip, at), piece)| {
        let places: Vec<usize> = text.char_indices().map(|it| it.0).collect();
        if let Some(at) = places.get(usize::from(at) % places.len().max(1)).filter(|_| slip) {
            text.insert_str(*at, &piece);
        }
        text
    })
}

fn drawn(strategy: &impl Strategy<Value = String>, count: usize) -> Vec<String> {
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[0x5e; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("nothing is filtered").current()).collect()
}

/// So many texts of Markdown.
pub fn markdown(count: usize) -> Vec<String> {
    drawn(&slipped(blocks()), count)
}

/// So many pieces of HTML.
pub fn markup(count: usize) -> Vec<String> {
    drawn(&slipped(html()), count)
}
