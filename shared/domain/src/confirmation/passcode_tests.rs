//! Dynamic linking: a code and a proof fit the one order they were made for, to the last bit.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::*;
use crate::authority::{Authority, Identification, Proof, Seal, Signers};
use crate::bill::payment::BillPayment;
use crate::bill::reference::BillReference;
use crate::confirmation::order::{Effect, Order};
use crate::id::{AccountId, BillId, BillerId, CustomerId, OrderId};
use crate::language::Language;
use crate::ledger::movement::Movement;
use crate::money::{Currency, Money};
use crate::signature::SigningKey;

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

fn order(random: &mut Stream) -> Order {
    let mut text = |kind: &str| format!("{kind}{}", random.next());
    Order {
        id: OrderId(text("c")),
        customer: CustomerId(text("u")),
        customer_name: text("m"),
        service: text("s"),
        language: Language::ENGLISH,
        effect: Effect::Move(Movement {
            debit_account: AccountId(text("d")),
            debit_name: text("n"),
            credit_account: AccountId(text("a")),
            payer_name: text("r"),
            payee_name: text("p"),
            payee_customer: Some(CustomerId(text("q"))),
            reference: None,
            bill: Some(BillPayment {
                biller: BillerId(text("b")),
                bill: Some(BillId(text("i"))),
                reference: BillReference::parse(&format!("RF{}", random.next() >> 8)).unwrap(),
            }),
            amount: Money::new(i64::try_from(random.next()).unwrap() + 1, Currency::Gbp),
        }),
    }
}

/// The bytes of an order with one letter turned, added or taken away: nobody has to list its fields.
fn mutated(order: &SealedOrder, random: &mut Stream) -> Option<SealedOrder> {
    SealedOrder::open(random.mutated(order.expose())).ok()
}

fn signing(byte: u8) -> SigningKey {
    SigningKey::try_new(&[byte; 32]).unwrap()
}

#[test]
fn no_mutation_of_a_sealed_order_is_accepted_by_its_code_or_its_proof() {
    let key = Key::try_new(&[7; 32]).unwrap();
    let (first, second) = (signing(5), signing(6));
    let signers = Signers {
        identified: first.public().into(),
        confirmed: second.public().into(),
    };
    let mut random = Stream(SEED);
    let mut readable = 0;
    for number in 0..mutations() {
        let sealed = SealedOrder::seal(order(&mut random));
        let code = format!("{:06}", random.below(1_000_000));
        let (stored, seal) = (
            hash(&key, &code, &sealed),
            Seal::sign(
                &second,
                Identification::sign(&first, sealed.id(), sealed.digest()),
                sealed.id(),
                sealed.digest(),
            ),
        );
        if let Some(other) = mutated(&sealed, &mut random) {
            readable += 1;
            assert!(
                !fits(stored, &key, &code, &other),
                "seed {SEED}, mutation {number}"
            );
            let proof = Proof::check(seal, &signers, other.id(), other.digest());
            assert!(proof.is_none(), "seed {SEED}, mutation {number}");
        }
        // And the unchanged one is accepted, or this test could not fail.
        if number % 100 == 0 {
            assert!(fits(stored, &key, &code, &sealed));
            let proof = Proof::check(seal, &signers, sealed.id(), sealed.digest()).unwrap();
            let authority = Authority::Confirmed(proof);
            assert!(authority.evidence().is_for(sealed.id(), sealed.digest()));
            assert!(
                !authority
                    .evidence()
                    .is_for(&OrderId("another".to_owned()), sealed.digest())
            );
            assert!(!authority.evidence().is_for(sealed.id(), Hash::ZERO));
        }
    }
    assert!(
        readable > mutations() / 10,
        "only {readable} mutations could be read at all"
    );
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
