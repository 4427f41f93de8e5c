// Exact decimal numbers for money, as BigInt with ten decimals. Knows no currency and no language.

const PLACES = 10;
const ONE = 10n ** BigInt(PLACES);

/** Reads "1,250.50" or full-width "１２５０．５" as a scaled BigInt; null when it is no plain positive number. */
export function parse(text) {
  const plain = String(text).normalize("NFKC").replace(/[\s,]/g, "");
  const match = /^(\d{1,15})(?:\.(\d{0,10}))?$/.exec(plain);
  if (!match) return null;
  const [, whole, part = ""] = match;
  return BigInt(whole) * ONE + BigInt(part.padEnd(PLACES, "0"));
}

/** The shortest plain text of a scaled number: "1250.5". */
export function text(value) {
  const sign = value < 0n ? "-" : "";
  const size = value < 0n ? -value : value;
  const part = String(size % ONE).padStart(PLACES, "0").replace(/0+$/, "");
  return `${sign}${size / ONE}${part && `.${part}`}`;
}

/** Product of two scaled numbers, cut towards zero so that nobody is credited more than there is. */
export function times(a, b) {
  return (a * b) / ONE;
}

/** Quotient of two scaled numbers, cut towards zero; zero when the divisor is zero. */
export function over(a, b) {
  return b === 0n ? 0n : (a * ONE) / b;
}

/** Cuts to a number of decimals, as a ledger of that currency would. */
export function cut(value, places) {
  const step = 10n ** BigInt(PLACES - places);
  return value - (value % step);
}
