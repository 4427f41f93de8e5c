//! Accessibility by axe-core: the whole document with the open shadow roots in it.

use std::fs;

use serde_json::{Value, json};

use super::{page::Page, settings};

/// WCAG 2.0 to 2.2, A and AA, and axe's best practices.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const RUN: &str = "
    const [tags, done] = arguments;
    const options = { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } };
    axe.run(document, options).then(
      ({ violations, passes }) => done({
        passes: passes.length,
        violations: violations.map(({ id, help, nodes }) =>
          `${id}: ${help}: ${nodes.map((node) => `${node.target.flat().join(' ')} (${node.html.slice(0, 120)})`).join(', ')}`),
      }),
      (error) => done({ error: String(error) }),
    );
";

impl Page {
    /// What axe finds on the page as it is now.
    pub async fn axe(&self) -> Vec<String> {
        // The driver's scripts are not subject to the page's policy, which stays as it is.
        if self.script("return typeof window.axe", Vec::new()).await != json!("object") {
            let script = fs::read_to_string(settings::axe()).expect("axe-core is installed");
            self.script(&script, Vec::new()).await;
        }
        // Transitions show colours that nobody reads.
        let finish =
            "const roots = [...document.querySelectorAll('wallet-help')].map((it) => it.shadowRoot);
            [document, ...roots].flatMap((it) => it.getAnimations()).forEach((it) => it.finish())";
        self.script(finish, Vec::new()).await;
        let found = self.browser.client.execute_async(RUN, vec![json!(TAGS)]).await.expect("axe runs");
        assert!(
            found["passes"].as_u64().is_some_and(|passes| passes > 0),
            "axe checked nothing: {found}"
        );
        let violations = found["violations"].as_array().cloned().unwrap_or_default();
        violations.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Fails when axe finds anything; `screen` says where we are.
    pub async fn assert_accessible(&self, screen: &str) {
        let found = self.axe().await;
        assert!(found.is_empty(), "{screen} ({:?}): {found:#?}", self.look());
    }
}
