//! The tool that covers parts of a picture: by mouse, pen and touch on the picture, by keys on each area,
//! and by buttons.

use std::{cell::Cell, rc::Rc};

use help_session::{Area, Side};
use leptos::reactive::{
    signal::RwSignal,
    traits::{Get, GetUntracked, Set},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

use super::{Evidence, card};
use crate::{
    desk::point,
    ui::{
        el::{El, button, el, live, svg},
        focus, words,
    },
};

/// What a pointer does between its press and its release.
#[derive(Clone, Copy)]
struct Drag {
    /// The area's place in the list.
    at: usize,
    /// The corner that stays, or, for a whole area, the pointer's place in it.
    from: (f64, f64),
    /// The whole area moves.
    whole: Option<Area>,
    moved: bool,
    new: bool,
}

/// A picture under the tool's hands.
#[derive(Clone)]
struct Tool {
    list: Evidence,
    number: u32,
    size: (u32, u32),
    /// The area that buttons change.
    chosen: RwSignal<usize>,
    drag: Rc<Cell<Option<Drag>>>,
}

/// The picture with what is covered on it, and the buttons; `ends` lead on.
pub fn tool(list: &Evidence, number: u32, size: (u32, u32), ends: Vec<El>) -> El {
    let t = list.t;
    let (chosen, drag) = (RwSignal::new(0), Rc::new(Cell::new(None)));
    let tool = Tool { list: list.clone(), number, size, chosen, drag };
    let (add, undo, can_undo) = (tool.clone(), tool.clone(), tool.clone());
    let undoable = list.ui.desk.follow(move |it| it.can_undo(&can_undo.list.topic, number));
    let add = button("button", move || add.add()).add(t.cover_area);
    let undo = button("button", move || {
        undo.list.ui.desk.set(|it| it.undo(&undo.list.topic, number));
    });
    let undo = undo.live_attr("aria-disabled", move || Some((!undoable.get()).to_string())).add(t.undo);
    el("div")
        .class("cover-tool")
        .add(el("p").class("help").add(t.look_over))
        .add(el("div").class("cover-stage").add(card::preview(list, number)).add(tool.surface()))
        .add(el("div").class("row-buttons").add(add).add(undo))
        .add(tool.pad())
        .add(el("div").class("row-buttons").add(ends))
}

impl Tool {
    fn area(&self, at: usize) -> Option<Area> {
        let Tool { list, number, .. } = self;
        list.ui.desk.peek(|it| it.picture(&list.topic, *number)?.areas.get(at).copied())
    }

    fn areas(&self) -> Vec<Area> {
        let Tool { list, number, .. } = self;
        list.ui
            .desk
            .peek(|it| it.picture(&list.topic, *number).map(|it| it.areas.clone()).unwrap_or_default())
    }

    fn change(&self, at: usize, area: Area, settled: bool) {
        let Tool { list, number, .. } = self;
        list.ui.desk.set(|it| it.recover(&list.topic, *number, at, area, settled));
    }

    fn cover(&self, area: Area) -> usize {
        let Tool { list, number, .. } = self;
        let mut at = 0;
        list.ui.desk.set(|it| at = it.cover(&list.topic, *number, area));
        self.chosen.set(at);
        at
    }

    fn add(&self) {
        let at = self.cover(Area::in_the_middle(self.size));
        focus::focus_soon(self.area_id(at));
    }

    fn remove(&self, at: usize) {
        let Tool { list, number, .. } = self;
        list.ui.desk.set(|it| it.uncover(&list.topic, *number, at));
        self.chosen.set(at.saturating_sub(1));
        let left = self.areas().len();
        focus::focus_soon(if left > 0 { self.area_id(at.min(left - 1)) } else { card::id(*number) });
    }

    fn area_id(&self, at: usize) -> String {
        format!("wh-area-{}-{at}", self.number)
    }

    /// What lies over the picture, in the picture's own pixels.
    fn surface(&self) -> El {
        let Tool { list, number, size, .. } = self;
        let (topic, number) = (Rc::clone(&list.topic), *number);
        let count =
            list.ui.desk.follow(move |it| it.picture(&topic, number).map_or(0, |it| it.areas.len()));
        let drawn = self.clone();
        let areas = live(move || (0..count.get()).map(|at| drawn.shape(at)).collect::<Vec<_>>());
        let (width, height) = (size.0.to_string(), size.1.to_string());
        let surface = svg("svg")
            .class("cover-areas")
            .attr("viewBox", ["0 0", &width, &height].join(" "))
            .attr("preserveAspectRatio", "none")
            .attr("role", "group")
            .attr("aria-label", list.t.areas)
            .add(areas);
        let node = surface.clone().into_node();
        let (press, slide) = (self.clone(), self.clone());
        let (release, lose) = (self.clone(), self.clone());
        let (pressed, slid) = (node.clone(), node);
        surface
            .on("pointerdown", move |event| {
                if let Some(place) = point(&event, &pressed, press.size) {
                    event.prevent_default();
                    capture(&event, pressed.dyn_ref());
                    press.press(place);
                }
            })
            .on("pointermove", move |event| {
                if let Some(place) = slide.drag.get().and_then(|_| point(&event, &slid, slide.size)) {
                    slide.slide(place);
                }
            })
            .on("pointerup", move |_| release.release())
            .on("pointercancel", move |_| lose.release())
    }

    /// A covered area, which has a name, takes the focus and obeys keys.
    fn shape(&self, at: usize) -> El {
        let Tool { list, number, .. } = self;
        let (topic, number) = (Rc::clone(&list.topic), *number);
        let area = list.ui.desk.follow(move |it| {
            it.picture(&topic, number).and_then(|it| it.areas.get(at).copied()).unwrap_or_default()
        });
        let name = words::fill(list.t.area, &[("n", &(at + 1).to_string())]);
        let [x, y, width, height] = [(); 4].map(|()| area.clone());
        let (keys, chosen) = (self.clone(), self.chosen);
        svg("rect")
            .class("cover-area")
            .attr("id", self.area_id(at))
            .attr("tabindex", "0")
            .attr("role", "button")
            .attr("aria-label", name)
            .live_attr("x", move || Some(x.get().x.to_string()))
            .live_attr("y", move || Some(y.get().y.to_string()))
            .live_attr("width", move || Some(width.get().width.to_string()))
            .live_attr("height", move || Some(height.get().height.to_string()))
            .on("focus", move |_| chosen.set(at))
            .on("keydown", move |event| keys.key(at, &event))
    }

    fn key(&self, at: usize, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let side = match key.key().as_str() {
            "ArrowLeft" => Side::Left,
            "ArrowRight" => Side::Right,
            "ArrowUp" => Side::Up,
            "ArrowDown" => Side::Down,
            "Delete" | "Backspace" => {
                event.prevent_default();
                return self.remove(at);
            }
            _ => return,
        };
        event.prevent_default();
        self.step(at, side, key.shift_key());
    }

    fn step(&self, at: usize, side: Side, sizes: bool) {
        if let Some(area) = self.area(at) {
            let area = if sizes { area.sized(side, self.size) } else { area.moved(side, self.size) };
            self.change(at, area, true);
        }
    }

    fn press(&self, place: (f64, f64)) {
        let areas = self.areas();
        let hit = areas.iter().enumerate().rev().find(|(_, area)| area.holds(place));
        let drag = match hit {
            Some((at, area)) => {
                let right = (f64::from(area.x + area.width), f64::from(area.y + area.height));
                let near = f64::from(self.size.0.max(self.size.1)) / 25.0;
                let corner = right.0 - place.0 < near && right.1 - place.1 < near;
                self.change(at, *area, true);
                let from = if corner { (area.x.into(), area.y.into()) } else { place };
                Drag { at, from, whole: (!corner).then_some(*area), moved: false, new: false }
            }
            None => {
                let at = self.cover(Area::between(place, place));
                Drag { at, from: place, whole: None, moved: false, new: true }
            }
        };
        focus::focus_soon(self.area_id(drag.at));
        self.drag.set(Some(drag));
    }

    fn slide(&self, place: (f64, f64)) {
        let Some(drag) = self.drag.get() else {
            return;
        };
        let area = match drag.whole {
            None => Area::between(drag.from, place),
            Some(area) => {
                let x = (f64::from(area.x) + place.0 - drag.from.0).max(0.0) as u32;
                let y = (f64::from(area.y) + place.1 - drag.from.1).max(0.0) as u32;
                Area { x, y, ..area }
            }
        };
        self.change(drag.at, area, false);
        self.drag.set(Some(Drag { moved: true, ..drag }));
    }

    /// A press that went nowhere changed nothing.
    fn release(&self) {
        let Tool { list, number, .. } = self;
        if let Some(drag) = self.drag.take().filter(|it| !it.moved) {
            list.ui.desk.set(|it| it.undo(&list.topic, *number));
            if drag.new {
                focus::focus_soon(card::id(*number));
            }
        }
    }

    /// Every move also as a button, for those who neither drag nor type.
    fn pad(&self) -> El {
        let t = self.list.t;
        let topic = Rc::clone(&self.list.topic);
        let number = self.number;
        let any = self
            .list
            .ui
            .desk
            .follow(move |it| it.picture(&topic, number).is_some_and(|it| !it.areas.is_empty()));
        let tool = self.clone();
        live(move || {
            any.get().then(|| {
                let steps = [
                    (t.left, Side::Left, false),
                    (t.right, Side::Right, false),
                    (t.up, Side::Up, false),
                    (t.down, Side::Down, false),
                    (t.narrower, Side::Left, true),
                    (t.wider, Side::Right, true),
                    (t.lower, Side::Up, true),
                    (t.taller, Side::Down, true),
                ];
                let buttons = steps.map(|(words, side, sizes)| {
                    let tool = tool.clone();
                    let act = move || tool.step(tool.chosen.get_untracked(), side, sizes);
                    button("button", act).add(words)
                });
                let remove = tool.clone();
                let remove = button("button", move || remove.remove(remove.chosen.get_untracked()));
                let all = el("div").class("row-buttons").add(Vec::from(buttons));
                let which = tool.clone();
                let which = crate::ui::el::live_text(move || {
                    let at = which.chosen.get() + 1;
                    [t.pad, " (", &at.to_string(), ")"].concat()
                });
                el("details").add(el("summary").add(which)).add(all.add(remove.add(t.uncover)))
            })
        })
    }
}

/// The pointer stays with the picture also when it slides off it.
fn capture(event: &Event, surface: Option<&Element>) {
    if let (Some(pointer), Some(surface)) = (event.dyn_ref::<PointerEvent>(), surface) {
        let _ = surface.set_pointer_capture(pointer.pointer_id());
    }
}
