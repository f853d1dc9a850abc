//! Whether an account number can belong to a sort code: the modulus check of Pay.UK and Vocalink, "Validating
//! account numbers – UK modulus checking".
//!
//! Deliberately says only what cannot be: most wrong numbers are found, and a right one need not exist. The
//! words *check*, *exception* and the letters of the digits (u to z the sort code, a to h the account number)
//! are the specification's.

mod table;

use crate::bank_details::modulus::table::{Method, Row, Weights};
use crate::bank_details::uk::{AccountNumber, SortCode};

/// Where the account number's digits a, b, c, g and h stand.
const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const G: usize = 6;
const H: usize = 7;

/// Instead of the sort code, for exception 8.
const SORT_CODE_8: SortCode = SortCode::new([0, 9, 0, 1, 2, 6]);

/// Instead of the sort code, for exception 9.
const SORT_CODE_9: SortCode = SortCode::new([3, 0, 9, 6, 3, 4]);

/// Instead of the table's weights, for exception 2 where a is not 0.
const WEIGHTS_2: Weights = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1];

/// The same where g is 9 as well.
const WEIGHTS_2_G9: Weights = [0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1];

/// How many weights stand over u to z, a and b.
const U_TO_B: usize = 8;

/// Added to the total, for exception 1.
const ADDED_1: i32 = 27;

/// The digits of an account number.
type Account = [u8; 8];

/// Whether the two can belong together. A sort code that the table does not list is presumed to fit anything,
/// as the specification says.
#[must_use]
pub fn belong_together(sort_code: SortCode, account_number: AccountNumber) -> bool {
    let account = account_number.digits();
    match table::rows(sort_code).as_slice() {
        [] => true,
        [only] => passes(only, sort_code, account),
        [first, second, ..] => pass_together([first, second], sort_code, account),
    }
}

fn pass_together(rows: [&Row; 2], sort_code: SortCode, account: Account) -> bool {
    let passed = rows.map(|row| passes(row, sort_code, account));
    match rows.map(|row| row.exception) {
        // An account in a foreign currency, which has no check.
        [6, 6] if matches!(account[A], 4..=8) && account[G] == account[H] => true,
        [2, 9] | [10, 11] | [12, 13] => passed.contains(&true),
        // The second check is left out.
        [_, 3] if matches!(account[C], 6 | 9) => passed[0],
        _ => passed == [true, true],
    }
}

fn passes(row: &Row, sort_code: SortCode, account: Account) -> bool {
    let sort_code = checked_instead(row, sort_code);
    let total = total(row, sort_code, account);
    let divisor = row.method.divisor();
    let remainder = total.rem_euclid(divisor);
    match row.exception {
        1 => total.saturating_add(ADDED_1).rem_euclid(divisor) == 0,
        4 => remainder == two_digits(account[G], account[H]),
        5 => is_check_digit(row.method, remainder, account),
        14 => remainder == 0 || passes_shifted(row, sort_code, account),
        _ => remainder == 0,
    }
}

/// The sort code that some exceptions put in the place of the one given, for the check alone.
fn checked_instead(row: &Row, given: SortCode) -> SortCode {
    match row.exception {
        5 => table::substitute(given),
        8 => SORT_CODE_8,
        9 => SORT_CODE_9,
        _ => given,
    }
}

fn total(row: &Row, sort_code: SortCode, account: Account) -> i32 {
    let digits = sort_code.digits().into_iter().chain(account);
    let products = weights(row, account)
        .into_iter()
        .zip(digits)
        .map(|(weight, digit)| weight.saturating_mul(i32::from(digit)));
    match row.method {
        Method::Mod10 | Method::Mod11 => products.sum(),
        Method::DoubleAlternate => products.map(sum_of_digits).sum(),
    }
}

/// Of a product of a digit and a weight of one digit, so that there are two at most.
const fn sum_of_digits(product: i32) -> i32 {
    product
        .div_euclid(10)
        .saturating_add(product.rem_euclid(10))
}

fn weights(row: &Row, account: Account) -> Weights {
    let is_g9 = account[G] == 9;
    match row.exception {
        2 if account[A] != 0 && is_g9 => WEIGHTS_2_G9,
        2 if account[A] != 0 => WEIGHTS_2,
        7 if is_g9 => without_u_to_b(row.weights),
        10 if is_g9 && matches!([account[A], account[B]], [0 | 9, 9]) => {
            without_u_to_b(row.weights)
        }
        _ => row.weights,
    }
}

fn without_u_to_b(mut weights: Weights) -> Weights {
    weights
        .iter_mut()
        .take(U_TO_B)
        .for_each(|weight| *weight = 0);
    weights
}

/// Exception 5: the first check compares with g and the second with h.
fn is_check_digit(method: Method, remainder: i32, account: Account) -> bool {
    let given = match method {
        Method::Mod11 => account[G],
        Method::Mod10 | Method::DoubleAlternate => account[H],
    };
    let expected = match (method, remainder) {
        (_, 0) => 0,
        (Method::Mod11, 1) => return false,
        _ => method.divisor().saturating_sub(remainder),
    };
    expected == i32::from(given)
}

/// Exception 14: the last digit says what kind of account it is, and the check is done without it.
fn passes_shifted(row: &Row, sort_code: SortCode, account: Account) -> bool {
    let mut shifted = account;
    shifted.rotate_right(1);
    shifted[A] = 0;
    let total = total(row, sort_code, shifted);
    matches!(account[H], 0 | 1 | 9) && total.rem_euclid(row.method.divisor()) == 0
}

fn two_digits(tens: u8, units: u8) -> i32 {
    let tens = i32::from(tens).saturating_mul(10);
    tens.saturating_add(i32::from(units))
}

#[cfg(test)]
#[path = "modulus_tests.rs"]
mod tests;
