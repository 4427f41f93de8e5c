// The invented past of this account: balances and records, dated backwards from now so that the demo never looks old.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What every asset starts with. */
export function openingBalances() {
  return { USDT: "12480.5", BTC: "0.21406", ETH: "3.2084", SOL: "38.5", TRX: "940", XRP: "615", EUR: "4204.8", USD: "1350", CNY: "8620" };
}

/** Records, newest first. `status`: done, pending, held, declined. Amounts are positive; the kind tells the direction. */
export function openingRecords(now = Date.now()) {
  return [
    {
      id: "W-20418", kind: "withdraw", asset: "USDT", network: "TRC20", amount: "1200", fee: "1", status: "pending", at: now - 2 * HOUR - 40 * MINUTE,
      address: "TJCxrRBqt59ggV991x1ErEBxBKMDbykhEC", name: "Tan Studio", seen: 3, needed: 19,
      transaction: "5cf642b0c3a4acdd7f9fcc589f8d0a9f94f03e7914c0f87f17f8499ff30499a9",
    },
    { id: "P-7731", kind: "pay", asset: "EUR", amount: "86.4", status: "done", at: now - 5 * HOUR, name: "Blue Finch Books", source: "card-4417" },
    {
      id: "W-20407", kind: "withdraw", asset: "USDT", network: "TRC20", amount: "48500", fee: "1", status: "done", at: now - 6 * HOUR,
      address: "TJCxrRBqt59ggV991x1ErEBxBKMDbykhEC", name: "Tan Studio", seen: 19, needed: 19,
      transaction: "0ebb4108e360ddfcfc69e290d9f945ffa4d1278220ad2cf1337349e455d52613",
    },
    {
      id: "W-20402", kind: "withdraw", asset: "USDT", network: "TRC20", amount: "48500", fee: "1", status: "done", at: now - 7 * HOUR,
      address: "TJCxrRBqt59ggV991x1ErEBxBKMDbykhEC", name: "Tan Studio", seen: 19, needed: 19,
      transaction: "c2813c40d2affbb1494978278947bec540a2123e7cefa30c14d732f64cb79abc",
    },
    { id: "C-3316", kind: "convert", asset: "EUR", amount: "1500", to: "USDT", received: "1631.73", status: "done", at: now - DAY - 3 * HOUR },
    {
      id: "D-11870", kind: "deposit", asset: "ETH", network: "ERC20", amount: "0.85", status: "done", at: now - 2 * DAY - 2 * HOUR, seen: 32, needed: 32,
      transaction: "0xc4b9db165c23115661ffb0df9daee36452bcf48385971f1bba10ef43a9e75160",
    },
    { id: "P-7718", kind: "pay", asset: "EUR", amount: "240", status: "done", at: now - 3 * DAY - 6 * HOUR, name: "Nordlicht Studio", source: "bank-1130" },
    {
      id: "D-11852", kind: "deposit", asset: "BTC", network: "BTC", amount: "0.05", status: "done", at: now - 6 * DAY, seen: 2, needed: 2,
      transaction: "72cb95eb92e57561d80e1ed511b327f2f171fc118de91165c672a325260ebfdc",
    },
    { id: "C-3301", kind: "convert", asset: "USDT", amount: "2000", to: "EUR", received: "1831.19", status: "done", at: now - 9 * DAY },
    { id: "D-11837", kind: "deposit", asset: "EUR", network: "SEPA", amount: "3000", status: "done", at: now - 12 * DAY, name: "Mei Tan" },
  ];
}

/** What left today over each "asset network" pair: the daily limits count against it. */
export function openingSent() {
  return { "USDT TRC20": "98200" };
}

/** Devices that hold a session. */
export function openingDevices(now = Date.now()) {
  return [
    { id: "here", kind: "laptop", name: "Firefox, Linux", place: "Lisbon", at: now },
    { id: "phone", kind: "device", name: "Harbour app, Android 16", place: "Lisbon", at: now - 3 * HOUR },
    { id: "office", kind: "laptop", name: "Chrome, Windows 11", place: "Porto", at: now - 8 * DAY },
  ];
}
