//! The icons: one family, 20 px, 1.5 px strokes, rounded ends, drawn for this project.

use super::el::{El, svg};

/// An icon by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Account,
    Back,
    Chat,
    Check,
    Chevron,
    Clock,
    Close,
    Copy,
    Deposit,
    Ease,
    Email,
    Fees,
    Info,
    Offline,
    Other,
    Pay,
    Phone,
    Safety,
    Search,
    Social,
    Support,
    Warning,
    Web,
    Withdraw,
}

impl Icon {
    /// The icon of a topic; an unknown name has the plain one.
    pub fn of_topic(name: &str) -> Icon {
        match name {
            "account" => Icon::Account,
            "deposit" => Icon::Deposit,
            "ease" => Icon::Ease,
            "fees" => Icon::Fees,
            "pay" => Icon::Pay,
            "safety" => Icon::Safety,
            "support" => Icon::Support,
            "withdraw" => Icon::Withdraw,
            _ => Icon::Other,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Icon::Account => {
                "M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5"
            }
            Icon::Back => "M12 4.5 6.5 10l5.5 5.5",
            Icon::Chat => {
                "M3.5 5.5a1.5 1.5 0 0 1 1.5-1.5h10a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5H8.5L5 16.5v-3a1.5 1.5 0 0 1-1.5-1.5ZM7 8.8h.01M10 8.8h.01M13 8.8h.01"
            }
            Icon::Check => "m4.5 10.5 3.5 3.5 7.5-8",
            Icon::Chevron => "m8 5 5 5-5 5",
            Icon::Clock => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.6",
            Icon::Close => "m5 5 10 10M15 5 5 15",
            Icon::Copy => {
                "M7.5 7.5V5A1.5 1.5 0 0 1 9 3.5h6A1.5 1.5 0 0 1 16.5 5v6a1.5 1.5 0 0 1-1.5 1.5h-2.5M5 7.5h6A1.5 1.5 0 0 1 12.5 9v6a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V9A1.5 1.5 0 0 1 5 7.5Z"
            }
            Icon::Deposit => {
                "M10 3.5V12M6.5 8.8 10 12.3l3.5-3.5M4 13.5V15a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 16 15v-1.5"
            }
            Icon::Ease => "m11 3-6 8.5h4.5L9 17l6-8.5h-4.5Z",
            Icon::Email => {
                "M4.5 4.5h11A1.5 1.5 0 0 1 17 6v8a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14V6a1.5 1.5 0 0 1 1.5-1.5ZM3.5 6.5l6.5 4.5 6.5-4.5"
            }
            Icon::Fees => {
                "M6.5 8a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM13.5 15.4a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM15 5 5 15"
            }
            Icon::Info => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.3v4M10 6.7h.01",
            Icon::Offline => {
                "M3 8a10 10 0 0 1 3-2M9 5.1A10 10 0 0 1 17 8M5.5 11a6.5 6.5 0 0 1 3-1.7M12.5 9.8a6.5 6.5 0 0 1 2 1.2M10 15h.01M4 3.5l12 13"
            }
            Icon::Other => "M5 10h.01M10 10h.01M15 10h.01",
            Icon::Pay => {
                "M4.5 4.5h11A1.5 1.5 0 0 1 17 6v8a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14V6a1.5 1.5 0 0 1 1.5-1.5ZM3 8.3h14M6 12.3h3"
            }
            Icon::Phone => {
                "M6.8 3.5H4.6a1.1 1.1 0 0 0-1.1 1.2c.5 6.3 5.5 11.3 11.8 11.8a1.1 1.1 0 0 0 1.2-1.1v-2.2l-3.4-1.5-1.6 1.6a9.5 9.5 0 0 1-4.8-4.8l1.6-1.6Z"
            }
            Icon::Safety => {
                "M10 3 4.5 5v4.5c0 3.5 2.2 6.1 5.5 7.5 3.3-1.4 5.5-4 5.5-7.5V5ZM7.5 9.8l1.8 1.8 3.4-3.6"
            }
            Icon::Search => "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l3.5 3.5",
            Icon::Social => {
                "M14.5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM14.5 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.3 9l5.4-3M7.3 11l5.4 3"
            }
            Icon::Support => {
                "M4 12v-2a6 6 0 0 1 12 0v2M4 11.5h1.5A1 1 0 0 1 6.5 12.5v2a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1ZM16 11.5h-1.5a1 1 0 0 0-1 1v2a1 1 0 0 0 1 1h.5a1 1 0 0 0 1-1ZM15.5 15.5c0 1-1.5 1.8-3.5 1.8"
            }
            Icon::Warning => "M10 3.5 17 16H3ZM10 8v3.8M10 13.8h.01",
            Icon::Web => {
                "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c2 2 3 4.5 3 7s-1 5-3 7c-2-2-3-4.5-3-7s1-5 3-7Z"
            }
            Icon::Withdraw => {
                "M10 12.3V3.8M6.5 7.2 10 3.7l3.5 3.5M4 13.5V15a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 16 15v-1.5"
            }
        }
    }
}

/// An icon that says nothing to a screen reader: words always stand beside it.
pub fn icon(which: Icon) -> El {
    let mirrored = matches!(which, Icon::Back | Icon::Chevron);
    svg("svg")
        .class(if mirrored { "icon mirrored" } else { "icon" })
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .add(svg("path").attr("d", which.path()))
}
