//! How an article stands in the page: every kind of block as the elements and attributes that are meant, no others.

use std::fs;

use tempfile::TempDir;

use crate::harness::{Bundle, Host, Look, Page, Server};

/// A GIF of one pixel (GIF89a, section 18 and following), written out by hand.
const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

const SETTINGS: &str = "name = { en = \"Quay\" }\nlanguages = [\"en\"]\n
[[topics]]\nid = \"all\"\nicon = \"other\"\ntitle = { en = \"All\" }\n";

const ARTICLE: &str = r#"+++
title = "Every <b>block</b>"
topic = "all"
+++

## Two & <i>more</i>

### Three

##### Five

Plain **strong** *soft* `<code>` <kbd>Esc</kbd> \<b onclick=x\> one<br>two

[Our page](https://wallet.example/a?b=1&c=2) and [wallet.example](https://wallet.example/) and
[write](mailto:help@wallet.example) and [call](tel:+442079460123)

[Other](other.md) or [everybody](contact:)

- one
- two

  more

4. four

```js onload=x
<script>alert(1)</script>
```

> said

> [!WARNING]
> careful

| A | B | C |
| - | :-: | -: |
| 1 | 2 | `3` |

---

![A dot](dot.gif)

<form><input name="seed"><button>Send</button></form>
"#;

/// What every part becomes, in order.
const EXPECTED: &[&str] = &[
    r#"<article class="article"><h2 class="article-title">Every &lt;b&gt;block&lt;/b&gt;</h2>"#,
    r#"<h3>Two &amp; more</h3><h4>Three</h4><h5>Five</h5>"#,
    r#"<p>Plain <strong>strong</strong> <em>soft</em> <code>&lt;code&gt;</code> <kbd>Esc</kbd> &lt;b onclick=x&gt; one<br>two</p>"#,
    r#"<p><span><a href="https://wallet.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">Our page</a><span class="host">wallet.example</span></span> and "#,
    r#"<span><a href="https://wallet.example/" target="_blank" rel="noopener noreferrer nofollow">wallet.example</a></span> and "#,
    r#"<a href="mailto:help@wallet.example">write</a> and <a href="tel:+442079460123">call</a></p>"#,
    r#"<p><button class="link" type="button">Other</button> or <button class="link" type="button">everybody</button></p>"#,
    r#"<ul><li>one</li><li><p>two</p><p>more</p></li></ul><ol start="4"><li>four</li></ol>"#,
    r#"<pre tabindex="0"><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre><blockquote><p>said</p></blockquote>"#,
    r#"<div class="note warning" role="note" aria-label="Careful"><svg/><div><p>careful</p></div></div>"#,
    r#"<div class="table" tabindex="0" role="region" aria-label="Table"><table><thead><tr>"#,
    r#"<th scope="col" class="start">A</th><th scope="col" class="center">B</th><th scope="col" class="end">C</th></tr></thead>"#,
    r#"<tbody><tr><td class="start">1</td><td class="center">2</td><td class="end"><code>3</code></td></tr></tbody></table></div><hr>"#,
    r#"<p><img src="/knowledge/image-HASH.gif" alt="A dot" loading="lazy" width="1" height="1"></p></article>"#,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_block_is_drawn_as_it_may_be() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("en/all")).expect("a folder");
    fs::write(folder.path().join("knowledge.toml"), SETTINGS).expect("a file");
    fs::write(folder.path().join("en/all/every.md"), ARTICLE).expect("a file");
    let other = "+++\ntitle = \"Other\"\ntopic = \"all\"\n+++\n\nOther.\n";
    fs::write(folder.path().join("en/all/other.md"), other).expect("a file");
    fs::write(folder.path().join("en/all/dot.gif"), PIXEL).expect("a file");
    let bundle = Bundle::build(folder.path());
    let server = Server::over(bundle.path());
    let host = Host::start(&server).await;
    let page = Page::open(&format!("{}/?lang=en", host.origin()), Look::PLAIN).await;
    page.until("return !!customElements.get('wallet-help')").await;
    page.open_help().await;
    page.press_named("All").await;
    page.press_named("Every <b>block</b>").await;
    page.see(".article pre").await;
    // The drawing of an icon is no part of the article, the picture's name its own.
    let script = "return root.querySelector('.article').outerHTML.replace(/<svg.*?<\\/svg>/g, '<svg/>')
        .replaceAll(location.origin, '').replace(/image-[0-9a-f]+/, 'image-HASH')";
    let drawn = page.inside(script, Vec::new()).await;
    assert_eq!(drawn.as_str().unwrap_or_default(), EXPECTED.concat());
    let fields = "return root.querySelectorAll('.article :is(input, textarea, select, form, [contenteditable])').length";
    assert_eq!(page.inside(fields, Vec::new()).await, 0);
}
