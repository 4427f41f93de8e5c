// The way in. Wrong passwords are counted; too many lock the way for a while.

import { DEMO_PASSWORD } from "../data.js";
import { h } from "../dom.js";
import { icon, mark } from "../icons.js";
import { openHelp } from "../help.js";
import { password } from "../rules.js";
import { doneBanner, problemBanner } from "../parts/banner.js";
import { field, input, trouble } from "../parts/form.js";

/** Presses "Sign in". */
export function submitSignIn(app) {
  const { state } = app;
  const form = state.forms.signIn;
  const problem = password(form, state.lock, Date.now());
  if (!problem) {
    state.lock.wrong = 0;
    form.password = "";
    return app.go("home");
  }
  if (problem.counts) state.lock.wrong += 1;
  if (problem.locks) state.lock = { wrong: 0, lockedUntil: problem.locks };
  return app.show(problem);
}

function passwordField(app) {
  const { state, t } = app;
  const form = state.forms.signIn;
  const control = input({ name: "password", value: form.password, type: "password", autocomplete: "current-password", on: { input: (event) => { form.password = event.target.value; } } });
  const look = h(
    "button",
    {
      type: "button", class: "icon-button", id: "look", "aria-label": t.signIn.show, "aria-pressed": "false",
      on: {
        click: () => {
          const shown = control.type === "password";
          control.type = shown ? "text" : "password";
          look.setAttribute("aria-pressed", String(shown));
        },
      },
    },
    icon("eye"),
  );
  return field({ id: "password", label: t.signIn.password, marks: trouble(app, "password"), inside: look, hint: t.signIn.hint(DEMO_PASSWORD) }, control);
}

export function signIn(app) {
  const { state, t } = app;
  const form = state.forms.signIn;
  const sent = state.done?.kind === "reset" && state.done.address;
  return [
    h(
      "div",
      { class: "gate" },
      h("div", { class: "gate-head" }, mark(), h("h1", { tabindex: "-1", id: "title" }, t.signIn.title), h("p", { class: "lead" }, t.signIn.lead)),
      problemBanner(app),
      sent && doneBanner(t.signIn.sentTitle, t.signIn.sent(sent)),
      h(
        "form",
        {
          class: "card form", novalidate: true,
          on: {
            submit: (event) => {
              event.preventDefault();
              submitSignIn(app);
            },
          },
        },
        field(
          { id: "email", label: t.signIn.email, marks: trouble(app, "email") },
          input({ name: "email", value: form.email, type: "email", inputmode: "email", autocomplete: "username", on: { input: (event) => { form.email = event.target.value; } } }),
        ),
        passwordField(app),
        h("button", { type: "submit", class: "main-button", id: "send" }, t.signIn.button),
      ),
      h(
        "div",
        { class: "gate-ways" },
        h("button", { type: "button", class: "link", id: "forgot", on: { click: () => app.finish({ kind: "reset", address: form.email.trim() || "–" }) } }, icon("key"), t.signIn.forgot),
        h("button", { type: "button", class: "link", id: "gate-help", on: { click: openHelp } }, icon("help"), t.signIn.trouble),
      ),
    ),
  ];
}
