//! The words of the guided form and of what is kept of it. They arrive with the form.

mod en;
mod zh_cn;

use std::ops::Deref;

use super::Strings;

/// The words of one language beside those that are always there. Parts in braces are filled in.
#[derive(Debug)]
pub struct FormWords {
    /// The words that the first answer has too.
    pub common: &'static Strings,
    /// As in English: Have you tried this?.
    pub try_first: &'static str,
    /// As in English: Do this now.
    pub do_this_now: &'static str,
    /// As in English: How to do it.
    pub how_to: &'static str,
    /// As in English: Good to have at hand.
    pub have_at_hand: &'static str,
    /// As in English: Go on to the report.
    pub write_report: &'static str,
    /// `{n}`, `{total}`
    pub n_of: &'static str,
    /// As in English: optional.
    pub optional: &'static str,
    /// As in English: from the wallet.
    pub from_wallet: &'static str,
    /// As in English: Choose.
    pub choose: &'static str,
    /// As in English: Asset.
    pub asset: &'static str,
    /// `{n}`, `{total}`
    pub letters_of: &'static str,
    /// `{title}`
    pub may_solve: &'static str,
    /// As in English: Your answers stay here while this page is open.
    pub kept_while_open: &'static str,
    /// As in English: Continue.
    pub go_on: &'static str,
    /// As in English: Look at these again.
    pub look_again: &'static str,
    /// As in English: Answer this to go on.
    pub fault_required: &'static str,
    /// `{n}`
    pub fault_too_long: &'static str,
    /// As in English: Choose one.
    pub fault_choose: &'static str,
    /// As in English: Write a number and its asset, such as 120.5 USDT.
    pub fault_amount: &'static str,
    /// As in English: Choose the date and the time.
    pub fault_time: &'static str,
    /// As in English: This is later than now. Choose when it happened.
    pub fault_future: &'static str,
    /// As in English: A transaction hash has no blanks. Copy it again.
    pub fault_transaction: &'static str,
    /// As in English: This does not have the right form. Compare it with the wallet.
    pub fault_pattern: &'static str,
    /// As in English: This is not an e-mail address. Write it like name@mail.example, or leave it empty.
    pub fault_address: &'static str,
    /// As in English: Not sure.
    pub unsure: &'static str,
    /// `{network}`
    pub found_suspended: &'static str,
    /// `{asset}`, `{network}`
    pub found_not_offered: &'static str,
    /// `{amount}`
    pub found_below_min: &'static str,
    /// `{amount}`
    pub found_above_max: &'static str,
    /// `{amount}`
    pub found_above_daily: &'static str,
    /// `{network}`
    pub found_memo_needed: &'static str,
    /// `{network}`
    pub found_memo_unused: &'static str,
    /// `{seen}`, `{needed}`
    pub found_confirmations: &'static str,
    /// `{time}`
    pub found_usual: &'static str,
    /// As in English: There is a blank in the address. Copy it again as a whole.
    pub address_blank: &'static str,
    /// `{letter}`, `{network}`
    pub address_letter: &'static str,
    /// `{network}`
    pub address_length: &'static str,
    /// `{network}`
    pub address_prefix: &'static str,
    /// As in English: A letter is wrong, missing or swapped: the check built into the address fails. Copy it again from the receiving side.
    pub address_checksum: &'static str,
    /// `{family}`, `{network}`
    pub address_other: &'static str,
    /// As in English: This is an address of a test network, where money is worth nothing. Ask the receiving side for another one.
    pub address_test_net: &'static str,
    /// As in English: This is a transaction hash, not an address.
    pub address_transaction: &'static str,
    /// As in English: What it costs.
    pub cost_title: &'static str,
    /// As in English: Fee.
    pub cost_fee: &'static str,
    /// As in English: Leaves your balance.
    pub cost_leaves: &'static str,
    /// As in English: Is sent to you.
    pub cost_sent: &'static str,
    /// As in English: You give.
    pub cost_given: &'static str,
    /// As in English: Arrives.
    pub cost_arrives: &'static str,
    /// As in English: Is converted.
    pub cost_converted: &'static str,
    /// As in English: This is what the wallet knows of you. A wrong detail can cost days.
    pub account_known: &'static str,
    /// As in English: The wallet does not say who you are. Leave an address if you want a reply by e-mail.
    pub account_unknown: &'static str,
    /// As in English: If you say yes, it goes along with the report. You can take it out before sending.
    pub account_goes_along: &'static str,
    /// As in English: A reply goes to.
    pub reply_goes_to: &'static str,
    /// As in English: Technical details.
    pub diagnostics: &'static str,
    /// As in English: They help to find faults in the wallet. Nothing else of your device is sent.
    pub diagnostics_help: &'static str,
    /// As in English: The whole address.
    pub whole_address: &'static str,
    /// As in English: Off, only both its ends are sent.
    pub whole_address_help: &'static str,
    /// As in English: Exactly this is sent.
    pub exact_text: &'static str,
    /// As in English: With it goes the time of sending and which switches were on.
    pub exact_text_help: &'static str,
    /// Bitcoin, Ethereum, Tron, Solana, XRP Ledger.
    pub families: [&'static str; 5],
    /// As in English: Check, then send.
    pub check_and_send: &'static str,
    /// As in English: Send along.
    pub send_along: &'static str,
    /// As in English: Only what is switched on is sent.
    pub send_along_help: &'static str,
    /// As in English: E-mail for the reply.
    pub reply_address: &'static str,
    /// As in English: The reply comes into the help, under My reports. Support may also write to this address.
    pub reply_address_help: &'static str,
    /// As in English: Send again.
    pub send_again: &'static str,
    /// As in English: Sending.
    pub sending: &'static str,
    /// As in English: Not sent yet.
    pub not_sent: &'static str,
    /// As in English: Not sent yet: no connection.
    pub not_sent_network: &'static str,
    /// As in English: Everything you wrote is still here. Send again when the connection is back; it arrives only once.
    pub not_sent_network_help: &'static str,
    /// As in English: Not sent yet: support's server is busy.
    pub not_sent_busy: &'static str,
    /// As in English: Everything you wrote is still here. Send again in a minute; it arrives only once.
    pub not_sent_busy_help: &'static str,
    /// As in English: Something between you and support answered in its place, such as a public Wi-Fi sign-in page. Everything you wrote is still here.
    pub not_sent_strange_help: &'static str,
    /// As in English: The report is too long. Shorten the longest answer and send again.
    pub not_sent_large_help: &'static str,
    /// As in English: It holds something that must stay secret, such as a recovery phrase or a card number. Remove it and send again.
    pub not_sent_secret_help: &'static str,
    /// As in English: Support's server did not accept it. Everything you wrote is still here; an official channel can take it.
    pub not_sent_refused_help: &'static str,
    /// As in English: Not sent yet: the wallet does not say who you are
    pub not_sent_signed_out: &'static str,
    /// As in English: Sign in to the wallet again, then send again. Everything you wrote is still here; it arrives only once.
    pub not_sent_signed_out_help: &'static str,
    /// As in English: Kept on this device for 24 hours.
    pub kept_draft: &'static str,
    /// As in English: Do not keep it.
    pub keep_not: &'static str,
    /// As in English: Keep it on this device.
    pub keep_it: &'static str,
    /// As in English: This browser keeps nothing, so your answers stay only while this page is open.
    pub not_kept: &'static str,
    /// As in English: This device has no room left, so your answers stay only while this page is open.
    pub not_kept_full: &'static str,
    /// `{topic}`
    pub begun_report: &'static str,
    /// As in English: Continue where you stopped?.
    pub continue_title: &'static str,
    /// `{time}`
    pub continue_help: &'static str,
    /// As in English: Start afresh.
    pub start_afresh: &'static str,
    /// As in English: Saved on this device, not sent yet.
    pub saved_not_sent: &'static str,
    /// As in English: It goes by itself when the connection is back. You may close the page: it goes on when the wallet is open again. It arrives only once.
    pub saved_network_help: &'static str,
    /// As in English: Support's server is busy. It goes by itself in a while. You may close the page: it goes on when the wallet is open again. It arrives only once.
    pub saved_busy_help: &'static str,
    /// As in English: Something between you and support answered in its place, such as a public Wi-Fi sign-in page. It goes by itself when support can be reached, and arrives only once.
    pub saved_strange_help: &'static str,
    /// As in English: Keep this page open: this browser keeps nothing.
    pub open_page_help: &'static str,
    /// As in English: 1 report saved on this device, not sent yet.
    pub waiting_one: &'static str,
    /// `{n}`
    pub waiting_n: &'static str,
    /// As in English: Support's server did not accept this report.
    pub not_accepted: &'static str,
    /// As in English: Not sent for 7 days. Copy its text and give it to an official channel.
    pub given_up: &'static str,
    /// As in English: Send now.
    pub send_now: &'static str,
    /// As in English: Open it.
    pub open_it: &'static str,
    /// As in English: Copy the text.
    pub copy_text: &'static str,
    /// As in English: The browser did not copy it. Open it and copy it yourself.
    pub copy_text_by_hand: &'static str,
    /// As in English: Delete.
    pub delete_it: &'static str,
    /// As in English: Delete it for good.
    pub delete_sure: &'static str,
    /// As in English: This number is not kept on this device. Write it down.
    pub number_not_kept: &'static str,
    /// As in English: Version of the wallet
    pub app_version: &'static str,
    /// As in English: System
    pub system: &'static str,
    /// As in English: Browser
    pub browser: &'static str,
    /// As in English: Screen.
    pub member_screen: &'static str,
    /// As in English: Error code.
    pub member_error_code: &'static str,
    /// As in English: Error text.
    pub member_error_message: &'static str,
    /// As in English: Network.
    pub member_network: &'static str,
    /// As in English: Amount.
    pub member_amount: &'static str,
    /// As in English: Transaction.
    pub member_transaction: &'static str,
    /// As in English: Account number.
    pub member_account_id: &'static str,
    /// As in English: Account name.
    pub member_account_name: &'static str,
    /// As in English: Contact, masked.
    pub member_account_contact: &'static str,
    /// As in English: Your report number.
    pub your_number: &'static str,
    /// As in English: Copy the number.
    pub copy_number: &'static str,
    /// As in English: The browser did not copy it. Mark the number and copy it yourself.
    pub copy_by_hand: &'static str,
    /// As in English: What happens next.
    pub what_next: &'static str,
    /// As in English: A person reads your report and looks at the transaction.
    pub next_read: &'static str,
    /// As in English: The reply comes into the help, under My reports.
    pub next_reply: &'static str,
    /// As in English: The reply comes into the help, under My reports. Support may also write to {address}.
    pub next_reply_mail: &'static str,
    /// As in English: The reply comes into the help, under My reports, while this page is open. After that, ask an official channel with your number.
    pub next_reply_open_page: &'static str,
    /// As in English: Keep the number. Nobody from support will ask you for a code or password.
    pub next_keep: &'static str,
    /// As in English: Back to help.
    pub back_to_help: &'static str,
}

impl Deref for FormWords {
    type Target = Strings;

    fn deref(&self) -> &Strings {
        self.common
    }
}

/// The words beside the table of this tag.
pub fn form_words(tag: &str) -> &'static FormWords {
    match tag {
        "zh-CN" => &zh_cn::FORM,
        _ => &en::FORM,
    }
}
