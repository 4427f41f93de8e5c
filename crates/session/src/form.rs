//! Filling in a guided form: drafts, pages, prefilled answers and what is wrong with them.

use help_core::{
    Context,
    context::Member,
    draft::{self, Fault},
    flow::{Answers, Flow, Kind, Question},
    ticket::{Confirmed, is_reply_address},
};
use help_guard::answer_pointer;

use crate::{
    effect::Effect,
    evidence::{KeptPicture, Picture},
    guard::{REPLY_TO, Stop},
    load::Load,
    screen::{Page, Screen},
    send::Sending,
    session::Session,
};

/// A form that is being filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Question id to answer, hidden ones included, so that nothing is lost on the way back.
    pub answers: Answers,
    /// Questions whose answer came from the wallet and was not changed.
    pub from_wallet: Vec<String>,
    /// Members of the context the person agreed to send.
    pub agreed: Vec<Member>,
    /// Screen, error and language go along.
    pub diagnostics: bool,
    /// Questions whose address is sent whole.
    pub whole: Vec<String>,
    /// Where a reply may go.
    pub reply_to: String,
    /// How far sending has come.
    pub sending: Sending,
    /// Texts that the person said are no secrets.
    pub confirmed: Vec<Confirmed>,
    /// The pictures that are to go along.
    pub pictures: Vec<Picture>,
    /// Pictures of an earlier visit that are being fetched from the device.
    pub(crate) returning: Vec<KeptPicture>,
    /// Names of those that could not be kept.
    pub(crate) missing: Vec<String>,
    pub(crate) stops: Vec<Stop>,
    pub(crate) tried: Vec<usize>,
    pub(crate) refused: Vec<Fault>,
    pub(crate) words: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) pressed: Option<i64>,
    pub(crate) prefilled: bool,
    pub(crate) talk: bool,
}

impl Draft {
    /// The person tried to leave this step: from now on its faults are shown.
    pub(crate) fn try_step(&mut self, step: usize) {
        if !self.tried.contains(&step) {
            self.tried.push(step);
        }
    }
}

/// "2 of 4".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Counted from one.
    pub at: usize,
    /// How many pages the form has right now, review included.
    pub of: usize,
}

impl Session {
    /// Starts or continues the form of a topic.
    pub fn start_form(&mut self, topic: &str) -> Vec<Effect> {
        self.start_page(topic, Page::Checks)
    }

    pub(crate) fn start_page(&mut self, topic: &str, page: Page) -> Vec<Effect> {
        self.drafts.slot(topic);
        let mut effects = self.go(Screen::Form(topic.to_owned(), page));
        if matches!(self.flows, Load::Ready(_)) {
            effects.push(Effect::BeginForm(topic.to_owned()));
        }
        effects
    }

    /// "Report the problem": straight to the form when the host told of an error whose topic has one,
    /// else the question what it is about.
    pub fn report(&mut self) -> Vec<Effect> {
        let topic = self.lead().map(|lead| lead.id).and_then(|id| self.topic_of(&id));
        match topic.filter(|topic| self.has_form(topic)) {
            Some(topic) => self.start_form(&topic),
            None => self.go(Screen::ChooseTopic),
        }
    }

    /// Takes the typed question into the form of its topic, so that nobody types it twice.
    pub fn report_question(&mut self) -> Vec<Effect> {
        let words = self.query.trim().to_owned();
        let topic = self.found.topic.clone().filter(|topic| self.has_form(topic));
        match topic {
            Some(topic) => {
                self.drafts.slot(&topic).words = Some(words);
                self.start_form(&topic)
            }
            None => self.go(Screen::ChooseTopic),
        }
    }

    /// The person chose what the report is about; a typed question goes along.
    pub fn choose_topic(&mut self, topic: &str) -> Vec<Effect> {
        let words = self.query.trim().to_owned();
        let draft = self.drafts.slot(topic);
        if !words.is_empty() {
            draft.words = Some(words);
        }
        self.start_form(topic)
    }

    /// True when the topic has a guided form.
    pub fn has_form(&self, topic: &str) -> bool {
        self.topics().iter().any(|it| it.id == topic && it.flow)
    }

    pub(crate) fn topic_of(&self, article: &str) -> Option<String> {
        self.answers_here().into_iter().find(|it| it.id == article).map(|it| it.topic)
    }

    /// The draft of a topic.
    pub fn draft(&self, topic: &str) -> Option<&Draft> {
        self.drafts.get(topic)
    }

