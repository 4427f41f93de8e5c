//! Hostile texts as articles, all the way: written as knowledge, built by the command, shown by the widget.
//! Nothing of theirs runs, nothing is fetched for them, and only known elements stand in an article.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Answer, Bundle, Host, Look, Page, Server};

/// A page without a policy that could stop a script: only one that reports what it would have stopped.
const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A wallet</title><script src="/traps.js"></script>
<script type="module" src="/wallet-help/element.js"></script></head>
<body><main><h1>A wallet</h1></main><wallet-help server="/" knowledge="/knowledge" locale="LOCALE"></wallet-help></body></html>"#;
const REPORTED: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; base-uri 'none'; form-action 'none'";
const TRAPS: &str = include_str!("harness/traps.js");
const WALK: &str = include_str!("harness/walk.js");
/// Articles opened by one script; a script may run for half a minute.
const STRETCH: usize = 30;

/// A JSON file of the shared security data; `None`, with a word on it, where that is absent.
fn data(path: &str) -> Option<Value> {
    let whole = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/security")).join(path);
    match fs::read(&whole) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes).expect("the shared data is JSON")),
        Err(_) => {
            println!("skipped: there is no shared data security/{path}");
            None
        }
    }
}

/// Id and text of each row.
fn rows(path: &str, member: &str) -> Option<Vec<(String, String)>> {
    let rows = data(path)?;
    let row = |row: &Value| Some((row["id"].as_str()?.to_owned(), row[member].as_str()?.to_owned()));
    Some(rows.as_array()?.iter().filter_map(row).collect())
}

/// All payloads by topic: what HTML sanitisers are tested with, attacks on Markdown, naughty strings.
fn payloads() -> Option<Vec<(&'static str, Vec<(String, String)>)>> {
    let naughty = data("text/blns.json")?;
    let naughty = naughty.as_array()?.iter().enumerate();
    let naughty = naughty.filter_map(|(n, it)| Some((format!("blns-{n:03}"), it.as_str()?.to_owned())));
    Some(vec![
        ("purify", rows("sanitise/dompurify-expect.json", "payload")?),
        ("owasp", rows("sanitise/owasp-xss-filter-evasion.json", "payload")?),
        ("markdown", rows("markdown/markdown-xss.json", "markdown")?),
        ("naughty", naughty.collect()),
    ])
}

/// Knowledge with one article a payload; the text is also one of the ways to ask for it.
pub fn written(payloads: &[(&str, Vec<(String, String)>)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let put = |path: PathBuf, text: &str| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let mut settings = "name = { en = \"Quay\" }\nlanguages = [\"en\"]\n".to_owned();
    for (topic, list) in payloads {
        settings += &format!(
            "[[topics]]\nid = \"{topic}\"\nicon = \"other\"\ntitle = {{ en = \"{topic}\" }}\n"
        );
        for (id, payload) in list {
            let front = format!("+++\ntitle = \"Row {id}\"\ntopic = \"{topic}\"\n+++\n\n");
            put(
                folder.path().join(format!("en/{topic}/{id}.md")),
                &format!("{front}Before.\n\n{payload}\n"),
            );
        }
    }
    put(folder.path().join("knowledge.toml"), &settings);
    folder
}

/// Articles of an imported help center, one a piece of HTML: as knowledge in `folder`.
pub fn imported<'a>(
    folder: &TempDir,
    html: impl Iterator<Item = &'a (String, String)>,
) -> (PathBuf, usize) {
    let articles: Vec<Value> = html
        .enumerate()
        .map(|(n, (id, payload))| {
            json!({ "id": n, "title": format!("Row {id}"), "locale": "en", "body": format!("<p>Before.</p>{payload}") })
        })
        .collect();
    let export = folder.path().join("articles.json");
    fs::write(&export, json!({ "articles": articles }).to_string()).expect("an export");
    let knowledge = folder.path().join("knowledge");
    Bundle::import("zendesk", &export, &knowledge);
    (knowledge, articles.len())
}

