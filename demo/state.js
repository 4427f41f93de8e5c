// Everything the wallet remembers, in one plain object, and what people do to it. Knows no page; lives until reload.

import { openingBalances, openingDevices, openingRecords, openingSent } from "./ledger.js";
import { parse, text } from "./decimal.js";
import { WITHDRAWAL } from "./data.js";

function opening() {
  return {
    balances: openingBalances(),
    records: openingRecords(),
    sent: openingSent(),
    devices: openingDevices(),
    switches: { twoStep: true, biometric: true, savedOnly: false, mailConfirm: true },
    lock: { wrong: 0, lockedUntil: 0 },
    /** Amounts are covered on the home screen. */
    covered: false,
    /** The trouble on this screen, as rules.js returns it; null when all is well. */
    problem: null,
    /** What has just succeeded on this screen. */
    done: null,
    filter: "all",
    forms: {
      withdraw: { asset: "USDT", network: "TRC20", address: "", memo: "", amount: "" },
      deposit: { asset: "USDT", network: "TRC20", hash: "" },
      convert: { from: "EUR", to: "USDT", amount: "" },
      pay: { source: "balance", payee: "", amount: "", note: "" },
      signIn: { email: "mei.tan@mail.example", password: "" },
    },
  };
}

export const state = { route: "home", item: null, ...opening() };

/** Back to the first minute of the demo; stays on the screen. */
export function startOver() {
  Object.assign(state, opening());
}

function add(asset, amount) {
  state.balances[asset] = text(parse(state.balances[asset]) + amount);
}

function next(letter) {
  const numbers = state.records.filter((one) => one.id.startsWith(`${letter}-`)).map((one) => Number(one.id.slice(2)));
  return `${letter}-${Math.max(...numbers) + 1}`;
}

function keep(record) {
  state.records.unshift(record);
  state.records.sort((a, b) => b.at - a.at);
  return record;
}

/** Books a withdrawal that passed the rules. It waits for its check, so no network has given it a hash yet. */
export function withdraw(form, name) {
  const { asset, network } = form;
  const amount = parse(form.amount);
  const rule = WITHDRAWAL[asset][network];
  add(asset, -amount - parse(rule.fee));
  const pair = `${asset} ${network}`;
  state.sent[pair] = text(parse(state.sent[pair] ?? "0") + amount);
  return keep({
    id: next("W"), kind: "withdraw", asset, network, amount: text(amount), fee: rule.fee, status: "pending", at: Date.now(),
    address: form.address.replace(/\s/g, ""), name, seen: 0, needed: 0,
  });
}

/** A withdrawal that has not been checked yet is taken back, with its fee. */
export function cancel(record) {
  const pair = `${record.asset} ${record.network}`;
  record.status = "cancelled";
  add(record.asset, parse(record.amount) + parse(record.fee));
  state.sent[pair] = text(parse(state.sent[pair]) - parse(record.amount));
}

/** Books a conversion at its quoted outcome. */
export function convert(form, received) {
  const amount = parse(form.amount);
  add(form.from, -amount);
  add(form.to, parse(received));
  return keep({ id: next("C"), kind: "convert", asset: form.from, amount: text(amount), to: form.to, received, status: "done", at: Date.now() });
}

/** Books a payment: `done`, `held` (a second equal one) or `declined`. Only a finished one moves money. */
export function pay(form, status, at = Date.now()) {
  const amount = parse(form.amount);
  if (status === "done" && form.source === "balance") add("EUR", -amount);
  return keep({ id: next("P"), kind: "pay", asset: "EUR", amount: text(amount), status, at, name: form.payee, source: form.source, note: form.note });
}

/** A held payment is taken back: nothing was moved, so nothing is given back. */
export function takeBack(id) {
  state.records = state.records.filter((one) => one.id !== id);
}
