// Everything that moved, by day and kind; one record is shown by record.js.

import { h } from "../dom.js";
import { activity } from "../parts/activity.js";
import { page } from "../parts/page.js";
import { record } from "./record.js";

const KINDS = ["all", "deposit", "withdraw", "convert", "pay"];

function byDay(list, f) {
  const days = new Map();
  for (const one of list) {
    const day = f.day(one.at);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
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
      byDay(list, f).map(([day, some]) => h("section", { class: "day" }, h("h2", { class: "day-title" }, day), activity(app, some, f.clock))),
    ),
  ]);
}
