//! The two people of a thread: whoever the wallet vouches for, and somebody of the team in a browser of their
//! own.

use serde_json::json;

use super::{
    look::Look,
    page::Page,
    server::{KEY, PASSWORD, Server},
};

/// Makes the page vouch for `sub` as a wallet would, with tokens that last so many seconds. `__asked` counts how
/// often it was asked, and the first `__wrong` tokens carry a signature of nobody.
const VOUCH: &str = "
    const [sub, lasts, key, wrong] = arguments;
    window.__asked = 0;
    window.__wrong = wrong;
    const text = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
    const part = (value) => text(new TextEncoder().encode(JSON.stringify(value)));
    window.__token = async () => {
      __asked += 1;
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: 'https://wallet.example', aud: 'wallet-help', sub, iat: now, exp: now + lasts };
      const message = `${part({ typ: 'JWT', alg: 'HS256', kid: 'demo' })}.${part(claims)}`;
      const bytes = new TextEncoder().encode(__wrong-- > 0 ? 'B'.repeat(32) : key);
      const secret = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      const mark = await crypto.subtle.sign('HMAC', secret, new TextEncoder().encode(message));
      return `${message}.${text(new Uint8Array(mark))}`;
    };
    document.querySelector('wallet-help').identify(window.__token);
    return true";

/// From now on the page says that this person signed in; `wrong` of its tokens are refused first.
pub async fn vouch(page: &Page, subject: &str, lasts: u32, wrong: u32) {
    page.until("return !!customElements.get('wallet-help')").await;
    page.script(VOUCH, vec![json!(subject), json!(lasts), json!(KEY), json!(wrong)]).await;
}

impl Page {
    /// A browser of somebody of the team, signed in.
    pub async fn of_agent(server: &Server, name: &str, look: Look) -> Page {
        let page = Page::open(&format!("{}/agent/sign-in", server.origin()), look).await;
        page.until("return !!document.querySelector('form.sign-in')").await;
        let script = "const form = document.querySelector('form.sign-in');
            form.elements.name.value = arguments[0];
            form.elements.password.value = arguments[1];
            form.querySelector('button').click();
            return true";
        page.script(script, vec![json!(name), json!(PASSWORD)]).await;
        page.until("return !!document.querySelector('.filters')").await;
        page
    }

    /// The agent opens the ticket of this number from the list.
    pub async fn open_ticket(&self, number: &str) {
        let script = format!(
            "const it = [...document.querySelectorAll('a.ticket')].find((it) => it.innerText.includes('{number}'));
             it?.click();
             return !!it || !!document.querySelector('#reply')"
        );
        self.until(&script).await;
        self.until("return !!document.querySelector('#reply')").await;
    }

    /// The agent answers; the page comes back with the answer in the thread.
    pub async fn answer(&self, text: &str) {
        let script = "const field = document.querySelector('#reply');
            field.value = arguments[0];
            field.form.querySelector('button.main').click();
            return true";
        self.script(script, vec![json!(text)]).await;
        self.reads(text).await;
    }

    /// Waits until this text stands in the thread that the agent sees.
    pub async fn reads(&self, text: &str) {
        let script =
            format!("return !!document.querySelector('#thread')?.innerText.includes({})", json!(text));
        self.until(&script).await;
    }
}
