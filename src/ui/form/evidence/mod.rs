//! Pictures that go along with a report or a message: where they come in, and the list of them.

mod card;
mod cover;

use std::{cell::RefCell, rc::Rc};

use help_core::upload::FILES_MAX;
use leptos::reactive::{
    owner::on_cleanup,
    signal::RwSignal,
    traits::{Get, Set},
};
use web_sys::Event;

use crate::{
    browser::device::next_frame,
    desk::brings_files,
    held::{Held, held},
    strings::{EvidenceWords, evidence_words},
    ui::{
        Ui,
        el::{El, el, live, live_text},
        focus,
        icon::{Icon, icon},
        words,
    },
};

/// The file field's id.
const FIELD: &str = "wh-pictures";

/// The pictures of a topic's report, or of a message.
#[derive(Clone)]
pub struct Evidence {
    ui: Ui,
    t: &'static EvidenceWords,
    topic: Rc<str>,
    /// What was said last about files that came.
    said: RwSignal<String>,
}

impl Evidence {
    /// For a topic, or for the place of a message's pictures. Must be called under a reactive owner.
    pub fn new(ui: Ui, topic: &str) -> Evidence {
        let said = RwSignal::new(String::new());
        Evidence { ui, t: evidence_words(ui.t.tag), topic: topic.into(), said }
    }

    /// True when the report has to wait for a picture, which then has the focus.
    pub fn stops(&self) -> bool {
        let waiting = self.ui.desk.peek(|session| session.waits_for(&self.topic));
        if let Some(number) = waiting {
            self.said
                .set(if self.is_ready(number) { self.t.waits } else { self.t.waits_upload }.into());
            focus::focus_soon(card::id(number));
        }
        waiting.is_some()
    }

    fn is_ready(&self, number: u32) -> bool {
        let ready = |it: &help_session::Picture| it.stage == help_session::Stage::Ready;
        self.ui.desk.peek(|session| session.picture(&self.topic, number).is_some_and(ready))
    }

    /// The section. Its parent listens by [`Evidence::caught`].
    pub fn section(&self) -> El {
        let (ui, t) = (self.ui, self.t);
        let limits = words::fill(t.limits, &[("n", &FILES_MAX.to_string())]);
        let take = self.clone();
        let field = el("input")
            .attr("id", FIELD)
            .attr("type", "file")
            .attr("accept", "image/png,image/jpeg,image/webp")
            .attr("multiple", "")
            .attr("aria-describedby", "wh-pictures-help")
            .on("change", move |event| {
                take.take(&event);
            });
        let pick = el("label").class("button pick").add(field).add(el("span").add(t.choose));
        let said = self.said;
        let shown = self.shown();
        let (list, seen) = (self.clone(), Rc::new(RefCell::new(Vec::new())));
        let numbers = Rc::clone(&seen);
        let cards = live(move || {
            let now = shown.get();
            numbers.borrow_mut().extend(&now);
            now.into_iter().map(|number| card::card(&list, number)).collect::<Vec<_>>()
        });
        self.let_go(seen);
        el("section")
            .class("evidence")
            .attr("aria-labelledby", "wh-pictures-title")
            .add(
                el("h3")
                    .attr("id", "wh-pictures-title")
                    .add(t.title)
                    .add(el("span").class("tag").add(ui.form().optional)),
            )
            .add(self.wanted())
            .add(el("p").class("help").attr("id", "wh-pictures-help").add(limits))
            .add(self.missing())
            .add(el("ul").class("pictures").add(cards))
            .add(
                el("p").class("evidence-said").attr("role", "alert").add(live_text(move || said.get())),
            )
            .add(el("div").class("drop").add(pick).add(el("p").class("help").add(t.or_drop)))
    }

    /// Which pictures of an earlier visit were not kept.
    fn missing(&self) -> El {
        let (topic, t) = (Rc::clone(&self.topic), self.t);
        let missing = self.ui.desk.follow(move |session| session.missing_pictures(&topic).to_vec());
        live(move || {
            let names = missing.get();
            (!names.is_empty()).then(|| {
                let said = words::fill(t.missing, &[("names", &names.join(", "))]);
                let said = el("span").add(said);
                el("p").class("missing").attr("role", "status").add(icon(Icon::Warning)).add(said)
            })
        })
    }

    /// What the form says would help.
    fn wanted(&self) -> Option<El> {
        let wanted = self.ui.desk.peek(|session| session.review(&self.topic).evidence);
        (!wanted.is_empty()).then(|| {
            let rows = wanted.into_iter().map(|it| el("li").add(it));
            let list = el("ul").add(rows.collect::<Vec<_>>());
            el("div").class("prepare").add(el("p").add(self.t.helps)).add(list)
        })
    }

    /// A part of the screen that also takes what is dropped or pasted there.
    pub fn caught(&self, part: El) -> El {
        let (dropped, pasted) = (self.clone(), self.clone());
        part.on("dragover", |event| {
            if brings_files(&event) {
                event.prevent_default();
            }
        })
        .on("drop", move |event| {
            if brings_files(&event) {
                event.prevent_default();
                dropped.take(&event);
            }
        })
        .on("paste", move |event| {
            if pasted.take(&event) {
                event.prevent_default();
            }
        })
    }

    fn take(&self, event: &Event) -> bool {
        let (came, too_many) = self.ui.desk.take_pictures(&self.topic, event, self.t.neutral);
        // A text was pasted somewhere: that is no matter of pictures.
        if came == 0 && event.type_() != "drop" {
            return false;
        }
        let (n, total) = (too_many.to_string(), FILES_MAX.to_string());
        self.said.set(if too_many > 0 {
            words::fill(self.t.too_many, &[("n", &n), ("total", &total)])
        } else if came == 0 {
            self.t.no_picture.to_owned()
        } else {
            String::new()
        });
        came > 0
    }

    fn say(&self, words: &str) {
        self.said.set(words.to_owned());
    }

    fn shown(&self) -> crate::desk::Follow<Vec<u32>> {
        let topic = Rc::clone(&self.topic);
        self.ui
            .desk
            .follow(move |session| session.pictures(&topic).iter().map(|it| it.number).collect())
    }

    /// When the screen goes, so do the pixels of pictures that no report has any more.
    fn let_go(&self, seen: Rc<RefCell<Vec<u32>>>) {
        let desk = self.ui.desk;
        let all = Held::new(Rc::new((Rc::clone(&self.topic), seen)));
        on_cleanup(move || {
            let Some(all) = held::<(Rc<str>, Rc<RefCell<Vec<u32>>>)>(all.place()) else { return };
            next_frame(move || all.1.borrow().iter().for_each(|it| desk.tidy_picture(&all.0, *it)));
        });
    }
}
