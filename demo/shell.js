// What stands around every screen: mark, navigation, tools, account. Knows the list of screens, not what is in them.

import { ACCOUNT } from "./data.js";
import { h } from "./dom.js";
import { openHelp } from "./help.js";
import { icon, mark } from "./icons.js";
import { flipTheme, isDark, prefs, setLanguage } from "./prefs.js";
import { href } from "./router.js";
import { openMore, openSituations } from "./sheets.js";

const PLACES = ["home", "deposit", "withdraw", "convert", "pay", "records", "security"];
/** Phones show these in the dock; the rest stands in the "more" sheet. */
const DOCK = ["home", "deposit", "withdraw"];

function link({ t, state }, screen, className) {
  return h("a", { class: className, href: href(screen), "aria-current": state.route === screen && "page" }, icon(screen), h("span", {}, t.nav[screen]));
}

/** Language, look and situations; icons alone on a phone, so each has a name of its own. */
function tools(app) {
  const { t } = app;
  const dark = isDark();
  return h(
    "div",
    { class: "tools" },
    h("button", { type: "button", class: "tool tool-try", id: "try", on: { click: () => openSituations(app) } }, icon("compass"), h("span", { class: "tool-word" }, t.situations.open)),
    h(
      "button",
      { type: "button", class: "tool", id: "theme", "aria-label": dark ? t.nav.toLight : t.nav.toDark, on: { click: () => { flipTheme(); app.dress("theme"); } } },
      icon(dark ? "sun" : "moon"),
      h("span", { class: "tool-word" }, dark ? t.nav.light : t.nav.dark),
    ),
    h(
      "button",
      {
        type: "button", class: "tool tool-language", id: "language", lang: prefs.lang === "en" ? "zh-CN" : "en", "aria-label": `${t.nav.language} · ${t.nav.languageLabel}`,
        on: { click: () => { setLanguage(prefs.lang === "en" ? "zh-CN" : "en"); app.dress("language"); } },
      },
      t.nav.language,
    ),
  );
}

function account({ t }) {
  return h(
    "div",
    { class: "account" },
    h("span", { class: "avatar", "aria-hidden": "true" }, ACCOUNT.name.split(" ").map((part) => part[0]).join("")),
    h("span", { class: "row-words" }, h("span", { class: "row-title" }, ACCOUNT.name), h("span", { class: "soft small figure" }, ACCOUNT.id)),
    h("a", { class: "icon-button", href: href("sign-in"), "aria-label": t.nav.signOut }, icon("leave")),
  );
}

/** The page's landmarks with one screen's nodes in `main`. */
export function shell(app, content) {
  const { t, state } = app;
  const gate = state.route === "sign-in";
  const rest = PLACES.filter((screen) => !DOCK.includes(screen));
  return h(
    "div",
    { class: gate ? "shell shell-gate" : "shell" },
    h("a", { class: "skip", href: "#main", on: { click: (event) => { event.preventDefault(); document.getElementById("title").focus(); } } }, t.skip),
    h(
      "header",
      { class: "chrome" },
      h("a", { class: "brand", href: href("home") }, mark(), h("span", {}, t.brand)),
      !gate &&
        h(
          "nav",
          { class: "side", "aria-label": t.nav.label },
          h("ul", {}, PLACES.map((screen) => h("li", {}, link(app, screen, "side-item"))), h("li", {}, h("button", { type: "button", class: "side-item", id: "side-help", on: { click: openHelp } }, icon("help"), h("span", {}, t.nav.help)))),
        ),
      tools(app),
      !gate && account(app),
    ),
    h("main", { id: "main", class: `main screen-${state.route}` }, content),
    !gate &&
      h(
        "nav",
        { class: "dock", "aria-label": t.nav.label },
        DOCK.map((screen) => link(app, screen, "dock-item")),
        h("button", { type: "button", class: `dock-item${rest.includes(state.route) ? " here" : ""}`, id: "more", "aria-haspopup": "dialog", on: { click: () => openMore(app, rest) } }, icon("more"), h("span", {}, t.nav.more)),
      ),
  );
}
