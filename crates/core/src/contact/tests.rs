//! Official ways written differently, look-alikes made by rules, and what each is told to be.

use super::*;
use crate::Text;

fn channel(
    id: &str,
    kind: ChannelKind,
    label: &[(&str, &str)],
    value: &str,
    url: Option<&str>,
) -> Channel {
    Channel {
        id: id.into(),
        kind,
        label: Text(label.iter().map(|(tag, it)| ((*tag).to_owned(), (*it).to_owned())).collect()),
        value: value.into(),
        url: url.map(Into::into),
        languages: vec![],
        timezone: None,
        reply_minutes: None,
        hours: vec![],
        quick: vec![],
        slow: vec![],
        holidays: vec![],
        note: None,
    }
}

fn channels() -> Vec<Channel> {
    vec![
        channel(
            "chat",
            ChannelKind::Chat,
            &[("en", "In-app chat")],
            "app.harbour.example/chat",
            Some("https://app.harbour.example/chat"),
        ),
        channel("phone", ChannelKind::Phone, &[("en", "Phone")], "+44 20 7946 0123", None),
        channel(
            "wechat",
            ChannelKind::Social,
            &[("en", "WeChat official account"), ("zh-CN", "微信公众号")],
            "HarbourWallet",
            None,
        ),
        channel(
            "social",
            ChannelKind::Social,
            &[("en", "X"), ("zh-CN", "X（原 Twitter）")],
            "@HarbourHelp",
            None,
        ),
        channel(
            "forum",
            ChannelKind::Social,
            &[("en", "Forum")],
            "harbour_official",
            Some("https://forum.example/u/harbour_official"),
        ),
        channel("email", ChannelKind::Email, &[("en", "E-mail")], "support@harbour.example", None),
        channel("web", ChannelKind::Web, &[("en", "Help page")], "https://help.harbour.example", None),
    ]
}

/// What a text is told to be: the channel's id after a sign, `=` for official and `~` for imitated, or
/// `-` for not listed.
fn told(text: &str) -> String {
    let channels = channels();
    match check(text, &channels).map(|it| it.verdict) {
        None => String::new(),
        Some(Verdict::Official(channel)) => format!("={}", channel.id),
        Some(Verdict::Imitates { channel, .. }) => format!("~{}", channel.id),
        Some(Verdict::NotListed) => "-".into(),
    }
}

