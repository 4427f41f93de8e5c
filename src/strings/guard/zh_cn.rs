//! The guard's words in Chinese, simplified.

use super::GuardWords;

pub const GUARD: GuardWords = GuardWords {
    phrase: "这看起来是助记词",
    key: "这看起来是私钥",
    wallet_file: "这看起来是含有私钥的钱包文件",
    card: "这看起来是银行卡号",
    card_code: "这看起来是银行卡安全码",
    one_time_code: "这看起来是一次性验证码",
    password: "这看起来是密码",
    pin: "这看起来是 PIN 码",
    nobody_asks: "客服绝不会索要它，帮你处理问题也用不到它。它没有被保存，也没有被发送。",
    move_funds: "如果你在别处输入过它，或给别人看过，请立刻把资产转到新钱包。",
    call_bank: "如果你把它告诉过别人，请立刻致电银行冻结这张卡。",
    change_password: "如果你把它告诉过别人，请立刻修改密码，并在所有设备上退出登录。",
    what_now: "现在该怎么做",
    remove: "删除它",
    removed: "（已删除）",
    in_your_text: "位置：{text}",
    hash_or_key: "这是交易哈希还是私钥？",
    is_it: "如果是，就不能发送。它是吗？",
    a_hash: "这是交易哈希",
    no_secret: "不是",
    left_out: "不会发送：它看起来是机密信息。",
};
