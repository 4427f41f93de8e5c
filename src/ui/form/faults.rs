//! What is wrong with answers, in words, and the summary that leads to each.

use help_core::{
    draft::{Fault, FaultCode},
    flow::Question,
};

use super::question::field_id;
use crate::{
    strings::FormWords,
    ui::{
        Ui,
        el::{El, button, el},
        focus,
        icon::{Icon, icon},
        words,
    },
};

/// The summary's id; it takes the focus when a page cannot be left.
pub const SUMMARY: &str = "wh-faults";

/// What is wrong and what to do.
pub fn fault_words(t: &'static FormWords, code: FaultCode, question: &Question) -> String {
    match code {
        FaultCode::Required => t.fault_required.to_owned(),
        FaultCode::TooLong => words::fill(t.fault_too_long, &[("n", &question.limit().to_string())]),
        FaultCode::NotAnOption | FaultCode::NotYesOrNo => t.fault_choose.to_owned(),
        FaultCode::NotAnAmount => t.fault_amount.to_owned(),
        FaultCode::NotATime => t.fault_time.to_owned(),
        FaultCode::InTheFuture => t.fault_future.to_owned(),
        FaultCode::NotATransaction => t.fault_transaction.to_owned(),
        FaultCode::Pattern => question.message.clone().unwrap_or_else(|| t.fault_pattern.to_owned()),
        FaultCode::UnknownQuestion => t.fault_pattern.to_owned(),
    }
}

/// One line for each fault; pressing it leads to its field.
pub fn summary(ui: Ui, faults: &[Fault], questions: &[Question]) -> Option<El> {
    if faults.is_empty() {
        return None;
    }
    let rows = faults.iter().filter_map(|fault| {
        let question = questions.iter().find(|it| it.id == fault.question)?;
        let text = format!("{}: {}", question.label, fault_words(ui.form(), fault.code, question));
        let target = field_id(&fault.question);
        Some(el("li").add(button("link", move || focus::focus(&target)).add(text)))
    });
    let text =
        el("div").add(el("h3").add(ui.form().look_again)).add(el("ul").add(rows.collect::<Vec<_>>()));
    Some(el("div").class("summary").add(icon(Icon::Warning)).add(text))
}

/// The fault under its field.
pub fn line(id: &str, text: &str) -> El {
    el("p").class("fault").attr("id", id).add(icon(Icon::Warning)).add(el("span").add(text))
}
