// What the invented wallet knows about assets, networks, fees and the account. Tables only: no rule, no text.
// Fees and limits repeat knowledge/fees.toml, as a host's own back end would.

/** Shown decimals and an invented price in USD. */
export const ASSETS = {
  USDT: { places: 2, price: "1" },
  BTC: { places: 5, price: "91240" },
  ETH: { places: 4, price: "3120" },
  SOL: { places: 3, price: "142.5" },
  TRX: { places: 2, price: "0.24" },
  XRP: { places: 2, price: "2.1" },
  EUR: { places: 2, price: "1.09" },
  USD: { places: 2, price: "1" },
  CNY: { places: 2, price: "0.14" },
};

const BASE58 = "[1-9A-HJ-NP-Za-km-z]";
const EVM = /^0x[0-9a-fA-F]{40}$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** How an address of each network looks. Networks that share a form (`family`) cannot be told apart by it. */
export const NETWORKS = {
  TRC20: { family: "TRC20", address: new RegExp(`^T${BASE58}{33}$`) },
  ERC20: { family: "ERC20", address: EVM },
  BEP20: { family: "ERC20", address: EVM },
  Polygon: { family: "ERC20", address: EVM },
  SOL: { family: "SOL", address: new RegExp(`^${BASE58}{43,44}$`) },
  BTC: { family: "BTC", address: new RegExp(`^(bc1[02-9ac-hj-np-z]{11,71}|[13]${BASE58}{25,34})$`) },
  XRP: { family: "XRP", address: new RegExp(`^r${BASE58}{24,34}$`), memo: true },
  SEPA: { family: "SEPA", address: IBAN, bank: true },
  SWIFT: { family: "SWIFT", address: /^[A-Z0-9]{10,34}$/, bank: true },
  CNAPS: { family: "CNAPS", address: /^\d{16,19}$/, bank: true },
};

/** asset → network → `fee`, `min`, `max` of one withdrawal, `daily` limit, usual `minutes`, `suspended`. */
export const WITHDRAWAL = {
  USDT: {
    TRC20: { fee: "1", min: "10", max: "50000", daily: "100000", minutes: 10 },
    ERC20: { fee: "3", min: "20", max: "50000", daily: "100000", minutes: 10 },
    SOL: { fee: "1", min: "10", max: "50000", daily: "100000", minutes: 5 },
    Polygon: { fee: "0.3", min: "10", max: "50000", daily: "100000", minutes: 8 },
    BEP20: { fee: "0.3", min: "10", max: "50000", daily: "100000", minutes: 5, suspended: true },
  },
  BTC: { BTC: { fee: "0.0001", min: "0.0005", max: "0.5", daily: "1", minutes: 40 } },
  ETH: { ERC20: { fee: "0.001", min: "0.005", max: "15", daily: "30", minutes: 10 } },
  SOL: { SOL: { fee: "0.01", min: "0.05", max: "300", daily: "600", minutes: 5 } },
  TRX: { TRC20: { fee: "1", min: "20", max: "150000", daily: "300000", minutes: 10 } },
  XRP: { XRP: { fee: "0.2", min: "10", max: "20000", daily: "40000", minutes: 5 } },
  EUR: { SEPA: { fee: "1", min: "10", max: "50000", daily: "100000", minutes: 1440 } },
  USD: { SWIFT: { fee: "25", min: "50", max: "50000", daily: "100000", minutes: 4320 } },
  CNY: { CNAPS: { fee: "5", min: "100", max: "50000", daily: "200000", minutes: 1440 } },
};

