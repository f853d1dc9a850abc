//! The sums behind check digits: ISO 7064's mod 97-10, and the two that bills are printed with, 10 and 11.

/// What is left of a text when it is divided by 97, each letter standing for its two digits, A for 10 to Z for 35
/// (ISO 7064, MOD 97-10). Nothing if it holds anything but letters and digits.
pub fn remainder_97(text: impl Iterator<Item = char>) -> Option<u32> {
    text.map(|character| character.to_digit(36))
        .try_fold(0_u32, |remainder, value| {
            let value = value?;
            let places = if value < 10 { 10 } else { 100 };
            remainder
                .checked_mul(places)?
                .checked_add(value)?
                .checked_rem(97)
        })
}

/// Whether the last digit fits those before it by Luhn's sum (ISO/IEC 7812-1, annex B): every second digit from the
/// right is doubled, and the digits of all add up to a multiple of ten.
pub fn fits_luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| {
        let twice = digit.saturating_mul(2);
        if twice > 9 {
            twice.saturating_sub(9)
        } else {
            twice
        }
    };
    let from_right = digits.iter().rev().enumerate();
    let sum: u32 = from_right
        .map(|(place, digit)| {
            if place.is_multiple_of(2) {
                *digit
            } else {
                doubled(*digit)
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the last digit makes the weighted sum of those before it a multiple of eleven. Where that would take a
/// ten, no such reference is given out.
pub fn fits_mod_11(digits: &[u32], weights: &[u8]) -> bool {
    let Some((check, digits)) = digits.split_last() else {
        return false;
    };
    let products = digits.iter().zip(weights);
    let sum: u32 = products
        .map(|(digit, weight)| digit.saturating_mul(u32::from(*weight)))
        .sum();
    sum.saturating_add(*check).is_multiple_of(11)
}
