// Language and light or dark: read from the address, then from this device, then from the browser. Knows no screen.

import { LANGUAGES, match } from "./i18n/index.js";

const THEME_KEY = "harbour-demo-theme";
const root = document.documentElement;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

/** localStorage throws where storage is refused; a look is not worth an error. */
function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing is lost: the look holds until the page is closed.
  }
}

function query(name) {
  return new URLSearchParams(location.search).get(name);
}

function firstLanguage() {
  const wished = query("lang");
  return [wished, ...navigator.languages].map((tag) => tag && match(tag)).find(Boolean) ?? LANGUAGES[0];
}

function firstTheme() {
  const wished = query("theme") ?? stored(THEME_KEY);
  return ["light", "dark"].includes(wished) ? wished : "auto";
}

export const prefs = { lang: firstLanguage(), theme: firstTheme() };

/** What is on screen now, "auto" resolved. */
export function isDark() {
  return prefs.theme === "auto" ? darkSystem.matches : prefs.theme === "dark";
}

/** Writes both onto the page. */
export function applyPrefs() {
  root.lang = prefs.lang;
  if (prefs.theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = prefs.theme;
}

function rewrite(change) {
  const url = new URL(location.href);
  change(url.searchParams);
  history.replaceState(history.state, "", url);
}

/** Changes the language and keeps it in the address, so that a link or a reload shows the same. */
export function setLanguage(lang) {
  prefs.lang = lang;
  rewrite((query) => query.set("lang", lang));
}

/** Turns to the other look; one that equals the system's is "auto" again and keeps following it. */
export function flipTheme() {
  const dark = !isDark();
  prefs.theme = dark === darkSystem.matches ? "auto" : dark ? "dark" : "light";
  // A wish in the address would win over this choice on the next load.
  rewrite((query) => query.delete("theme"));
  store(THEME_KEY, prefs.theme === "auto" ? null : prefs.theme);
}

export function onSystemTheme(listener) {
  darkSystem.addEventListener("change", listener);
}