/** asset → network → `min`, `confirmations` before the money counts, usual `minutes`. */
export const DEPOSIT = {
  USDT: {
    TRC20: { min: "1", confirmations: 19, minutes: 3 },
    ERC20: { min: "1", confirmations: 32, minutes: 7 },
    SOL: { min: "1", confirmations: 32, minutes: 1 },
    Polygon: { min: "1", confirmations: 128, minutes: 5 },
    BEP20: { min: "1", confirmations: 15, minutes: 2 },
  },
  BTC: { BTC: { min: "0.0001", confirmations: 2, minutes: 30 } },
  ETH: { ERC20: { min: "0.001", confirmations: 32, minutes: 7 } },
  SOL: { SOL: { min: "0.01", confirmations: 32, minutes: 1 } },
  TRX: { TRC20: { min: "1", confirmations: 19, minutes: 3 } },
  XRP: { XRP: { min: "1", confirmations: 1, minutes: 1 } },
  EUR: { SEPA: { min: "1", confirmations: 0, minutes: 1440 } },
  USD: { SWIFT: { min: "50", confirmations: 0, minutes: 4320 } },
  CNY: { CNAPS: { min: "10", confirmations: 0, minutes: 1440 } },
};

/** This customer's own deposit addresses; `memo` must travel with the transfer. */
export const OWN_ADDRESS = {
  TRC20: { address: "TgHpPsmvpia2vWrGi4zB8QXxGRb7dG1oET" },
  ERC20: { address: "0x5180bc0dbc0e15637ebb8e3b91d26ab4a829a952" },
  BEP20: { address: "0x5180bc0dbc0e15637ebb8e3b91d26ab4a829a952" },
  Polygon: { address: "0x5180bc0dbc0e15637ebb8e3b91d26ab4a829a952" },
  SOL: { address: "SzA8RubChYxNC6YJZscxZQ5ssrPmej3qLQcnjJvYHrmn" },
  BTC: { address: "bc1qryl6ucumk2ecwdgd3ygc498ndye3uxqs5fhr0q" },
  XRP: { address: "rSJwTx8mvcQ3cgL7KbZNeKPu9TTudibQWA", memo: "20487731" },
  SEPA: { address: "XX48HRBR20487731000417", memo: "HW20487731" },
  SWIFT: { address: "HRBRXX20487731", memo: "HW20487731" },
  CNAPS: { address: "6200204877310004", memo: "HW20487731" },
};

/** Percent of a conversion: cash to cash, USD and USDT between each other, everything else. */
export const CONVERSION = { cash: "0.4", dollar: "0.1", other: "0.2" };
export const CASH = ["EUR", "USD", "CNY"];
/** Smallest conversion, in the asset that is given. */
export const CONVERSION_MIN = { USDT: "1", BTC: "0.00002", ETH: "0.0005", SOL: "0.01", TRX: "5", XRP: "1", EUR: "1", USD: "1", CNY: "10" };

/** Where payments come from; `allows` is the most its bank lets through online, in EUR. */
export const SOURCES = [
  { id: "balance", kind: "balance", asset: "EUR" },
  { id: "card-4417", kind: "card", bank: "Harbour", digits: "4417", expires: "09/29" },
  { id: "card-8802", kind: "card", bank: "Northbank", digits: "8802", expires: "03/28", allows: "300" },
  { id: "bank-1130", kind: "bank", bank: "Sparhaven", digits: "1130" },
];

export const PAYEES = ["Nordlicht Studio", "Blue Finch Books", "Lin Wei"];

/** Saved withdrawal addresses. */
export const SAVED = [
  { name: "Tan Studio", network: "TRC20", address: "TJCxrRBqt59ggV991x1ErEBxBKMDbykhEC" },
  { name: "Ledger", network: "ERC20", address: "0x49f512c17b8ed411fa644d35db41d94e5efaf89f" },
  { name: "Lin Wei", network: "SOL", address: "KNiCew1XcrHMjJWKuZiktPPJiPpvTPvCxxmVQNaAaBDv" },
];

/** What the wallet calls itself in reports. */
export const VERSION = "4.12.0";

export const ACCOUNT = { id: "HW-2048-7731", name: "Mei Tan", contact: "mei.tan@mail.example" };
/** The password that the sign-in page of this demo accepts, and how many wrong ones it forgives. */
export const DEMO_PASSWORD = "harbour";
export const PASSWORD_TRIES = 5;
