//! Whatever is sealed can be said: in every form, in one part of a text message, within the channel's limits.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order};
use domain::id::{AccountId, CustomerId, OrderId};
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::money::{Currency, Money};
use wording::sms::alphabet::{is_gsm7, septets};
use wording::sms::{self, MAX_SEPTETS, MAX_UNITS};
use wording::summary::Summary;
use wording::told::{self, NewBalance};

fn order(amount: Money, payee: &str) -> Order {
    Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "transfer".to_owned(),
        language: Language::ENGLISH,
        effect: Effect::Move(Movement {
            amount,
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: "Ana Lima".to_owned(),
            payee_name: payee.to_owned(),
            payee_customer: None,
            reference: None,
            bill: None,
        }),
    }
}

fn summary(amount: Money, payee: &str) -> Summary {
    services::summary(&order(amount, payee)).unwrap()
}

fn pounds(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp)
}

#[test]
fn an_order_of_a_service_nobody_knows_is_not_described_by_a_guess() {
    let mut unknown = order(pounds(5_000), "Ben Carter");
    unknown.service = "lottery".to_owned();
    assert!(services::summary(&unknown).is_err());
}

#[test]
fn a_transfer_reads_the_same_wherever_it_is_told() {
    let summary = summary(pounds(5_000), "Ben Carter");
    let balance = NewBalance {
        account: "current account",
        balance: pounds(240_000),
    };
    assert_eq!(
        told::link(&summary, Language::ENGLISH).chat(),
        "You're about to send *£50.00* to *Ben Carter* from your current account ••0101.\n\n\
         Please confirm on the bank's page. The link works once, for 15 minutes. To call it off, \
         say *cancel*."
    );
    assert_eq!(
        told::receipt(&summary, Some(balance), "6F1C", Language::ENGLISH).chat(),
        "Done. You sent *£50.00* to *Ben Carter* ••0101.\nYour current account now holds *£2,400.00*.\n\
         Reference 6F1C"
    );
    assert_eq!(
        sms::text(&told::passcode_sms(
            "123456",
            &summary,
            Some("bank.example"),
            Language::ENGLISH
        )),
        "ACME Bank: 123456 is your code to send £50.00 to Ben Carter ending 0101. Never share it. Valid \
         5 minutes. We will not call for it.\n@bank.example #123456"
    );
    assert_eq!(
        sms::text(&told::receipt_sms(&summary, Language::ENGLISH)),
        "ACME Bank: you sent £50.00 to Ben Carter ending 0101. Not you? Call 0808 157 0900. We \
         could not reach you on WhatsApp."
    );
}

#[test]
fn every_ending_is_told_in_a_sentence_of_its_own_and_none_but_the_good_one_claims_success() {
    let summary = summary(pounds(5_000), "Ben *Boss* Carter");
    let mut seen = std::collections::BTreeSet::new();
    for ending in Ending::ALL {
        let text = told::ending(ending, &summary, Language::ENGLISH).chat();
        assert!(
            !text.contains("*Boss*") && !text.contains("You sent"),
            "{text}"
        );
        assert!(text.ends_with('.') && text.chars().count() <= 300, "{text}");
        if ending != Ending::Done {
            assert!(seen.insert(text.clone()), "said of two endings: {text}");
        }
    }
}

/// Names as people have them, each with what a text message has to show of it: letter by letter where GSM-7
/// or Latin without marks does, else as it is.
const NAMES: [(&str, &str); 10] = [
    ("Ben Carter", "Ben Carter"),
    ("Łukasz Żak", "Lukasz Zak"),
    ("Đorđe Šćepanović", "Dorde Scepanovic"),
    ("Nguyễn Thị Ánh", "Nguyen Thi Anh"),
    ("Jürgen Groß", "Jürgen Groß"),
    ("Zoë D’Souza", "Zoe D'Souza"),
    ("山田太郎", "山田太郎"),
    ("Мария Иванова", "Мария Иванова"),
    ("محمد الأحمد", "محمد الأحمد"),
    ("Ana 🙂", "Ana 🙂"),
];

/// Letters of many scripts, to be thrown together.
const LETTERS: [char; 14] = [
    'a', 'é', 'Ñ', 'ł', '漢', 'ж', 'م', '🙂', '\'', '*', '~', ' ', 'Z', 'ß',
];

fn one_part(text: &str) -> bool {
    if text.chars().all(is_gsm7) {
        septets(text) <= MAX_SEPTETS
    } else {
        text.encode_utf16().count() <= MAX_UNITS
    }
}

#[test]
fn ten_thousand_text_messages_name_amount_payee_and_account_in_one_part() {
    let mut random = fastrand::Rng::with_seed(20_261_123);
    for number in 0..10_000 {
        let (payee, shown) = NAMES[random.usize(..NAMES.len())];
        let currency = Currency::ALL[random.usize(..Currency::ALL.len())];
        let amount = Money::new(random.i64(1..1_000_001), currency);
        let code = format!("{:06}", random.u32(..1_000_000));
        let summary = summary(amount, payee);
        let (sent, receipt) = texts(&code, &summary);
        for text in [&sent, &receipt] {
            assert!(one_part(text), "{number}: {text}");
            let named = format!("{amount} to {shown} ending 0101");
            assert!(text.contains(&named), "{number}: {text}");
        }
        assert!(sent.contains(&code), "{number}: {sent}");
    }
}

#[test]
fn ten_thousand_names_of_any_letters_fit_one_part_and_never_become_dots() {
    let mut random = fastrand::Rng::with_seed(20_261_123);
    for number in 0..10_000 {
        let length = random.usize(1..60);
        let payee: String = (0..length)
            .map(|_| LETTERS[random.usize(..LETTERS.len())])
            .collect();
        let amount = pounds(random.i64(1..1_000_001));
        let (sent, receipt) = texts("123456", &summary(amount, &payee));
        for text in [&sent, &receipt] {
            assert!(one_part(text), "{number}: {text}");
            let (_, rest) = text.split_once(" to ").unwrap();
            let rest = rest.rsplit_once(" ending 0101").unwrap().0;
            let name = rest.rsplit_once(" to ").map_or(rest, |(_, name)| name);
            assert!(!name.contains('.'), "{number}: {text}");
            // What is shown begins as the name does, and is not a stump.
            let plain = payee.replace('ł', "l");
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (name, plain) = (words(name), [words(&payee), words(&plain)]);
            assert!(
                plain.iter().any(|plain| plain.starts_with(&name)),
                "{number}: {text}"
            );
            let whole = plain[0].chars().count().min(12);
            assert!(name.chars().count() >= whole, "{number}: {text}");
        }
    }
}

/// Passcode and receipt.
fn texts(code: &str, summary: &Summary) -> (String, String) {
    let (host, english) = (Some("bank.example"), Language::ENGLISH);
    (
        sms::text(&told::passcode_sms(code, summary, host, english)),
        sms::text(&told::receipt_sms(summary, english)),
    )
}
