//! Amounts as people write them, and what only looks like one.

use super::*;

fn read(text: &str) -> Option<Result<i64, Unsendable>> {
    Some(
        whole(text, Language::ENGLISH)?
            .in_currency(Currency::Gbp)
            .map(Money::minor),
    )
}

#[test]
fn amounts_people_write_are_read_exactly() {
    for (text, minor) in [
        ("50", 5_000),
        ("£50", 5_000),
        ("50.5", 5_050),
        ("1,200.00", 120_000),
        ("1'000", 100_000),
        ("50 quid", 5_000),
        ("GBP 50", 5_000),
        ("50 pounds sterling", 5_000),
        ("50 GBP please", 5_000),
        (" 0.01 ", 1),
        ("50.", 5_000),
        (".50", 50),
        ("£.5", 50),
        ("50p", 50),
        ("fifty p", 50),
        ("150 pence", 150),
        ("2 grand", 200_000),
        ("1.5k", 150_000),
        ("£2k", 200_000),
        ("5 hundred", 50_000),
        ("3 thousand pounds", 300_000),
        ("fifty", 5_000),
        ("twenty-five pounds", 2_500),
        ("two hundred and fifty pounds", 25_000),
        ("a hundred quid", 10_000),
        ("£5 and 50p", 550),
        ("5 pounds 50", 550),
        ("50 quid 50", 5_050),
        ("twelve pounds fifty", 1_250),
        ("a pound fifty", 150),
        ("fifty pounds and twenty pence", 5_020),
        ("3 fivers", 1_500),
        ("two tenners", 2_000),
        ("a tenner", 1_000),
        ("5½", 550),
        ("٥٠", 5_000),
        ("5\u{200B}0", 5_000),
        ("50.00", 5_000),
    ] {
        assert_eq!(read(text), Some(Ok(minor)), "{text}");
    }
}

#[test]
fn what_cannot_be_sent_is_told_apart_from_what_cannot_be_read() {
    for (text, why) in [
        ("0", Unsendable::Zero),
        ("zero pounds", Unsendable::Zero),
        ("-5", Unsendable::Negative),
        ("£-5", Unsendable::Negative),
        ("minus 5", Unsendable::Negative),
        ("50.005", Unsendable::TooManyDecimals),
        ("1.200", Unsendable::TooManyDecimals),
        ("20€", Unsendable::OtherCurrency),
        ("fifty bucks", Unsendable::OtherCurrency),
        ("99999999999999999", Unsendable::TooLarge),
    ] {
        assert_eq!(read(text), Some(Err(why)), "{text}");
    }
}

#[test]
fn what_could_mean_two_things_or_holds_a_letter_too_many_is_not_read() {
    for text in [
        "",
        "5O",
        "5OO",
        "50%",
        "50 rupees",
        "50 cents",
        "5c",
        "50¢",
        "1,20",
        "1.200,50",
        "10 00",
        "12-50",
        "12:50",
        "12·50",
        "50+20",
        "50, 60",
        "50 or 60",
        "50-60",
        "2 x 50",
        "five twenty",
        "two fifty",
        "5²",
        "5^2",
        "half of 50",
        "a couple of hundred",
        "several hundred pounds",
        "two dozen pounds",
        "£50 and 20",
        "5 pounds 5",
        "50 points",
        "50Fr.",
        "0.01 BTC",
        "50 Australian dollars",
        "~50",
        "\u{202E}05\u{202C}",
        ",50",
        "99999999999999999999",
        "ten percent",
        "3 thou",
        "5 mil",
        "1e3",
        "1.2.3",
        "£50 euros",
        "50 pounds 50 60",
        "£20 30",
        "50 £60",
        "50 £ 60",
        "£50 sixty",
        "£100 90",
        "50£ 60",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn currencies_keep_their_own_number_of_decimals() {
    let sum = |text: &str, currency| {
        whole(text, Language::ENGLISH)
            .unwrap()
            .in_currency(currency)
    };
    assert_eq!(
        sum("500", Currency::Jpy),
        Ok(Money::new(500, Currency::Jpy))
    );
    assert_eq!(sum("5.5", Currency::Jpy), Err(Unsendable::TooManyDecimals));
    assert_eq!(
        sum("1.005", Currency::Kwd),
        Ok(Money::new(1_005, Currency::Kwd))
    );
    assert_eq!(
        sum("R$ 50", Currency::Brl),
        Ok(Money::new(5_000, Currency::Brl))
    );
}
