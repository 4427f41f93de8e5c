// Receiving an asset: the customer's own address on each network, and a look-up of a transfer that has not arrived.

import { DEPOSIT, NETWORKS, OWN_ADDRESS } from "../data.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { findDeposit } from "../rules.js";
import { activity } from "../parts/activity.js";
import { doneBanner, problemBanner } from "../parts/banner.js";
import { chevron, choices, copyButton, facts, field, input, select, trouble } from "../parts/form.js";
import { page } from "../parts/page.js";

/** Presses "Look it up". */
export function submitLookUp(app) {
  const { record, problem } = findDeposit(app.state.forms.deposit, app.state.records);
  return problem ? app.show(problem) : app.finish({ kind: "deposit", record });
}

/** Groups of four, so that an address can be compared by eye. */
function groups(address) {
  return address.match(/.{1,4}/g).map((part, index) => h("span", { class: index % 2 ? "group group-soft" : "group" }, part));
}

function own(app) {
  const { t } = app;
  const { asset, network } = app.state.forms.deposit;
  const { address, memo } = OWN_ADDRESS[network];
  const bank = NETWORKS[network].bank;
  return h(
    "div",
    { class: "own" },
    h("div", { class: "own-head" }, h("h2", { class: "label" }, bank ? t.deposit.yourAccount : t.deposit.yours(asset)), copyButton(app, address, "copy-address")),
    h("p", { class: "mono groups", translate: "no" }, groups(address)),
    memo && [
      h("div", { class: "own-head" }, h("h3", { class: "label" }, bank ? t.deposit.reference : t.deposit.memo), copyButton(app, memo, "copy-memo")),
      h("p", { class: "mono groups", translate: "no" }, memo),
      h("p", { class: "own-note" }, icon("alert"), t.deposit.memoNote),
    ],
    !bank && h("p", { class: "own-note" }, icon("info"), t.deposit.warning(asset, t.networks[network])),
  );
}

function address(app) {
  const { state, t, f } = app;
  const form = state.forms.deposit;
  const rule = DEPOSIT[form.asset][form.network];
  const pick = (change, focus) => {
    Object.assign(form, change);
    app.clear(focus);
  };
  return h(
    "div",
    { class: "card form" },
    field(
      { id: "asset", label: t.field.asset, inside: chevron() },
      select({
        name: "asset", value: form.asset, options: Object.keys(DEPOSIT).map((asset) => [asset, t.assetName(asset)]),
        on: { change: (event) => pick({ asset: event.target.value, network: Object.keys(DEPOSIT[event.target.value])[0] }, "asset") },
      }),
    ),
    choices({
      name: "network", legend: t.field.network, value: form.network,
      list: Object.entries(DEPOSIT[form.asset]).map(([id, one]) => ({ value: id, title: t.networks[id], notes: [t.withdraw.time(one.minutes)] })),
      onPick: (network) => pick({ network }, `network-${network}`),
    }),
    own(app),
    facts([
      [t.deposit.least, h("span", { class: "figure" }, f.limit(rule.min, form.asset))],
      rule.confirmations > 0 && [t.deposit.confirmations, t.deposit.blocks(rule.confirmations)],
      [t.deposit.time, t.usual(rule.minutes)],
    ]),
  );
}

function lookUp(app) {
  const { state, t, f } = app;
  const form = state.forms.deposit;
  const found = state.done?.kind === "deposit" && state.done.record;
  return h(
    "section",
    { class: "card", "aria-labelledby": "missing" },
    h("h2", { id: "missing", class: "card-title" }, t.deposit.missing),
    h("p", { class: "soft" }, t.deposit.missingLead),
    problemBanner(app),
    found && doneBanner(t.deposit.foundTitle, t.deposit.found(f.amount(found.amount, found.asset), f.moment(found.at))),
    h(
      "form",
      {
        class: "form", novalidate: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            submitLookUp(app);
          },
        },
      },
      field(
        { id: "hash", label: t.deposit.hash, marks: trouble(app, "hash") },
        input({ name: "hash", value: form.hash, kind: "mono", on: { input: (event) => { form.hash = event.target.value; } } }),
      ),
      h("button", { type: "submit", class: "second-button", id: "look" }, t.deposit.look),
    ),
  );
}

export function deposit(app) {
  const { state, t, f } = app;
  const bank = NETWORKS[state.forms.deposit.network].bank;
  const past = state.records.filter((one) => one.kind === "deposit").slice(0, 4);
  return page(
    { title: t.deposit.title, lead: t.deposit.lead },
    [address(app), !bank && lookUp(app)],
    [h("section", { class: "card", "aria-labelledby": "recent" }, h("h2", { id: "recent", class: "card-title" }, t.records.filters.deposit), activity(app, past, f.dayClock))],
  );
}
