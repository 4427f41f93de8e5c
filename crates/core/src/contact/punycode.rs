//! Names of hosts as people see them: `xn--…` decoded as RFC 3492 says. Encoding is the browser's work.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 128;

/// The letters of a label without its `xn--`; `None` when it is no such encoding.
pub(super) fn decode(label: &[char]) -> Option<Vec<char>> {
    let basic_end = label.iter().rposition(|it| *it == '-');
    let (basic, extended) = match basic_end {
        Some(at) => (label.get(..at)?, label.get(at + 1..)?),
        None => (&[][..], label),
    };
    let mut out: Vec<char> = basic.to_vec();
    let (mut code, mut at, mut bias) = (FIRST_CODE, 0_u32, FIRST_BIAS);
    let mut digits = extended.iter();
    while digits.len() > 0 {
        let (before, mut weight, mut step) = (at, 1_u32, BASE);
        loop {
            let digit = value(*digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = step.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            step += BASE;
        }
        let length = u32::try_from(out.len()).ok()? + 1;
        bias = adapt(at - before, length, before == 0);
        code = code.checked_add(at / length)?;
        at %= length;
        out.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(out)
}

fn value(digit: char) -> Option<u32> {
    match digit {
        'a'..='z' => Some(u32::from(digit) - 97),
        'A'..='Z' => Some(u32::from(digit) - 65),
        '0'..='9' => Some(u32::from(digit) - 48 + 26),
        _ => None,
    }
}

/// RFC 3492, 6.1.
fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut steps = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        steps += BASE;
    }
    steps + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_decoded() {
        let decoded = |text: &str| {
            decode(&text.chars().collect::<Vec<_>>()).map(|it| it.into_iter().collect::<String>())
        };
        for (encoded, expected) in [
            ("bcher-kva", Some("bücher")),
            ("fiqs8s", Some("中国")),
            ("n3h", Some("☃")),
            ("hrbour-3nf", Some("hаrbour")),
            ("a-b-c-", Some("a-b-c")),
            ("9", None),
            ("!!", None),
            ("99999999999999999", None),
        ] {
            assert_eq!(decoded(encoded).as_deref(), expected, "{encoded}");
        }
    }
}
