// Says what the help may know of this moment. Pure; the shape is the widget's context, every member optional, amounts as text.

import { ACCOUNT, VERSION } from "./data.js";

/** Asset, network and so on that the open screen is about when nothing went wrong. */
function subject({ route, item, forms, records }) {
  if (route === "withdraw" || route === "deposit") {
    const { asset, network } = forms[route];
    return { asset, network };
  }
  const record = route === "records" && item && records.find((one) => one.id === item);
  if (!record) return {};
  const { asset, network, amount, transaction } = record;
  return { asset, network, amount, transaction };
}

/** Before sign-in nobody is known but by the address that was typed. */
function account({ route, forms }) {
  if (route !== "sign-in") return { ...ACCOUNT };
  const contact = forms.signIn.email.trim();
  return contact ? { contact } : undefined;
}

/** The sentence of a problem as shown, in one line. */
export function message(problem, t, f) {
  const [title, text] = t.problems[problem.code](problem.words, f);
  return /[一-鿿]$/.test(title) ? `${title}。${text}` : `${title}. ${text}`;
}

export function context(state, lang, t, f) {
  const problem = state.problem?.code ? state.problem : null;
  const members = {
    screen: state.route,
    error: problem && { code: problem.code, message: message(problem, t, f) },
    ...subject(state),
    ...problem?.about,
    account: account(state),
    locale: lang,
    version: VERSION,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));
}
