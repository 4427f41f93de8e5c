//! Checks that may solve it before anything is sent, as far as the session knows fees and answers.

use help_core::{
    context::Member,
    fees::Fees,
    flow::Check,
    json::read_json,
    notice::Notice,
    solve::{self, Found, Reckoning},
};

use crate::session::Session;

impl Session {
    /// What explains the trouble, as far as the answers tell now.
    pub fn findings(&self, topic: &str) -> Vec<Found> {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Vec::new();
        };
        solve::findings(flow, &self.fee_table(), &draft.answers, &self.context)
    }

    /// What explains the trouble before a question was asked: of what the wallet itself filled in.
    pub fn first_findings(&self, topic: &str) -> Vec<Found> {
        let mut found = self.findings(topic);
        found.retain(|it| it.question.as_ref().is_none_or(|id| !self.answer_to(topic, id).is_empty()));
        found
    }

    /// What the answered amount costs, where the form asks for it.
    pub fn reckoning(&self, topic: &str) -> Option<Reckoning> {
        let (flow, draft) = (self.flow(topic).ready().copied()?, self.draft(topic)?);
        solve::reckon(flow, &self.fee_table(), &draft.answers, &self.context)
    }

    /// The checks that are shown now.
    pub fn checks(&self, topic: &str) -> Vec<Check> {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Vec::new();
        };
        flow.checks_shown(&draft.answers, &self.context).into_iter().cloned().collect()
    }

    /// The values of the options that a question offers now.
    pub fn offered(&self, topic: &str, question: &str) -> Vec<String> {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Vec::new();
        };
        let Some(question) = flow.question(question) else {
            return Vec::new();
        };
        let counting = flow.view(&draft.answers, &self.context).counting;
        let offered = question.offered(&counting, &self.context);
        offered.into_iter().map(|it| it.value.clone()).collect()
    }

    /// The notices about a form: those about its topic and the network that was answered.
    pub fn form_notices(&self, topic: &str, now: i64) -> Vec<&Notice> {
        let mut context = self.context.clone();
        if let Some(flow) = self.flow(topic).ready()
            && let Some(id) = flow.money.iter().find_map(|it| it.network.as_ref())
            && let answer = self.answer_to(topic, id)
            && !answer.is_empty()
        {
            context.set(Member::Network, Some(answer.to_owned()));
        }
        self.notices_about(Some(topic), &context, now)
    }

    /// The table is small and read only while a form is open, so it is kept as it came.
    fn fee_table(&self) -> Fees {
        self.fees.ready().and_then(|it| read_json(it).ok()).unwrap_or_default()
    }
}
