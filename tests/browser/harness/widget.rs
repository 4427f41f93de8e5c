//! Inside the widget: finds, clicks and writes in the shadow root, by what people see or by CSS.

use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use super::{engine::Engine, page::Page, wait};

/// The key under which WebDriver passes elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Defines `root` and `seen`, for the scripts below.
const INSIDE: &str = "
    const root = document.querySelector('wallet-help')?.shadowRoot;
    const seen = (it) => it.checkVisibility({ visibilityProperty: true });
    const trim = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
    const named = (it, name) => trim(it.getAttribute('aria-label') ?? it.textContent) === name;
";

impl Page {
    /// Runs a script in which `root` is the widget's shadow root.
    pub async fn inside(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.script(&format!("{INSIDE}{script}"), arguments).await
    }

    /// Opens the help by its launcher and waits for the first screen.
    pub async fn open_help(&self) {
        self.click(".launcher").await;
        self.see(".mounted").await;
    }

    /// Whether the panel stands open.
    pub async fn is_open(&self) -> bool {
        let script = "const panel = root?.querySelector('dialog');
            return !!panel && (panel.open || panel.matches(':popover-open'))";
        self.inside(script, Vec::new()).await == json!(true)
    }

    /// Waits for something visible and returns it.
    pub async fn see(&self, css: &str) -> Element {
        let script = "return [...root?.querySelectorAll(arguments[0]) ?? []].find(seen) ?? null";
        self.found(css, script, vec![json!(css)]).await
    }

    /// Waits until nothing visible matches.
    pub async fn see_no_more(&self, css: &str) {
        let script = "return ![...root?.querySelectorAll(arguments[0]) ?? []].some(seen)";
        wait::until(&format!("{css} to go"), || async {
            (self.inside(script, vec![json!(css)]).await == json!(true)).then_some(())
        })
        .await;
    }

    /// Waits until this text stands in the panel.
    pub async fn read(&self, text: &str) {
        let script = "return trim(root?.querySelector('dialog')?.innerText).includes(arguments[0])";
        wait::until(&format!("the text {text:?}"), || async {
            (self.inside(script, vec![json!(text)]).await == json!(true)).then_some(())
        })
        .await;
    }

    /// The same for what takes its time.
    pub async fn read_at_last(&self, text: &str) {
        let script = "return trim(root?.querySelector('dialog')?.innerText).includes(arguments[0])";
        wait::within(Duration::from_secs(120), &format!("the text {text:?}"), || async {
            (self.inside(script, vec![json!(text)]).await == json!(true)).then_some(())
        })
        .await;
    }

    /// The visible text of the first match, blanks joined; empty when there is none.
    pub async fn text(&self, css: &str) -> String {
        let script =
            "return trim([...root?.querySelectorAll(arguments[0]) ?? []].find(seen)?.innerText)";
        self.inside(script, vec![json!(css)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// The visible texts of all matches.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...root?.querySelectorAll(arguments[0]) ?? []].filter(seen).map((it) => trim(it.innerText))";
        let texts = self.inside(script, vec![json!(css)]).await;
        texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Clicks the first visible match, as a person would: what covers it makes this fail.
    pub async fn click(&self, css: &str) {
        let script = "return [...root?.querySelectorAll(arguments[0]) ?? []].find(seen) ?? null";
        self.click_found(css, script, vec![json!(css)]).await;
    }

    /// Goes into a field with a click. WebKitGTK's driver takes a field in a shadow root for covered by its own inner
    /// parts, so there the focus is set.
    pub async fn enter(&self, css: &str) {
        if self.engine() != Engine::WebKitGtk {
            return self.click(css).await;
        }
        self.see(css).await;
        let script = "[...root.querySelectorAll(arguments[0])].find(seen).focus(); return true";
        self.inside(script, vec![json!(css)]).await;
    }

    /// Clicks the button, link or summary of this name.
    pub async fn press_named(&self, name: &str) {
        // The driver takes what lies behind the sticky action for visible; a person scrolls on.
        let script = "const it = [...root?.querySelectorAll('button, a, summary, [role=button]') ?? []]
              .find((it) => seen(it) && named(it, arguments[0])) ?? null;
            const action = root?.querySelector('.action');
            const below = action && !action.contains(it) && it?.getBoundingClientRect().bottom > action.getBoundingClientRect().top;
            if (below) it.scrollIntoView({ block: 'center' });
            return it";
        self.click_found(name, script, vec![json!(name)]).await;
    }

    /// Chooses the radio button or box whose label begins so.
    pub async fn choose(&self, label: &str) {
        let script = "const it = [...root?.querySelectorAll('label') ?? []]
              .find((it) => seen(it) && trim(it.innerText).startsWith(arguments[0])) ?? null;
            it?.scrollIntoView({ block: 'center' });
            return it";
        self.click_found(label, script, vec![json!(label)]).await;
    }

    /// Writes into the field whose label begins so, in place of what it held.
    pub async fn fill(&self, label: &str, text: &str) {
        let script = "const label = [...root?.querySelectorAll('label') ?? []]
              .find((it) => seen(it) && it.control && trim(it.innerText).startsWith(arguments[0]));
            return label?.control ?? null";
        let field = self.found(label, script, vec![json!(label)]).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(text).await.expect("a field takes text");
    }

    /// What the focus is on inside the widget: its name, else its tag; empty when it is elsewhere.
    pub async fn focus(&self) -> String {
        let script = "const it = root?.activeElement;
            return it ? trim(it.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText) || it.localName : ''";
        self.inside(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    async fn found(&self, what: &str, script: &str, arguments: Vec<Value>) -> Element {
        wait::until(what, || async {
            let found = self.inside(script, arguments.clone()).await;
            let id = found.get(ELEMENT)?.as_str()?.to_owned();
            Some(Element::from_element_id(self.browser.client.clone(), ElementRef::from(id)))
        })
        .await
    }

    /// A screen may be drawn anew between finding and clicking; then it is found again.
    async fn click_found(&self, what: &str, script: &str, arguments: Vec<Value>) {
        wait::until(&format!("a click on {what}"), || async {
            let found = self.inside(script, arguments.clone()).await;
            let id = found.get(ELEMENT)?.as_str()?.to_owned();
            let found = Element::from_element_id(self.browser.client.clone(), ElementRef::from(id));
            found.click().await.ok()
        })
        .await;
    }
}
