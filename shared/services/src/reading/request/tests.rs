//! Requests read whole, and those that are not.

use domain::money::{Currency, Money};

use super::*;

const NAMES: [&str; 7] = [
    "ben",
    "ben carter",
    "city power",
    "flat 12",
    "help for heroes",
    "savings",
    "••0102",
];

fn reading(text: &str) -> Option<Request> {
    read(text, Language::ENGLISH, |typed| {
        NAMES.contains(&domain::text::folded(typed).as_str())
    })
}

/// What was read: amount, target, source and reference; nothing if anything was left over.
fn whole(text: &str) -> Option<(i64, String, String, String)> {
    let request = reading(text).filter(|request| request.unread.is_none())?;
    let amount = request
        .amount?
        .in_currency(Currency::Gbp)
        .map(Money::minor)
        .ok()?;
    let Some(Target::Known(name)) = request.target else {
        return None;
    };
    let reference = request.reference.as_ref().map(String::from);
    let [source, reference] = [request.source, reference].map(Option::unwrap_or_default);
    Some((amount, name, source, reference))
}

#[test]
fn a_request_is_read_in_any_of_its_orders() {
    for (text, minor, name) in [
        ("send 50 to Ben", 5_000, "Ben"),
        ("Please send Ben 50", 5_000, "Ben"),
        ("pay ben carter £12.50", 1_250, "ben carter"),
        ("can you send 20 to City Power please?", 2_000, "City Power"),
        ("send to Ben 50 pounds", 5_000, "Ben"),
        (
            "i'd like to give Ben two hundred and fifty pounds",
            25_000,
            "Ben",
        ),
        ("hi, could you pay back Ben 20 quid, thanks", 2_000, "Ben"),
        ("pay Flat 12 £700", 70_000, "Flat 12"),
        ("send 20 to Flat 12", 2_000, "Flat 12"),
        ("send 20 to Help for Heroes", 2_000, "Help for Heroes"),
        ("send 50 to my mate Ben", 5_000, "Ben"),
        ("send 50 to Ben xx", 5_000, "Ben"),
        ("send £5 and 50p to Ben", 550, "Ben"),
        ("Good morning! Send 50 to Ben", 5_000, "Ben"),
        ("hi there, could you send 50 to Ben thank you", 5_000, "Ben"),
        ("Dear bank, please send 50 to Ben", 5_000, "Ben"),
        ("send 50 to Ben now", 5_000, "Ben"),
        ("send 50 to Ben today please", 5_000, "Ben"),
        ("transfer fifty quid to ben.", 5_000, "ben"),
        ("send .50 to Ben", 50, "Ben"),
    ] {
        assert_eq!(
            whole(text),
            Some((minor, name.to_owned(), String::new(), String::new())),
            "{text}: {:?}",
            reading(text)
        );
    }
}

#[test]
fn the_source_and_what_it_is_for_are_read_too() {
    for (text, source, reference) in [
        ("send 50 to Ben from my savings", "my savings", ""),
        ("send 50 from savings to Ben", "savings", ""),
        ("send 50 from ••0102 to Ben", "••0102", ""),
        ("send 50 to Ben for lunch", "", "lunch"),
        (
            "send 50 to Ben from savings for the concert tickets",
            "savings",
            "the concert tickets",
        ),
        ("send 50 to Ben - lunch", "", "lunch"),
    ] {
        let read = whole(text).unwrap_or_else(|| panic!("{text}: {:?}", reading(text)));
        assert_eq!(
            (read.2.as_str(), read.3.as_str()),
            (source, reference),
            "{text}"
        );
    }
}

#[test]
fn what_is_left_over_is_told() {
    for text in [
        "good morning, send 50 to Ben?",
        "send 50 to Ben tomorrow",
        "send 50 to Ben tonight",
        "send 50 monthly to Ben",
        "send 50 to Ben for rent every month",
        "send 50 to Ben for tomorrow",
        "send 50 to Ben via CHAPS",
        "send 50 to Ben to City Power",
        "send 50 to Ben and 20 to City Power",
        "send 50% to Ben",
        "send 50% of my balance to Ben",
        "send 50 rupees to Ben",
        "send 50 CHF to Ben",
        "send 0.01 BTC to Ben",
        "send 5O to Ben",
        "send £5O to Ben",
        "send 5OO to Ben",
        "send 50-60 to Ben",
        "send 50 or 60 quid to Ben",
        "send 20+5 to Ben",
        "send 20 sorry 30 to Ben",
        "send 60 no wait 50 to Ben",
        "send 60 I mean 50 to Ben",
        "send between 50 and 60 to Ben",
        "send up to 50 to Ben",
        "send at least 50 to Ben",
        "send ~50 to Ben",
        "send 50 twice to Ben",
        "send double 50 to Ben",
        "send half of 50 to Ben",
        "send 2 x 50 to Ben",
        "send 5^2 to Ben",
        "send 5² to Ben",
        "send 50¢ to Ben",
        "send 50Fr. to Ben",
        "send USDT 50 to Ben",
        "send 50 Australian dollars to Ben",
        "send 50 points to Ben",
        "send 5 shares to Ben",
        "send one hundred or two hundred to Ben",
        "send five twenty to Ben",
        "send 10 00 to Ben",
        "send 12-50 to Ben",
        "send 12:50 to Ben",
        "send 50, 60 to Ben",
        "send \u{202E}05\u{202C} to Ben",
        "send 50 to Ben for heroes",
        "send 50 to Ben?",
        "send 50 to Ben, City Power",
        "send 50 to Ben, no wait",
        "send 50 to Ben for invoice 123",
        "send a couple of hundred to Ben",
        "send two dozen pounds to Ben",
        "send fifty zloty to Ben",
        "send 3 thou to Ben",
        "send 5 mil to Ben",
        "send ,50 to Ben",
        "send 12·50 to Ben",
        "send several hundred pounds to Ben",
        "send 50 to Ben if he asks",
    ] {
        assert_eq!(whole(text), None, "{text}: {:?}", reading(text));
    }
}

