//! How guided forms, and what a server says about a report, are read from JSON.

use super::{
    parse::Value,
    read::{Faults, Read},
};
use crate::{
    context::Member,
    draft::FaultCode,
    fees::{Conversion, Deposit, Fees, Way, Withdrawal},
    flow::{Attach, Check, Choice, Condition, Flow, Kind, Money, Outcome, Question, Step},
    manifest::Flows,
    problem::{Code, FieldProblem, Problem},
    read, read_names,
    ticket::Receipt,
};

read!(Flows { flows } may { exposed });
read!(Flow { topic, title, steps } may { urgent, attach, prepare, evidence, checks, money });
read!(Attach { member, on } may {});
read!(Check { text } may { id, article, yes, no, unsure, show_if });
read!(Outcome { text } may { article });
read!(Money { way } may {
    amount, into, network, address, memo, confirmations, calculate, articles, show_if
} no_more);
read_names!(Way { Withdrawal = "withdrawal", Deposit = "deposit", Conversion = "conversion" });
read!(Step { id, title, questions } may { evidence });
read!(Question { id, kind, label, required } may {
    help, article, from, pattern, message, max, options, show_if
});
read!(Choice { value, label } may { article, show_if });
read!(Condition {} may { question, context, is, not, all, any, none } no_more);
read!(Fees {} may { updated, deposit, withdrawal, conversion } no_more);
read!(Deposit { asset, network, fee } may {
    percent, min_fee, min, confirmations, minutes, memo, suspended
} no_more);
read!(Withdrawal { asset, network, fee } may {
    percent, min_fee, from_amount, min, max, daily, minutes, memo, suspended
} no_more);
read!(Conversion { from, to, percent } may { min_fee, min } no_more);
read_names!(Kind {
    Text = "text",
    Choice = "choice",
    Long = "long",
    Amount = "amount",
    Datetime = "datetime",
    Transaction = "transaction",
    Yesno = "yesno",
    Address = "address",
    Account = "account"
});
read_names!(Member {
    Screen = "screen",
    ErrorCode = "error.code",
    ErrorMessage = "error.message",
    Asset = "asset",
    Network = "network",
    Amount = "amount",
    Transaction = "transaction",
    AccountId = "account.id",
    AccountName = "account.name",
    AccountContact = "account.contact"
});

read!(Receipt { id, number, token, received } may { reply_by, chat });
read!(FieldProblem { pointer, code } may {});
read_names!(FaultCode {
    Required = "required",
    TooLong = "too_long",
    NotAnOption = "not_an_option",
    NotAnAmount = "not_an_amount",
    NotATime = "not_a_time",
    InTheFuture = "in_the_future",
    NotATransaction = "not_a_transaction",
    NotYesOrNo = "not_yes_or_no",
    Pattern = "pattern",
    UnknownQuestion = "unknown_question"
});
read_names!(Code {
    InvalidBody = "invalid-body",
    InvalidTicket = "invalid-ticket",
    KeyMissing = "key-missing",
    KeyInvalid = "key-invalid",
    KeyReused = "key-reused",
    NotFound = "not-found",
    MethodNotAllowed = "method-not-allowed",
    TooLarge = "too-large",
    UnsupportedMediaType = "unsupported-media-type",
    RateLimited = "rate-limited",
    ContainsSecret = "contains-secret",
    NeedsConfirmation = "needs-confirmation",
    Unauthorized = "unauthorized",
    InvalidMessage = "invalid-message",
    NotNow = "not-now",
    InvalidUpload = "invalid-upload",
    UploadVersion = "upload-version",
    UploadOffset = "upload-offset",
    UploadLocked = "upload-locked",
    InvalidPicture = "invalid-picture",
    Unavailable = "unavailable",
    Internal = "internal"
});

impl Read for Problem {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let mut members = super::Members::of(value, faults);
        Problem {
            kind: Read::read(members.must("type", faults), faults),
            title: Read::read(members.must("title", faults), faults),
            status: Read::read(members.must("status", faults), faults),
            code: Read::read(members.must("code", faults), faults),
            errors: Read::read(members.may("errors", faults), faults),
        }
    }
}
