// The wallet's side of the embedding: the only file that knows <wallet-help>. Uses its public face, as any host would.

const element = document.querySelector("wallet-help");
let context = {};

/** Tells the help where the person is and what went wrong. Kept, and told again once the element is ready. */
export function tell(next) {
  context = next;
  if (typeof element.setContext === "function") element.setContext(context);
}

/** Opens the help; where its script could not load, shows the official channels that stand in the page. */
export function openHelp() {
  if (typeof element.open === "function") {
    element.open();
    return;
  }
  element.classList.add("asked");
  element.setAttribute("tabindex", "-1");
  element.focus();
}

// Asked for, the plain channels lie over the page only as long as the focus is on them.
element.addEventListener("focusout", ({ relatedTarget }) => {
  if (!element.contains(relatedTarget)) element.classList.remove("asked");
});

/** Language and look follow the wallet's; of the plain channels inside only this language's words stay. */
export function dressHelp({ lang, theme }) {
  for (const part of element.querySelectorAll("[lang]")) part.hidden = part.lang !== lang;
  element.setAttribute("locale", lang);
  element.setAttribute("theme", theme);
}

/** `listener(number)` runs when support has received a report. */
export function onReport(listener) {
  element.addEventListener("wh-ticket-created", (event) => listener(event.detail?.number ?? ""));
}

customElements.whenDefined("wallet-help").then(() => tell(context));
