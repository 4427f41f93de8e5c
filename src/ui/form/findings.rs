//! What the answers explain before anything is sent: said where it belongs, with the article that solves it.

use help_core::{
    address::{Family, Fault},
    solve::{Finding, Found},
};

use super::suggest;
use crate::{
    desk::Follow,
    strings::FormWords,
    ui::{
        Ui,
        el::{El, el, live},
        icon::{Icon, icon},
        words::{fill, wait},
    },
};

/// The findings at one question, or, without a question, all that are followed.
pub fn findings(ui: Ui, found: Follow<Vec<Found>>, question: Option<String>) -> El {
    let list = live(move || {
        let mut rows = Vec::new();
        for it in found.get() {
            if question.is_none() || it.question == question {
                rows.push(finding(ui, it));
            }
        }
        rows
    });
    el("div").class("findings").attr("role", "status").add(list)
}

fn finding(ui: Ui, found: Found) -> El {
    let text = el("div")
        .add(el("p").add(finding_words(ui.form(), &found.finding)))
        .add(found.article.and_then(|id| suggest(ui, &id, ui.form().how_to)));
    el("div").class("finding").add(icon(Icon::Info)).add(text)
}

fn finding_words(t: &'static FormWords, finding: &Finding) -> String {
    let amount = |number: &dyn ToString, asset: &str| [&number.to_string(), asset].join(" ");
    match finding {
        Finding::Suspended(network) => fill(t.found_suspended, &[("network", network)]),
        Finding::NotOffered(asset, network) => {
            fill(t.found_not_offered, &[("asset", asset), ("network", network)])
        }
        Finding::BelowMin(min, asset) => fill(t.found_below_min, &[("amount", &amount(min, asset))]),
        Finding::AboveMax(max, asset) => fill(t.found_above_max, &[("amount", &amount(max, asset))]),
        Finding::AboveDaily(most, asset) => {
            fill(t.found_above_daily, &[("amount", &amount(most, asset))])
        }
        Finding::MemoNeeded(network) => fill(t.found_memo_needed, &[("network", network)]),
        Finding::MemoUnused(network) => fill(t.found_memo_unused, &[("network", network)]),
        Finding::Address(fault, network) => address_words(t, *fault, network),
        Finding::Confirmations(seen, needed, minutes) => {
            let counts = [("seen", &*seen.to_string()), ("needed", &*needed.to_string())];
            let mut text = fill(t.found_confirmations, &counts);
            if let Some(minutes) = minutes {
                text.push(' ');
                text.push_str(&fill(t.found_usual, &[("time", &wait(t, *minutes))]));
            }
            text
        }
    }
}

fn address_words(t: &'static FormWords, fault: Fault, network: &str) -> String {
    let [bitcoin, ethereum, tron, solana, ripple] = t.families;
    match fault {
        Fault::Blank => t.address_blank.to_owned(),
        Fault::Letter(letter) => {
            fill(t.address_letter, &[("letter", &letter.to_string()), ("network", network)])
        }
        Fault::Length => fill(t.address_length, &[("network", network)]),
        Fault::Prefix => fill(t.address_prefix, &[("network", network)]),
        Fault::Checksum => t.address_checksum.to_owned(),
        Fault::Other(family) => {
            let family = match family {
                Family::Bitcoin => bitcoin,
                Family::Ethereum => ethereum,
                Family::Tron => tron,
                Family::Solana => solana,
                Family::Ripple => ripple,
            };
            fill(t.address_other, &[("family", family), ("network", network)])
        }
        Fault::TestNet => t.address_test_net.to_owned(),
        Fault::Transaction => t.address_transaction.to_owned(),
    }
}
