//! A page in a browser, as a person at the host sees it. What is inside the widget is in `widget`.

use std::{fs, sync::Arc, time::Duration};

use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions},
    wd::WindowHandle,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    chromium,
    driven::Driven,
    engine::Engine,
    look::{Look, PHONE},
    settings, wait, watch,
};

/// A tab of a browser.
pub struct Tab(WindowHandle);

/// An open page.
pub struct Page {
    pub(super) browser: Driven,
    engine: Engine,
    look: Look,
}

impl Page {
    /// Opens an address, looked at as told. Whatever the page violates or throws from its first line on is noted.
    pub async fn open(address: &str, look: Look) -> Self {
        Self::open_with(Engine::Chromium.start(look.lang).await, "", address, look).await
    }

    /// The same in a profile that another browser has used.
    pub async fn open_in(profile: Arc<TempDir>, address: &str, look: Look) -> Self {
        Self::open_with(chromium::start(profile, look.lang).await, "", address, look).await
    }

    /// The same in a browser where a script runs before each page's own.
    pub async fn open_spoilt(script: &str, address: &str, look: Look) -> Self {
        Self::open_with(Engine::Chromium.start(look.lang).await, script, address, look).await
    }

    /// The same in any engine. Beside Chromium a page is watched only if it loads the watch itself, as its first
    /// script, and its theme is the system's.
    pub async fn open_under(engine: Engine, address: &str, look: Look) -> Self {
        if engine == Engine::Chromium {
            return Self::open(address, look).await;
        }
        let page = Self { browser: engine.start(look.lang).await, engine, look };
        let (width, height) = look.size;
        page.browser.client.set_window_size(width, height).await.expect("a window has a size");
        page.goto(address).await;
        page
    }

    async fn open_with(browser: Driven, script: &str, address: &str, look: Look) -> Self {
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch::SCRIPT }))
            .await;
        let page = Self { browser, engine: Engine::Chromium, look };
        page.size(look.size).await;
        let feature = json!({ "name": "prefers-color-scheme", "value": look.scheme() });
        page.browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
        page.goto(address).await;
        page
    }

    /// Ends the browser as a crash would; its profile stays.
    pub fn kill(self) -> Arc<TempDir> {
        self.browser.kill()
    }

    /// Opens one more tab at an address, and looks at it from now on. The tabs before it stay; give back is
    /// by [`Page::look_at`].
    pub async fn new_tab(&self, address: &str) {
        let window = self.browser.client.new_window(true).await.expect("a new tab");
        self.browser.client.switch_to_window(window.handle).await.expect("the new tab is there");
        self.goto(address).await;
    }

    /// The tab that is looked at.
    pub async fn tab(&self) -> Tab {
        Tab(self.browser.client.window().await.expect("a tab is looked at"))
    }

    /// Looks at this tab.
    pub async fn turn_to(&self, tab: &Tab) {
        self.browser.client.switch_to_window(tab.0.clone()).await.expect("the tab is there");
    }

    /// Kills what runs the tab that is looked at: no goodbye, as when the system ends it. Another one must
    /// be turned to.
    pub async fn kill_tab(&self) {
        // The driver hears that the tab has crashed, or nothing at all.
        let killed = self.browser.try_devtools("Page.crash", json!({}));
        let _ = tokio::time::timeout(Duration::from_secs(2), killed).await;
    }

    /// Touches, slides and lets go, in CSS pixels of the page.
    pub async fn slide(&self, from: (f64, f64), to: (f64, f64)) {
        let touch = async |kind: &str, at: Option<(f64, f64)>| {
            let points: Vec<Value> = at.iter().map(|it| json!({ "x": it.0, "y": it.1 })).collect();
            let event = json!({ "type": kind, "touchPoints": points });
            self.browser.devtools("Input.dispatchTouchEvent", event).await;
        };
        touch("touchStart", Some(from)).await;
        for part in 1..=4 {
            let part = f64::from(part) / 4.0;
            let at = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            touch("touchMove", Some(at)).await;
        }
        touch("touchEnd", None).await;
    }

    /// Looks at the tab of this position, oldest first.
    pub async fn look_at(&self, tab: usize) {
        let tabs = self.browser.client.windows().await.expect("the tabs");
        let tab = tabs.into_iter().nth(tab).expect("so many tabs");
        self.browser.client.switch_to_window(tab).await.expect("the tab is there");
    }

    /// Goes to another address.
    pub async fn goto(&self, address: &str) {
        if let Err(error) = self.browser.client.goto(address).await {
            panic!("{address}: {error}");
        }
    }

    /// The engine it is open in.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// How the page is looked at.
    pub fn look(&self) -> Look {
        self.look
    }

    /// Gives the page another size; a phone also has touch and twice the pixels.
    pub async fn size(&self, size: (u32, u32)) {
        let phone = size == PHONE;
        let metrics = json!({
            "width": size.0, "height": size.1, "mobile": phone, "deviceScaleFactor": if phone { 2 } else { 1 },
        });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.browser.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })).await;
    }

    /// Moves the page into another time zone, by its IANA name.
    pub async fn zone(&self, name: &str) {
        self.browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": name })).await;
    }

    /// What a script returns; `arguments` holds what is passed.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.browser.client.execute(script, arguments).await {
            Ok(value) => value,
            Err(error) => panic!("{script}: {error}"),
        }
    }

    /// What a script passes to the callback that is its last argument.
    pub async fn script_later(&self, script: &str) -> Value {
        match self.browser.client.execute_async(script, Vec::new()).await {
            Ok(value) => value,
            Err(error) => panic!("{script}: {error}"),
        }
    }

    /// Waits until a script returns something true.
    pub async fn until(&self, script: &str) -> Value {
        wait::until(script, || async {
            let value = self.script(script, Vec::new()).await;
            (!value.is_null() && value != json!(false) && value != json!("")).then_some(value)
        })
        .await
    }

    /// Clicks something of the host's page.
    pub async fn click_host(&self, css: &str) {
        wait::until(&format!("a click on {css}"), || async {
            let found = self.browser.client.find(Locator::Css(css)).await.ok()?;
            found.click().await.ok()
        })
        .await;
    }

    /// Presses and releases keys one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[char]) {
        let actions = keys.iter().fold(KeyActions::new("keys".to_owned()), |actions, key| {
            actions.then(KeyAction::Down { value: *key }).then(KeyAction::Up { value: *key })
        });
        self.browser.client.perform_actions(actions).await.expect("keys can be pressed");
    }

    /// Writes with the keyboard, wherever the focus is.
    pub async fn write(&self, text: &str) {
        self.press(&text.chars().collect::<Vec<_>>()).await;
    }

    /// Saves what is seen as `NAME-LANG-THEME-WIDTH.png`.
    pub async fn picture(&self, name: &str) {
        let Look { lang, size: (width, _), .. } = self.look;
        let folder = settings::screenshots();
        fs::create_dir_all(&folder).expect("the folder of pictures");
        let picture = self.browser.client.screenshot().await.expect("a picture");
        let file = format!("{name}-{lang}-{}-{width}.png", self.look.scheme());
        fs::write(folder.join(file), picture).expect("a picture is written");
    }
}