    /// The questions of a step that are shown now, by id.
    pub fn shown(&self, topic: &str, step: usize) -> Vec<String> {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Vec::new();
        };
        shown_in(flow, step, &draft.answers, &self.context)
            .into_iter()
            .map(|question| question.id.clone())
            .collect()
    }

    /// The answer to a question, empty when there is none.
    pub fn answer_to(&self, topic: &str, question: &str) -> &str {
        self.draft(topic).and_then(|it| it.answers.get(question)).map_or("", String::as_str)
    }

    /// The person answers a question. What is being sent cannot be changed.
    pub fn answer(&mut self, topic: &str, question: &str, value: &str) {
        let account = self.account_members(topic, question);
        self.edit(topic, |draft| {
            if value == "yes" {
                draft.agreed.extend(account);
            }
            draft.from_wallet.retain(|it| it != question);
            draft.refused.retain(|fault| fault.question != question);
            if value.is_empty() {
                draft.answers.remove(question);
            } else {
                draft.answers.insert(question.to_owned(), value.to_owned());
            }
        });
        self.look_at(topic, &answer_pointer(question), Some(question));
    }

    /// What goes along once the person says that the account is right: a report about an account that
    /// nobody can find helps nobody. The review shows it with its switches.
    fn account_members(&self, topic: &str, question: &str) -> Vec<Member> {
        let Some(flow) = self.flow(topic).ready().copied() else {
            return Vec::new();
        };
        if flow.question(question).is_none_or(|it| it.kind != Kind::Account) {
            return Vec::new();
        }
        let agreed = self.draft(topic).map_or(&[][..], |it| &it.agreed);
        let mut members = Vec::new();
        for attach in &flow.attach {
            if attach.member.is_account() && !agreed.contains(&attach.member) {
                members.push(attach.member);
            }
        }
        members
    }

    /// Where a reply may go.
    pub fn set_reply_to(&mut self, topic: &str, address: &str) {
        self.edit(topic, |draft| draft.reply_to = address.to_owned());
        self.look_at(topic, REPLY_TO, None);
    }

    pub(crate) fn edit(&mut self, topic: &str, change: impl FnOnce(&mut Draft)) {
        if let Some(draft) = self.drafts.get_mut(topic).filter(|it| it.sending != Sending::Running) {
            change(draft);
            draft.pressed = None;
            draft.sending = Sending::Editing;
            let topic = topic.to_owned();
            self.queued.push(match draft.key.take() {
                Some(key) => Effect::Withdraw { topic, key },
                None => Effect::KeepDraft(topic),
            });
        }
    }

    /// One page on, when the present one has no fault; else its faults are shown. `now` in seconds
    /// since 1970.
    pub fn next(&mut self, now: i64) -> Vec<Effect> {
        let Screen::Form(topic, page) = self.screen() else {
            return Vec::new();
        };
        if let Page::Step(step) = page {
            if let Some(draft) = self.drafts.get_mut(&topic) {
                draft.try_step(step);
            }
            if !self.faults(&topic, step, now).is_empty()
                || self.is_stopped(&topic, step)
                || self.bad_reply_address(&topic, step)
            {
                return Vec::new();
            }
        }
        let behind = self.trail.len().checked_sub(2).and_then(|at| self.trail.get(at));
        if behind == Some(&Screen::Form(topic.clone(), Page::Review)) {
            return self.back();
        }
        match self.page_after(&topic, page) {
            Some(next) => self.go(Screen::Form(topic, next)),
            None => Vec::new(),
        }
    }

    /// True when an answer on this step looks like a secret.
    pub fn is_stopped(&self, topic: &str, step: usize) -> bool {
        self.shown(topic, step).iter().any(|question| self.stop_of(topic, question).is_some())
            || self.flow(topic).ready().is_some_and(|flow| asks_account(flow, step))
                && self.stop_at(topic, REPLY_TO).is_some()
    }

    /// Notes that the reply address asked for on this step is none.
    fn bad_reply_address(&mut self, topic: &str, step: usize) -> bool {
        let asks = self.flow(topic).ready().is_some_and(|flow| asks_account(flow, step));
        let Some(draft) = self.drafts.get_mut(topic).filter(|_| asks) else {
            return false;
        };
        let bad = !draft.reply_to.trim().is_empty() && !is_reply_address(&draft.reply_to);
        if bad {
            draft.sending = Sending::BadReplyAddress;
        }
        bad
    }

    /// From the review to one page; going on from there leads back to the review.
    pub fn change(&mut self, topic: &str, page: Page) -> Vec<Effect> {
        self.go(Screen::Form(topic.to_owned(), page))
    }

    /// The faults to show on a step: none before the person tried to go on.
    pub fn faults(&self, topic: &str, step: usize, now: i64) -> Vec<Fault> {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Vec::new();
        };
        if !draft.tried.contains(&step) {
            return Vec::new();
        }
        let mut faults = draft::check(flow, &draft.answers, &self.context, Some(now));
        for refused in &draft.refused {
            if !faults.iter().any(|fault| fault.question == refused.question) {
                faults.push(refused.clone());
            }
        }
        let here = flow.steps.get(step).map_or(&[][..], |step| &step.questions);
        faults.retain(|fault| here.iter().any(|question| question.id == fault.question));
        faults
    }

    /// Where a page stands among the pages that are shown now.
    pub fn progress(&self, topic: &str, page: Page) -> Progress {
        let pages = self.pages(topic);
        let at = pages.iter().position(|it| *it == page).map_or(1, |at| at + 1);
        Progress { at, of: pages.len() }
    }

    /// The first step of the flow that has one of these questions.
    pub(crate) fn step_of(&self, topic: &str, question: &str) -> Option<usize> {
        let steps = &self.flow(topic).ready()?.steps;
        steps.iter().position(|step| step.questions.iter().any(|it| it.id == question))
    }

    /// Steps with something to ask, then the review.
    fn pages(&self, topic: &str) -> Vec<Page> {
        let Some(flow) = self.flow(topic).ready().copied() else {
            return Vec::new();
        };
        let steps = (0..flow.steps.len())
            .filter(|step| asks_account(flow, *step) || !self.shown(topic, *step).is_empty());
        steps.map(Page::Step).chain([Page::Review]).collect()
    }

    fn page_after(&self, topic: &str, page: Page) -> Option<Page> {
        let pages = self.pages(topic);
        match page {
            Page::Checks => pages.first().copied(),
            Page::Step(step) => pages.into_iter().find(|it| match it {
                Page::Step(other) => *other > step,
                Page::Review => true,
                Page::Checks | Page::Talk => false,
            }),
            Page::Review | Page::Talk => None,
        }
    }

    fn first_page(&self, topic: &str) -> Page {
        let has_checks = |flow: &&Flow| {
            let answers = self.draft(topic).map(|it| it.answers.clone()).unwrap_or_default();
            !flow.checks_shown(&answers, &self.context).is_empty()
        };
        if self.flow(topic).ready().is_none_or(has_checks) {
            Page::Checks
        } else {
            self.page_after(topic, Page::Checks).unwrap_or(Page::Review)
        }
    }

    /// Fills in what is known, and shows the first page that the form has in place of an empty one, or of
    /// one that a draft of an earlier visit remembers.
    pub fn begin_form(&mut self, topic: &str) {
        self.prefill(topic);
        self.look_at_all(topic);
        if let Screen::Form(at, page @ (Page::Checks | Page::Step(_))) = self.screen()
            && at == topic
            && matches!(self.flow(topic), Load::Ready(_))
            && !self.pages(topic).contains(&page)
        {
            let first = self.first_page(topic);
            if let Some(top) = self.trail.last_mut() {
                *top = Screen::Form(topic.to_owned(), first);
            }
        }
    }

    pub(crate) fn flows_arrived(&mut self) {
        let topics: Vec<String> = self.drafts.keys().cloned().collect();
        topics.iter().for_each(|topic| self.begin_form(topic));
    }

    pub(crate) fn prefill(&mut self, topic: &str) {
        let Some(flow) = self.flow(topic).ready().copied().cloned() else {
            return;
        };
        let context = &self.context;
        let Some(draft) = self.drafts.get_mut(topic) else {
            return;
        };
        if let Some(words) = draft.words.take()
            && let Some(question) = own_words(&flow)
            && !draft.answers.contains_key(&question.id)
        {
            draft.answers.insert(question.id.clone(), words);
        }
        if std::mem::replace(&mut draft.prefilled, true) {
            return;
        }
        draft.agreed = flow
            .attach
            .iter()
            .filter(|it| it.on && it.member.may_be_on())
            .map(|it| it.member)
            .collect();
        for question in flow.questions() {
            if let Some(value) = known_answer(question, context)
                && !draft.answers.contains_key(&question.id)
            {
                draft.answers.insert(question.id.clone(), value);
                draft.from_wallet.push(question.id.clone());
            }
        }
    }
}

