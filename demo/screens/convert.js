// Changing one currency into another at the shown rate.

import { ASSETS } from "../data.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { conversion, quote } from "../rules.js";
import { convert as book } from "../state.js";
import { doneBanner, problemBanner } from "../parts/banner.js";
import { chevron, facts, field, input, select, trouble } from "../parts/form.js";
import { page } from "../parts/page.js";
import { activity } from "../parts/activity.js";

function submit(app) {
  const { state } = app;
  const form = state.forms.convert;
  const problem = conversion(form, state);
  if (problem) return app.show(problem);
  const record = book(form, quote(form).received);
  form.amount = "";
  return app.finish({ kind: "convert", record });
}

function form(app) {
  const { state, t, f } = app;
  const form = state.forms.convert;
  const received = h("output", { class: "figure received", for: "amount", id: "received" });
  const fee = h("span", { class: "figure" });
  const sum = () => {
    const now = quote(form);
    received.textContent = f.figure(now.received, form.to);
    fee.textContent = f.limit(now.fee, form.from);
  };
  sum();
  const assets = (except) => Object.keys(ASSETS).filter((asset) => asset !== except).map((asset) => [asset, asset]);
  const pick = (change, focus) => {
    Object.assign(form, change);
    app.clear(focus);
  };
  const { percent, rate } = quote(form);
  return h(
    "form",
    {
      class: "card form", novalidate: true,
      on: {
        submit: (event) => {
          event.preventDefault();
          submit(app);
        },
      },
    },
    h(
      "div",
      { class: "exchange" },
      h(
        "div",
        { class: "exchange-side" },
        field(
          {
            id: "amount", label: t.convert.from, marks: trouble(app, "amount"), hint: t.field.available(f.amount(state.balances[form.from], form.from)),
            inside: h("span", { class: "pick" }, select({ name: "from", id: "from", "aria-label": t.convert.givenCurrency, value: form.from, options: assets(form.to), on: { change: (event) => pick({ from: event.target.value }, "from") } }), chevron()),
          },
          input({ name: "amount", value: form.amount, kind: "figure big", inputmode: "decimal", placeholder: "0", on: { input: (event) => { form.amount = event.target.value; sum(); } } }),
        ),
      ),
      h(
        "button",
        { type: "button", class: "icon-button swap", id: "swap", "aria-label": t.convert.swap, on: { click: () => pick({ from: form.to, to: form.from }, "swap") } },
        icon("swap"),
      ),
      h(
        "div",
        { class: "exchange-side" },
        h(
          "div",
          { class: "field" },
          h("span", { class: "label" }, t.convert.to),
          h("div", { class: "box box-still" }, received, h("span", { class: "pick" }, select({ name: "to", id: "to", "aria-label": t.convert.receivedCurrency, value: form.to, options: assets(form.from), on: { change: (event) => pick({ to: event.target.value }, "to") } }), chevron())),
        ),
      ),
    ),
    facts([
      [t.convert.rate, h("span", { class: "figure" }, t.convert.rateLine(form.from, f.rate(rate), form.to))],
      [t.convert.fee(percent), fee],
    ]),
    h("button", { type: "submit", class: "main-button", id: "send" }, t.convert.button),
    h("p", { class: "soft small" }, t.convert.note),
  );
}

export function convert(app) {
  const { state, t, f } = app;
  const done = state.done?.kind === "convert" && state.done.record;
  const past = state.records.filter((one) => one.kind === "convert").slice(0, 4);
  return page(
    { title: t.convert.title, lead: t.convert.lead },
    [
      problemBanner(app),
      done && doneBanner(t.convert.doneTitle, t.convert.done(f.amount(done.amount, done.asset), f.amount(done.received, done.to))),
      form(app),
    ],
    [h("section", { class: "card", "aria-labelledby": "recent" }, h("h2", { id: "recent", class: "card-title" }, t.records.filters.convert), activity(app, past, f.dayClock))],
  );
}