/// Official ways as people, programs and keyboards write them.
const OFFICIAL: [(&str, &str); 81] = [
    ("phone", "+44 20 7946 0123"),
    ("phone", "+442079460123"),
    ("phone", "0044 20 7946 0123"),
    ("phone", "00442079460123"),
    ("phone", "011 44 20 7946 0123"),
    ("phone", "44 20 7946 0123"),
    ("phone", "020 7946 0123"),
    ("phone", "02079460123"),
    ("phone", "(020) 7946 0123"),
    ("phone", "20 7946 0123"),
    ("phone", "+44 (0)20 7946 0123"),
    ("phone", "+44 (0) 20 7946-0123"),
    ("phone", "+44-20-7946-0123"),
    ("phone", "+44.20.7946.0123"),
    ("phone", "+44/20/7946/0123"),
    ("phone", "＋４４ ２０ ７９４６ ０１２３"),
    ("phone", "＋４４（０）２０－７９４６－０１２３"),
    ("phone", "+٤٤ ٢٠ ٧٩٤٦ ٠١٢٣"),
    ("phone", "+۴۴۲۰۷۹۴۶۰۱۲۳"),
    ("phone", "+४४ २० ७९४६ ०१२३"),
    ("phone", "tel:+442079460123"),
    ("phone", "tel:+44-20-7946-0123;ext=12"),
    ("phone", "TEL:+442079460123"),
    ("phone", "Phone: +44 20 7946 0123"),
    ("phone", "电话：+44 20 7946 0123"),
    ("phone", "+44 20 7946 0123 ext. 12"),
    ("phone", "+44 20 7946 0123 x12"),
    ("phone", "+44 20 7946 0123 #12"),
    ("phone", "+44 20 7946 0123 转 12"),
    ("phone", "\u{202a}+44 20 7946 0123\u{202c}"),
    ("phone", "+44\u{a0}20\u{a0}7946\u{a0}0123"),
    ("phone", "+44 20\u{200b}7946 0123."),
    ("phone", "  +44 20 7946 0123\n"),
    ("email", "support@harbour.example"),
    ("email", "Support@Harbour.Example"),
    ("email", "SUPPORT@HARBOUR.EXAMPLE"),
    ("email", "mailto:support@harbour.example"),
    ("email", "mailto:support%40harbour.example?subject=HB-7K2M-94"),
    ("email", "<support@harbour.example>"),
    ("email", "Harbour Support <support@harbour.example>"),
    ("email", "\"Harbour Support\" <support@harbour.example>"),
    ("email", "support+hb-7k2m-94@harbour.example"),
    ("email", "\"support\"@harbour.example"),
    ("email", "support@harbour.example."),
    ("email", "support＠harbour．example"),
    ("email", "ｓｕｐｐｏｒｔ＠ｈａｒｂｏｕｒ．ｅｘａｍｐｌｅ"),
    ("email", "support@harbour。example"),
    ("email", "support (at) harbour (dot) example"),
    ("email", "support[at]harbour[dot]example"),
    ("email", "E-mail: support@harbour.example"),
    ("email", "邮箱：support@harbour.example。"),
    ("email", "\u{feff}support@harbour.example\u{200b}"),
    ("email", "support@harbour.example,"),
    ("web", "https://help.harbour.example"),
    ("web", "https://help.harbour.example/"),
    ("web", "help.harbour.example"),
    ("web", "http://help.harbour.example"),
    ("web", "HTTPS://HELP.HARBOUR.EXAMPLE"),
    ("web", "https://help.harbour.example./en/withdraw?from=mail#top"),
    ("web", "https://help.harbour.example:443/en"),
    ("web", "https://%68elp.harbour.example"),
    ("web", "https:\\\\help.harbour.example\\en"),
    ("web", "https://help。harbour。example"),
    ("web", "https://www.help.harbour.example"),
    ("web", "(https://help.harbour.example)"),
    ("web", "//help.harbour.example"),
    ("chat", "app.harbour.example/chat"),
    ("chat", "https://app.harbour.example/chat/"),
    ("chat", "https://app.harbour.example/en/../chat?ticket=1"),
    ("social", "@HarbourHelp"),
    ("social", "HarbourHelp"),
    ("social", "@harbourhelp"),
    ("social", "＠HarbourHelp"),
    ("social", "X: @HarbourHelp"),
    ("social", "https://x.com/HarbourHelp"),
    ("social", "twitter.com/harbourhelp"),
    ("social", "https://mobile.twitter.com/@HarbourHelp?s=20"),
    ("wechat", "harbourwallet"),
    ("wechat", "微信：HarbourWallet"),
    ("wechat", "WeChat: HarbourWallet"),
    ("forum", "https://forum.example/u/Harbour_Official/"),
];

#[test]
fn official_ways_written_differently_are_accepted() {
    for (id, text) in OFFICIAL {
        assert_eq!(told(text), format!("={id}"), "{text}");
    }
}

#[test]
fn each_trick_is_named() {
    for (text, expected) in [
        // Links: what stands before the host, behind it, and around it.
        ("https://help.harbour.example@evil.example", "~web"),
        ("https://help.harbour.example:443@evil.example/en", "~web"),
        ("https://help.harbour.example.evil.example", "~web"),
        ("https://help.harbour.example\\@evil.example", "=web"),
        ("https://evil.example\\@help.harbour.example", "~web"),
        ("https://evil.example/help.harbour.example/login", "~web"),
        ("https://help.harbour.example:8443", "~web"),
        ("https://user@help.harbour.example", "~web"),
        ("https://help.harbour.exarnple", "~web"),
        ("https://help.hаrbour.example", "~web"),
        ("https://help.xn--hrbour-3nf.example", "~web"),
        ("https://help.harbour.examp\u{200b}le", "~web"),
        ("https://help-harbour.example", "~"),
        ("https://harbour-support.example", "~"),
        ("https://harbourwallet.top", "~"),
        ("https://app.harbour.example.co/chat", "~"),
        ("javascript://help.harbour.example/%0aalert(1)", "-"),
        ("https://pay.harbour.example", "-"),
        ("https://app.harbour.example/chat/../steal", "-"),
        ("https://evil.example", "-"),
        ("192.168.0.1", "-"),
        // Mail: the name shown, the mailbox, the host.
        ("support@harbour.example <help@evil.example>", "~email"),
        ("\"support@harbour.example\" <help@evil.example>", "~email"),
        ("support@harbour.example@evil.example", "~email"),
        ("support@harbour.example.evil.example", "~email"),
        ("suppоrt@harbour.example", "~email"),
        ("suport@harbour.example", "~email"),
        ("support@harbuor.example", "~email"),
        ("support@harbour-help.example", "~email"),
        ("harbour.support@mail.example", "~email"),
        ("support+x@harbour.example.evil.example", "~email"),
        ("s\u{200d}upport@harbour.example", "~email"),
        ("ceo@harbour.example", "-"),
        ("support@evil.example", "-"),
        // Phone: a digit off, two swapped, another country, letters for digits.
        ("+44 20 7946 0124", "~phone"),
        ("+44 20 7946 0132", "~phone"),
        ("+1 20 7946 0123", "~phone"),
        ("+44 2O 7946 OI23", "~phone"),
        ("+44 20 7946 01234", "~phone"),
        ("+86 400 800 1234", "-"),
        ("95588", "-"),
        // Names: added words, letters swapped, another network.
        ("@HarbourHelp_", "~social"),
        ("@Harbour_Help", "~social"),
        ("@HarbourHelpDesk", "~social"),
        ("@HarborHelp", "~social"),
        ("@HаrbourHelp", "~social"),
        ("@HarbourHe1p", "~social"),
        ("Harbour Wallet Support", "~wechat"),
        ("Telegram: HarbourWallet", "~wechat"),
        ("t.me/HarbourHelp_support", "~social"),
        ("t.me/HarbourHelp", "~social"),
        ("https://x.com/HarbourWallet", "~wechat"),
        ("https://x.com/HarbourHe1p", "~social"),
        ("https://x.com@evil.example/HarbourHelp", "-"),
        ("https://x.com/HarbourHelp/status/1", "-"),
        ("https://forum.example/u/harbour_0fficial", "~forum"),
        ("https://forum.example/u/harbour_official/topics/9", "~forum"),
        ("https://forum.example/u/somebody", "-"),
        ("SatoshiFan", "-"),
        ("张三", "-"),
        ("…", ""),
        ("", ""),
    ] {
        let told = told(text);
        // Where two channels are equally near, either may be named.
        let same = told == expected || (expected == "~" && told.starts_with('~'));
        assert!(same, "{text} is told as {told:?}");
    }
}