/// The question that takes a person's own words: the last long one that is always asked.
pub(crate) fn own_words(flow: &Flow) -> Option<&Question> {
    flow.questions().filter(|it| it.kind == Kind::Long && it.show_if.is_empty()).last()
}

/// The step shows the account and asks where a reply may go.
fn asks_account(flow: &Flow, step: usize) -> bool {
    flow.steps.get(step).is_some_and(|it| it.questions.iter().any(|it| it.kind == Kind::Account))
}

fn shown_in<'f>(
    flow: &'f Flow,
    step: usize,
    answers: &Answers,
    context: &Context,
) -> Vec<&'f Question> {
    let here = flow.steps.get(step).map_or(&[][..], |step| &step.questions);
    flow.shown(answers, context)
        .into_iter()
        .filter(|question| here.iter().any(|it| it.id == question.id))
        .collect()
}

/// What the context answers to a question, when that is a possible answer.
fn known_answer(question: &Question, context: &Context) -> Option<String> {
    let value = context.get(question.from?)?.trim();
    let answer = match question.kind {
        Kind::Choice => {
            let option = question.options.iter().find(|it| it.value.eq_ignore_ascii_case(value))?;
            option.value.clone()
        }
        Kind::Amount => format!("{value} {}", context.get(Member::Asset).unwrap_or_default()),
        Kind::Transaction => value.split_whitespace().collect(),
        Kind::Text | Kind::Long | Kind::Address => value.chars().take(question.limit()).collect(),
        Kind::Datetime | Kind::Yesno | Kind::Account => value.to_owned(),
    };
    Some(answer)
}
