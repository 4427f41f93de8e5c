// Starts the wallet: ties state, screens, address and help together. Knows every part by its door only.

import { context } from "./context.js";
import { formatters } from "./format.js";
import { dressHelp, onReport, tell as tellHelp } from "./help.js";
import { words } from "./i18n/index.js";
import { applyPrefs, onSystemTheme, prefs } from "./prefs.js";
import { startRouter } from "./router.js";
import { late, password } from "./rules.js";
import { convert } from "./screens/convert.js";
import { deposit } from "./screens/deposit.js";
import { home } from "./screens/home.js";
import { pay } from "./screens/pay.js";
import { records } from "./screens/records.js";
import { security } from "./screens/security.js";
import { signIn } from "./screens/sign-in.js";
import { withdraw } from "./screens/withdraw.js";
import { shell } from "./shell.js";
import { state } from "./state.js";

const SCREENS = { home, deposit, withdraw, convert, pay, security, records, "sign-in": signIn };
const NOTICE_MS = 5000;
/** Pixels that the bar and the dock may cover. */
const BAR = 72;
const DOCK = 104;
const place = document.getElementById("wallet");
const notice = document.getElementById("notice");
let noticeTimer = 0;

/** What every screen gets: the state, words and formats of the language, and what it may do. */
const app = {
  state,
  t: words(prefs.lang),
  f: formatters(prefs.lang),

  /** Draws the screen anew and puts the focus on the element of this id, if it is there. */
  render(focus) {
    place.replaceChildren(shell(app, SCREENS[state.route](app)));
    document.title = `${app.t.nav[state.route]} · ${app.t.brand}`;
    tellHelp(context(state, prefs.lang, app.t, app.f));
    const target = focus && document.getElementById(focus);
    if (!target) return;
    target.focus({ preventScroll: true });
    const { top, bottom } = target.getBoundingClientRect();
    // Scrolled only when it is not wholly in view between bar and dock, and then with its surroundings.
    if (top < BAR || bottom > innerHeight - DOCK) target.scrollIntoView({ block: "center" });
  },

  /** Something went wrong here: shown in place, told to the help. A merely empty field takes the focus itself. */
  show(problem) {
    Object.assign(state, { problem, done: null });
    app.render(problem.code ? "problem" : problem.field === "hashForm" ? "hash" : problem.field);
  },

  /** Something succeeded here. */
  finish(done) {
    Object.assign(state, { problem: null, done });
    app.render("done");
  },

  /** The trouble is gone, for it was about something that is no longer so. */
  clear(focus) {
    Object.assign(state, { problem: null, done: null });
    app.render(focus);
  },

  /** One quiet line at the bottom, read out and gone after a while. */
  tell(text) {
    notice.textContent = text;
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => notice.replaceChildren(), NOTICE_MS);
  },

  /** Language or look have changed. */
  dress(focus) {
    applyPrefs();
    Object.assign(app, { t: words(prefs.lang), f: formatters(prefs.lang) });
    dressHelp(prefs);
    app.render(focus);
  },
};

/** Trouble that is there before anybody presses anything: a late withdrawal, a locked sign-in. */
function standing(screen, item) {
  if (screen === "records") return late(state.records.find((one) => one.id === item), Date.now());
  const locked = screen === "sign-in" && state.lock.lockedUntil > Date.now();
  return locked ? password(state.forms.signIn, state.lock, Date.now()) : null;
}

let first = true;
function enter({ screen, item }, arrive) {
  Object.assign(state, { route: screen, item, done: null });
  state.problem = standing(screen, item);
  notice.replaceChildren();
  scrollTo(0, 0);
  // The first screen leaves the focus where the browser starts; later ones begin at their heading, or at the trouble.
  app.render(state.problem ? "problem" : first ? null : "title");
  first = false;
  arrive?.();
}

applyPrefs();
dressHelp(prefs);
app.go = startRouter(enter);
onSystemTheme(() => app.dress());
onReport((number) => app.tell(app.t.help.received(number)));