#[test]
fn what_differs_is_shown_where_it_stands() {
    let channels = channels();
    for (text, expected) in [
        ("https://help.harb0ur.example", (17, 18)),
        ("+44 20 7946 0199", (14, 16)),
        ("@HarbourHelp_24", (12, 15)),
        ("support@harbour.example.evil.example", (23, 36)),
        ("https://help.harbour.example:8443", (29, 33)),
        ("Telegram: HarbourWallet", (0, 8)),
        ("help.harbour.exa\u{200b}mple", (16, 17)),
    ] {
        match check(text, &channels).unwrap().verdict {
            Verdict::Imitates { differences, .. } => {
                let found: Vec<_> = differences.iter().map(|it| (it.start, it.end)).collect();
                assert_eq!(found, [expected], "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    let checked = check("mailto:Support+1@Harbour.example?subject=x", &channels).unwrap();
    assert_eq!((checked.kind, checked.normalised.as_str()), (Kind::Email, "Support+1@Harbour.example"));
    let checked = check("(0044) 20 7946-0123", &channels).unwrap();
    assert_eq!((checked.kind, checked.normalised.as_str()), (Kind::Phone, "+442079460123"));
}

#[test]
fn hundreds_of_look_alikes_are_told_as_not_official() {
    let mut made: Vec<String> = Vec::new();
    for official in [
        "https://help.harbour.example",
        "app.harbour.example/chat",
        "support@harbour.example",
        "@HarbourHelp",
        "HarbourWallet",
    ] {
        made.extend(disguised(official));
        made.extend(swapped(official));
        made.extend(dropped(official));
    }
    for host in ["help.harbour.example", "harbour.example", "app.harbour.example"] {
        made.extend(other_hosts(host));
        made.extend(other_hosts(host).iter().map(|it| format!("support@{it}")));
    }
    for name in ["HarbourHelp", "HarbourWallet"] {
        for word in ["_", "_support", "24", ".official", "Desk", "_help_", "Team", "-live"] {
            made.extend([format!("@{name}{word}"), format!("@{}{name}", word.trim_matches('.'))]);
        }
    }
    made.extend(other_numbers("+44 20 7946 0123"));
    made.sort();
    made.dedup();
    assert!(made.len() >= 300, "{}", made.len());
    let official: Vec<_> = made.iter().filter(|it| told(it).starts_with('=')).collect();
    assert!(official.is_empty(), "told as official: {official:?}");
    let marked = made.iter().filter(|it| told(it).starts_with('~')).count();
    assert!(marked * 100 >= made.len() * 95, "{marked} of {} are told as imitations", made.len());
}

/// One letter after another replaced by what looks like it.
fn disguised(text: &str) -> Vec<String> {
    const ALIKE: [(char, &str); 14] = [
        ('a', "аá4ɑ"),
        ('b', "Ьḅ"),
        ('c', "сϲ"),
        ('e', "еé3"),
        ('h', "һḥ"),
        ('i', "і1l"),
        ('l', "1ӏI"),
        ('m', "ṃ"),
        ('o', "о0ο"),
        ('p', "рṗ"),
        ('r', "гṛ"),
        ('s', "ѕ5"),
        ('t', "тṭ"),
        ('u', "υü"),
    ];
    let letters: Vec<char> = text.chars().collect();
    // The scheme is no name.
    let start = text.find("://").map_or(0, |at| at + 3);
    let mut made = Vec::new();
    for (at, letter) in letters.iter().enumerate().skip(start) {
        let alike = ALIKE.iter().find(|it| it.0 == letter.to_ascii_lowercase()).map_or("", |it| it.1);
        for other in alike.chars().filter(|it| !it.eq_ignore_ascii_case(letter)) {
            let mut copy = letters.clone();
            copy[at] = other;
            made.push(copy.into_iter().collect());
        }
        let mut copy = letters.clone();
        copy.insert(at + 1, '\u{200b}');
        if at + 1 < letters.len() {
            made.push(copy.into_iter().collect());
        }
    }
    made
}

/// Two neighbours swapped.
fn swapped(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let start = text.find("harbour").or(text.find("Harbour")).unwrap();
    (start..start + 6)
        .map(|at| {
            let mut copy = letters.clone();
            copy.swap(at, at + 1);
            copy.into_iter().collect()
        })
        .collect()
}

/// One letter missing, one doubled.
fn dropped(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let start = text.find("harbour").or(text.find("Harbour")).unwrap();
    (start..start + 7)
        .flat_map(|at| {
            let (mut less, mut more) = (letters.clone(), letters.clone());
            less.remove(at);
            more.insert(at, letters[at]);
            [less.into_iter().collect(), more.into_iter().collect()]
        })
        .collect()
}

/// Other endings, added words, sub-domains of somebody else.
fn other_hosts(host: &str) -> Vec<String> {
    let bare = host.strip_suffix(".example").unwrap();
    let flat = bare.replace('.', "-");
    let mut made: Vec<String> =
        ["test", "invalid", "com.example", "example.test", "exampel", "examp1e", "xn--example-0za"]
            .iter()
            .map(|ending| format!("{bare}.{ending}"))
            .collect();
    for word in ["login", "secure", "support", "verify", "wallet", "24"] {
        made.push(format!("{flat}-{word}.example"));
        made.push(format!("{word}-{flat}.example"));
        made.push(format!("{host}.{word}.test"));
        made.push(format!("{word}.{flat}.test"));
    }
    made
}

/// Digits changed, swapped, dropped and added; another country.
fn other_numbers(number: &str) -> Vec<String> {
    let letters: Vec<char> = number.chars().collect();
    let mut made = Vec::new();
    for (at, letter) in letters.iter().enumerate().filter(|it| it.1.is_ascii_digit()).skip(2) {
        let digit = letter.to_digit(10).unwrap();
        for step in [1, 3, 7] {
            let mut copy = letters.clone();
            copy[at] = char::from_digit((digit + step) % 10, 10).unwrap();
            made.push(copy.iter().collect::<String>());
        }
        let next = letters.iter().enumerate().skip(at + 1).find(|it| it.1.is_ascii_digit());
        if let Some((next, _)) = next.filter(|it| it.1 != letter) {
            let mut copy = letters.clone();
            copy.swap(at, next);
            made.push(copy.iter().collect());
        }
        let mut copy = letters.clone();
        copy.remove(at);
        made.push(copy.iter().collect());
    }
    for code in ["+1", "+43", "+61", "+852", "0045"] {
        made.push(number.replace("+44", code));
    }
    made
}

#[test]
fn nothing_makes_it_fail() {
    let channels = channels();
    let odd = [
        "@",
        "+",
        "://",
        "https://",
        "mailto:",
        "tel:",
        "@@",
        "a@",
        "xn--",
        "https://xn--.xn--/",
        "[::1]",
        "%",
        "%%4",
        "<>",
        "((((",
        "https://@",
        "\u{200b}",
        "a.b@c.d@e.f",
        "..",
        "https://..",
        ":",
        "：",
        "x:",
        "@.@",
        "http:/\\/\\",
    ];
    for text in odd {
        check(text, &channels);
        check(text, &[]);
        check(&text.repeat(200), &channels);
    }
    assert_eq!(check("https://help.harbour.example", &[]).unwrap().verdict, Verdict::NotListed);
}
