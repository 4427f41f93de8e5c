// The custom element <wallet-help>: draws the launcher and the empty panel, keeps what the host says
// until the widget is there, loads the widget on first intent, and shows the official channels as plain
// links when it cannot run. It knows nothing of answers and forms.

// `cargo xtask dist` writes the hashes in; without them (during development) nothing is verified.
const FILES = { glue: "./wallet-help.js", wasm: "./wallet-help_bg.wasm", style: "./wallet-help.css", integrity: {} };

const VERSION = "0.1.0";
const PATIENCE_MS = 10000;
/** The name of everything that the widget keeps on this device. */
const KEPT = "wallet-help";
const CONTEXT = ["screen", "error-code", "error-message", "asset", "network", "amount", "transaction"];

const WORDS = {
  en: {
    help: "Help",
    close: "Close help",
    loading: "Loading",
    title: "Official channels",
    reason: "The help could not start. These are the official ways to reach support.",
    safe: "We never ask for your recovery phrase, password or codes.",
  },
  zh: {
    help: "帮助",
    close: "关闭帮助",
    loading: "正在加载",
    title: "官方渠道",
    reason: "帮助没能启动。可以通过以下官方渠道联系客服。",
    safe: "我们绝不会向你索要助记词、密码或验证码。",
  },
};

// What must stand before the style sheet is here, and when it cannot be had.
const FIRST_STYLE = `
:host{all:initial!important;display:block!important}
:host([hidden]){display:none!important}
.launcher,.panel{color-scheme:light dark}
:host([theme=light]) :is(.launcher,.panel){color-scheme:light}
:host([theme=dark]) :is(.launcher,.panel){color-scheme:dark}
.panel{box-sizing:border-box;position:fixed;inset:auto 16px 16px auto;width:min(400px,100vw - 32px);max-height:calc(100vh - 32px);
margin:0;padding:0;border:0;border-radius:16px;overflow:auto;font:400 15px/1.5 system-ui,sans-serif}
.panel:not([open],:popover-open){display:none}
.launcher{all:unset;position:fixed;inset-block-end:16px;inset-inline-end:16px;z-index:2147483000;box-sizing:border-box;
display:inline-flex;align-items:center;justify-content:center;gap:8px;min-width:56px;height:56px;padding:0 18px;border-radius:28px;cursor:pointer;
font:600 15px/1.2 system-ui,sans-serif;
color:var(--wh-on-accent,light-dark(#fff,#0c2626));background:var(--wh-accent,light-dark(#0a6a68,#7fc6c2))}
.launcher:focus-visible{outline:2px solid var(--wh-accent,light-dark(#0a6a68,#7fc6c2));outline-offset:2px}
.launcher svg{flex:none;width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
:host([launcher=none]) .launcher,.launcher[hidden]{display:none}
@media (max-width:559.98px){.launcher{padding:0}.launcher-text{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
@media print{.launcher,.panel{display:none!important}}
@media (forced-colors:active){.launcher{border:2px solid ButtonText}}
`;

const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const speechBubble = () => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M12 20a8 8 0 1 0-7-4.1L4 20l4.3-1A8 8 0 0 0 12 20ZM9.8 9.8a2.3 2.3 0 1 1 3.3 2.1c-.7.3-1.1.8-1.1 1.6M12 16.2h.01");
  svg.append(path);
  return svg;
};

/** A context as JSON; an amount given as a number travels as its digits. */
const asJson = (context) =>
  JSON.stringify(context, (key, value) => (key === "amount" && typeof value === "number" ? String(value) : value));

/** A folder's absolute address, ending in a slash. */
const folder = (address) => new URL(`${address.replace(/\/?$/, "/")}`, document.baseURI).href;

const load = async (address) => (await fetch(address, { cache: "no-cache" })).arrayBuffer();
const decode = (bytes) => new TextDecoder().decode(bytes);
const fromBase64 = (text) => Uint8Array.from(atob(text), (it) => it.charCodeAt());

/** Whether these bytes carry this key's Ed25519 signature. */
const isSigned = async (bytes, signature, key) => {
  const imported = await crypto.subtle.importKey("raw", fromBase64(key), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, fromBase64(decode(signature)), bytes);
};

/** Fetches one of our own files, verified where its hash is known. */
const own = (name) =>
  fetch(new URL(FILES[name], import.meta.url), { integrity: FILES.integrity[name] ?? "" }).then((answer) => {
    if (!answer.ok) throw Error(name);
    return answer;
  });

