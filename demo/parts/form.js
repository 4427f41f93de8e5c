// Labelled controls with hint and error in one shape. Knows no rule; what is wrong is told by the caller.

import { dotted, h } from "../dom.js";
import { icon } from "../icons.js";

/** The two ways a control is marked wrong: an empty field says so itself, the banner speaks for the rest. */
export function trouble({ state, t }, field) {
  const { problem } = state;
  const mine = problem && (problem.field === field || (field === "hash" && problem.field === "hashForm"));
  if (!mine) return {};
  return problem.code ? { "aria-invalid": "true", "aria-describedby": "problem-text" } : { "aria-invalid": "true", error: t.field.need[problem.field] };
}

/** Label, control, hint and error. `marks` comes from `trouble`; `inside` stands in the box after the control. */
export function field({ id, label, hint, marks = {}, inside, optional }, control) {
  const error = marks.error;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`, marks["aria-describedby"]].filter(Boolean).join(" ");
  control.id = id;
  if (describedBy) control.setAttribute("aria-describedby", describedBy);
  if (marks["aria-invalid"]) control.setAttribute("aria-invalid", "true");
  return h(
    "div",
    { class: "field" },
    h("label", { for: id, class: "label" }, label, optional && h("span", { class: "soft" }, optional)),
    h("div", { class: "box" }, control, inside),
    error && h("p", { class: "field-error", id: `${id}-error` }, icon("alert"), error),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
  );
}

/** A one-line text control; `kind` is its class. */
export function input({ name, value, on, kind = "", ...rest }) {
  return h("input", { type: "text", name, value, class: kind, autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...rest, on });
}

/** A select drawn like the other boxes; options are [value, text]. */
export function select({ name, value, options, on, ...rest }) {
  return h("select", { name, value, on, ...rest }, options.map(([key, text]) => h("option", { value: key }, text)));
}

export function chevron() {
  const drawing = icon("down");
  drawing.classList.add("chevron");
  return drawing;
}

/** A group of cards of which one is chosen; each choice is { value, title, notes, tag, art }, and a tag stands instead of the notes. */
export function choices({ name, legend, value, list, onPick, marks = {} }) {
  return h(
    "fieldset",
    { class: `field choices${marks["aria-invalid"] ? " wrong" : ""}`, "aria-describedby": marks["aria-describedby"] },
    h("legend", { class: "label" }, legend),
    h(
      "div",
      { class: "choice-grid" },
      list.map((one) =>
        h(
          "label",
          { class: "choice" },
          h("input", { type: "radio", name, id: `${name}-${one.value}`, value: one.value, checked: one.value === value, on: { change: () => onPick(one.value) } }),
          h("span", { class: "choice-face" }, one.art, h("span", { class: "choice-words" }, h("span", { class: "choice-title" }, one.title), one.tag ? h("span", {}, h("span", { class: "tag tag-wait" }, one.tag)) : dotted("soft small", ...one.notes))),
        ),
      ),
    ),
  );
}

/** Rows of a name and a value. A value may be a node that changes while people type. */
export function facts(rows) {
  return h("dl", { class: "facts" }, rows.filter(Boolean).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** A button that copies a text and says so. */
export function copyButton({ t, tell }, text, id) {
  return h(
    "button",
    {
      type: "button", class: "quiet", id,
      on: {
        click: async () => {
          try {
            await navigator.clipboard.writeText(text);
            tell(t.field.copied);
          } catch {
            // Refused by the browser: the text stays selectable beside the button.
          }
        },
      },
    },
    icon("copy"), t.field.copy,
  );
}
