// Everything that moved, by day and kind; one record is shown by record.js.

import { ASSETS } from "../data.js";
import { parse, text, times } from "../decimal.js";
import { h } from "../dom.js";
import { activity } from "../parts/activity.js";
import { facts } from "../parts/form.js";
import { page } from "../parts/page.js";
import { record } from "./record.js";

const MONTH = 30 * 86_400_000;
const KINDS = ["all", "deposit", "withdraw", "convert", "pay"];

function byDay(list, f) {
  const days = new Map();
  for (const one of list) {
    const day = f.day(one.at);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
}

/** What came in and went out lately, in US dollars at demo rates; conversions move nothing in or out. */
function month({ state, t, f }) {
  const recent = state.records.filter((one) => Date.now() - one.at < MONTH && !["held", "declined", "cancelled"].includes(one.status));
  const sum = (kinds, of) => recent.filter((one) => kinds.includes(one.kind)).reduce((total, one) => total + times(parse(of(one)), parse(ASSETS[one.asset].price)), 0n);
  const line = (name, total) => [name, h("span", { class: "figure strong" }, t.records.about(f.total(text(total)).join("")))];
  return h(
    "section",
    { class: "card", "aria-labelledby": "month" },
    h("h2", { id: "month", class: "card-title" }, t.records.month),
    facts([
      line(t.records.cameIn, sum(["deposit"], (one) => one.amount)),
      line(t.records.wentOut, sum(["withdraw", "pay"], (one) => one.amount)),
      line(t.records.fees, sum(["withdraw"], (one) => one.fee)),
    ]),
  );
}

export function records(app) {
  const { state, t, f } = app;
  if (state.item) return record(app);
  const list = state.records.filter((one) => state.filter === "all" || one.kind === state.filter);
  const pick = (kind) => {
    state.filter = kind;
    app.render(`filter-${kind}`);
  };
  return page({ title: t.records.title, lead: t.records.lead }, [
    h(
      "div",
      { class: "filters", role: "group", "aria-label": t.records.filter },
      KINDS.map((kind) => h("button", { type: "button", class: "filter", id: `filter-${kind}`, "aria-pressed": String(state.filter === kind), on: { click: () => pick(kind) } }, t.records.filters[kind])),
    ),
    h(
      "div",
      { class: "card" },
      list.length === 0 && h("p", { class: "soft" }, t.records.none),
      byDay(list, f).map(([day, some]) => h("section", { class: "day" }, h("h2", { class: "day-title" }, day), activity(app, some, f.clock, { kinds: true }))),
    ),
  ], [month(app)]);
}