/** Whether the widget left a mark that a draft or a report is kept here: the browser may have lost the last of its marks. */
const waits = () => {
  try {
    return !!localStorage.getItem(KEPT);
  } catch {
    return false;
  }
};

/** Forgets what the widget kept on this device, without the widget. */
const forgetKept = () => {
  try {
    localStorage.removeItem(KEPT);
    indexedDB.deleteDatabase(KEPT);
  } catch {
    // Where storage is refused, nothing was kept.
  }
};

let style;
let widget;

/** The style sheet, fetched once for all elements. */
const loadStyle = () => (style ??= own("style").then((answer) => answer.text()).then(sheet));

/** The widget's module, started once for all elements. The glue is fetched with its hash before it runs. */
const loadWidget = () =>
  (widget ??= (async () => {
    const [, wasm] = await Promise.all([own("glue"), own("wasm")]);
    const glue = await import(new URL(FILES.glue, import.meta.url).href);
    await glue.default({ module_or_path: wasm });
    return glue;
  })().catch((error) => {
    widget = undefined;
    throw error;
  }));

class WalletHelpElement extends HTMLElement {
  static observedAttributes = ["locale", "launcher", ...CONTEXT];

  #root = this.attachShadow({ mode: "open" });
  #launcher = make("button", { type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog" });
  #panel = make("dialog", { class: "panel", "aria-labelledby": "wh-title" });
  #inside = make("div", { class: "inside" });
  #help;
  #state = "idle";
  #settings;
  #context;
  #known;
  #identity;
  #opener;
  #loading;
  #pending = false;

