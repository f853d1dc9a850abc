//! Whatever is sealed can be said: in every form, in one part of a text message, within the channel's limits.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order};
use domain::id::{AccountId, CustomerId, OrderId};
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::money::{Currency, Money};
use wording::sms::{self, MAX_FOREIGN_CHARACTERS, MAX_SEPTETS, is_gsm7, to_gsm7};
use wording::summary::Summary;
use wording::told::{self, NewBalance};

fn order(amount: Money, payee: &str) -> Order {
    Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "transfer".to_owned(),
        language: Language::English,
        effect: Effect::Move(Movement {
            amount,
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: "Ana Lima".to_owned(),
            payee_name: payee.to_owned(),
            payee_customer: None,
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
        told::link(&summary, Language::English).chat(),
        "You're about to send *£50.00* to *Ben Carter* from your current account ••0101.\n\n\
         Please confirm on the bank's page. The link works once, for 15 minutes. To call it off, \
         say *cancel*."
    );
    assert_eq!(
        told::receipt(&summary, Some(balance), "6F1C", Language::English).chat(),
        "Done. You sent *£50.00* to *Ben Carter*.\nYour current account now holds *£2,400.00*.\n\
         Reference 6F1C"
    );
    assert_eq!(
        sms::text(&told::passcode_sms("123456", &summary, Language::English)),
        "ACME Bank: 123456 is your code to send £50.00 to Ben Carter. Valid 5 minutes. Never share \
         it: we will not call for it."
    );
    assert_eq!(
        sms::text(&told::receipt_sms(&summary, Language::English)),
        "ACME Bank: you sent £50.00 to Ben Carter. We could not reach you on WhatsApp. Not you? \
         Call the bank."
    );
}

#[test]
fn every_ending_is_told_in_a_sentence_of_its_own_and_none_but_the_good_one_claims_success() {
    let summary = summary(pounds(5_000), "Ben *Boss* Carter");
    let mut seen = std::collections::BTreeSet::new();
    for ending in Ending::ALL {
        let text = told::ending(ending, &summary, Language::English).chat();
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

#[test]
fn ten_thousand_text_messages_name_amount_and_payee_in_one_part() {
    const LETTERS: [char; 12] = [
        'a', 'é', 'Ñ', 'ł', '漢', '🙂', '\'', '*', '~', ' ', 'Z', 'ß',
    ];
    let mut random = fastrand::Rng::with_seed(20_261_123);
    for number in 0..10_000 {
        let length = random.usize(1..60);
        let payee: String = (0..length)
            .map(|_| LETTERS[random.usize(..LETTERS.len())])
            .collect();
        let currency = Currency::ALL[random.usize(..Currency::ALL.len())];
        let amount = Money::new(random.i64(1..1_000_001), currency);
        let code = format!("{:06}", random.u32(..1_000_000));
        let summary = summary(amount, &payee);
        let sent = sms::text(&told::passcode_sms(&code, &summary, Language::English));
        let receipt = sms::text(&told::receipt_sms(&summary, Language::English));
        let shown: String = to_gsm7(&payee)
            .chars()
            .take(MAX_FOREIGN_CHARACTERS)
            .collect();
        for text in [&sent, &receipt] {
            assert!(text.chars().all(is_gsm7), "{number}: {text}");
            assert!(text.chars().count() <= MAX_SEPTETS, "{number}: {text}");
            assert!(
                text.contains(&to_gsm7(&amount.to_string())),
                "{number}: {text}"
            );
            assert!(text.contains(&shown), "{number}: {text}");
        }
        assert!(sent.contains(&code), "{number}: {sent}");
    }
}
