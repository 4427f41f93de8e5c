//! Checks that may solve it before anything is sent: what was answered, held against fees, limits and the
//! shape of addresses. They advise and never stop a person. They know the form and the table of fees, and
//! no words.

use crate::{
    address::{self, Fault},
    condition,
    context::{Context, Member},
    decimal::Decimal,
    draft::split_amount,
    fees::{Cost, Fees, Terms, Way},
    flow::{Answers, Flow, Money},
};

/// Something that explains the trouble.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The network is out of service for this asset.
    Suspended(String),
    /// The asset does not travel on this network.
    NotOffered(String, String),
    /// Less than the least: that amount and its asset.
    BelowMin(Decimal, String),
    /// More than the most at once.
    AboveMax(Decimal, String),
    /// More than the most in 24 hours.
    AboveDaily(Decimal, String),
    /// A memo or tag is needed, and none was given.
    MemoNeeded(String),
    /// A memo or tag was given where none is used.
    MemoUnused(String),
    /// The address cannot be one of this network.
    Address(Fault, String),
    /// Blocks are still missing: seen and needed, and the usual minutes.
    Confirmations(u32, u32, Option<u32>),
}

/// A finding, and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The question that it speaks of; `None` when the context told.
    pub question: Option<String>,
    /// What was found.
    pub finding: Finding,
    /// The article that solves it.
    pub article: Option<String>,
}

/// What a transfer of the answered amount costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoning {
    /// Which way it goes.
    pub way: Way,
    /// The asset of all three amounts.
    pub asset: String,
    /// The amounts.
    pub cost: Cost,
}

impl Finding {
    /// Every code, as forms name them.
    pub const CODES: [&str; 9] = [
        "suspended",
        "not-offered",
        "below-min",
        "above-max",
        "above-daily",
        "memo-needed",
        "memo-unused",
        "address",
        "confirmations",
    ];

    /// The code by which a form names the article that solves it.
    pub fn code(&self) -> &'static str {
        match self {
            Finding::Suspended(_) => "suspended",
            Finding::NotOffered(..) => "not-offered",
            Finding::BelowMin(..) => "below-min",
            Finding::AboveMax(..) => "above-max",
            Finding::AboveDaily(..) => "above-daily",
            Finding::MemoNeeded(_) => "memo-needed",
            Finding::MemoUnused(_) => "memo-unused",
            Finding::Address(..) => "address",
            Finding::Confirmations(..) => "confirmations",
        }
    }
}

/// The money that the form speaks of now, as far as it is known.
struct Moved<'f> {
    money: &'f Money,
    counting: Answers,
    shown: Vec<&'f str>,
    amount: Option<Decimal>,
    asset: String,
    network: String,
}

