//! The words of what comes after a report and around it: threads, and who is really support. They arrive
//! with the second part.

mod en;
mod zh_cn;

/// The words of one language. Parts in braces are filled in.
#[derive(Debug)]
pub struct AfterWords {
    /// As in English: Somebody called, wrote or gave you a link? Compare it with the official channels.
    pub who_intro: &'static str,
    /// As in English: Phone number, e-mail, link or name
    pub who_label: &'static str,
    /// As in English: This is an official channel
    pub who_official: &'static str,
    /// As in English: It leads to {channel}. Write or call there yourself: the number of a caller and the name of a sender can be forged. Whoever asks for your recovery phrase, password or codes is not support.
    pub who_official_help: &'static str,
    /// As in English: This is not on our list
    pub who_not_listed: &'static str,
    /// As in English: We do not use it. Do not answer, open or call it, and give it no code, password or recovery phrase. Use an official channel.
    pub who_not_listed_help: &'static str,
    /// As in English: This imitates an official channel
    pub who_imitates: &'static str,
    /// As in English: It looks like {channel}, and is not. What differs is marked above. Do not answer, open or call it. If you gave it anything, act now.
    pub who_imitates_help: &'static str,
    /// As in English: The official channels are not loaded, so nothing can be compared yet.
    pub who_cannot: &'static str,
    /// As in English: {label} ({value})
    pub who_channel: &'static str,
    /// As in English: This link leads to
    pub leave_intro: &'static str,
    /// As in English: It is on the list of official channels.
    pub leave_official: &'static str,
    /// As in English: This is not an official channel of {wallet}. Nobody there may ask for your recovery phrase, password or codes, and nothing there is an answer from support.
    pub leave_not_listed: &'static str,
    /// As in English: Open {place}
    pub leave_open: &'static str,
    /// As in English: Stay here
    pub stay: &'static str,
    /// As in English: Reports sent from this page are listed here, with their replies.
    pub reports_none: &'static str,
    /// As in English: The wallet does not say who you are
    pub signed_out: &'static str,
    /// As in English: Sign in to the wallet again, then try again. Nothing that you sent is lost.
    pub signed_out_help: &'static str,
    /// As in English: This report does not open here
    pub no_such_report: &'static str,
    /// As in English: A report opens for 30 days on the device that sent it, and from every device once you are signed in. Give its number to an official channel.
    pub no_such_report_help: &'static str,
    /// As in English: Message to report {number}
    pub message_to: &'static str,
    /// As in English: A message waits to be sent
    pub message_waits: &'static str,
    /// As in English: Support has it
    pub state_open: &'static str,
    /// As in English: Support asked you something
    pub state_waiting: &'static str,
    /// As in English: Support has answered
    pub state_answered: &'static str,
    /// As in English: Solved
    pub state_solved: &'static str,
    /// As in English: Closed
    pub state_closed: &'static str,
    /// As in English: Not loaded yet
    pub state_unknown: &'static str,
    /// As in English: {n} new
    pub unread_n: &'static str,
    /// As in English: You
    pub you: &'static str,
    /// As in English: Support
    pub support: &'static str,
    /// As in English: Help
    pub system: &'static str,
    /// As in English: The promised time has passed. You can ask for a higher level below.
    pub promise_passed: &'static str,
    /// As in English: Level {n} of support
    pub level_n: &'static str,
    /// As in English: You said that it is solved
    pub event_solved: &'static str,
    /// As in English: You opened it again
    pub event_reopened: &'static str,
    /// As in English: You asked for a higher level
    pub event_escalated: &'static str,
    /// As in English: Support gave it to a higher level
    pub event_raised: &'static str,
    /// As in English: Support gave it to another team
    pub event_lowered: &'static str,
    /// As in English: Support closed it
    pub event_closed: &'static str,
    /// As in English: Nobody is in the chat now; it goes on as a report
    pub event_handed_over: &'static str,
    /// As in English: Picture: {name}
    pub picture: &'static str,
    /// As in English: Read the whole reply.
    pub step_read: &'static str,
    /// As in English: Do its steps one after another.
    pub step_do: &'static str,
    /// As in English: Come back here and say what happened.
    pub step_back: &'static str,
    /// As in English: This solved it
    pub this_solved: &'static str,
    /// As in English: This did not
    pub this_did_not: &'static str,
    /// As in English: What happened when you did the steps?
    pub what_happened: &'static str,
    /// As in English: Write to support
    pub your_message: &'static str,
    /// As in English: Send
    pub send: &'static str,
    /// As in English: Ask for a higher level
    pub ask_higher: &'static str,
    /// As in English: What is still wrong?
    pub still_wrong: &'static str,
    /// As in English: Somebody with more rights looks at it. You get a new promise of when.
    pub higher_help: &'static str,
    /// As in English: Cancel
    pub not_now: &'static str,
    /// As in English: Open it again
    pub reopen: &'static str,
    /// As in English: Possible until {time}
    pub reopen_until: &'static str,
    /// As in English: How was it handled?
    pub how_was_it: &'static str,
    /// As in English: {n} of 5
    pub stars_n: &'static str,
    /// As in English: A word about it
    pub a_word: &'static str,
    /// As in English: Send the rating
    pub send_rating: &'static str,
    /// As in English: Thank you. You gave {n} of 5.
    pub rated: &'static str,
    /// As in English: That did not arrive. Nothing is lost; try again.
    pub not_done: &'static str,
}

/// The words beside the table of this tag.
pub fn after_words(tag: &str) -> &'static AfterWords {
    match tag {
        "zh-CN" => &zh_cn::AFTER,
        _ => &en::AFTER,
    }
}
