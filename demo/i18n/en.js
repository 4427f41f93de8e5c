// Every English word the wallet shows. Functions take ready formatters (`f`, see format.js). Knows no page.

const span = ({ hours, minutes }) => [hours && `${hours} h`, minutes && `${minutes} min`].filter(Boolean).join(" ");
const usual = (minutes) => (minutes >= 1440 ? `${minutes / 1440} business ${minutes === 1440 ? "day" : "days"}` : `${minutes} min`);

const networks = {
  TRC20: "TRON (TRC20)", ERC20: "Ethereum (ERC20)", BEP20: "BNB Chain (BEP20)", Polygon: "Polygon", SOL: "Solana",
  BTC: "Bitcoin", XRP: "XRP Ledger", SEPA: "SEPA transfer", SWIFT: "SWIFT transfer", CNAPS: "CNAPS transfer",
};

const assets = { USDT: "Tether", BTC: "Bitcoin", ETH: "Ether", SOL: "Solana", TRX: "Tron", XRP: "XRP", EUR: "Euro", USD: "US dollar", CNY: "Chinese yuan" };

export const en = {
  brand: "Harbour Wallet",
  skip: "Skip to content",
  code: "Code",
  networks,
  assetName: (asset) => (assets[asset] === asset ? asset : `${asset} (${assets[asset]})`),
  assets,
  usual,

  nav: {
    label: "Wallet", home: "Home", deposit: "Deposit", withdraw: "Withdraw", convert: "Convert", pay: "Pay", security: "Security", records: "Records",
    "sign-in": "Sign in", more: "More", help: "Help", signOut: "Sign out", close: "Close",
    language: "中文", languageLabel: "切换到中文", dark: "Dark", light: "Light", toDark: "Use the dark look", toLight: "Use the light look",
  },

  situations: {
    open: "Try a situation",
    title: "Try a situation",
    lead: "This is a demo. Each line brings the wallet into a real moment of trouble, the way a customer gets there. Nothing is sent anywhere.",
    over: "Start over",
    overDone: "The demo is back at its beginning.",
    names: {
      WD_NETWORK_MISMATCH: "Wrong network", WD_BELOW_MIN: "Below the minimum", WD_ADDRESS_INVALID: "Address refused", WD_DAILY_LIMIT: "Daily limit reached",
      WD_NETWORK_SUSPENDED: "Network suspended", WD_PENDING: "Withdrawal still pending", AC_LOCKED_PASSWORD: "Account locked", PY_DECLINED: "Payment declined",
      PY_DUPLICATE: "Payment sent twice", DP_NOT_FOUND: "Deposit not found",
    },
  },

  help: { get: "Get help", received: (number) => `Support has your report ${number}.` },

  home: {
    title: "Home", hello: (name) => `Hello, ${name}`, total: "Total balance", estimate: "in US dollars, at demo rates", cover: "Hide amounts", uncover: "Show amounts",
    balances: "Balances", recent: "Recent activity", all: "All records", actions: "Move money",
  },

  kinds: { deposit: "Deposit", withdraw: "Withdrawal", convert: "Conversion", pay: "Payment" },
  lines: {
    deposit: (r) => `${r.asset} deposit`, withdraw: (r) => r.name ?? `${r.asset} withdrawal`, convert: (r) => `${r.asset} to ${r.to}`, pay: (r) => r.name,
  },
  status: { done: "Done", pending: "On its way", held: "On hold", declined: "Declined", cancelled: "Cancelled" },

  field: {
    asset: "Asset", network: "Network", address: "Address", account: "Account number or IBAN", memo: "Destination tag", amount: "Amount", all: "All", choose: "Choose",
    available: (amount) => `Available: ${amount}`, copy: "Copy", copied: "Copied", optional: " (optional)",
    need: {
      address: "Enter the address of the receiver.", memo: "Enter the destination tag of the receiver.", amount: "Enter an amount, such as 120.50.", hash: "Enter the transaction hash of the transfer.",
      hashForm: "A transaction hash has 64 characters from 0 to 9 and a to f. Copy it from the sending wallet.", payee: "Choose who receives the payment.",
      email: "Enter the e-mail address of your account.", password: "Enter your password.",
    },
  },

  withdraw: {
    title: "Withdraw", lead: "Send money to an address of yours or of someone else.", fee: (fee) => `Fee ${fee}`, suspended: "Suspended",
    time: (minutes) => `about ${usual(minutes)}`, button: "Withdraw", sum: "Summary", feeLabel: "Network fee", total: "Leaves your balance", arrives: "Usually arrives within", least: "At least",
    saved: "Saved addresses", savedHint: "Choose one to fill in its address.", limit: "Today's limit", left: (left) => `${left} left`, sent: (sent, daily) => `${sent} of ${daily} sent today`,
    doneTitle: "Your withdrawal is on its way", done: (amount, minutes) => `${amount} left your balance. It usually arrives within ${usual(minutes)}.`, see: "See the record",
  },

  deposit: {
    title: "Deposit", lead: "Send to this address, over this network only.", yours: (asset) => `Your ${asset} address`, yourAccount: "Your account for transfers", memo: "Destination tag", reference: "Reference",
    memoNote: "Add it to the transfer. Without it the money cannot be matched to you.", least: "At least", confirmations: "Counts after", blocks: (n) => `${n} confirmations`, time: "Usually takes",
    warning: (asset, network) => `Only ${asset} over ${network} arrives at this address.`, missing: "A deposit has not arrived?", missingLead: "Look it up by the transaction hash that the sending wallet shows.",
    hash: "Transaction hash", look: "Look it up", found: (amount, moment) => `${amount} arrived on ${moment}.`, foundTitle: "Found: the deposit is in your balance",
  },

  convert: {
    title: "Convert", lead: "Change one currency into another at the rate shown.", from: "You give", to: "You receive", swap: "Swap the two currencies", rate: "Rate", rateLine: (from, rate, to) => `1 ${from} = ${rate} ${to}`,
    fee: (percent) => `Fee ${percent}%`, button: "Convert", note: "The rate holds when you press the button.", doneTitle: "Converted", done: (gave, got) => `${gave} became ${got}.`,
    givenCurrency: "Currency you give", receivedCurrency: "Currency you receive",
  },

  pay: {
    title: "Pay", lead: "Pay people and shops from your balance, a card or a bank account.", from: "Pay with", balance: "Euro balance", card: (bank) => `${bank} card`, bank: (bank) => `${bank} account`, ends: (digits) => `ends in ${digits}`, expires: (date) => `until ${date}`,
    payee: "Who receives it", amount: "Amount in EUR", note: "Message to the receiver", button: "Send payment", doneTitle: "Payment sent", done: (amount, payee) => `${amount} went to ${payee}.`,
    latest: "Latest payments", takeBack: "Cancel the second one", keepBoth: "Send it all the same", takenBack: "The second payment was cancelled. No money moved for it.",
  },

  security: {
    title: "Security", lead: "Who gets in, and what may leave.", signIn: "Signing in", money: "Withdrawals", devices: "Devices", password: "Password", passwordNote: "Changed 3 months ago",
    twoStep: "Two-step sign-in", twoStepNote: "A code from your authenticator app", biometric: "Fingerprint and face", biometricNote: "On your phone", savedOnly: "Withdrawal allowlist", savedOnlyNote: "Only to your saved addresses",
    mailConfirm: "Confirm by e-mail", mailConfirmNote: "Before each withdrawal leaves", now: "This device", out: "Sign out", outOf: (name) => `Sign out ${name}`, gone: (name) => `${name} is signed out.`,
    promise: "Nobody from Harbour will ever ask for your recovery phrase, a code or your password.", on: "on", off: "off",
  },

  records: {
    title: "Records", lead: "Everything that moved in your wallet.", filter: "Show", filters: { all: "All", deposit: "Deposits", withdraw: "Withdrawals", convert: "Conversions", pay: "Payments" },
    none: "Nothing here yet.", back: "All records", number: "Record", when: "When", status: "Status", network: "Network", to: "To", from: "From", fee: "Fee", transaction: "Transaction hash", confirmations: "Confirmations", of: (seen, needed) => `${seen} of ${needed}`, received: "Received", missing: "This record does not exist.",
    month: "Last 30 days", cameIn: "Came in", wentOut: "Went out", fees: "Network fees", about: (total) => `≈ $${total}`, steps: { asked: "Asked for", checked: "Checked", sent: "Sent to the network", arrived: "Arrived" }, progress: "Progress", cancel: "Cancel withdrawal", cancelled: "The withdrawal is cancelled. Amount and fee are back in your balance.", waiting: "waiting",
  },

  signIn: {
    title: "Sign in", lead: "Welcome back to the harbour.", email: "E-mail", password: "Password", button: "Sign in", hint: (password) => `Demo password: ${password}`, show: "Show password", trouble: "Trouble signing in?", forgot: "Forgot password", sentTitle: "Look at your mail", sent: (address) => `If ${address} belongs to an account, a message with a link is on its way. Use it within 30 minutes. (This demo sends nothing.)`,
  },

  problems: {
    WD_NETWORK_MISMATCH: (w) => ["The address does not match the network", `This is an address on ${networks[w.found]}, but you chose ${networks[w.network]}. Nothing was sent.`],
    WD_ADDRESS_INVALID: (w) => ["This address was refused", `It is not a valid address on ${networks[w.network]}. A character may be missing or wrong. Nothing was sent.`],
    WD_BELOW_MIN: (w, f) => ["The amount is below the minimum", `The smallest withdrawal over ${networks[w.network]} is ${f.limit(w.min, w.asset)}. Nothing was sent.`],
    WD_ABOVE_MAX: (w, f) => ["The amount is above the limit", `One withdrawal over ${networks[w.network]} can be at most ${f.limit(w.max, w.asset)}. Nothing was sent.`],
    WD_BALANCE: (w, f) => ["Your balance is too small", `You have ${f.amount(w.balance, w.asset)}, and the network fee is ${f.limit(w.fee, w.asset)}. Nothing was sent.`],
    WD_DAILY_LIMIT: (w, f) => ["This is more than today's limit", `You can send ${f.limit(w.daily, w.asset)} a day over ${networks[w.network]}, and ${f.limit(w.left, w.asset)} of it is left today. Nothing was sent.`],
    WD_NETWORK_SUSPENDED: (w) => ["This network is suspended", `Withdrawals of ${w.asset} over ${networks[w.network]} are paused for maintenance. Nothing was sent. Other networks work.`],
    WD_PENDING: (w, f) => ["This withdrawal is still on its way", `It was sent ${span(f.span(w.since, Date.now()))} ago and usually takes ${usual(w.usual)}. The network shows ${w.seen} of ${w.needed} confirmations.`],
    WD_ALLOWLIST: () => ["This address is not on your allowlist", "Your withdrawal allowlist is on, so money can go only to saved addresses. Nothing was sent."],
    DP_NOT_FOUND: (w) => ["We could not find this deposit", `No transfer of ${w.asset} over ${networks[w.network]} with this transaction hash has reached your address.`],
    PY_DECLINED: (w, f) => ["The payment was declined", `${w.bank} did not allow ${f.amount(w.amount, w.asset)} from the card ending in ${w.digits}. No money was taken.`],
    PY_DUPLICATE: (w, f) => ["The same payment appears twice", `${f.amount(w.amount, w.asset)} to ${w.payee}, at ${f.clock(w.first)} and again at ${f.clock(w.second)}. The second one is on hold.`],
    PY_BALANCE: (w, f) => ["Your balance is too small", `You have ${f.amount(w.balance, w.asset)}. No money was taken.`],
    CV_BELOW_MIN: (w, f) => ["The amount is below the minimum", `The smallest conversion is ${f.limit(w.min, w.asset)}.`],
    CV_BALANCE: (w, f) => ["Your balance is too small", `You have ${f.amount(w.balance, w.asset)}.`],
    AC_WRONG_PASSWORD: (w) => ["The password is incorrect", w.left === 1 ? "One more try before sign-in is locked." : `You have ${w.left} more tries before sign-in is locked.`],
    AC_LOCKED_PASSWORD: (w, f) => ["Sign-in is locked", `The password was wrong ${w.tries} times. To keep your money safe, sign-in stays locked until ${f.clock(w.until)}.`],
  },
};
