// Paying from the balance, a card or a bank account.

import { PAYEES, SOURCES } from "../data.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { payment } from "../rules.js";
import { pay as book, takeBack } from "../state.js";
import { doneBanner, problemBanner } from "../parts/banner.js";
import { chevron, choices, field, input, select, trouble } from "../parts/form.js";
import { page } from "../parts/page.js";
import { activity } from "../parts/activity.js";

/** Presses "Send payment": a declined payment and a held second one stay on record. */
export function submitPayment(app) {
  const { state } = app;
  const form = state.forms.pay;
  const problem = payment(form, state, Date.now());
  if (!problem) {
    const record = book(form, "done");
    return app.finish({ kind: "pay", record });
  }
  if (problem.code === "PY_DECLINED" || problem.held) {
    const record = book(form, problem.held ? "held" : "declined");
    problem.about.transaction = record.id;
    problem.record = record.id;
  }
  return app.show(problem);
}

/** The second of two equal payments is the customer's to decide. */
function decide(app, send) {
  const { state, t } = app;
  const held = state.records.find((one) => one.id === state.problem.record);
  takeBack(held.id);
  if (send) {
    const record = book({ source: held.source, payee: held.name, amount: held.amount, note: held.note }, "done");
    return app.finish({ kind: "pay", record });
  }
  app.clear("title");
  return app.tell(t.pay.takenBack);
}

function sourceCards(app) {
  const { state, t, f } = app;
  const titles = { balance: () => t.pay.balance, card: (one) => t.pay.card(one.bank), bank: (one) => t.pay.bank(one.bank) };
  const notes = {
    balance: () => [f.amount(state.balances.EUR, "EUR")],
    card: (one) => [t.pay.ends(one.digits), t.pay.expires(one.expires)],
    bank: (one) => [t.pay.ends(one.digits)],
  };
  const art = { balance: "home", card: "pay", bank: "bank" };
  return SOURCES.map((one) => ({ value: one.id, title: titles[one.kind](one), notes: notes[one.kind](one), art: h("span", { class: "disc" }, icon(art[one.kind])) }));
}

function form(app) {
  const { state, t } = app;
  const form = state.forms.pay;
  const type = (name) => ({ input: (event) => { form[name] = event.target.value; } });
  return h(
    "form",
    {
      class: "card form", novalidate: true,
      on: {
        submit: (event) => {
          event.preventDefault();
          submitPayment(app);
        },
      },
    },
    choices({
      name: "source", legend: t.pay.from, value: form.source, list: sourceCards(app), marks: trouble(app, "source"),
      onPick: (source) => {
        form.source = source;
        app.clear(`source-${source}`);
      },
    }),
    field(
      { id: "payee", label: t.pay.payee, marks: trouble(app, "payee"), inside: chevron() },
      select({ name: "payee", value: form.payee, options: [["", t.field.choose], ...PAYEES.map((name) => [name, name])], on: { change: (event) => { form.payee = event.target.value; } } }),
    ),
    field(
      { id: "amount", label: t.pay.amount, marks: trouble(app, "amount"), inside: h("span", { class: "unit" }, "EUR") },
      input({ name: "amount", value: form.amount, kind: "figure", inputmode: "decimal", on: type("amount") }),
    ),
    field({ id: "note", label: t.pay.note, optional: t.field.optional }, input({ name: "note", value: form.note, maxlength: "140", on: type("note") })),
    h("button", { type: "submit", class: "main-button", id: "send" }, t.pay.button),
  );
}

export function pay(app) {
  const { state, t, f } = app;
  const done = state.done?.kind === "pay" && state.done.record;
  const latest = state.records.filter((one) => one.kind === "pay").slice(0, 5);
  const decisions = state.problem?.held
    ? [
        h("button", { type: "button", class: "link", id: "take-back", on: { click: () => decide(app, false) } }, t.pay.takeBack),
        h("button", { type: "button", class: "link", id: "keep-both", on: { click: () => decide(app, true) } }, t.pay.keepBoth),
      ]
    : [];
  return page(
    { title: t.pay.title, lead: t.pay.lead },
    [problemBanner(app, ...decisions), done && doneBanner(t.pay.doneTitle, t.pay.done(f.amount(done.amount, "EUR"), done.name)), form(app)],
    [h("section", { class: "card", "aria-labelledby": "latest" }, h("h2", { id: "latest", class: "card-title" }, t.pay.latest), activity(app, latest, f.dayClock))],
  );
}
