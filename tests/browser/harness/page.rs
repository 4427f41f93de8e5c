//! A page in a browser, as a person at the host sees it. What is inside the widget is in `widget`.

use std::fs;

use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions},
};
use serde_json::{Value, json};

use super::{
    chromium::Chromium,
    look::{Look, PHONE},
    settings, wait, watch,
};

/// An open page.
pub struct Page {
    pub(super) browser: Chromium,
    look: Look,
}

impl Page {
    /// Opens an address, looked at as told. Whatever the page violates or throws from its first line on is noted.
    pub async fn open(address: &str, look: Look) -> Self {
        let browser = Chromium::start(look.lang).await;
        browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch::SCRIPT }))
            .await;
        let page = Self { browser, look };
        page.size(look.size).await;
        let feature = json!({ "name": "prefers-color-scheme", "value": look.scheme() });
        page.browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await;
        page.goto(address).await;
        page
    }

    /// Goes to another address.
    pub async fn goto(&self, address: &str) {
        if let Err(error) = self.browser.client.goto(address).await {
            panic!("{address}: {error}");
        }
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
