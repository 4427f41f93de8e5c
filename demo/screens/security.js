// Who gets in and what may leave: switches, identity and devices.

import { dotted, h } from "../dom.js";
import { icon } from "../icons.js";
import { page } from "../parts/page.js";

function line(name, title, note, end) {
  return h("li", { class: "row row-still" }, h("span", { class: "disc" }, icon(name)), h("span", { class: "row-words" }, h("span", { class: "row-title", id: `${name}-title` }, title), dotted("soft small", ...[note].flat())), end);
}

function toggle(app, key, label) {
  const { state, t } = app;
  const on = state.switches[key];
  const flip = () => {
    state.switches[key] = !on;
    app.render(`switch-${key}`);
  };
  return h(
    "button",
    { type: "button", role: "switch", class: "switch", id: `switch-${key}`, "aria-checked": String(on), "aria-label": label, on: { click: flip } },
    h("span", { class: "switch-word", "aria-hidden": "true" }, on ? t.security.on : t.security.off),
    h("span", { class: "switch-track" }, h("span", { class: "switch-knob" })),
  );
}

function group(id, title, lines) {
  return h("section", { class: "card", "aria-labelledby": id }, h("h2", { id, class: "card-title" }, title), h("ul", { class: "rows" }, lines));
}

function devices(app) {
  const { state, t, f } = app;
  const out = (device) => {
    state.devices = state.devices.filter((one) => one !== device);
    app.render("title");
    app.tell(t.security.gone(device.name));
  };
  return state.devices.map((one) =>
    line(
      one.kind, one.name, [one.place, f.dayClock(one.at)],
      one.id === "here" ? h("span", { class: "tag" }, t.security.now) : h("button", { type: "button", class: "quiet", "aria-label": t.security.outOf(one.name), on: { click: () => out(one) } }, t.security.out),
    ),
  );
}

export function security(app) {
  const { t } = app;
  const s = t.security;
  return page(
    { title: s.title, lead: s.lead },
    [
      group("sign-in-group", s.signIn, [
        line("lock", s.password, s.passwordNote),
        line("key", s.twoStep, s.twoStepNote, toggle(app, "twoStep", s.twoStep)),
        line("finger", s.biometric, s.biometricNote, toggle(app, "biometric", s.biometric)),
      ]),
      group("money-group", s.money, [
        line("book", s.savedOnly, s.savedOnlyNote, toggle(app, "savedOnly", s.savedOnly)),
        line("mail", s.mailConfirm, s.mailConfirmNote, toggle(app, "mailConfirm", s.mailConfirm)),
      ]),
    ],
    [
      h("p", { class: "promise" }, icon("security"), s.promise),
      group("device-group", s.devices, devices(app)),
      h("button", { type: "button", class: "second-button", id: "sign-out", on: { click: () => app.go("sign-in") } }, icon("leave"), t.nav.signOut),
    ],
  );
}
