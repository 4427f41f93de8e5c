// The message that stands where the trouble is: what happened in plain words, its code, and the way to help.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openHelp } from "../help.js";

/** Things that are merely waiting look calmer than things that failed. */
const WAITING = { WD_PENDING: "clock", PY_DUPLICATE: "alert", WD_NETWORK_SUSPENDED: "alert" };

/** The banner of the present problem, or nothing. `more` are further buttons beside "Get help". */
export function problemBanner({ state, t, f }, ...more) {
  const { problem } = state;
  if (!problem?.code) return null;
  const [title, text] = t.problems[problem.code](problem.words, f);
  const calm = WAITING[problem.code];
  return h(
    "section",
    { class: `banner ${calm ? "banner-wait" : "banner-stop"}`, id: "problem", tabindex: "-1", "aria-labelledby": "problem-title", "aria-describedby": "problem-text" },
    icon(calm ?? (problem.code.startsWith("AC_LOCKED") ? "lock" : "alert")),
    h(
      "div",
      { class: "banner-body" },
      h("h2", { id: "problem-title", class: "banner-title" }, title),
      h("p", { id: "problem-text" }, text),
      h(
        "div",
        { class: "banner-acts" },
        h("button", { type: "button", class: "link strong", id: "get-help", on: { click: openHelp } }, icon("help"), t.help.get),
        more,
        h("span", { class: "code" }, h("span", { class: "unseen" }, `${t.code} `), problem.code),
      ),
    ),
  );
}

/** What has just gone well. */
export function doneBanner(title, text, ...acts) {
  return h(
    "section",
    { class: "banner banner-done", id: "done", tabindex: "-1", "aria-labelledby": "done-title" },
    icon("check"),
    h("div", { class: "banner-body" }, h("h2", { id: "done-title", class: "banner-title" }, title), h("p", {}, text), acts.length > 0 && h("div", { class: "banner-acts" }, acts)),
  );
}
