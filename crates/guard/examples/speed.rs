//! How long a scan takes, and how it grows: `cargo run --release -p help-guard --example speed`.

use help_guard::{Field, Known, Lists, scan};
use std::time::{Duration, Instant};

/// The shortest of some runs: what the work takes when nothing else wants the machine.
fn time(text: &str, lists: &Lists) -> Duration {
    let run = |_| {
        let start = Instant::now();
        std::hint::black_box(scan(text, lists, &Known::default(), Field::Text));
        start.elapsed()
    };
    (0..41).map(run).min().unwrap_or_default()
}

fn of_length(pattern: &str, chars: usize) -> String {
    pattern.chars().cycle().take(chars).collect()
}

fn main() {
    let start = Instant::now();
    let lists = Lists::embedded();
    println!("lists decoded in {:?}, {} bytes packed", start.elapsed(), help_guard::LISTS.len());
    let patterns = [
        (
            "prose",
            "I sent 250 USDT to my other wallet yesterday and it has not arrived, the transaction hash is below. ",
        ),
        (
            "中文",
            "我昨天从交易所提现了二百五十个币到我的钱包，到现在还没有到账，请帮我看一下是什么问题。",
        ),
        (
            "Русский",
            "вчера отправил перевод на другой кошелёк и он до сих пор не пришёл, помогите пожалуйста. ",
        ),
        (
            "list words",
            "letter advice cage absurd amount doctor acoustic avoid letter advice cage above ",
        ),
        (
            "near list words",
            "leter advise cagge absurb amont dotcor acustic avoyd leter advise cagge abvoe ",
        ),
        ("list characters", "购 需 半 窝 堵 忆 括 疏 扭 至 萄 港 "),
        ("hex", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 "),
        ("short hex", "9f86 d081 884c 7d65 9a2f eaa0 c55a "),
        (
            "base58",
            "4eMq9jSfPYpzu6Z3My2VHdieiywQVCYDQFRMz1Qqx5rvUFXisp21zACAa7xm6Z1G1JqWe9S3BurEz7HziHfedaZS ",
        ),
        ("digits", "4111 1111 1111 1111 "),
        ("one letter", "a"),
        ("glued words", "letteradvicecageabsurdamountdoctoracousticavoid"),
        ("labels", "password pin code otp card private key "),
        ("braces", "{\"ciphertext\": {\"kdf\": "),
        ("begin", "-----BEGIN PRIVATE KEY----- "),
        ("commas", "1,2,3,4,5,6,7,8,9,"),
        ("csv", "a,b,c\n"),
    ];
    println!("{:18} {:>10} {:>10} {:>10} {:>8}", "text", "2,000", "20,000", "40,000", "ratio");
    for (name, pattern) in patterns {
        let [short, long, double] =
            [2_000, 20_000, 40_000].map(|n| time(&of_length(pattern, n), &lists));
        let ratio = double.as_secs_f64() / long.as_secs_f64();
        println!("{name:18} {short:>10.1?} {long:>10.1?} {double:>10.1?} {ratio:>8.2}");
    }
}
