// Every Chinese word the wallet shows; the same keys as en.js. Knows no page.

const span = ({ hours, minutes }) => [hours && `${hours} 小时`, minutes && `${minutes} 分钟`].filter(Boolean).join(" ");
/** Chinese and Latin letters or figures keep a space between them, whatever name is filled in. */
const spaced = (text) => text.replace(/([一-鿿])([A-Za-z0-9])/g, "$1 $2").replace(/([A-Za-z0-9])([一-鿿])/g, "$1 $2");
const usual = (minutes) => (minutes >= 1440 ? `${minutes / 1440} 个工作日` : `${minutes} 分钟`);

const networks = {
  TRC20: "波场 TRON（TRC20）", ERC20: "以太坊（ERC20）", BEP20: "BNB 链（BEP20）", Polygon: "Polygon", SOL: "Solana",
  BTC: "比特币网络", XRP: "XRP Ledger", SEPA: "SEPA 转账", SWIFT: "SWIFT 电汇", CNAPS: "CNAPS 转账",
};

const assets = { USDT: "泰达币", BTC: "比特币", ETH: "以太币", SOL: "Solana", TRX: "波场币", XRP: "瑞波币", EUR: "欧元", USD: "美元", CNY: "人民币" };

export const zhCN = {
  brand: "港湾钱包",
  skip: "跳到正文",
  code: "代码",
  networks,
  assetName: (asset) => (assets[asset] === asset ? asset : `${asset}（${assets[asset]}）`),
  assets,
  usual,

  nav: {
    label: "钱包", home: "首页", deposit: "充值", withdraw: "提现", convert: "兑换", pay: "支付", security: "安全", records: "记录",
    "sign-in": "登录", more: "更多", help: "帮助", signOut: "退出登录", close: "关闭",
    language: "English", languageLabel: "Switch to English", dark: "深色", light: "浅色", toDark: "切换到深色", toLight: "切换到浅色",
  },

  situations: {
    open: "模拟一种情况",
    title: "模拟一种情况",
    lead: "这是演示。点一行，钱包就会进入客户真实会遇到的麻烦。不会向任何地方发送任何内容。",
    over: "重新开始",
    overDone: "演示已恢复到最初的样子。",
    names: {
      WD_NETWORK_MISMATCH: "网络选错", WD_BELOW_MIN: "低于最低金额", WD_ADDRESS_INVALID: "地址被拒", WD_DAILY_LIMIT: "超过当日限额",
      WD_NETWORK_SUSPENDED: "网络暂停", WD_PENDING: "提现迟迟未到", AC_LOCKED_PASSWORD: "账户被锁", PY_DECLINED: "支付被拒",
      PY_DUPLICATE: "重复支付", DP_NOT_FOUND: "找不到充值",
    },
  },

  help: { get: "获取帮助", received: (number) => `客服已收到你的报告 ${number}。` },

  home: {
    title: "首页", hello: (name) => `你好，${name}`, total: "总资产", estimate: "按演示汇率折合美元", cover: "隐藏金额", uncover: "显示金额",
    balances: "余额", recent: "最近动态", all: "全部记录", actions: "资金操作",
  },

  kinds: { deposit: "充值", withdraw: "提现", convert: "兑换", pay: "支付" },
  lines: {
    deposit: (r) => `${r.asset} 充值`, withdraw: (r) => r.name ?? `${r.asset} 提现`, convert: (r) => `${r.asset} 换 ${r.to}`, pay: (r) => r.name,
  },
  status: { done: "已完成", pending: "处理中", held: "已暂停", declined: "被拒", cancelled: "已取消" },

  field: {
    asset: "币种", network: "网络", address: "收款地址", account: "收款账号或 IBAN", memo: "地址标签（Tag）", amount: "金额", all: "全部", choose: "请选择",
    available: (amount) => `可用：${amount}`, copy: "复制", copied: "已复制", optional: "（选填）",
    need: {
      address: "请填写收款地址。", memo: "请填写收款方的地址标签。", amount: "请填写金额，例如 120.50。", hash: "请填写这笔转账的交易哈希。",
      hashForm: "交易哈希由 64 个字符组成，只含 0–9 和 a–f。请从转出方的钱包里复制。", payee: "请选择收款人。",
      email: "请填写账户的邮箱。", password: "请填写密码。",
    },
  },

  withdraw: {
    title: "提现", lead: "把资产转到你自己或别人的地址。", fee: (fee) => `手续费 ${fee}`, suspended: "暂停",
    time: (minutes) => `约 ${usual(minutes)}`, button: "确认提现", sum: "明细", feeLabel: "网络手续费", total: "从余额扣除", arrives: "通常到账时间", least: "最低金额",
    saved: "常用地址", savedHint: "点选后自动填入地址。", limit: "今日限额", left: (left) => `还剩 ${left}`, sent: (sent, daily) => `今日已提 ${sent}，上限 ${daily}`,
    doneTitle: "提现已发出", done: (amount, minutes) => `已从余额扣除 ${amount}，通常 ${usual(minutes)}内到账。`, see: "查看记录",
  },

  deposit: {
    title: "充值", lead: "只能通过所选网络，转入下面的地址。", yours: (asset) => `你的 ${asset} 地址`, yourAccount: "你的收款账户", memo: "地址标签（Tag）", reference: "转账附言",
    memoNote: "转账时必须填写，否则无法确认是你的款项。", least: "最低金额", confirmations: "入账条件", blocks: (n) => `${n} 次确认`, time: "通常需要",
    warning: (asset, network) => spaced(`这个地址只接收${network}上的 ${asset}。`), missing: "充值没有到账？", missingLead: "用转出方钱包里显示的交易哈希查一查。",
    hash: "交易哈希", look: "查询", found: (amount, moment) => `${amount} 已于 ${moment} 到账。`, foundTitle: "查到了：这笔充值已经到账",
  },

  convert: {
    title: "兑换", lead: "按显示的汇率，把一种货币换成另一种。", from: "付出", to: "得到", swap: "互换两种货币", rate: "汇率", rateLine: (from, rate, to) => `1 ${from} = ${rate} ${to}`,
    fee: (percent) => `手续费 ${percent}%`, button: "确认兑换", note: "以点击按钮时显示的汇率为准。", doneTitle: "兑换完成", done: (gave, got) => `${gave} 已换成 ${got}。`,
    givenCurrency: "付出的货币", receivedCurrency: "得到的货币",
  },

  pay: {
    title: "支付", lead: "用余额、银行卡或银行账户付款给个人和商家。", from: "付款方式", balance: "欧元余额", card: (bank) => `${bank} 银行卡`, bank: (bank) => `${bank} 账户`, ends: (digits) => `尾号 ${digits}`, expires: (date) => `有效期至 ${date}`,
    payee: "收款人", amount: "金额（EUR）", note: "给收款人的留言", button: "确认支付", doneTitle: "支付成功", done: (amount, payee) => `已向 ${payee} 支付 ${amount}。`,
    latest: "最近的支付", takeBack: "取消第二笔", keepBoth: "仍然支付", takenBack: "第二笔支付已取消，没有扣款。",
  },

  security: {
    title: "安全", lead: "谁能登录，什么能转出。", signIn: "登录", money: "提现", devices: "设备", password: "密码", passwordNote: "3 个月前修改过",
    twoStep: "两步验证", twoStepNote: "使用验证器应用中的验证码", biometric: "指纹和面容", biometricNote: "在你的手机上", savedOnly: "提现白名单", savedOnlyNote: "只能提到常用地址",
    mailConfirm: "邮件确认", mailConfirmNote: "每笔提现发出前", now: "当前设备", out: "退出", outOf: (name) => `退出 ${name}`, gone: (name) => `${name} 已退出登录。`,
    promise: "港湾钱包的任何人都不会向你索要助记词、验证码或密码。", on: "开", off: "关",
  },

  records: {
    title: "记录", lead: "钱包里的每一笔资金变动。", filter: "显示", filters: { all: "全部", deposit: "充值", withdraw: "提现", convert: "兑换", pay: "支付" },
    none: "这里还没有记录。", back: "全部记录", number: "编号", when: "时间", status: "状态", network: "网络", to: "收款方", from: "付款方", fee: "手续费", transaction: "交易哈希", confirmations: "确认次数", of: (seen, needed) => `${seen} / ${needed}`, received: "得到", missing: "没有这条记录。",
    month: "最近 30 天", cameIn: "转入", wentOut: "转出", fees: "网络手续费", about: (total) => `≈ $${total}`, steps: { asked: "已申请", checked: "已审核", sent: "已提交到网络", arrived: "已到账" }, progress: "进度", cancel: "取消提现", cancelled: "提现已取消，金额和手续费已退回余额。", waiting: "等待中",
  },

  signIn: {
    title: "登录", lead: "欢迎回到港湾。", email: "邮箱", password: "密码", button: "登录", hint: (password) => `演示密码：${password}`, show: "显示密码", trouble: "登录遇到问题？", forgot: "忘记密码", sentTitle: "请查看邮箱", sent: (address) => `如果 ${address} 是某个账户的邮箱，我们会发去一封带链接的邮件，请在 30 分钟内使用。（演示中不会真的发送。）`,
  },

  problems: {
    WD_NETWORK_MISMATCH: (w) => ["地址与网络不一致", spaced(`这是${networks[w.found]}的地址，而你选的是${networks[w.network]}。提现没有发出。`)],
    WD_ADDRESS_INVALID: (w) => ["这个地址无法使用", spaced(`它不是有效的${networks[w.network]}地址，可能少了字符或有错字。提现没有发出。`)],
    WD_BELOW_MIN: (w, f) => ["金额低于最低限额", spaced(`通过${networks[w.network]}提现，最少 ${f.limit(w.min, w.asset)}。提现没有发出。`)],
    WD_ABOVE_MAX: (w, f) => ["金额超过单笔上限", spaced(`通过${networks[w.network]}提现，单笔最多 ${f.limit(w.max, w.asset)}。提现没有发出。`)],
    WD_BALANCE: (w, f) => ["余额不足", `可用余额 ${f.amount(w.balance, w.asset)}，网络手续费 ${f.limit(w.fee, w.asset)}。提现没有发出。`],
    WD_DAILY_LIMIT: (w, f) => ["超过今日限额", spaced(`通过${networks[w.network]}每天最多提现 ${f.limit(w.daily, w.asset)}，今天还剩 ${f.limit(w.left, w.asset)}。提现没有发出。`)],
    WD_NETWORK_SUSPENDED: (w) => ["这个网络已暂停", spaced(`${networks[w.network]}正在维护，暂停 ${w.asset} 提现。提现没有发出，其他网络可以正常使用。`)],
    WD_PENDING: (w, f) => ["这笔提现还在途中", `已发出 ${span(f.span(w.since, Date.now()))}，通常需要 ${usual(w.usual)}。网络目前确认了 ${w.seen} / ${w.needed} 次。`],
    WD_ALLOWLIST: () => ["这个地址不在白名单里", "你开启了提现白名单，只能提到常用地址。提现没有发出。"],
    DP_NOT_FOUND: (w) => ["没有找到这笔充值", spaced(`没有查到用这个交易哈希，通过${networks[w.network]}转给你的 ${w.asset}。`)],
    PY_DECLINED: (w, f) => ["支付被拒绝", `${w.bank} 没有批准尾号 ${w.digits} 的卡支付 ${f.amount(w.amount, w.asset)}。没有扣款。`],
    PY_DUPLICATE: (w, f) => ["出现两笔相同的支付", `向 ${w.payee} 支付 ${f.amount(w.amount, w.asset)}，时间是 ${f.clock(w.first)} 和 ${f.clock(w.second)}。第二笔已暂停。`],
    PY_BALANCE: (w, f) => ["余额不足", `可用余额 ${f.amount(w.balance, w.asset)}。没有扣款。`],
    CV_BELOW_MIN: (w, f) => ["金额低于最低限额", `每次兑换最少 ${f.limit(w.min, w.asset)}。`],
    CV_BALANCE: (w, f) => ["余额不足", `可用余额 ${f.amount(w.balance, w.asset)}。`],
    AC_WRONG_PASSWORD: (w) => ["密码不正确", `再错 ${w.left} 次，登录就会被锁定。`],
    AC_LOCKED_PASSWORD: (w, f) => ["登录已锁定", `密码连续输错 ${w.tries} 次。为保护你的资金，登录会锁定到 ${f.clock(w.until)}。`],
  },
};
