//! Line breaks that only the source has: a blank between words, nothing between Chinese characters.

use help_core::article::Inline;

/// Stands for a soft line break while a paragraph is collected.
pub(super) const BREAK: &str = "\n";

/// Replaces every soft break by what belongs there, and trims the paragraph's edges.
pub(super) fn settle(inlines: &mut Vec<Inline>) {
    let mut flat = Vec::new();
    flatten(inlines, &mut flat);
    let mut at = 0;
    replace(inlines, &flat, &mut at);
    // A break at an edge parts nothing.
    while matches!(inlines.last(), Some(Inline::Break)) {
        inlines.pop();
    }
    while matches!(inlines.first(), Some(Inline::Break)) {
        inlines.remove(0);
    }
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        *text = text.trim_end().to_owned();
    }
    inlines.retain(|it| !matches!(it, Inline::Text(text) if text.is_empty()));
}

fn flatten(inlines: &[Inline], out: &mut Vec<char>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.extend(text.chars()),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                flatten(inner, out)
            }
            Inline::Code(_) | Inline::Key(_) | Inline::Image(_) | Inline::Break => out.push('x'),
        }
    }
}

fn replace(inlines: &mut [Inline], flat: &[char], at: &mut usize) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let mut settled = String::with_capacity(text.len());
                for letter in text.chars() {
                    let before = at.checked_sub(1).and_then(|it| flat.get(it));
                    let after = flat.get(*at + 1);
                    match letter {
                        '\n' if before.is_some_and(is_wide) && after.is_some_and(is_wide) => {}
                        '\n' => settled.push(' '),
                        _ => settled.push(letter),
                    }
                    *at += 1;
                }
                *text = settled;
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                replace(inner, flat, at)
            }
            Inline::Code(_) | Inline::Key(_) | Inline::Image(_) | Inline::Break => *at += 1,
        }
    }
}

/// Chinese and Japanese characters and their punctuation, which are written without blanks.
fn is_wide(letter: &char) -> bool {
    matches!(letter,
        '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{323AF}')
}
