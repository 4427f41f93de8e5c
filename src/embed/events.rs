//! The events of `<wallet-help>`: name, and what its `detail` holds. They never carry a person's text.
//! The README's table equals this one.

/// Every event.
pub const EVENTS: [(&str, &str); 8] = [
    ("wh-open", "The panel opened"),
    ("wh-close", "The panel closed"),
    ("wh-ticket-created", "`number`: a report was stored under this number"),
    (
        "wh-outbox",
        "`waiting`: so many reports and messages are saved on this device and not received yet",
    ),
    ("wh-ticket-updated", "`number`: something new came to this report"),
    ("wh-unread-changed", "`count`: so many messages of support are not read"),
    ("wh-feedback", "`article`, `helped`: a person said whether an article helped"),
    (
        "wh-error",
        "`reason`: the widget could not start (`not-loaded`), stopped (`stopped`), or refused the knowledge (`knowledge-key`, `knowledge-unsigned`, `knowledge-forged`, `knowledge-changed`); the official channels are shown instead",
    ),
];
