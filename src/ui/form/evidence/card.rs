//! One picture: what it looks like, how far it has come, and what can be done with it.

use std::rc::Rc;

use help_session::{Picture, Stage, Unfit, UploadFailure};

use super::{Evidence, FIELD, cover};
use crate::{
    strings::EvidenceWords,
    ui::{
        el::{El, Part, button, el, live, live_text, parts},
        focus, words,
    },
};

/// The id by which a picture takes the focus.
pub fn id(number: u32) -> String {
    ["wh-picture-", &number.to_string()].concat()
}

/// A picture of the list.
pub fn card(list: &Evidence, number: u32) -> El {
    let (ui, t) = (list.ui, list.t);
    let topic = Rc::clone(&list.topic);
    // How much has arrived changes many times a second and must not draw the picture anew.
    let seen = ui.desk.follow(move |session| {
        let mut picture = session.picture(&topic, number)?.clone();
        if let Stage::Sending(..) = picture.stage {
            picture.stage = Stage::Sending(0, 0);
        }
        Some((picture.name, picture.stage, picture.size, picture.scaled, picture.renamed))
    });
    let list = list.clone();
    let name = ui.desk.peek(|session| session.picture(&list.topic, number).map(|it| it.name.clone()));
    let known = move |name: String| if name.is_empty() { t.neutral.to_owned() } else { name };
    let label = words::fill(t.picture, &[("name", &known(name.unwrap_or_default()))]);
    let inside = live(move || {
        let (name, stage, size, scaled, renamed) = seen.get()?;
        let size_words = [("width", &*size.0.to_string()), ("height", &*size.1.to_string())];
        let notes =
            [scaled.then(|| words::fill(t.scaled, &size_words)), renamed.then(|| t.renamed.to_owned())];
        let notes = notes.into_iter().flatten().map(|it| el("p").class("help").add(it));
        Some(parts([
            el("strong").class("picture-name").add(known(name)),
            parts(notes),
            body(&list, number, &stage, size),
        ]))
    });
    el("li")
        .class("picture")
        .attr("id", id(number))
        .attr("tabindex", "-1")
        .attr("aria-label", label)
        .add(inside)
}

fn body(list: &Evidence, number: u32, stage: &Stage, size: (u32, u32)) -> El {
    let t = list.t;
    let said = |text: &str| el("p").class("picture-state").attr("role", "status").add(text);
    let buttons = |it: Vec<El>| el("div").class("row-buttons").add(it);
    match stage {
        Stage::Preparing => parts([said(t.preparing), buttons(vec![remove(list, number, t.remove)])]),
        Stage::Saving => said(t.saving),
        Stage::Ready => {
            cover::tool(list, number, size, vec![use_it(list, number), remove(list, number, t.remove)])
        }
        Stage::Sending(..) => parts([
            preview(list, number),
            progress(list, number),
            buttons(vec![remove(list, number, t.cancel)]),
        ]),
        Stage::Arrived(_) => parts([
            preview(list, number),
            said(t.arrived),
            buttons(vec![remove(list, number, t.remove)]),
        ]),
        Stage::Failed(why) => {
            let again = (*why != UploadFailure::Refused).then(|| retry(list, number));
            let both = vec![again.node(), remove(list, number, t.remove)];
            parts([preview(list, number), fault(failure(t, *why)), buttons(both)])
        }
        Stage::Unfit(why) => {
            parts([fault(unfit(t, *why)), buttons(vec![remove(list, number, t.remove)])])
        }
    }
}

fn fault(text: &'static str) -> El {
    el("p").class("fault").attr("role", "alert").add(text)
}

/// The picture on a canvas: strict policies refuse pictures from addresses that a page makes itself.
pub fn preview(list: &Evidence, number: u32) -> El {
    let canvas = el("canvas").class("picture-canvas").attr("aria-hidden", "true");
    list.ui.desk.show_picture(number, canvas.clone().into_node());
    canvas
}

fn progress(list: &Evidence, number: u32) -> El {
    let topic = Rc::clone(&list.topic);
    let percent = list.ui.desk.follow(move |session| match session.picture(&topic, number) {
        Some(Picture { stage: Stage::Sending(sent, all), .. }) => sent * 100 / (*all).max(1),
        _ => 0,
    });
    let (value, t) = (percent.clone(), list.t);
    let text = live_text(move || words::fill(t.sending, &[("percent", &percent.get().to_string())]));
    let label = ["wh-progress-", &number.to_string()].concat();
    let bar = el("progress")
        .attr("max", "100")
        .attr("aria-labelledby", label.as_str())
        .live_attr("value", move || Some(value.get().to_string()));
    el("div").class("progress").add(el("span").attr("id", label).add(text)).add(bar)
}

fn use_it(list: &Evidence, number: u32) -> El {
    let list = list.clone();
    let words = list.t.use_it;
    button("button", move || {
        list.say("");
        list.ui.desk.use_picture(&list.topic, number);
        focus::focus_soon(id(number));
    })
    .add(words)
}

fn retry(list: &Evidence, number: u32) -> El {
    let list = list.clone();
    let words = list.t.retry;
    button("button", move || {
        list.ui.desk.retry_picture(&list.topic, number);
        focus::focus_soon(id(number));
    })
    .add(words)
}

fn remove(list: &Evidence, number: u32, words: &'static str) -> El {
    let list = list.clone();
    button("button", move || {
        list.say("");
        list.ui.desk.remove_picture(&list.topic, number);
        focus::focus_soon(FIELD.to_owned());
    })
    .add(words)
}

fn failure(t: &EvidenceWords, why: UploadFailure) -> &'static str {
    match why {
        UploadFailure::Network => t.failed_network,
        UploadFailure::Busy => t.failed_busy,
        UploadFailure::Refused => t.failed_refused,
    }
}

fn unfit(t: &EvidenceWords, why: Unfit) -> &'static str {
    match why {
        Unfit::TooLarge => t.unfit_large,
        Unfit::Format => t.unfit_format,
        Unfit::TooManyPixels => t.unfit_pixels,
        Unfit::Broken => t.unfit_broken,
    }
}
