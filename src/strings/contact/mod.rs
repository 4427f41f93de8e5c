//! The words of the contact screen and of conversations. They arrive with the second part.

mod en;
mod zh_cn;

/// The words of one language. Parts in braces are filled in.
#[derive(Debug)]
pub struct ContactWords {
    /// As in English: Hours
    pub hours: &'static str,
    /// As in English: In your time; the team is in {zone}
    pub in_your_time: &'static str,
    /// As in English: Every day
    pub every_day: &'static str,
    /// As in English: Today
    pub today: &'static str,
    /// As in English: closed
    pub closed: &'static str,
    /// As in English: all day
    pub all_day: &'static str,
    /// As in English: {time} the next day
    pub next_day: &'static str,
    /// As in English: Quickest
    pub quick_times: &'static str,
    /// As in English: Takes longer
    pub slow_times: &'static str,
    /// As in English: Closed for holidays: {days}
    pub holidays: &'static str,
    /// As in English: ,
    pub list_comma: &'static str,
    /// As in English: –
    pub to_days: &'static str,
    /// As in English: Open day and night
    pub open_always: &'static str,
    /// As in English: Usually answers within {wait}
    pub within: &'static str,
    /// As in English: Usually answers within {wait}; {quick}
    pub within_quick: &'static str,
    /// As in English: before {time} is quickest
    pub before_quick: &'static str,
    /// As in English: {from}–{until} is quickest
    pub then_quick: &'static str,
    /// As in English: now is quickest
    pub now_quick: &'static str,
    /// As in English: it takes longer until {time}
    pub slow_until: &'static str,
    /// As in English: it takes longer now
    pub slow_now: &'static str,
    /// As in English: Talk to somebody now
    pub talk_now: &'static str,
    /// As in English: Before you call or write
    pub prepare: &'static str,
    /// As in English: What is it about?
    pub about_what: &'static str,
    /// As in English: Choose
    pub choose: &'static str,
    /// As in English: Have at hand
    pub at_hand: &'static str,
    /// As in English: Pictures that help
    pub pictures: &'static str,
    /// As in English: Never your password, a code or your recovery phrase: nobody from support needs them.
    pub never_tell: &'static str,
    /// As in English: A page to read out on the phone
    pub read_out: &'static str,
    /// As in English: From the form you began: {topic}
    pub read_out_draft: &'static str,
    /// As in English: From report {number}
    pub read_out_report: &'static str,
    /// As in English: To read out on the phone
    pub summary_title: &'static str,
    /// As in English: Say the number first, then what is asked for. What looked like a secret is left out.
    pub summary_help: &'static str,
    /// As in English: This report is not sent yet. What looked like a secret is left out.
    pub summary_draft_help: &'static str,
    /// As in English: Report number
    pub number: &'static str,
    /// As in English: About
    pub topic: &'static str,
    /// As in English: Sent
    pub sent: &'static str,
    /// As in English: Copy
    pub copy: &'static str,
    /// As in English: Print
    pub print: &'static str,
    /// As in English: The browser did not copy it. Mark the text and copy it yourself
    pub copied_by_hand: &'static str,
    /// As in English: Talk to support now
    pub talk_title: &'static str,
    /// As in English: Somebody is there. Your first words open the conversation; if nobody has time, it goes on as a report and nothing is lost.
    pub talk_help: &'static str,
    /// As in English: Nobody is in the chat right now. Send it all the same: it goes on as a report with a promised time.
    pub talk_gone: &'static str,
    /// As in English: What happened?
    pub talk_words: &'static str,
    /// As in English: Goes along from your form
    pub talk_along: &'static str,
    /// As in English: Begin the conversation
    pub talk_begin: &'static str,
    /// As in English: Talk about it now
    pub talk_switch: &'static str,
    /// As in English: Somebody is there. If nobody has time, it is a report as usual.
    pub talk_switch_help: &'static str,
    /// As in English: Nobody was free to talk, so it goes on as a report.
    pub talk_missed: &'static str,
    /// As in English: Somebody is here
    pub here: &'static str,
    /// As in English: Support is writing
    pub writing: &'static str,
    /// As in English: Nobody is here right now. You need not wait: the answer comes here.
    pub away: &'static str,
    /// As in English: You are next
    pub place_next: &'static str,
    /// As in English: {n} people are before you
    pub place: &'static str,
    /// As in English: 1 person is before you
    pub place_one: &'static str,
    /// Monday first.
    pub days: [&'static str; 7],
}

/// The words beside the table of this tag.
pub fn contact_words(tag: &str) -> &'static ContactWords {
    match tag {
        "zh-CN" => &zh_cn::CONTACT,
        _ => &en::CONTACT,
    }
}
