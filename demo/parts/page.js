// The shape most screens share: a heading, the matter itself, and cards beside it.

import { h } from "../dom.js";

/** `main` keeps a width that stays uncovered when the help opens on a wide screen; `aside` may be covered. */
export function page({ title, lead, before }, main, aside = []) {
  return [
    before,
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1", id: "title" }, title), lead && h("p", { class: "lead" }, lead)),
    h("div", { class: "split" }, h("div", { class: "split-main" }, main.filter(Boolean)), aside.length > 0 && h("div", { class: "split-side" }, aside.filter(Boolean))),
  ];
}
