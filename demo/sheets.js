// The two sheets over the page: more places to go (phones), and the demo's situations. Native dialogs; knows no screen.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { href } from "./router.js";
import { SITUATIONS, play } from "./situations.js";
import { startOver } from "./state.js";

/** Opens a modal sheet that removes itself when it closes, by button, Esc or a press beside it. */
function sheet({ t }, className, title, ...content) {
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { class: `sheet ${className}`, "aria-labelledby": "sheet-title", on: { close: () => dialog.remove(), click: (event) => event.target === dialog && close() } },
    h(
      "div",
      { class: "sheet-body" },
      h("div", { class: "sheet-head" }, h("h2", { id: "sheet-title", class: "card-title" }, title), h("button", { type: "button", class: "icon-button", "aria-label": t.nav.close, on: { click: close } }, icon("close"))),
      content,
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return close;
}

export function openMore(app, places) {
  const { t, state } = app;
  const close = sheet(
    app,
    "sheet-more",
    t.nav.more,
    h(
      "ul",
      { class: "sheet-list" },
      places.map((screen) => h("li", {}, h("a", { class: "sheet-item", href: href(screen), "aria-current": state.route === screen && "page", on: { click: () => close() } }, h("span", { class: "disc" }, icon(screen)), t.nav[screen]))),
      h("li", {}, h("a", { class: "sheet-item", href: href("sign-in"), on: { click: () => close() } }, h("span", { class: "disc" }, icon("leave")), t.nav.signOut)),
    ),
  );
}

export function openSituations(app) {
  const { t } = app;
  const s = t.situations;
  const close = sheet(
    app,
    "sheet-situations",
    s.title,
    h("p", { class: "soft small" }, s.lead),
    h(
      "ul",
      { class: "sheet-list" },
      SITUATIONS.map((one) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "sheet-item", "data-situation": one.code, on: { click: () => { close(); play(app, one); } } },
            h("span", { class: "disc" }, icon(one.icon)),
            h("span", { class: "sheet-words" }, s.names[one.code], h("span", { class: "code" }, one.code)),
          ),
        ),
      ),
    ),
    h(
      "button",
      { type: "button", class: "second-button", "data-situation": "none", on: { click: () => { close(); startOver(); app.go("home", null, () => app.tell(s.overDone)); } } },
      s.over,
    ),
  );
}