impl<'f> Moved<'f> {
    fn of(flow: &'f Flow, answers: &Answers, context: &Context) -> Option<Moved<'f>> {
        let view = flow.view(answers, context);
        let shown = view.shown.iter().map(|it| it.id.as_str()).collect();
        let counting = view.counting;
        let money = flow.money.iter().find(|it| condition::hold(&it.show_if, &counting, context))?;
        let told = |member| context.get(member).unwrap_or_default().trim().to_owned();
        let answered = |id: &Option<String>| id.as_ref().and_then(|id| counting.get(id));
        let (amount, asset) = match answered(&money.amount).and_then(|it| split_amount(it)) {
            Some((amount, asset)) => (Decimal::parse(amount), asset.to_owned()),
            None => (Decimal::parse(&told(Member::Amount)), told(Member::Asset)),
        };
        let network = match &money.network {
            Some(id) => counting.get(id).cloned().unwrap_or_default(),
            None => told(Member::Network),
        };
        Some(Moved { money, amount, asset, network, counting, shown })
    }

    fn answer(&self, id: &Option<String>) -> Option<&str> {
        id.as_ref().and_then(|id| self.counting.get(id)).map(|it| it.trim())
    }

    fn terms(&self, fees: &Fees) -> Option<Terms> {
        match self.money.way {
            Way::Conversion => fees.conversion(&self.asset, self.answer(&self.money.into)?),
            way => fees.terms(way, &self.asset, &self.network),
        }
    }

    /// Both names stand in the table, but not beside each other.
    fn not_offered(&self, fees: &Fees) -> bool {
        let rows: Vec<(&str, &str)> = match self.money.way {
            Way::Conversion => return false,
            Way::Deposit => fees.deposit.iter().map(|it| (&it.asset[..], &it.network[..])).collect(),
            Way::Withdrawal => {
                fees.withdrawal.iter().map(|it| (&it.asset[..], &it.network[..])).collect()
            }
        };
        rows.iter().any(|it| it.0.eq_ignore_ascii_case(&self.asset))
            && rows.iter().any(|it| it.1.eq_ignore_ascii_case(&self.network))
    }
}

/// Everything that explains the trouble, in the order of the table above.
pub fn findings(flow: &Flow, fees: &Fees, answers: &Answers, context: &Context) -> Vec<Found> {
    let mut list = Vec::new();
    let Some(moved) = Moved::of(flow, answers, context) else {
        return list;
    };
    let money = moved.money;
    let mut add = |question: &Option<String>, finding: Finding| {
        let question = question.clone().filter(|id| moved.shown.contains(&id.as_str()));
        let article = money.articles.get(finding.code()).cloned();
        list.push(Found { question, finding, article });
    };
    let (asset, network) = (|| moved.asset.clone(), || moved.network.clone());
    if let Some(address) = moved.answer(&money.address)
        && !address::is_shortened(address)
        && let Err(fault) = address::check(&moved.network, address)
    {
        add(&money.address, Finding::Address(fault, network()));
    }
    let Some(terms) = moved.terms(fees) else {
        if moved.not_offered(fees) {
            add(&money.network, Finding::NotOffered(asset(), network()));
        }
        return list;
    };
    if terms.suspended {
        add(&money.network, Finding::Suspended(network()));
    }
    if let Some(amount) = moved.amount {
        if let Some(min) = terms.min.filter(|min| amount < *min) {
            add(&money.amount, Finding::BelowMin(min, asset()));
        }
        if let Some(daily) = terms.daily.filter(|daily| amount > *daily) {
            add(&money.amount, Finding::AboveDaily(daily, asset()));
        } else if let Some(max) = terms.max.filter(|max| amount > *max) {
            add(&money.amount, Finding::AboveMax(max, asset()));
        }
    }
    let asked = money.memo.as_deref().is_some_and(|id| moved.shown.contains(&id));
    match (terms.memo, moved.answer(&money.memo)) {
        (true, None) if asked => add(&money.memo, Finding::MemoNeeded(network())),
        (false, Some(_)) => add(&money.memo, Finding::MemoUnused(network())),
        _ => {}
    }
    if let Some(needed) = terms.confirmations
        && let Some(seen) = moved.answer(&money.confirmations).and_then(|it| it.parse::<u32>().ok())
        && seen < needed
    {
        add(&money.confirmations, Finding::Confirmations(seen, needed, terms.minutes));
    }
    list
}

/// What is deducted and what arrives, where the form asks for it and enough is known.
pub fn reckon(flow: &Flow, fees: &Fees, answers: &Answers, context: &Context) -> Option<Reckoning> {
    let moved = Moved::of(flow, answers, context).filter(|it| it.money.calculate)?;
    let cost = moved.terms(fees)?.cost(moved.amount?)?;
    Some(Reckoning { way: moved.money.way, asset: moved.asset, cost })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Kind, Question, Step};

