//! The receipt: the number, when to expect a reply, and what happens next.

use help_core::ticket::Receipt;
use leptos::{prelude::*, task::spawn_local};

use super::{
    Ui,
    icon::{Icon, icon},
    states, words,
};
use crate::browser::device;

/// The receipt of the last ticket.
pub fn receipt(ui: Ui) -> AnyView {
    let receipt = ui.desk.memo(|session| session.receipt().cloned());
    view! {
        <div class="screen receipt">
            {move || receipt.get().map(|it| text(ui, it))}
            {states::never_ask(ui)}
        </div>
    }
    .into_any()
}

fn text(ui: Ui, receipt: Receipt) -> AnyView {
    let copied = RwSignal::new(None::<bool>);
    let number = receipt.number.clone();
    let copy = move |_| {
        let number = number.clone();
        spawn_local(async move {
            let done = device::copy(&number).await;
            copied.try_set(Some(done));
        });
    };
    let copied_words = move || match copied.get() {
        None => "",
        Some(true) => ui.t.copied,
        Some(false) => ui.t.copy_by_hand,
    };
    let promise = receipt.reply_by.as_deref().and_then(|it| words::reply_by(ui.t, it));
    let next = [ui.t.next_read, ui.t.next_reply, ui.t.next_keep];
    view! {
        <div class="done">{icon(Icon::Check)}</div>
        <p class="receipt-label">{ui.t.your_number}</p>
        <p class="number">{receipt.number}</p>
        <div class="row-buttons center">
            <button type="button" class="button" on:click=copy>{icon(Icon::Copy)}{ui.t.copy_number}</button>
        </div>
        <p role="status" class="count">{copied_words}</p>
        {promise.map(|it| view! { <p class="promise">{icon(Icon::Clock)}<span>{it}</span></p> })}
        <h2>{ui.t.what_next}</h2>
        <ol class="next">{next.map(|it| view! { <li>{it}</li> }).collect_view()}</ol>
        <div class="action">
            <button type="button" class="main-button" on:click=move |_| ui.desk.act(|it| it.home())>{ui.t.back_to_help}</button>
        </div>
    }
    .into_any()
}
