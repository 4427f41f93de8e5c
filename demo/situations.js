// Ten moments of trouble. Each fills the wallet as a customer would and presses the same button; no message is made up here.

import { OWN_ADDRESS, PASSWORD_TRIES, SAVED } from "./data.js";
import { submitLookUp } from "./screens/deposit.js";
import { submitPayment } from "./screens/pay.js";
import { submitSignIn } from "./screens/sign-in.js";
import { submitWithdrawal } from "./screens/withdraw.js";
import { openingRecords, openingSent } from "./ledger.js";
import { pay as book } from "./state.js";

const MINUTE = 60_000;
const [TRON, ETHEREUM] = SAVED.map((one) => one.address);

/** A withdrawal of USDT with these values in the form, the rest as a careful person would have it. */
function withdrawal(values) {
  return (app) => {
    app.state.sent = openingSent();
    app.state.switches.savedOnly = false;
    Object.assign(app.state.forms.withdraw, { asset: "USDT", network: "TRC20", address: TRON, memo: "", amount: "250" }, values);
    submitWithdrawal(app);
  };
}

function payment(values, before) {
  return (app) => {
    Object.assign(app.state.forms.pay, { source: "balance", payee: "Nordlicht Studio", amount: "420", note: "" }, values);
    before?.(app);
    submitPayment(app);
  };
}

/** The same payment a minute ago; what an earlier visit to this situation left behind goes first. */
function paidAMinuteAgo({ state }) {
  const form = state.forms.pay;
  state.records = state.records.filter((one) => !(one.kind === "pay" && one.name === form.payee && Date.now() - one.at < 10 * MINUTE));
  book(form, "done", Date.now() - MINUTE);
}

function lockedOut(app) {
  const { state } = app;
  state.lock = { wrong: PASSWORD_TRIES - 1, lockedUntil: 0 };
  state.forms.signIn.password = "not-my-password";
  submitSignIn(app);
  state.forms.signIn.password = "";
  app.render("problem");
}

function unknownDeposit(app) {
  Object.assign(app.state.forms.deposit, { asset: "USDT", network: "TRC20", hash: "409e7349f28ca442f72d781f7169b32dac0940e401d83c4a29548fa91200314b" });
  submitLookUp(app);
}

/** The pending withdrawal is in the records from the start; an emptied demo gets it back. */
function pending(app) {
  const { state } = app;
  if (!state.records.some((one) => one.id === "W-20418")) state.records.unshift(openingRecords()[0]);
}

/** In the order of the menu. `arrange` runs on arrival; a record's own lateness needs none. */
export const SITUATIONS = [
  { code: "WD_NETWORK_MISMATCH", icon: "withdraw", screen: "withdraw", arrange: withdrawal({ address: ETHEREUM }) },
  { code: "WD_BELOW_MIN", icon: "withdraw", screen: "withdraw", arrange: withdrawal({ amount: "4" }) },
  { code: "WD_ADDRESS_INVALID", icon: "withdraw", screen: "withdraw", arrange: withdrawal({ address: TRON.slice(0, -1) }) },
  { code: "WD_DAILY_LIMIT", icon: "withdraw", screen: "withdraw", arrange: withdrawal({ amount: "2500" }) },
  { code: "WD_NETWORK_SUSPENDED", icon: "withdraw", screen: "withdraw", arrange: withdrawal({ network: "BEP20", address: OWN_ADDRESS.BEP20.address }) },
  { code: "WD_PENDING", icon: "clock", screen: "records", item: "W-20418", before: pending },
  { code: "DP_NOT_FOUND", icon: "deposit", screen: "deposit", arrange: unknownDeposit },
  { code: "PY_DECLINED", icon: "pay", screen: "pay", arrange: payment({ source: "card-8802" }) },
  { code: "PY_DUPLICATE", icon: "pay", screen: "pay", arrange: payment({ payee: "Blue Finch Books", amount: "86.40", source: "card-4417" }, paidAMinuteAgo) },
  { code: "AC_LOCKED_PASSWORD", icon: "lock", screen: "sign-in", arrange: lockedOut },
];

export function play(app, situation) {
  situation.before?.(app);
  app.go(situation.screen, situation.item ?? null, situation.arrange && (() => situation.arrange(app)));
}
