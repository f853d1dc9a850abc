//! What is caught, and what must not be.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::*;

#[test]
fn card_numbers_are_found_however_they_are_spaced() {
    for text in [
        "4111111111111111",
        "my card is 4111 1111 1111 1111, thanks",
        "4111-1111-1111-1111",
        "5555.5555.5555.4444",
        "378282246310005 is the amex",
        "use 6304000000000000000 now",
        "４１１１ １１１１ １１１１ １１１１",
        "4111\u{200b}1111\u{200b}1111\u{200b}1111",
        "card 4111111111111111 0927 123",
    ] {
        assert_eq!(find(text), Some(Secret::CardNumber), "{text}");
    }
}

#[test]
fn pins_and_codes_are_found_inside_sentences() {
    for text in [
        "my pin is 271828",
        "271828 is my PIN ok?",
        "the code is 582 996",
        "582-996",
        "pin: 1234",
        "my passcode 4321 please",
        "here you go 271828!",
        "cvv 123",
        "٢٧١٨٢٨ please",
        "2 7 1 8 2 8",
    ] {
        assert_eq!(find(text), Some(Secret::PinOrCode), "{text}");
    }
}

#[test]
fn amounts_dates_and_account_numbers_are_left_alone() {
    for text in [
        "send 50 to Ben",
        "send 99999 to Ben",
        "send £250000 to Ben",
        "send 250000 pounds to Ben",
        "send 100,000 to Ben",
        "send 1234.56 to Ben",
        "pay 12.50 to City Power",
        "my account is 40010101",
        "on 17-04-1988",
        "send 50 to Ben on 24 December 2026",
        "call me on 07700 900101",
        "hi",
        "",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn a_sentence_with_one_code_gives_it_and_one_about_a_pin_does_not() {
    assert_eq!(
        code_in_sentence("the code is 582 996").as_deref(),
        Some("582996")
    );
    assert_eq!(code_in_sentence("582996 thanks").as_deref(), Some("582996"));
    for text in [
        "here's the code: 582-996",
        "Hi, I've just got 582996, thanks!",
        "🄫 582996",
        "５８２９９６",
    ] {
        let is_marked = text.starts_with('🄫');
        assert_eq!(code_in_sentence(text).is_none(), is_marked, "{text}");
    }
    for text in [
        "my pin is 271828",
        "582996 or 123456",
        "send £582996",
        "no digits",
        "I did not ask for this, why did I get 582996?",
        "did not ask for code 582996",
        "cancel 582996",
        "582996 is this a scam?",
        "is it 582996?",
        "who sent me 582996",
        "somebody called and wants 582996",
        "it says 582996 but I did not ask",
        "no idea what 582996 is",
        "do not use 582996",
        "15-10-25",
        "room 151025",
        "the code is 15 10 25",
    ] {
        assert_eq!(code_in_sentence(text), None, "{text}");
    }
}

#[test]
fn a_text_that_names_one_code_twice_holds_one() {
    assert_eq!(
        only_code("582996 … @bank.example #582996").as_deref(),
        Some("582996")
    );
    for text in ["582996 or 123456", "15-10-25", "£50.00 to Ben"] {
        assert_eq!(only_code(text), None, "{text}");
    }
}

#[test]
fn a_digit_is_a_digit_in_every_form() {
    for text in [
        "๒๗๑๘๒๘",
        "௨௭௧௮௨௮",
        "𝟚𝟟𝟙𝟠𝟚𝟠",
        "2️⃣7️⃣1️⃣8️⃣2️⃣8️⃣",
        "②⑦①⑧②⑧",
        "271/828",
        "271_828",
        "271,828",
    ] {
        assert_eq!(find(text), Some(Secret::PinOrCode), "{text}");
    }
    let card = "๔๑๑๑ ๑๑๑๑ ๑๑๑๑ ๑๑๑๑";
    assert_eq!(find(card), Some(Secret::CardNumber));
}

#[test]
fn ten_thousand_generated_secrets_in_generated_sentences_are_all_found() {
    let mut random = Stream(20_261_123);
    for _ in 0..10_000 {
        let card = random.card();
        let pin: String = (0..6).map(|_| random.digit()).collect();
        let before = random.pick(&["", "hi, ", "my number is ", "please use ", "it's "]);
        let after = random.pick(&["", " ok?", ". thanks", "!", " and hurry"]);
        let parted = random.parted(&card);
        let text = format!("{before}{parted}{after}");
        assert_eq!(find(&text), Some(Secret::CardNumber), "{text}");
        let text = format!("{before}{pin}{after}");
        assert_eq!(find(&text), Some(Secret::PinOrCode), "{text}");
    }
}

/// Numerical Recipes' 64-bit congruential generator: enough to vary a test, and the same every time.
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0 >> 33
    }

    fn digit(&mut self) -> char {
        char::from_digit(u32::try_from(self.next() % 10).unwrap(), 10).unwrap()
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.next()).unwrap() % words.len()]
    }

    /// 16 digits that satisfy Luhn's check.
    fn card(&mut self) -> String {
        let body: String = (0..15).map(|_| self.digit()).collect();
        let fits = |check: &char| is_luhn(format!("4{}{check}", &body[1..]).as_bytes());
        let check = ('0'..='9').find(fits).unwrap();
        format!("4{}{check}", &body[1..])
    }

    fn parted(&mut self, card: &str) -> String {
        let separator = self.pick(&["", " ", "-", "."]);
        let groups: Vec<&str> = (0..4)
            .map(|group| &card[group * 4..group * 4 + 4])
            .collect();
        groups.join(separator)
    }
}

