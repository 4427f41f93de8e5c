//! A small sound knowledge folder in a temporary place, to break one thing at a time.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test helper fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

/// The folder; it goes when this goes.
pub struct Folder(TempDir);

pub const SETTINGS: &str = r#"name = { en = "Quay Wallet", zh-CN = "码头钱包" }
languages = ["en", "zh-CN"]

[[topics]]
id = "withdraw"
icon = "withdraw"
title = { en = "Withdrawals", zh-CN = "提现" }

[[topics]]
id = "fees"
icon = "fees"
title = { en = "Fees", zh-CN = "费用" }
"#;

pub const CHANNELS: &str = r#"[[channels]]
id = "phone"
kind = "phone"
label = { en = "Phone", zh-CN = "电话" }
value = "+44 20 7946 0123"
timezone = "Europe/London"
hours = [{ days = ["mon", "tue"], open = "08:00", close = "20:00" }]
"#;

pub const FEES: &str = r#"updated = 2026-11-01
[[withdrawal]]
asset = "USDT"
network = "TRC20"
fee = "1"
min = "10"
max = "500"
daily = "1000"
"#;

pub const NOTICES: &str = r#"[[notices]]
id = "slow"
level = "warning"
topics = ["withdraw"]
networks = ["TRC20"]
from = 2026-11-20T08:00:00Z
until = 2026-11-21T08:00:00Z
title = { en = "Slow", zh-CN = "较慢" }
text = { en = "It takes longer.", zh-CN = "需要更久。" }
"#;

pub const FLOW: &str = r#"title = { en = "Report it", zh-CN = "报告" }
attach = ["screen", "error"]

[[checks]]
text = { en = "Is it pending?", zh-CN = "还在处理吗？" }
article = "withdraw/pending"

[[steps]]
id = "what"
title = { en = "What happened?", zh-CN = "怎么了？" }

[[steps.questions]]
id = "kind"
kind = "choice"
label = { en = "The withdrawal", zh-CN = "这笔提现" }
options = [
  { value = "failed", label = { en = "failed", zh-CN = "失败" } },
  { value = "pending", label = { en = "is pending", zh-CN = "处理中" }, article = "withdraw/pending" },
]

[[steps]]
id = "more"
title = { en = "Which one?", zh-CN = "哪一笔？" }

[[steps.questions]]
id = "hash"
kind = "transaction"
label = { en = "Hash", zh-CN = "哈希" }
required = false
pattern = "^[0-9a-f]+$"
message = { en = "Copy only the hash.", zh-CN = "只复制哈希。" }
show_if = [{ question = "kind", is = ["pending"] }]

[[steps]]
id = "account"
title = { en = "Is this your account?", zh-CN = "这是你的账户吗？" }

[[steps.questions]]
id = "account"
kind = "account"
label = { en = "Is it right?", zh-CN = "对吗？" }
"#;

pub const PENDING: &str = r#"+++
title = "My withdrawal is pending"
topic = "withdraw"
questions = ["withdrawal stuck for hours", "coins still not out"]
screens = ["withdraw"]
errors = ["WD_PENDING", "*still pending*"]
updated = 2026-11-20
+++

It is on its way. See [the costs](../fees/cost.md).

1. Open **Records**.
2. Wait, or [report it](form:withdraw).
"#;

pub const COST: &str = r#"+++
title = "What does a transfer cost"
topic = "fees"
questions = ["price of sending money"]
+++

It depends on the network.
"#;

const PENDING_ZH: &str = r#"+++
title = "提现还在处理中"
topic = "withdraw"
questions = ["提现卡住了"]
screens = ["withdraw"]
errors = ["WD_PENDING", "*处理中*"]
+++

这笔提现还在路上。
"#;

const COST_ZH: &str = r#"+++
title = "转账要多少手续费"
topic = "fees"
questions = ["转出贵不贵"]
+++

费用由网络决定。
"#;

impl Folder {
    /// An empty one.
    pub fn empty() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    /// One without any mistake.
    pub fn sound() -> Self {
        let folder = Folder::empty();
        for (path, text) in [
            ("knowledge.toml", SETTINGS),
            ("channels.toml", CHANNELS),
            ("fees.toml", FEES),
            ("notices.toml", NOTICES),
            ("flows/withdraw.toml", FLOW),
            ("en/withdraw/pending.md", PENDING),
            ("en/fees/cost.md", COST),
            ("zh-CN/withdraw/pending.md", PENDING_ZH),
            ("zh-CN/fees/cost.md", COST_ZH),
        ] {
            folder.put(path, text);
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path in it.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file.
    pub fn put(&self, path: &str, text: &str) {
        let whole = self.join(path);
        fs::create_dir_all(whole.parent().unwrap()).unwrap();
        fs::write(whole, text).unwrap();
    }

    /// Reads a file.
    pub fn get(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap()
    }

    /// Replaces a piece of a file, which must be there.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.get(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.put(path, &text.replacen(from, to, 1));
    }

    /// Takes a file away.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.join(path)).unwrap();
    }
}