/// Opens every article of a bundle in the widget. What was asked of the host on the way is checked too. Returns how
/// many words `mark0mark`, `mark1mark` and so on were seen.
pub async fn walk(bundle: &Bundle, locale: &str, expected: usize) -> u64 {
    let server = Server::over(bundle.path());
    let host = Host::start(&server).await;
    host.set(
        "/wallet",
        Answer::page(&PAGE.replace("LOCALE", locale), "")
            .with("content-security-policy-report-only", REPORTED),
    );
    host.set("/traps.js", Answer::other(200, "text/javascript", TRAPS));
    let page = Page::open(&format!("{}/wallet", host.origin()), Look::PLAIN).await;
    page.until("return !!customElements.get('wallet-help')").await;
    page.open_help().await;
    page.see(".chip").await;
    page.script(WALK, Vec::new()).await;
    let topics = page.texts(".chip").await;
    let (mut seen, mut links, mut elements, mut marks) = (0, 0, 0, 0);
    let mut faults: Vec<Value> = Vec::new();
    for topic in &topics {
        page.press_named(topic).await;
        page.see(".list .list-row").await;
        for from in (0..).step_by(STRETCH) {
            let script = format!(
                "walk({from}, {}).then(arguments[arguments.length - 1], (error) => arguments[arguments.length - 1]({{ seen: 0, links: 0, faults: [String(error)] }}))",
                from + STRETCH
            );
            let told = page.script_later(&script).await;
            faults.extend(told["faults"].as_array().cloned().unwrap_or_default());
            let count = |name: &str| told[name].as_u64().unwrap_or_default();
            links += count("links");
            elements += count("elements");
            marks += count("marks");
            let here = count("seen") as usize;
            seen += here;
            if here < STRETCH {
                break;
            }
        }
        page.click(".back").await;
        page.see(".chip").await;
    }
    println!("{seen} articles, {elements} elements, {links} links");
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(seen, expected, "articles were opened");
    assert_eq!(page.script("return window.ran", Vec::new()).await, json!([]));
    assert!(page.noted().await.is_empty(), "{:#?}", page.noted().await);
    for path in host.asked() {
        let known =
            ["/wallet", "/traps.js", "/wallet-help/", "/knowledge/", "/v1/status", "/favicon.ico"];
        assert!(
            known.iter().any(|it| path == *it || it.ends_with('/') && path.starts_with(it)),
            "{path} was fetched"
        );
    }
    let elsewhere = "return performance.getEntriesByType('resource').map((it) => it.name)
        .filter((it) => !it.startsWith(location.origin + '/'))";
    assert_eq!(page.script(elsewhere, Vec::new()).await, json!([]));
    assert_eq!(page.script("return document.cookie", Vec::new()).await, json!(""));
    marks
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_markdown_runs_nothing_fetches_nothing_and_leaves_only_known_elements() {
    let Some(payloads) = payloads() else { return };
    let all = payloads.iter().map(|it| it.1.len()).sum();
    assert!(all >= 223 + 110 + 50 + 485, "{all} payloads");
    let knowledge = written(&payloads);
    walk(&Bundle::build(knowledge.path()), "en", all).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_html_of_an_imported_help_center_does_not_either() {
    let Some(payloads) = payloads() else { return };
    let folder = TempDir::new().expect("a temporary folder");
    let html = payloads.iter().filter(|it| ["purify", "owasp"].contains(&it.0)).flat_map(|it| &it.1);
    let (knowledge, articles) = imported(&folder, html);
    walk(&Bundle::build(&knowledge), "en", articles).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_own_articles_fetch_nothing_either_and_set_no_cookie() {
    let bundle = Bundle::build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge"));
    let (_, manifest) = bundle.file("manifest.json");
    let manifest: Value = serde_json::from_slice(&manifest).expect("the manifest is JSON");
    for language in manifest["languages"].as_array().expect("languages") {
        let (tag, articles) = (language["tag"].as_str(), language["articles"].as_u64());
        walk(&bundle, tag.expect("a tag"), articles.expect("a number") as usize).await;
    }
}

/// Without this the tests above could pass because nothing would ever have run.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_payloads_do_run_where_they_are_inserted_raw() {
    let (Some(payloads), Some(live)) = (payloads(), data("sanitise/live-in-chromium-156.json")) else {
        return;
    };
    let live: Vec<&str> = live.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let server = Server::start();
    let host = Host::start(&server).await;
    host.set("/traps.js", Answer::other(200, "text/javascript", TRAPS));
    for (id, payload) in payloads.iter().flat_map(|it| &it.1) {
        let page = format!("<!DOCTYPE html><script src=\"/traps.js\"></script><body>{payload}");
        host.set(&format!("/raw/{id}"), Answer::page(&page, ""));
    }
    host.set(
        "/control",
        Answer::page("<!DOCTYPE html><title>Control</title><script src=\"/traps.js\"></script>", ""),
    );
    let page = Page::open(&format!("{}/control", host.origin()), Look::PLAIN).await;
    let mut ran = 0;
    for ids in live.chunks(12) {
        let script = RAW.replace("IDS", &json!(ids).to_string());
        ran += page.script_later(&script).await.as_u64().unwrap_or_default();
    }
    println!("{ran} of {} ran", live.len());
    assert!(ran >= 80, "only {ran} of {} payloads ran where nothing stops them", live.len());
}

/// Opens each payload in a frame of its own, raises events and clicks in it, and counts the frames in which it ran.
const RAW: &str = "
    const done = arguments[arguments.length - 1];
    const names = ['click', 'mouseover', 'mousemove', 'mouseenter', 'mousedown', 'mouseup', 'pointerenter', 'pointerover',
      'focus', 'focusin', 'blur', 'input', 'change', 'keydown', 'toggle', 'load', 'error', 'animationstart', 'animationend',
      'scroll', 'resize', 'submit'];
    (async () => {
      const ids = IDS;
      const open = async (id) => {
        const frame = document.createElement('iframe');
        frame.name = id;
        frame.src = `/raw/${id}`;
        document.documentElement.append(frame);
        await new Promise((go) => { frame.onload = go; setTimeout(go, 1500); });
        await new Promise((go) => setTimeout(go, 150));
        const had = () => window.ran.some((it) => it.startsWith(`${id} `));
        try {
          const inside = frame.contentDocument;
          const raw = /<body>([^]*)/.exec(await (await fetch(`/raw/${id}`)).text())[1];
          if (!had()) { const box = inside.createElement('div'); inside.body.append(box); box.innerHTML = raw; }
          await new Promise((go) => setTimeout(go, 150));
          for (const it of inside.querySelectorAll('*')) {
            if (had()) break;
            for (const name of names) it.dispatchEvent(new frame.contentWindow.Event(name, { bubbles: true }));
            it.focus?.();
            if (/^javascript:/i.test(it.href?.baseVal ?? it.href ?? it.action ?? '')) it.click?.();
            if (it.localName === 'form') it.requestSubmit?.();
          }
          await new Promise((go) => setTimeout(go, 200));
        } catch { /* It left the page: then it ran, or was not ours to look into. */ }
        frame.remove();
        return had() ? 1 : 0;
      };
      const ran = await Promise.all(ids.map(open));
      done(ran.reduce((sum, it) => sum + it, 0));
    })();
";
