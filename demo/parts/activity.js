// A line for each record: what it was, when, and how much went which way. Knows neither filters nor details.

import { dotted, h } from "../dom.js";
import { icon } from "../icons.js";
import { href } from "../router.js";

const INCOMING = ["deposit"];

/** "−1,200.00 USDT" with a true minus sign, or "+…" for what came in. */
export function signed(record, f) {
  if (record.kind === "convert") return `+${f.amount(record.received, record.to)}`;
  return `${INCOMING.includes(record.kind) ? "+" : "−"}${f.amount(record.amount, record.asset)}`;
}

export function statusTag(record, t) {
  const look = { pending: "tag-wait", held: "tag-wait", declined: "tag-stop", cancelled: "", done: "" }[record.status];
  return h("span", { class: `tag ${look}` }, t.status[record.status]);
}

/** The list; `when` writes the moment, and a status is shown unless all is done.
 *  Where a list is narrow the icon alone tells the eye the kind; `kinds` spells it out. */
export function activity({ t, f }, records, when, { kinds = false } = {}) {
  return h(
    "ul",
    { class: "rows" },
    records.map((record) =>
      h(
        "li",
        {},
        h(
          "a",
          { class: "row", href: href("records", record.id) },
          h("span", { class: `disc disc-${record.kind}` }, icon(record.kind)),
          h(
            "span",
            { class: "row-words" },
            h("span", { class: "row-title" }, t.lines[record.kind](record)),
            kinds ? dotted("soft small", t.kinds[record.kind], when(record.at)) : h("span", { class: "soft small" }, h("span", { class: "unseen" }, `${t.kinds[record.kind]}, `), when(record.at)),
          ),
          h(
            "span",
            { class: "row-figures" },
            h("span", { class: `figure${["declined", "held", "cancelled"].includes(record.status) ? " struck" : ""}${INCOMING.includes(record.kind) ? " incoming" : ""}` }, signed(record, f)),
            record.status !== "done" && statusTag(record, t),
          ),
        ),
      ),
    ),
  );
}
