// One record with all there is to know about it, and how far a withdrawal has come.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { href } from "../router.js";
import { problemBanner } from "../parts/banner.js";
import { copyButton, facts } from "../parts/form.js";
import { cancel } from "../state.js";
import { page } from "../parts/page.js";
import { signed, statusTag } from "../parts/activity.js";

function progress(app, record) {
  const { t, f } = app;
  const takeBack = () => {
    cancel(record);
    app.clear("title");
    app.tell(t.records.cancelled);
  };
  const { steps } = t.records;
  const sent = record.status === "done" || record.needed > 0;
  const list = [
    [steps.asked, true, f.clock(record.at)],
    [steps.checked, sent, sent && f.clock(record.at + 60_000)],
    [steps.sent, sent, sent && f.clock(record.at + 120_000)],
    [steps.arrived, record.status === "done", record.status === "pending" && t.records.waiting],
  ];
  return h(
    "section",
    { class: "card", "aria-labelledby": "progress" },
    h("h2", { id: "progress", class: "card-title" }, t.records.progress),
    h(
      "ol",
      { class: "steps" },
      list.map(([name, reached, note]) => h("li", { class: reached ? "step reached" : "step" }, h("span", { class: "step-dot", "aria-hidden": "true" }, reached && icon("check")), h("span", { class: "step-name" }, name), note && h("span", { class: "soft small" }, note))),
    ),
    record.status === "pending" && !sent && h("button", { type: "button", class: "second-button steps-end", id: "cancel", on: { click: takeBack } }, t.records.cancel),
  );
}

function details(app, record) {
  const { t, f } = app;
  const r = t.records;
  const long = (value, id) => h("span", { class: "long" }, h("span", { class: "mono", translate: "no" }, value), copyButton(app, value, id));
  return h(
    "section",
    { class: "card", "aria-labelledby": "sum" },
    h("div", { class: "record-head" }, h("h2", { id: "sum", class: "record-sum figure" }, signed(record, f)), statusTag(record, t)),
    facts([
      [r.number, h("span", { class: "mono" }, record.id)],
      [r.when, f.moment(record.at)],
      record.kind === "convert" && [r.from, h("span", { class: "figure" }, f.amount(record.amount, record.asset))],
      record.name && [record.kind === "deposit" ? r.from : r.to, record.name],
      record.network && [r.network, t.networks[record.network]],
      record.fee && [r.fee, h("span", { class: "figure" }, f.limit(record.fee, record.asset))],
      record.needed > 0 && [t.records.confirmations, h("span", { class: "figure" }, t.records.of(record.seen, record.needed))],
      record.address && [t.field.address, long(record.address, "copy-address")],
      record.transaction && [r.transaction, long(record.transaction, "copy-hash")],
    ]),
  );
}

export function record(app) {
  const { state, t } = app;
  const one = state.records.find((candidate) => candidate.id === state.item);
  const before = h("a", { class: "link back", href: href("records") }, icon("back"), t.records.back);
  if (!one) return page({ title: t.records.title, lead: t.records.missing, before }, []);
  return page({ title: t.kinds[one.kind], before }, [problemBanner(app), details(app, one)], [one.kind === "withdraw" && progress(app, one)]);
}
