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
        "my pin is 271828",
        "582996 or 123456",
        "send £582996",
        "no digits",
    ] {
        assert_eq!(code_in_sentence(text), None, "{text}");
    }
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
