//! Dynamic linking: a code and a proof fit the one intent they were made for, to the last bit.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::*;
use crate::id::{AccountId, ConfirmationId, CustomerId};
use crate::money::{Currency, Money};

/// Where the generator starts; printed by every failure.
const SEED: u64 = 20_261_123;

/// Mutations tried. 100,000 take about a second optimised and some twenty unoptimised, so the quick
/// run tries a tenth; `ACME_PROOFS=full` tries all.
fn mutations() -> u32 {
    if std::env::var_os("ACME_PROOFS").is_some() {
        100_000
    } else {
        10_000
    }
}

struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0 >> 33
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next()).unwrap() % most
    }

    /// One bit of one character turned, one character more, or one fewer.
    fn mutated(&mut self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let at = self.below(letters.len());
        match self.below(3) {
            0 => letters[at] = if letters[at] == 'x' { 'y' } else { 'x' },
            1 => letters.insert(at, 'x'),
            _ => {
                letters.remove(at);
            }
        }
        letters.into_iter().collect()
    }
}

fn intent(random: &mut Stream) -> SealedIntent {
    let mut text = |kind: &str| format!("{kind}{}", random.next());
    SealedIntent {
        id: ConfirmationId(text("c")),
        customer: CustomerId(text("u")),
        customer_name: text("m"),
        debit_account: AccountId(text("d")),
        debit_name: text("n"),
        credit_account: AccountId(text("a")),
        payee_name: text("p"),
        payee_customer: Some(CustomerId(text("q"))),
        amount: Money::new(i64::try_from(random.next()).unwrap() + 1, Currency::Gbp),
    }
}

/// The same intent with exactly one field changed.
fn mutated(intent: &SealedIntent, random: &mut Stream) -> SealedIntent {
    let mut other = intent.clone();
    match random.below(10) {
        0 => other.id.0 = random.mutated(&intent.id.0),
        1 => other.customer.0 = random.mutated(&intent.customer.0),
        2 => other.debit_account.0 = random.mutated(&intent.debit_account.0),
        3 => other.debit_name = random.mutated(&intent.debit_name),
        4 => other.credit_account.0 = random.mutated(&intent.credit_account.0),
        5 => other.payee_name = random.mutated(&intent.payee_name),
        6 => other.payee_customer = None,
        8 => other.customer_name = random.mutated(&intent.customer_name),
        7 => {
            let minor = intent.amount.minor() ^ (1 << random.below(40));
            other.amount = Money::new(minor, intent.amount.currency());
        }
        _ => other.amount = Money::new(intent.amount.minor(), Currency::Eur),
    }
    other
}

#[test]
fn no_one_field_mutation_of_a_sealed_intent_is_accepted_by_its_code_or_its_proof() {
    let key = Key::try_new(&[7; 32]).unwrap();
    let mut random = Stream(SEED);
    for number in 0..mutations() {
        let sealed = intent(&mut random);
        let code = format!("{:06}", random.below(1_000_000));
        let (stored, seal) = (
            hash(&key, &code, &sealed),
            PasscodeVerified::seal(&key, &sealed),
        );
        let other = mutated(&sealed, &mut random);
        assert_ne!(other, sealed, "seed {SEED}, mutation {number}");
        assert!(
            !fits(stored, &key, &code, &other),
            "seed {SEED}, mutation {number}"
        );
        let proof = PasscodeVerified::check(seal, &key, &other);
        assert!(proof.is_none(), "seed {SEED}, mutation {number}");
        // And the unchanged one is accepted, or this test could not fail.
        if number % 100 == 0 {
            assert!(fits(stored, &key, &code, &sealed));
            assert!(PasscodeVerified::check(seal, &key, &sealed).is_some());
        }
    }
}

#[test]
fn codes_are_drawn_evenly_and_have_six_digits() {
    let mut counts = [0_u32; 10];
    for _ in 0..20_000 {
        let code = Passcode::draw(crate_random).unwrap();
        assert_eq!(code.expose().len(), DIGITS);
        let first = code.expose().as_bytes()[0] - b'0';
        counts[usize::from(first)] += 1;
    }
    // 2,000 expected of each; five standard deviations are 212.
    assert!(
        counts.iter().all(|count| count.abs_diff(2_000) < 212),
        "{counts:?}"
    );
}

#[expect(clippy::unnecessary_wraps, reason = "the signature is `Random`")]
fn crate_random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    use std::cell::Cell;
    thread_local! { static STATE: Cell<u64> = const { Cell::new(SEED) }; }
    for byte in bytes {
        let mut stream = Stream(STATE.get());
        *byte = stream.next().to_le_bytes()[1];
        STATE.set(stream.0);
    }
    Ok(())
}