#[test]
fn what_does_not_ask_for_it_is_no_request() {
    for text in [
        "don't send 50 to Ben",
        "dont send 50 to Ben",
        "do not pay Ben 50",
        "please don't pay ben 50",
        "did I send 50 to Ben?",
        "I don't want to send 50 to Ben",
        "is it safe to send 50 to Ben?",
        "how do I send 50 to Ben",
        "someone told me to send 50 to Ben",
        "undo send 50 to Ben",
        "why did you send 50 to Ben",
        "if Ben asks, send 50 to Ben",
        "won't send 50 to Ben",
        "stop sending 50 to Ben",
        "I refuse to send 50 to Ben",
        "the scammer wants me to send 50 to Ben",
        "ask Ben to send 50 to City Power",
        "cancel send 50 to Ben",
        "never send 50 to Ben",
        "remind me to pay Ben 50",
        "stop the payment of 50 to Ben",
        "undo the 50 I sent to Ben",
        "tomorrow send 50 to Ben",
        "every month send 50 to Ben",
        "at 10am send 50 to Ben",
        "in 2 days send 50 to Ben",
        "I have 2000, send 50 to Ben",
        "instead of 60 send 50 to Ben",
        "50",
        "Ben",
        "",
        "convert 50 pounds to euros",
        "add my husband to account 12345678",
    ] {
        assert_eq!(reading(text), None, "{text}");
    }
}

#[test]
fn what_is_missing_is_missing_and_who_is_unknown_is_named_as_typed() {
    let request = reading("send money to Ben").unwrap();
    assert_eq!((request.amount, request.unread), (None, None));
    assert_eq!(request.target, Some(Target::Known("Ben".to_owned())));
    let request = reading("I want to send money").unwrap();
    let of_money = Request {
        is_of_money: true,
        ..Request::default()
    };
    assert_eq!(request, of_money);
    for (text, name) in [
        ("send 50 to Zoe", "Zoe"),
        ("send 50 to Zoë Müller please", "Zoë Müller"),
        ("pay my landlord 700", "my landlord"),
        ("send 20 to Studio 54", "Studio"),
    ] {
        let target = reading(text).unwrap().target;
        assert_eq!(target, Some(Target::Unknown(name.to_owned())), "{text}");
    }
    for text in [
        "send flowers to my mum",
        "transfer files to my laptop",
        "transfer me to an agent",
    ] {
        assert!(reading(text).unwrap().unread.is_some(), "{text}");
    }
}

/// What stands behind the payee is what the payment is for, or it is asked about.
#[test]
fn no_word_behind_a_payee_is_thrown_away() {
    for rest in [
        ", euros",
        ", rupees",
        ", pence",
        ", k",
        ", thousand",
        ", percent",
        ", plus sixty",
        ", mondays",
        ", wed",
        ", biweekly",
        " - fortnightly",
        ", annually",
        ", thrice",
        " for rent per month",
        " for the coming months",
        " for a year",
        " for a standing order",
        ", nah",
        ", forget it",
        ", abort",
        ", nevermind",
        ", postpone",
        ", lol jk",
        " - make that sixty",
        " for lunch and twenty for dinner",
        ", and his mum sixty",
        ", saver",
        ", isa",
        ", joint account",
        ", out of my isa",
        " for Heroes",
    ] {
        let request = reading(&format!("send 50 to Ben{rest}")).unwrap();
        assert!(
            request.unread.is_some() || request.source.is_some(),
            "{rest}: {request:?}"
        );
    }
    for rest in [
        " for lunch",
        ", rent",
        " - birthday gift",
        " for the gas bill",
    ] {
        let request = reading(&format!("send 50 to Ben{rest}")).unwrap();
        assert_eq!(request.unread, None, "{rest}");
    }
}

#[test]
fn what_stands_alone_behind_the_verb_may_be_anything_but_money() {
    for text in [
        "send money",
        "send",
        "send 20",
        "pay Zoe 20",
        "send money to Zoe",
        "transfer from savings to Zoe",
    ] {
        assert!(reading(text).unwrap().is_certain(), "{text}");
    }
    for text in [
        "transfer my call",
        "transfer my pension",
        "transfer my mortgage",
        "pay Zoe",
        "send 20 to Zoe tomorrow",
    ] {
        assert!(
            !reading(text).is_some_and(|request| request.is_certain()),
            "{text}"
        );
    }
}
