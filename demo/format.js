// Writes amounts, days and times the way a language does. Knows the two languages' tags, no words.

import { ASSETS } from "./data.js";

/** Formatters of one language tag. Amounts are exact decimal texts, never floats. */
export function formatters(lang) {
  const number = (least, most) => new Intl.NumberFormat(lang, { minimumFractionDigits: least, maximumFractionDigits: most });
  const date = (options) => new Intl.DateTimeFormat(lang, options);
  const clock = date({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = date({ day: "numeric", month: lang === "en" ? "short" : "long" });
  const long = date({ dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
  const comma = lang === "en" ? ", " : " ";

  const daysAgo = (at) => Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);

  return {
    /** "1,200.00": at least the usual decimals of the asset, never fewer than the number has. */
    figure: (text, asset) => number(Math.min(ASSETS[asset].places, 5), 8).format(text),
    /** "1,200.00 USDT". */
    amount: (text, asset) => `${number(Math.min(ASSETS[asset].places, 5), 8).format(text)} ${asset}`,
    /** "1,200 USDT": for limits and fees, without idle zeros. */
    limit: (text, asset) => `${number(0, 8).format(text)} ${asset}`,
    rate: (text) => number(0, 6).format(text),
    /** Whole and decimal part of a total, apart, so that they can be set in two sizes. */
    total: (text) => {
      const parts = number(2, 2).formatToParts(text);
      const at = parts.findIndex((part) => part.type === "decimal");
      const join = (some) => some.map((part) => part.value).join("");
      return [join(parts.slice(0, at)), join(parts.slice(at))];
    },
    clock: (at) => clock.format(at),
    moment: (at) => long.format(at),
    /** "today", "yesterday" or the date. */
    day: (at) => (daysAgo(at) < 2 ? relative.format(-daysAgo(at), "day") : day.format(at)),
    dayClock: (at) => `${daysAgo(at) < 2 ? relative.format(-daysAgo(at), "day") : day.format(at)}${comma}${clock.format(at)}`,
    /** Hours and minutes between two moments. */
    span: (from, to) => {
      const minutes = Math.max(1, Math.round((to - from) / 60_000));
      return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
    },
  };
}