    const ETH: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    fn fees() -> Fees {
        serde_json::from_str(
            r#"{
            "deposit": [
                {"asset":"USDT","network":"TRC20","fee":"0","min":"1","confirmations":19,"minutes":3}
            ],
            "withdrawal": [
                {"asset":"USDT","network":"TRC20","fee":"1","min":"10","max":"50000","daily":"100000"},
                {"asset":"USDT","network":"ERC20","fee":"3","min":"20"},
                {"asset":"USDT","network":"BEP20","fee":"0.3","suspended":true},
                {"asset":"XRP","network":"XRP","fee":"0.2","memo":true}
            ],
            "conversion": [{"from":"*","to":"*","percent":"0.2"}]}"#,
        )
        .unwrap()
    }

    fn flow(way: Way) -> Flow {
        let ids = ["amount", "network", "address", "memo", "confirmations", "into"];
        let name = |id: &str| Some(id.to_owned());
        let articles = Finding::CODES.map(|it| (it.to_owned(), format!("help/{it}")));
        Flow {
            money: vec![Money {
                way,
                amount: name("amount"),
                into: name("into"),
                network: name("network"),
                address: name("address"),
                memo: name("memo"),
                confirmations: name("confirmations"),
                calculate: true,
                articles: articles.into(),
                show_if: Vec::new(),
            }],
            steps: vec![Step {
                questions: ids
                    .map(|id| Question { id: id.into(), kind: Kind::Text, ..Question::default() })
                    .into(),
                ..Step::default()
            }],
            ..Flow::default()
        }
    }

    fn answers(rows: &[(&str, &str)]) -> Answers {
        rows.iter().map(|(id, answer)| ((*id).to_owned(), (*answer).to_owned())).collect()
    }

    #[test]
    fn answers_are_held_against_fees_and_limits() {
        let (flow, context) = (flow(Way::Withdrawal), Context::default());
        for (rows, expected) in [
            (&[("amount", "10 USDT"), ("network", "TRC20")][..], ""),
            (&[("amount", "9.99 USDT"), ("network", "trc20")], "amount below-min"),
            (&[("amount", "50,001 USDT"), ("network", "TRC20")], "amount above-max"),
            (&[("amount", "100001 USDT"), ("network", "TRC20")], "amount above-daily"),
            (&[("amount", "50 USDT"), ("network", "BEP20")], "network suspended"),
            (&[("amount", "50 XRP"), ("network", "TRC20")], "network not-offered"),
            (&[("amount", "50 DOGE"), ("network", "TRC20")], ""),
            (&[("amount", "50 XRP"), ("network", "XRP")], "memo memo-needed"),
            (&[("amount", "50 XRP"), ("network", "XRP"), ("memo", "7")], ""),
            (&[("amount", "50 USDT"), ("network", "ERC20"), ("memo", "7")], "memo memo-unused"),
            (&[("amount", "50 USDT"), ("network", "ERC20"), ("address", ETH)], ""),
            (&[("network", "TRC20"), ("address", ETH)], "address address"),
            (&[("network", "TRC20"), ("address", "0x5aAe…eAed")], ""),
            (
                &[("amount", "5 USDT"), ("network", "TRC20"), ("address", ETH)],
                "address address, amount below-min",
            ),
        ] {
            let found = findings(&flow, &fees(), &answers(rows), &context);
            let told: Vec<_> = found
                .iter()
                .map(|it| {
                    let code = it.finding.code();
                    assert_eq!(it.article.as_deref(), Some(format!("help/{code}").as_str()));
                    format!("{} {code}", it.question.as_deref().unwrap_or("-"))
                })
                .collect();
            assert_eq!(told.join(", "), expected, "{rows:?}");
        }
    }

    #[test]
    fn what_is_not_asked_is_taken_from_the_context() {
        let mut flow = flow(Way::Withdrawal);
        flow.money[0].network = None;
        flow.money[0].amount = None;
        let context = Context {
            asset: Some("USDT".into()),
            network: Some("TRC20".into()),
            amount: Some("5".into()),
            ..Context::default()
        };
        let found = findings(&flow, &fees(), &Answers::new(), &context);
        assert_eq!(found.len(), 1);
        let min = Decimal::parse("10").unwrap();
        assert_eq!(found[0].finding, Finding::BelowMin(min, "USDT".into()));
        assert_eq!(found[0].question, None);
    }

    #[test]
    fn missing_confirmations_are_counted() {
        let flow = flow(Way::Deposit);
        for (seen, expected) in [("3", Some(3)), ("19", None), ("many", None), ("", None)] {
            let rows = [("amount", "5 USDT"), ("network", "TRC20"), ("confirmations", seen)];
            let found = findings(&flow, &fees(), &answers(&rows), &Context::default());
            let expected = expected.map(|seen| Finding::Confirmations(seen, 19, Some(3)));
            assert_eq!(found.into_iter().next().map(|it| it.finding), expected, "{seen}");
        }
    }

    #[test]
    fn what_it_costs_is_reckoned_where_the_form_asks_for_it() {
        let told = |flow: &Flow, rows: &[(&str, &str)]| {
            let it = reckon(flow, &fees(), &answers(rows), &Context::default())?;
            Some(format!("{} {} {} {}", it.cost.fee, it.cost.leaves, it.cost.arrives, it.asset))
        };
        let mut out = flow(Way::Withdrawal);
        let rows = [("amount", "50 USDT"), ("network", "TRC20")];
        assert_eq!(told(&out, &rows).as_deref(), Some("1 51 50 USDT"));
        assert_eq!(told(&out, &rows[..1]), None, "the network is not known yet");
        out.money[0].calculate = false;
        assert_eq!(told(&out, &rows), None);
        let change = flow(Way::Conversion);
        let rows = [("amount", "500 EUR"), ("into", "BTC")];
        assert_eq!(told(&change, &rows).as_deref(), Some("1 500 499 EUR"));
    }

    #[test]
    fn only_the_block_of_money_that_holds_counts() {
        let mut flow = flow(Way::Withdrawal);
        flow.money[0].show_if = vec![crate::condition::Condition {
            question: Some("into".into()),
            ..crate::condition::Condition::default()
        }];
        let rows = [("amount", "5 USDT"), ("network", "TRC20")];
        assert_eq!(findings(&flow, &fees(), &answers(&rows), &Context::default()), []);
    }
}
