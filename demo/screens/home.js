// The first screen: what there is, and what moved last.

import { ASSETS } from "../data.js";
import { parse, text, times } from "../decimal.js";
import { h } from "../dom.js";
import { coin, icon } from "../icons.js";
import { href } from "../router.js";
import { activity } from "../parts/activity.js";
import { ACCOUNT } from "../data.js";

const DOTS = "••••";
const ACTIONS = ["deposit", "withdraw", "convert", "pay"];

function worth(asset, balance) {
  return times(parse(balance), parse(ASSETS[asset].price));
}

function hero(app) {
  const { state, t, f } = app;
  const sum = Object.entries(state.balances).reduce((total, [asset, balance]) => total + worth(asset, balance), 0n);
  const [whole, part] = f.total(text(sum));
  const cover = () => {
    state.covered = !state.covered;
    app.render("cover");
  };
  return h(
    "section",
    { class: "hero", "aria-labelledby": "total" },
    h(
      "div",
      { class: "hero-sum" },
      h("h2", { id: "total", class: "hero-label" }, t.home.total),
      h(
        "button",
        { type: "button", class: "icon-button", id: "cover", "aria-label": state.covered ? t.home.uncover : t.home.cover, on: { click: cover } },
        icon(state.covered ? "hidden" : "eye"),
      ),
      h("p", { class: "hero-total" }, state.covered ? DOTS : [h("span", { class: "hero-sign" }, "$"), whole, h("span", { class: "hero-part" }, part)]),
      h("p", { class: "hero-note" }, t.home.estimate),
    ),
    h(
      "nav",
      { class: "hero-acts", "aria-label": t.home.actions },
      ACTIONS.map((screen) => h("a", { class: "hero-act", href: href(screen) }, h("span", { class: "hero-icon" }, icon(screen)), t.nav[screen])),
    ),
  );
}

function balances({ state, t, f }) {
  const rows = Object.entries(state.balances).sort(([a, x], [b, y]) => (worth(b, y) > worth(a, x) ? 1 : -1));
  return h(
    "section",
    { class: "card", "aria-labelledby": "balances" },
    h("h2", { id: "balances", class: "card-title" }, t.home.balances),
    h(
      "ul",
      { class: "rows" },
      rows.map(([asset, balance]) =>
        h(
          "li",
          { class: "row" },
          coin(asset),
          h("span", { class: "row-words" }, h("span", { class: "row-title" }, asset), h("span", { class: "soft small" }, t.assets[asset])),
          h(
            "span",
            { class: "row-figures" },
            h("span", { class: "figure" }, state.covered ? DOTS : f.figure(balance, asset)),
            h("span", { class: "soft small figure" }, state.covered ? DOTS : `≈ $${f.total(text(worth(asset, balance))).join("")}`),
          ),
        ),
      ),
    ),
  );
}

export function home(app) {
  const { state, t, f } = app;
  return [
    h("h1", { tabindex: "-1", id: "title", class: "hello" }, t.home.hello(ACCOUNT.name.split(" ")[0])),
    hero(app),
    h(
      "div",
      { class: "columns" },
      balances(app),
      h(
        "section",
        { class: "card", "aria-labelledby": "recent" },
        h("div", { class: "card-head" }, h("h2", { id: "recent", class: "card-title" }, t.home.recent), h("a", { class: "link", href: href("records") }, t.home.all)),
        activity(app, state.records.slice(0, 8), f.dayClock),
      ),
    ),
  ];
}
