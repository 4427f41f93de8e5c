//! Text that must be read as it is, written so that Markdown does.

/// Adds text with everything escaped that could start a mark (CommonMark 0.31, section 2.4).
pub(super) fn text(text: &str, out: &mut String) {
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|it| letters.get(it));
        let after = letters.get(at + 1);
        let in_word = |it: Option<&char>| it.is_some_and(|it| it.is_alphanumeric());
        let special = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !(in_word(before) && in_word(after)),
            '&' => after.is_some_and(|it| it.is_ascii_alphanumeric() || *it == '#'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(*letter);
    }
}

/// Escapes what would make a paragraph's line something else: a heading, a list, a quote, a rule.
pub(super) fn line_start(paragraph: &str) -> String {
    let lines = paragraph.split('\n').map(|line| {
        let body = line.trim_start();
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let mark = body.get(digits..).and_then(|it| it.chars().next());
        if (1..=9).contains(&digits) && matches!(mark, Some('.' | ')')) {
            let (number, rest) = body.split_at(digits);
            format!("{number}\\{rest}")
        } else if body.starts_with(['#', '>', '+', '-', '=', '~']) {
            format!("\\{body}")
        } else {
            body.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A run of backticks that the text does not hold, at least `least` long.
pub(super) fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(least.max(longest + 1))
}

/// A code span (CommonMark 0.31, section 6.1).
pub(super) fn code(text: &str) -> String {
    let fence = fence(text, 1);
    let edge = |it: char| it == '`' || it == ' ';
    let blank = text.chars().all(|it| it == ' ');
    let pad = if !blank && (text.starts_with(edge) || text.ends_with(edge)) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A link destination, in angle brackets where it holds what would end it.
pub(super) fn destination(dest: &str) -> String {
    if dest.is_empty() || dest.contains(['(', ')', '<', '>', ' ', '\\']) {
        format!("<{}>", dest.replace('<', "%3C").replace('>', "%3E").replace('\\', "\\\\"))
    } else {
        dest.replace('&', "\\&").replace('*', "\\*").replace('_', "\\_")
    }
}
