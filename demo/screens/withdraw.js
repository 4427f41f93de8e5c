// Sending an asset out: the form, its summary, today's limit and the saved addresses.

import { NETWORKS, SAVED, WITHDRAWAL } from "../data.js";
import { over, parse, text } from "../decimal.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { href } from "../router.js";
import { leftToday, withdrawal } from "../rules.js";
import { withdraw as book } from "../state.js";
import { doneBanner, problemBanner } from "../parts/banner.js";
import { chevron, choices, facts, field, input, select, trouble } from "../parts/form.js";
import { page } from "../parts/page.js";

/** Presses the button: the one way in for people and for the situations menu. */
export function submitWithdrawal(app) {
  const { state } = app;
  const form = state.forms.withdraw;
  const problem = withdrawal(form, state);
  if (problem) return app.show(problem);
  const saved = SAVED.find((one) => one.address === form.address.replace(/\s/g, ""));
  const record = book(form, saved?.name);
  Object.assign(form, { address: "", memo: "", amount: "" });
  return app.finish({ kind: "withdraw", record });
}

/** What can leave at most after the fee. */
function most({ balances, forms: { withdraw: form } }) {
  const rest = parse(balances[form.asset]) - parse(WITHDRAWAL[form.asset][form.network].fee);
  return rest > 0n ? text(rest) : "0";
}

function limitCard({ state, t, f }) {
  const form = state.forms.withdraw;
  const daily = parse(WITHDRAWAL[form.asset][form.network].daily);
  const left = leftToday(form, state.sent);
  const bar = h("span", { class: "meter-fill" });
  bar.style.inlineSize = `${Number(text(over((daily - left) * 100n, daily)))}%`;
  return h(
    "section",
    { class: "card", "aria-labelledby": "limit" },
    h("div", { class: "card-head" }, h("h2", { id: "limit", class: "card-title" }, t.withdraw.limit), h("span", { class: "figure strong" }, t.withdraw.left(f.limit(text(left), form.asset)))),
    h("div", { class: "meter", "aria-hidden": "true" }, bar),
    h("p", { class: "soft small" }, t.withdraw.sent(f.limit(text(daily - left), form.asset), f.limit(text(daily), form.asset))),
  );
}

function savedCard(app) {
  const { state, t } = app;
  const use = (address) => {
    state.forms.withdraw.address = address;
    app.render("address");
  };
  return h(
    "section",
    { class: "card", "aria-labelledby": "saved" },
    h("h2", { id: "saved", class: "card-title" }, t.withdraw.saved),
    h("p", { class: "soft small" }, t.withdraw.savedHint),
    h(
      "ul",
      { class: "rows" },
      SAVED.map((one) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "row", on: { click: () => use(one.address) } },
            h("span", { class: "disc" }, icon("book")),
            h("span", { class: "row-words" }, h("span", { class: "row-title" }, one.name), h("span", { class: "soft small" }, t.networks[one.network])),
            h("span", { class: "soft small address" }, `${one.address.slice(0, 5)}…${one.address.slice(-4)}`),
          ),
        ),
      ),
    ),
  );
}

function form(app) {
  const { state, t, f } = app;
  const form = state.forms.withdraw;
  const rule = WITHDRAWAL[form.asset][form.network];
  const total = h("span", { class: "figure strong" });
  const sum = () => {
    const amount = parse(form.amount);
    total.textContent = amount ? f.amount(text(amount + parse(rule.fee)), form.asset) : "–";
  };
  sum();
  const type = (name) => ({
    input: (event) => {
      form[name] = event.target.value;
      sum();
    },
  });
  // Another asset or network answers most troubles, so the message goes; typed fields keep it until the next try.
  const pick = (change, focus) => {
    Object.assign(form, change);
    app.clear(focus);
  };
  const bank = NETWORKS[form.network].bank;
  return h(
    "form",
    {
      class: "card form", novalidate: true,
      on: {
        submit: (event) => {
          event.preventDefault();
          submitWithdrawal(app);
        },
      },
    },
    field(
      { id: "asset", label: t.field.asset, inside: chevron() },
      select({
        name: "asset", value: form.asset, options: Object.keys(WITHDRAWAL).map((asset) => [asset, t.assetName(asset)]),
        on: { change: (event) => pick({ asset: event.target.value, network: Object.keys(WITHDRAWAL[event.target.value])[0] }, "asset") },
      }),
    ),
    choices({
      name: "network", legend: t.field.network, value: form.network, marks: trouble(app, "network"),
      list: Object.entries(WITHDRAWAL[form.asset]).map(([id, one]) => ({
        value: id, title: t.networks[id], notes: [t.withdraw.fee(f.limit(one.fee, form.asset)), t.withdraw.time(one.minutes)], tag: one.suspended && t.withdraw.suspended,
      })),
      onPick: (network) => pick({ network }, `network-${network}`),
    }),
    field({ id: "address", label: bank ? t.field.account : t.field.address, marks: trouble(app, "address") }, input({ name: "address", value: form.address, kind: "mono", on: type("address") })),
    NETWORKS[form.network].memo && field({ id: "memo", label: t.field.memo, marks: trouble(app, "memo") }, input({ name: "memo", value: form.memo, kind: "mono", inputmode: "numeric", on: type("memo") })),
    field(
      {
        id: "amount", label: t.field.amount, marks: trouble(app, "amount"), hint: t.field.available(f.amount(state.balances[form.asset], form.asset)),
        inside: [
          h("span", { class: "unit" }, form.asset),
          h("button", { type: "button", class: "quiet", id: "all", on: { click: () => { form.amount = most(state); app.render("amount"); } } }, t.field.all),
        ],
      },
      input({ name: "amount", value: form.amount, kind: "figure", inputmode: "decimal", on: type("amount") }),
    ),
    facts([
      [t.withdraw.least, h("span", { class: "figure" }, f.limit(rule.min, form.asset))],
      [t.withdraw.feeLabel, h("span", { class: "figure" }, f.limit(rule.fee, form.asset))],
      [t.withdraw.arrives, t.usual(rule.minutes)],
      [t.withdraw.total, total],
    ]),
    h("button", { type: "submit", class: "main-button", id: "send" }, t.withdraw.button),
  );
}

export function withdraw(app) {
  const { state, t, f } = app;
  const done = state.done?.kind === "withdraw" && state.done.record;
  return page(
    { title: t.withdraw.title, lead: t.withdraw.lead },
    [
      problemBanner(app),
      done && doneBanner(t.withdraw.doneTitle, t.withdraw.done(f.amount(text(parse(done.amount) + parse(done.fee)), done.asset), WITHDRAWAL[done.asset][done.network].minutes), h("a", { class: "link strong", href: href("records", done.id) }, t.withdraw.see)),
      form(app),
    ],
    [limitCard(app), savedCard(app)],
  );
}
