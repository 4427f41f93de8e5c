//! "Is this really support?": typed, compared at once, and nothing is ever called safe.

use help_core::{
    Text,
    channel::{Channel, ChannelKind},
    manifest::Manifest,
};
use help_session::{Effect, Failure, Load, Match, Screen, Session, Wanted};

use crate::world::{at_home, manifest, settle};

fn phone() -> Channel {
    Channel {
        id: "phone".into(),
        kind: ChannelKind::Phone,
        label: Text::from([("en", "Phone")]),
        value: "+44 20 7946 0123".into(),
        url: None,
        languages: vec![],
        timezone: None,
        reply_minutes: None,
        hours: vec![],
        quick: vec![],
        slow: vec![],
        holidays: vec![],
        note: None,
    }
}

fn with_channels() -> Session {
    let mut session = Session::new(vec!["en".into()]);
    session.open();
    let mail = Channel {
        id: "email".into(),
        kind: ChannelKind::Email,
        value: "support@harbour.example".into(),
        ..phone()
    };
    let known = Manifest { channels: vec![phone(), mail], ..manifest() };
    session.fetched(Wanted::Manifest, Ok(serde_json::to_vec(&known).unwrap()));
    session
}

#[test]
fn what_is_typed_is_official_unlisted_or_an_imitation() {
    let mut session = with_channels();
    for (text, verdict, channel) in [
        ("(0044) 20-7946-0123", Match::Official, Some("phone")),
        ("Support@Harbour.example", Match::Official, Some("email")),
        ("+44 20 7946 0999", Match::NotListed, None),
        ("support@harb0ur.example", Match::Imitates, Some("email")),
    ] {
        session.set_who(text);
        let seen = session.check_contact(session.who()).expect("there is something to compare");
        let id = seen.channel.as_ref().map(|it| it.id.as_str());
        assert_eq!((seen.verdict, id), (verdict, channel), "{text}");
        assert_eq!(seen.differences.is_empty(), verdict != Match::Imitates, "{text}");
    }
    session.set_who("  ");
    assert_eq!(session.check_contact(session.who()), None);
}

#[test]
fn without_channels_nothing_is_said() {
    assert_eq!(at_home().check_contact("+44 20 7946 0123"), None);
    assert_eq!(Session::new(vec![]).check_contact("+44 20 7946 0123"), None);
}

#[test]
fn its_code_is_fetched_once_and_again_after_a_failure() {
    let mut session = at_home();
    let effects = session.open_who();
    assert_eq!(settle(&mut session, effects), [Effect::FetchLater]);
    assert_eq!(session.screen(), Screen::Who);
    assert_eq!(session.later(), &Load::Loading);
    session.later_came(false);
    assert_eq!(session.later(), &Load::Failed(Failure::Network));
    assert!(session.retry().contains(&Effect::FetchLater));
    session.later_came(true);
    session.back();
    let effects = session.open_who();
    assert!(settle(&mut session, effects).is_empty(), "it is here");
}