#[test]
fn bank_details_are_no_secret_in_any_form_people_use() {
    for text in [
        "add Ben Carter 04-00-75 40020101",
        "sort code 04-00-75",
        "sort code 040075 account number 40020101",
        "sc 040075 acc 40020101",
        "the sort code is 04 00 75 and the account number is 4002 0101",
        "acc 987654",
        "DE89 3704 0044 0532 0130 00",
        "DE89 3704 0044 0532 0130 01",
        "GB33BUKB20201555555555",
        "08-99-99 66374959",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

/// Every account of this bank, however its digits fall: some would pass for a card's.
#[test]
fn no_account_of_this_bank_is_taken_for_a_card() {
    for account in (0..100_000_000_u32).step_by(9_973) {
        let text = format!("04-00-75 {account:08}");
        assert_eq!(find(&text), None, "{text}");
    }
}

#[test]
fn a_secret_beside_bank_details_stays_one() {
    for text in [
        "04-00-75 40020101 pin 271828",
        "my pin is 271828 and my account 40020101",
        "code 582996 account 40020101",
        "271828",
        "27-18-28",
        "my code is 582996",
        "account 4111111111111111",
        "sort code 4111 1111 1111 1111",
        "4111 1111 1111 1111",
        "30569309025904",
    ] {
        assert!(find(text).is_some(), "{text}");
    }
}

#[test]
fn whoever_only_has_to_understand_a_text_sees_no_account() {
    for (text, shown) in [
        ("add Ben 04-00-75 40020101", "add Ben 00-00-00 00000000"),
        ("Ben ٤٠٠٢٠١٠١", "Ben 00000000"),
        ("DE89 3704 0044 0532 0130 01", "DE00 0000 0000 0000 0000 00"),
        ("send 50 to Ben", "send 50 to Ben"),
        ("add Ben", "add Ben"),
    ] {
        assert_eq!(without_accounts(text), shown, "{text}");
    }
}

#[test]
fn only_three_pairs_of_digits_may_be_a_sort_code_that_was_asked_for() {
    for text in ["04-00-75", "04 00 75", "it's 04-00-75", "04.00.75"] {
        assert!(may_be_sort_code(text), "{text}");
    }
    for text in [
        "040075",
        "582-996",
        "582 996",
        "pin 27-18-28",
        "04-00-75 40020101",
        "04-00-75 12",
        "",
    ] {
        assert!(!may_be_sort_code(text), "{text}");
    }
}

/// Found by fuzzing: two letters of a country before six digits.
#[test]
fn letters_before_a_code_or_a_card_number_make_no_iban_of_it() {
    for (text, secret) in [
        ("se92 4 498", Secret::PinOrCode),
        ("GB271828", Secret::PinOrCode),
        ("de 4111 1111 1111 1111", Secret::CardNumber),
        ("fi4111111111111111", Secret::CardNumber),
    ] {
        assert_eq!(find(text), Some(secret), "{text}");
    }
    for text in ["DE89 3704 0044 0532 0130 01", "DE89 3704 0044 0532 0130 00"] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn a_secret_is_found_whatever_parts_its_digits() {
    for text in [
        "4111   1111   1111   1111",
        "4111,1111,1111,1111",
        "4111_1111_1111_1111",
        "4111\u{2011}1111\u{2011}1111\u{2011}1111",
        "4111\n1111\n1111\n1111",
    ] {
        assert_eq!(find(text), Some(Secret::CardNumber), "{text}");
    }
    for text in [
        "my pin is one two three four",
        "pin 12",
        "the code is 5,8,2,9,9,6",
        "my pin number is two seven one eight two eight",
        "the pin for my card is two seven one eight",
        "my pin's two seven one eight two eight",
        "£271828 is my pin",
    ] {
        assert_eq!(find(text), Some(Secret::PinOrCode), "{text}");
    }
}

#[test]
fn amounts_and_other_numbers_are_no_secrets() {
    for text in [
        "1.234,56",
        "1234,56",
        "manda 250000 para o Ben",
        "250000 libras",
        "send 100000 to Ben",
        "send 150 to Ben, door code included",
        "send 250 to Ben for the code review",
        "send 500 to Ben, security deposit",
        "what is a pin",
        "my pin is not working since 2 days",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
    for text in ["invoice 123456", "my sort code is 123456", "ref 582996"] {
        assert_eq!(code_in_sentence(text), None, "{text}");
    }
    assert_eq!(
        code_in_sentence("the code is 582 996").as_deref(),
        Some("582996")
    );
}

#[test]
fn a_secret_told_in_portuguese_or_spanish_is_found() {
    for text in [
        "minha senha é 271828",
        "senha: 1234",
        "meu código é 5829",
        "1234 é minha senha",
        "minha senha é um dois três quatro",
        "a senha é meia dois sete oito",
        "mi clave es 1234",
        "mi contraseña es uno dos tres cuatro",
    ] {
        assert_eq!(find(text), Some(Secret::PinOrCode), "{text}");
    }
    for text in [
        "esqueci minha senha faz 2 dias",
        "manda 50 libras pro Ben",
        "qual é o código do banco",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn a_code_is_read_out_of_a_portuguese_sentence_that_says_no_more() {
    for text in [
        "meu código é 123456",
        "o código é 123 456",
        "recebi 123456",
        "código: 123456, obrigado",
    ] {
        assert_eq!(code_in_sentence(text), Some("123456".to_owned()), "{text}");
    }
    for text in [
        "não pedi o código 123456",
        "quem mandou 123456",
        "manda 123456 pro Ben",
    ] {
        assert_eq!(code_in_sentence(text), None, "{text}");
    }
}

#[test]
fn a_creditor_reference_is_no_secret_even_a_wrong_one_and_a_card_behind_its_letters_is() {
    for text in [
        "pay City Power, reference RF18 5390 0754 7034",
        "RF18539007547034",
        "rf18-5390-0754-7034 please",
        "pay RF19 5390 0754 7034",
        "pay 20 to City Power, RF18 5390 0754 7034",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
    for text in [
        "RF 4111 1111 1111 1111",
        "RF41 1111 1111 1111 11",
        "RF18 4111 1111 1111 1111",
        "xRF18 4111 1111 1111 1111",
        "RF18 5390 0754 7034, my card is 4111 1111 1111 1111",
    ] {
        assert_eq!(find(text), Some(Secret::CardNumber), "{text}");
    }
    assert_eq!(find("RF271828"), Some(Secret::PinOrCode));
    assert_eq!(find("my pin is RF18 2718"), Some(Secret::PinOrCode));
}
