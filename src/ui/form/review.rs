//! The review: everything that will be sent, with a way to change each, and the sending.

use help_core::{context::Member, flow::Kind, problem::Code};
use help_session::{ContextRow, Page, Row, SendFailure, Sending};
use leptos::prelude::*;

use super::step::progress_line;
use crate::{
    strings::Strings,
    ui::{
        Ui,
        icon::{Icon, icon},
        words,
    },
};

/// The review of a topic's form.
pub fn review(ui: Ui, topic: String) -> AnyView {
    let (rows_of, context_of, progress_of, sending_of) =
        (topic.clone(), topic.clone(), topic.clone(), topic.clone());
    let rows = ui.desk.memo(move |session| session.review(&rows_of).rows);
    let context = ui.desk.memo(move |session| session.review(&context_of).context);
    let progress = ui.desk.memo(move |session| Some(session.progress(&progress_of, Page::Review)));
    let sending = ui.desk.memo(move |session| session.draft(&sending_of).map(|it| it.sending.clone()));
    let running = Memo::new(move |_| sending.get() == Some(Sending::Running));

    let row_topic = topic.clone();
    let switch_topic = topic.clone();
    view! {
        {move || progress.get().map(|it| progress_line(ui, it.at, it.of))}
        <form novalidate=true autocomplete="off" on:submit=move |event| { event.prevent_default(); ui.desk.submit(); }>
            <h2 class="question-title">{ui.t.check_and_send}</h2>
            <dl class="review">
                {move || rows.get().into_iter().map(|it| row(ui, &row_topic, it)).collect::<Vec<_>>()}
            </dl>
            {move || {
                let list = context.get();
                (!list.is_empty()).then(|| {
                    let switches = list.into_iter().map(|it| switch(ui, &switch_topic, it)).collect::<Vec<_>>();
                    view! {
                        <fieldset class="field">
                            <legend>{ui.t.send_along}</legend>
                            <p class="help">{ui.t.send_along_help}</p>
                            {switches}
                        </fieldset>
                    }
                })
            }}
            {reply_to(ui, topic, sending)}
            <div role="alert">{move || sending.get().and_then(|it| failure(ui, &it))}</div>
            <div class="action">
                <p class="kept" role="status">{move || running.get().then_some(ui.t.sending)}</p>
                <button type="submit" class="main-button" aria-disabled=move || running.get().to_string()>
                    {move || match sending.get() {
                        Some(Sending::Running) => ui.t.sending,
                        Some(Sending::Failed(_)) => ui.t.send_again,
                        _ => ui.t.send_report,
                    }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn row(ui: Ui, topic: &str, row: Row) -> AnyView {
    let topic = topic.to_owned();
    let label = format!("{}: {}", ui.t.change, row.label);
    view! {
        <div class="review-row">
            <dt>{row.label.clone()}</dt>
            <dd class=if row.kind == Kind::Transaction { "mono" } else { "" }>{shown(ui.t, &row)}</dd>
            <button type="button" class="link" aria-label=label
                on:click=move |_| ui.desk.act(|it| it.change(&topic, row.step))>
                {ui.t.change}
            </button>
        </div>
    }
    .into_any()
}

fn shown(t: &Strings, row: &Row) -> String {
    match (row.kind, row.value.as_str()) {
        (Kind::Datetime, value) => words::when(t, value),
        (Kind::Yesno, "yes") => t.yes.to_owned(),
        (Kind::Yesno, _) => t.no.to_owned(),
        (_, value) => value.to_owned(),
    }
}

fn switch(ui: Ui, topic: &str, row: ContextRow) -> AnyView {
    let topic = topic.to_owned();
    view! {
        <label class="switch">
            <input type="checkbox" role="switch" prop:checked=row.on
                on:change:target=move |event| {
                    let on = event.target().checked();
                    ui.desk.set(|session| session.agree(&topic, row.member, on));
                }/>
            <span class={"track"}></span>
            <span class="switch-text"><strong>{member_name(ui.t, row.member)}</strong><span>{row.value}</span></span>
        </label>
    }
    .into_any()
}

fn member_name(t: &Strings, member: Member) -> &'static str {
    match member {
        Member::Screen => t.member_screen,
        Member::ErrorCode => t.member_error_code,
        Member::ErrorMessage => t.member_error_message,
        Member::Asset => t.asset,
        Member::Network => t.member_network,
        Member::Amount => t.member_amount,
        Member::Transaction => t.member_transaction,
        Member::AccountId => t.member_account_id,
        Member::AccountName => t.member_account_name,
        Member::AccountContact => t.member_account_contact,
    }
}

/// Where a reply may go; without it the number is enough.
fn reply_to(ui: Ui, topic: String, sending: Memo<Option<Sending>>) -> AnyView {
    let read = topic.clone();
    let value = move || {
        ui.desk.read(|session| session.draft(&read).map(|it| it.reply_to.clone()).unwrap_or_default())
    };
    let bad = Memo::new(move |_| sending.get() == Some(Sending::BadReplyAddress));
    view! {
        <div class="field">
            <label for="wh-reply-to">{ui.t.reply_address}<span class="tag">{ui.t.optional}</span></label>
            <p class="help" id="wh-reply-help">{ui.t.reply_address_help}</p>
            {move || bad.get().then(|| view! {
                <p class="fault" id="wh-reply-fault">{icon(Icon::Warning)}<span>{ui.t.fault_address}</span></p>
            })}
            <input id="wh-reply-to" class="input" type="email" inputmode="email" autocomplete="off"
                autocapitalize="off" spellcheck="false" maxlength="254"
                aria-describedby=move || if bad.get() { "wh-reply-fault wh-reply-help" } else { "wh-reply-help" }
                aria-invalid=move || bad.get().then_some("true")
                prop:value=value
                on:input:target=move |event| {
                    let address = event.target().value();
                    ui.desk.set(|session| session.set_reply_to(&topic, &address));
                }/>
        </div>
    }
    .into_any()
}

/// Why it did not arrive, what was kept, and what to do.
fn failure(ui: Ui, sending: &Sending) -> Option<AnyView> {
    let t = ui.t;
    let (title, text) = match sending {
        Sending::Editing | Sending::Running => return None,
        Sending::BadReplyAddress => (t.not_sent, t.fault_address),
        Sending::Failed(SendFailure::Network) => (t.not_sent_network, t.not_sent_network_help),
        Sending::Failed(SendFailure::Busy(_)) => (t.not_sent_busy, t.not_sent_busy_help),
        Sending::Failed(SendFailure::Strange) => (t.not_sent, t.not_sent_strange_help),
        Sending::Failed(SendFailure::Refused(Code::TooLarge, _)) => (t.not_sent, t.not_sent_large_help),
        Sending::Failed(SendFailure::Refused(Code::ContainsSecret, _)) => {
            (t.not_sent, t.not_sent_secret_help)
        }
        Sending::Failed(SendFailure::Refused(..)) => (t.not_sent, t.not_sent_refused_help),
    };
    Some(
        view! {
            <div class="summary">
                {icon(Icon::Warning)}
                <div>
                    <h3>{title}</h3>
                    <p>{text}</p>
                    <button type="button" class="link" on:click=move |_| ui.desk.act(|it| it.open_contact())>
                        {t.official_channels}
                    </button>
                </div>
            </div>
        }
        .into_any(),
    )
}
