//! One question: label, help, its control and its fault.

use std::rc::Rc;

use help_core::{
    draft::Fault,
    flow::{Kind, Question},
};
use help_session::answer_pointer;

use super::{
    control::{self, Place},
    faults, guard, suggest,
};
use crate::{
    desk::Follow,
    ui::{
        Ui,
        el::{El, el, live},
    },
};

/// The id of a question's control.
pub fn field_id(question: &str) -> String {
    format!("wh-q-{question}")
}

/// A question with all that belongs to it.
pub fn field(ui: Ui, topic: &str, question: &Question, faults: Follow<Vec<Fault>>) -> El {
    let place = Place::new(ui, topic, &question.id);
    let id = field_id(&question.id);
    let (help_id, fault_id) = (format!("{id}-help"), format!("{id}-fault"));
    let asked = question.clone();
    let fault: Rc<dyn Fn() -> Option<String>> = Rc::new(move || {
        let faults = faults.get();
        let mine = faults.iter().find(|it| it.question == asked.id)?;
        Some(faults::fault_words(ui.form(), mine.code, &asked))
    });
    let (described_fault, invalid_fault) = (fault.clone(), fault.clone());
    let described = {
        let (help_id, fault_id) = (question.help.as_ref().map(|_| help_id.clone()), fault_id.clone());
        move || {
            let ids: Vec<String> = described_fault()
                .map(|_| fault_id.clone())
                .into_iter()
                .chain(help_id.clone())
                .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let invalid = move || invalid_fault().map(|_| "true".to_owned());
    let says = |control: El| {
        control.live_attr("aria-describedby", described).live_attr("aria-invalid", invalid)
    };
    let help =
        question.help.as_ref().map(|it| el("p").class("help").attr("id", help_id).add(it.as_str()));
    let article = question.article.as_deref().and_then(|id| suggest(ui, id, ui.form().how_to));
    let fault_line = live(move || fault().map(|text| faults::line(&fault_id, &text)));
    let tags = tags(&place, question.required);

    if control::is_group(question) {
        let legend = el("legend").add(question.label.as_str()).add(tags);
        says(el("fieldset").class("field").attr("id", id).attr("tabindex", "-1"))
            .add(legend)
            .add(help)
            .add(article)
            .add(fault_line)
            .add(control::options(&place, question))
    } else {
        let label = el("label").attr("for", id.as_str()).add(question.label.as_str()).add(tags);
        let control = says(control::field(&place, question, &id));
        let control = match question.kind {
            Kind::Amount => control::with_asset(&place, control),
            Kind::Long => control::with_counter(&place, question, control),
            _ => control,
        };
        let guard = guard::notice(ui, topic, &answer_pointer(&question.id));
        el("div")
            .class("field")
            .add(label)
            .add(help)
            .add(article)
            .add(fault_line)
            .add(control)
            .add(guard)
    }
}

/// "optional", "from the wallet".
fn tags(place: &Place, required: bool) -> Vec<El> {
    let (ui, here) = (place.ui, place.clone());
    let known = ui.desk.follow(move |session| {
        session.draft(&here.topic).is_some_and(|it| it.from_wallet.contains(&here.question))
    });
    let from_wallet =
        live(move || known.get().then(|| el("span").class("tag wallet").add(ui.form().from_wallet)));
    let optional = (!required).then(|| el("span").class("tag").add(ui.form().optional));
    optional.into_iter().chain([from_wallet]).collect()
}