  connectedCallback() {
    // Server, knowledge and key are fixed here: content added to the page later cannot point them elsewhere.
    this.#settings ??= Object.freeze({
      server: folder(this.getAttribute("server") ?? "."),
      knowledge: folder(this.getAttribute("knowledge") ?? "knowledge"),
      // An empty key is a wrong key, not none.
      key: this.getAttribute("knowledge-key") ?? undefined,
    });
    if (!this.#root.firstChild) this.#wire();
    this.#words();
    addEventListener("online", this.#online);
  }

  disconnectedCallback() {
    removeEventListener("online", this.#online);
    // A moved element is connected again at once; one that stays away gives its memory back.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.close();
      this.#unmount();
    });
  }

  attributeChangedCallback(name) {
    if (!this.#settings) return;
    if (name === "locale") {
      this.#words();
      this.#help?.setLocale(this.#locale() ?? navigator.language);
    } else if (CONTEXT.includes(name)) {
      this.#gather();
    }
  }

  /** Opens the panel. */
  open() {
    if (this.#isOpen()) return;
    this.#opener = document.activeElement;
    const narrow = matchMedia("(max-width: 559.98px), (max-height: 419.98px)").matches;
    this.#panel.toggleAttribute("data-modal", narrow);
    if (this.#state === "idle" || this.#state === "stopped") this.#skeleton();
    if (narrow) {
      this.#panel.removeAttribute("popover");
      this.#panel.showModal();
    } else {
      this.#panel.setAttribute("popover", "manual");
      this.#panel.showPopover();
    }
    this.#launcher.hidden = true;
    this.#focus();
    if (this.#help) this.#help.opened();
    else this.#load();
    this.#say("wh-open");
  }

  /** Closes the panel; the focus goes back to where it was. */
  close() {
    if (!this.#isOpen()) return;
    if (this.#panel.hasAttribute("popover")) this.#panel.hidePopover();
    else this.#panel.close();
    this.#launcher.hidden = false;
    this.#help?.closed(this.hasAttribute("questions"));
    const back = this.#opener?.isConnected && this.#opener !== this && this.#opener !== document.body ? this.#opener : this.#launcher;
    back.focus?.();
    this.#say("wh-close");
  }

  /** Opens when closed, closes when open. */
  toggle() {
    if (this.#isOpen()) this.close();
    else this.open();
  }

  /** Fetches the widget and its first answers before they are asked for. */
  preload() {
    this.#load(true);
  }

  /**
   * Tells the moment: {screen, error: {code, message}, asset, network, amount, transaction,
   * account: {id, name, contact}, locale, version}, each optional. It replaces what was told before.
   */
  setContext(context) {
    this.#context = context ?? {};
    this.#pass();
  }

  /** Opens the panel with the person's reports. */
  openTickets() {
    this.open();
    this.#ready().then((help) => help.openTickets());
  }

  /**
   * The wallet was locked or signed out: what a person wrote, what waits to be sent and what was received is
   * forgotten, on the screen and on the device.
   */
  logout() {
    this.#help?.logout();
    this.#known = this.#identity = undefined;
    this.#gather();
    forgetKept();
  }

  /**
   * Tells the guard what the wallet knows: {transactions: hashes that always pass, ownsKey(hex): whether a
   * public key is the person's}.
   */
  setKnown(known) {
    this.#known = known;
    this.#pass();
  }

  /**
   * Says who signed in: `identity` gives (a promise of) a short-lived JSON Web Token whenever one is needed. It is
   * kept in memory only.
   */
  identify(identity) {
    this.#identity = identity;
    this.#pass();
  }

  /** Compares a number, address, link or name with the official channels; a promise of {verdict, channel}. */
  async checkContact(text) {
    return JSON.parse(await (await this.#ready()).checkContact(`${text}`));
  }

  async #ready() {
    await this.#load(true);
    return this.#help ?? Promise.reject(Error("not-loaded"));
  }

  #wire() {
    this.#root.adoptedStyleSheets = [sheet(FIRST_STYLE)];
    this.#panel.append(this.#inside);
    this.#root.append(this.#launcher, this.#panel);
    this.#launcher.append(speechBubble(), make("span", { class: "launcher-text" }));
    this.#launcher.addEventListener("click", () => this.open());
    for (const intent of ["pointerenter", "focus"]) {
      this.#launcher.addEventListener(intent, () => this.#load(true), { once: true });
    }
    this.#panel.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    // A wallet's hot-keys must not fire while a person types here.
    for (const name of ["keydown", "keyup", "keypress"]) {
      this.#root.addEventListener(name, (event) => {
        if (name === "keydown" && event.key === "Escape" && !event.isComposing && this.#isOpen()) {
          event.preventDefault();
          this.close();
        }
        event.stopPropagation();
      });
    }
    if (this.#context === undefined) this.#gather();
    // A report that was not received at an earlier visit goes on its way.
    if (this.hasAttribute("preload") || waits()) (self.requestIdleCallback ?? setTimeout)(() => this.#load(true));
  }

  #isOpen() {
    return this.#panel.open || this.#panel.matches(":popover-open");
  }

  #locale() {
    return this.getAttribute("locale") || this.#context?.locale;
  }

  #table() {
    return /^zh\b/i.test(this.#locale() ?? navigator.language) ? WORDS.zh : WORDS.en;
  }

  #words() {
    this.#launcher.lastChild.textContent = this.#table().help;
    this.#launcher.lang = this.#table() === WORDS.zh ? "zh-CN" : "en";
  }

  /** The attributes as a context. */
  #gather() {
    const context = {};
    for (const name of CONTEXT) {
      const value = this.getAttribute(name);
      if (value === null) continue;
      if (name.startsWith("error-")) (context.error ??= {})[name.slice(6)] = value;
      else context[name] = value;
    }
    this.#context = context;
    this.#pass();
  }

  /** Several changes of one moment are passed on together. */
  #pass() {
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      if (!this.#help) return;
      try {
        this.#hand();
      } catch (error) {
        console.warn("<wallet-help>", error.message);
      }
    });
  }

  #hand() {
    this.#help.setContext(asJson(this.#context));
    this.#help.setKnown(JSON.stringify(this.#known?.transactions ?? []), this.#known?.ownsKey, this.#identity);
  }

  /** Loads and mounts the widget; with `quietly` a failure waits until somebody opens the panel. */
  #load(quietly = false) {
    if (this.#state !== "refused" && !this.#help) return (this.#loading ??= this.#start(quietly));
  }

  async #start(quietly) {
    this.#state = "loading";
    const patience = new Promise((_, refuse) => setTimeout(() => refuse(Error("not-loaded")), PATIENCE_MS));
    const slow = setTimeout(() => this.#isOpen() && this.#state === "loading" && this.#plain("slow"), 2500);
    try {
      const [glue, adopted] = await Promise.race([Promise.all([loadWidget(), loadStyle()]), patience]);
      if (!this.isConnected) {
        this.#state = "idle";
        return;
      }
      this.#root.adoptedStyleSheets = [this.#root.adoptedStyleSheets[0], adopted];
      this.#mount(glue, quietly);
    } catch (error) {
      this.#state = "stopped";
      if (this.#isOpen()) this.#plain("not-loaded");
      if (!quietly) console.warn("<wallet-help>", error.message);
    } finally {
      clearTimeout(slow);
      this.#loading = undefined;
    }
  }

  #mount(glue, quietly) {
    const target = make("div", { class: "mounted" });
    const options = { ...this.#settings, locale: this.#locale() };
    this.#help = glue.mount(target, JSON.stringify(options), (name, detail) => this.#told(name, JSON.parse(detail)));
    this.#state = "ready";
    this.#hand();
    this.#inside.replaceChildren(target);
    if (this.#isOpen()) {
      this.#help.opened();
      this.#focus();
    } else if (quietly) {
      this.#help.preload();
    }
  }

  #unmount() {
    const help = this.#help;
    this.#help = undefined;
    if (this.#state === "ready") this.#state = "idle";
    if (!help) return;
    try {
      help.free();
    } catch {
      // A crashed instance cannot be freed; the page gives it back.
    }
    this.#inside.replaceChildren();
  }

  #told(name, detail) {
    if (name === "close") this.close();
    else if (name === "crash") queueMicrotask(() => this.#crashed());
    else if (name === "refused") queueMicrotask(() => this.#refused(detail.reason));
    else {
      if (name === "unread-changed") this.#launcher.title = detail.count || "";
      this.#say(`wh-${name}`, detail);
    }
  }

  #crashed() {
    if (this.#state === "stopped") return;
    this.#state = "stopped";
    this.#help = undefined;
    this.#plain("stopped");
  }

  /** Final for this page: what was refused once is not asked for again. */
  #refused(reason) {
    if (this.#state === "refused") return;
    this.#unmount();
    this.#state = "refused";
    this.#plain(reason);
  }

  #say(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #focus() {
    (this.#root.getElementById("wh-title") ?? this.#panel).focus({ preventScroll: true });
  }

  #header(title) {
    const close = make("button", { type: "button", class: "icon-button close", "aria-label": this.#table().close }, "✕");
    close.addEventListener("click", () => this.close());
    return make("div", { class: "header" }, make("h1", { id: "wh-title", class: "title", tabindex: "-1" }, title), close);
  }

  /** What stands until the widget is there. */
  #skeleton() {
    const words = this.#table();
    const lines = Array.from({ length: 6 }, () => make("span", { class: "bar" }));
    const skeleton = make("div", { class: "skeleton", role: "status", "aria-label": words.loading }, ...lines);
    this.#frame(words.help, skeleton);
    loadStyle().then(
      (adopted) => (this.#root.adoptedStyleSheets = [this.#root.adoptedStyleSheets[0], adopted]),
      () => {},
    );
  }

  /** The contact panel: needs no widget, only links. */
  #plain(reason) {
    const words = this.#table();
    const own = [...this.children].map((child) => child.cloneNode(true));
    const list = make("div", { class: "plain-channels" }, ...own);
    if (own.length === 0) this.#channels(list).catch(() => {});
    const body = [make("p", {}, words.reason), list];
    if (own.length === 0) body.push(make("p", { class: "never-ask" }, words.safe));
    const had = this.#root.activeElement;
    this.#frame(words.title, ...body);
    if (had || this.#isOpen()) this.#focus();
    if (reason !== "slow") this.#say("wh-error", { reason });
  }

  #frame(title, ...body) {
    this.#inside.replaceChildren(
      make("div", { class: "panel-in", lang: this.#launcher.lang }, this.#header(title), make("div", { class: "body" }, make("div", { class: "screen plain" }, ...body))),
    );
  }

  /** The manifest's channels as links, when the host wrote none itself. */
  async #channels(list) {
    const { knowledge, key } = this.#settings;
    const bytes = await load(`${knowledge}manifest.json`);
    if (key !== undefined && !(await isSigned(bytes, await load(`${knowledge}manifest.sig`), key))) return;
    const manifest = JSON.parse(decode(bytes));
    const said = (text) => text[Object.keys(text).find((tag) => tag.slice(0, 2) === this.#launcher.lang.slice(0, 2))] ?? Object.values(text)[0];
    for (const channel of manifest.channels ?? []) {
      const scheme = { phone: "tel:", email: "mailto:" }[channel.kind];
      const href = channel.url ?? (scheme && scheme + channel.value.replace(/\s/g, ""));
      const value = href && /^(https|tel|mailto):/.test(href) ? make("a", { href }, channel.value) : channel.value;
      list.append(make("p", {}, `${said(channel.label)}: `, value));
    }
  }

  #online = () => this.#help?.online();
}

const known = customElements.get("wallet-help");
if (!known) customElements.define("wallet-help", WalletHelpElement);
else if (known.version !== VERSION) console.warn("<wallet-help>", `${known.version} is here`);
WalletHelpElement.version = VERSION;
