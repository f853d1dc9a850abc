//! Amounts as Brazilians write them, and what only looks like one.

use domain::money::Currency;

use super::*;

fn portuguese() -> Language {
    Language::parse("pt-BR").unwrap()
}

fn read(text: &str) -> Option<Result<i64, Unsendable>> {
    let amount = whole(text, portuguese())?;
    Some(amount.in_currency(Currency::Gbp).map(Money::minor))
}

#[test]
fn amounts_are_read_exactly() {
    for (text, minor) in [
        ("50", 5_000),
        ("50 libras", 5_000),
        ("£50", 5_000),
        ("£50,5", 5_050),
        ("£ 1.234,56", 123_456),
        ("1.234,56", 123_456),
        ("1.234", 123_400),
        ("1.200.000,00", 120_000_000),
        ("12.50", 1_250),
        ("12,50", 1_250),
        ("1,5 mil", 150_000),
        ("2 mil", 200_000),
        ("2k", 200_000),
        (",50", 50),
        ("cinquenta", 5_000),
        ("Cinquenta libras, por favor", 5_000),
        ("vinte e cinco", 2_500),
        ("cem", 10_000),
        ("cento e vinte e três", 12_300),
        ("duzentas e cinquenta libras", 25_000),
        ("mil", 100_000),
        ("mil e duzentas", 120_000),
        ("mil duzentos e trinta e quatro", 123_400),
        ("dois mil e quinhentos", 250_000),
        ("cem mil", 10_000_000),
        ("uma libra", 100),
        ("cinco libras e cinquenta centavos", 550),
        ("5 libras e 50 pence", 550),
        ("cinquenta pence", 50),
        ("50 libras esterlinas", 5_000),
    ] {
        assert_eq!(read(text), Some(Ok(minor)), "{text}");
    }
}

#[test]
fn another_currency_and_what_cannot_be_sent_are_told_apart() {
    for (text, why) in [
        ("50 reais", Unsendable::OtherCurrency),
        ("R$ 1.234,56", Unsendable::OtherCurrency),
        ("50 centavos", Unsendable::OtherCurrency),
        ("50 pila", Unsendable::OtherCurrency),
        ("20 euros", Unsendable::OtherCurrency),
        ("zero", Unsendable::Zero),
        ("-5", Unsendable::Negative),
        ("menos 5", Unsendable::Negative),
        ("1,234", Unsendable::TooManyDecimals),
    ] {
        assert_eq!(read(text), Some(Err(why)), "{text}");
    }
}

#[test]
fn what_could_mean_two_things_is_not_read() {
    for text in [
        // Pence to one, "para" to the other.
        "50p",
        "50 p",
        "",
        "5O",
        "50%",
        "1,234.56",
        "12.345.6",
        "1.23,45",
        "10 00",
        "50 ou 60",
        "50, 60",
        "50 e 60",
        "vinte cinco",
        "cinco libras e cinquenta",
        "2 mil e 500",
        "50 rúpias",
        "uns 50",
        "metade de 50",
        "50 por cento",
        "meia dúzia",
        "mil desculpas",
        "£50 reais",
        "não 50",
        "1.2.3",
        "cinquenta e poucos",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

/// A number in words, as a Brazilian says it.
fn said(number: u64) -> String {
    const UNITS: [&str; 20] = [
        "zero",
        "um",
        "dois",
        "três",
        "quatro",
        "cinco",
        "seis",
        "sete",
        "oito",
        "nove",
        "dez",
        "onze",
        "doze",
        "treze",
        "quatorze",
        "quinze",
        "dezesseis",
        "dezessete",
        "dezoito",
        "dezenove",
    ];
    const TENS: [&str; 10] = [
        "",
        "",
        "vinte",
        "trinta",
        "quarenta",
        "cinquenta",
        "sessenta",
        "setenta",
        "oitenta",
        "noventa",
    ];
    const HUNDREDS: [&str; 10] = [
        "",
        "cento",
        "duzentos",
        "trezentos",
        "quatrocentos",
        "quinhentos",
        "seiscentos",
        "setecentos",
        "oitocentos",
        "novecentos",
    ];
    let at = |list: &[&str], place: u64| list[usize::try_from(place).unwrap()].to_owned();
    let and = |head: String, rest: u64| match rest {
        0 => head,
        rest => format!("{head} e {}", said(rest)),
    };
    match number {
        0..20 => at(&UNITS, number),
        20..100 => and(at(&TENS, number / 10), number % 10),
        100 => "cem".to_owned(),
        101..1_000 => and(at(&HUNDREDS, number / 100), number % 100),
        1_000..2_000 => and("mil".to_owned(), number % 1_000),
        _ => and(format!("{} mil", said(number / 1_000)), number % 1_000),
    }
}

#[test]
fn every_number_said_in_words_is_read_back() {
    let mut random = fastrand::Rng::with_seed(20_261_129);
    let some = (0..3_000).chain((0..3_000).map(|_| random.u64(3_000..1_000_000)));
    for number in some {
        let text = said(number);
        let read = whole(&text, portuguese()).map(|amount| amount.units);
        assert_eq!(read, Some(number), "{text}");
    }
}

#[test]
fn every_amount_the_bank_writes_in_portuguese_is_read_back() {
    let mut random = fastrand::Rng::with_seed(20_261_129);
    for _ in 0..5_000 {
        let money = Money::new(random.i64(1..100_000_000), Currency::Gbp);
        let written = money.written(portuguese());
        let read = whole(&written, portuguese()).unwrap();
        assert_eq!(read.in_currency(Currency::Gbp), Ok(money), "{written}");
    }
}
