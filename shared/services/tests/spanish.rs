//! A language that is a folder and no code: `languages/es/`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::language::Language;
use domain::money::{Currency, Money};
use services::reading::amount;
use services::talk::Talk;
use services::wish::consent;

fn spanish() -> Language {
    Language::parse("es").unwrap()
}

#[test]
fn what_its_files_hold_is_read() {
    for (text, service) in [
        ("saldo", "balance"),
        ("¿cuál es mi saldo?", "balance"),
        ("extracto de marzo", "statement"),
        ("manda 50 libras a Ben", "transfer"),
        ("manda 50 a Ben mañana", "standing_orders"),
        ("pasa 20 de ahorros a la cuenta corriente", "own_accounts"),
        ("mis beneficiarios", "payees"),
        ("bloquea todo", services::STOPS),
        ("activa la voz", "voice"),
    ] {
        let reader = services::reader(text, spanish(), false);
        assert_eq!(reader, Some(service), "{text}");
    }
    for text in ["no mandes 50 a Ben", "mandé 50 a Ben", "extracto de Ben"] {
        assert_eq!(services::reader(text, spanish(), false), None, "{text}");
    }
    assert_eq!(consent("sí, por favor", spanish()), Some(true));
    assert_eq!(consent("déjalo", spanish()), Some(false));
    assert!(Talk::cancels("cancela la transferencia", spanish()));
    assert!(!Talk::cancels("no canceles", spanish()));
}

#[test]
fn its_amounts_are_read_as_it_writes_them() {
    for (text, minor) in [
        ("cincuenta", 5_000),
        ("treinta y cinco libras", 3_500),
        ("mil doscientas", 120_000),
        ("1.234,56", 123_456),
    ] {
        let amount = amount::whole(text, spanish()).unwrap();
        let money = Money::new(minor, Currency::Gbp);
        assert_eq!(amount.in_currency(Currency::Gbp), Ok(money), "{text}");
    }
}
