// Decides whether a withdrawal, payment, conversion or look-up may go ahead. Pure: values in, a problem or null out.
// A problem is { code, field, words, about }: `words` fill its sentence, `about` is what the help may know of it.

import { CASH, CONVERSION, CONVERSION_MIN, NETWORKS, PASSWORD_TRIES, SAVED, SOURCES, WITHDRAWAL, ASSETS, DEMO_PASSWORD } from "./data.js";
import { cut, over, parse, text, times } from "./decimal.js";

const MINUTE = 60_000;
/** Two equal payments closer together than this are looked at before the second one leaves. */
const TWICE_WITHIN = 10 * MINUTE;
/** How long a locked sign-in stays locked. */
export const LOCK_MINUTES = 30;

const blank = (field) => ({ code: "", field, words: {}, about: {} });

/** The network whose addresses look like this one, preferring `wish` where several share the form. */
export function networkOf(address, wish) {
  if (NETWORKS[wish]?.address.test(address)) return wish;
  return Object.keys(NETWORKS).find((id) => !NETWORKS[id].bank && NETWORKS[id].address.test(address)) ?? null;
}

/** What is still free of today's limit, scaled. */
export function leftToday({ asset, network }, sent) {
  const left = parse(WITHDRAWAL[asset][network].daily) - parse(sent[`${asset} ${network}`] ?? "0");
  return left > 0n ? left : 0n;
}

/** Checks in the order in which a person fills the form in: network, address, amount. */
export function withdrawal(form, { balances, sent, switches }) {
  const { asset, network } = form;
  const rule = WITHDRAWAL[asset][network];
  const address = form.address.replace(/\s/g, "");
  const amount = parse(form.amount);
  const about = { asset, network, ...(amount !== null && { amount: text(amount) }) };
  const stop = (code, field, words = {}) => ({ code, field, words: { asset, network, ...words }, about });

  if (rule.suspended) return stop("WD_NETWORK_SUSPENDED", "network");
  if (!address) return blank("address");
  const found = networkOf(address, network);
  if (found !== network) return found ? stop("WD_NETWORK_MISMATCH", "address", { found }) : stop("WD_ADDRESS_INVALID", "address");
  if (switches.savedOnly && !SAVED.some((one) => one.address === address)) return stop("WD_ALLOWLIST", "address");
  if (NETWORKS[network].memo && !form.memo.trim()) return blank("memo");
  if (!amount) return blank("amount");
  if (amount < parse(rule.min)) return stop("WD_BELOW_MIN", "amount", { min: rule.min });
  if (amount > parse(rule.max)) return stop("WD_ABOVE_MAX", "amount", { max: rule.max });
  if (amount + parse(rule.fee) > parse(balances[asset])) return stop("WD_BALANCE", "amount", { balance: balances[asset], fee: rule.fee });
  const left = leftToday(form, sent);
  if (amount > left) return stop("WD_DAILY_LIMIT", "amount", { left: text(left), daily: rule.daily });
  return null;
}

/** A look-up of a deposit by its transaction hash: a record, or a problem. */
export function findDeposit(form, records) {
  const hash = form.hash.trim();
  if (!hash) return { problem: blank("hash") };
  const record = records.find((one) => one.kind === "deposit" && one.transaction?.toLowerCase() === hash.toLowerCase());
  if (record) return { record };
  if (!/^(0x)?[0-9a-fA-F]{64}$|^[1-9A-HJ-NP-Za-km-z]{80,90}$/.test(hash)) return { problem: { ...blank("hash"), field: "hashForm" } };
  const { asset, network } = form;
  return { problem: { code: "DP_NOT_FOUND", field: "hash", words: { asset, network }, about: { asset, network, transaction: hash } } };
}

/** Rate, fee and outcome of a conversion, as texts; zero amounts when nothing readable was typed. */
export function quote({ from, to, amount }) {
  const given = parse(amount) ?? 0n;
  const cash = CASH.includes(from) && CASH.includes(to);
  const dollar = [from, to].sort().join() === "USD,USDT";
  const percent = CONVERSION[cash ? "cash" : dollar ? "dollar" : "other"];
  const fee = times(given, over(parse(percent), parse("100")));
  const rate = over(parse(ASSETS[from].price), parse(ASSETS[to].price));
  const received = cut(over(times(given - fee, parse(ASSETS[from].price)), parse(ASSETS[to].price)), ASSETS[to].places);
  return { percent, fee: text(fee), rate: text(rate), received: text(received) };
}

export function conversion(form, { balances }) {
  const { from, amount: typed } = form;
  const amount = parse(typed);
  const about = { asset: from, ...(amount !== null && { amount: text(amount) }) };
  if (!amount) return blank("amount");
  const min = CONVERSION_MIN[from];
  if (amount < parse(min)) return { code: "CV_BELOW_MIN", field: "amount", words: { asset: from, min }, about };
  if (amount > parse(balances[from])) return { code: "CV_BALANCE", field: "amount", words: { asset: from, balance: balances[from] }, about };
  return null;
}

/** A payment in EUR. A second equal one within ten minutes is held, not refused: `held` tells the caller. */
export function payment(form, { balances, records }, now) {
  const amount = parse(form.amount);
  if (!form.payee) return blank("payee");
  if (!amount) return blank("amount");
  const source = SOURCES.find((one) => one.id === form.source);
  const words = { amount: text(amount), asset: "EUR", payee: form.payee, bank: source.bank, digits: source.digits };
  const about = { asset: "EUR", amount: text(amount) };
  if (source.kind === "balance" && amount > parse(balances.EUR)) return { code: "PY_BALANCE", field: "amount", words: { ...words, balance: balances.EUR }, about };
  if (source.allows && amount > parse(source.allows)) return { code: "PY_DECLINED", field: "source", words, about };
  const twin = records.find((one) => one.kind === "pay" && one.status === "done" && one.name === form.payee && parse(one.amount) === amount && now - one.at < TWICE_WITHIN);
  if (twin) return { code: "PY_DUPLICATE", field: "", held: true, words: { ...words, first: twin.at, second: now }, about };
  return null;
}

/** A look at a record: a withdrawal that takes longer than usual is a problem worth help. */
export function late(record, now) {
  if (record?.kind !== "withdraw" || record.status !== "pending") return null;
  const usual = WITHDRAWAL[record.asset][record.network].minutes;
  if (now - record.at <= 3 * usual * MINUTE) return null;
  const { asset, network, amount, transaction } = record;
  return { code: "WD_PENDING", field: "", words: { asset, network, since: record.at, usual, seen: record.seen, needed: record.needed }, about: { asset, network, amount, transaction } };
}

/** Sign-in: null lets in; wrong passwords are counted by the caller. */
export function password(form, { wrong, lockedUntil }, now) {
  if (lockedUntil > now) return { code: "AC_LOCKED_PASSWORD", field: "", words: { until: lockedUntil, tries: PASSWORD_TRIES, minutes: LOCK_MINUTES }, about: {} };
  if (!form.email.trim()) return blank("email");
  if (!form.password) return blank("password");
  if (form.password === DEMO_PASSWORD) return null;
  if (wrong + 1 >= PASSWORD_TRIES) {
    const until = now + LOCK_MINUTES * MINUTE;
    return { code: "AC_LOCKED_PASSWORD", field: "", locks: until, words: { until, tries: PASSWORD_TRIES, minutes: LOCK_MINUTES }, about: {} };
  }
  return { code: "AC_WRONG_PASSWORD", field: "password", counts: true, words: { left: PASSWORD_TRIES - wrong - 1 }, about: {} };
}
