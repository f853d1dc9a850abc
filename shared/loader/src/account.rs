//! An account as a core bank has it, with what is on it on the day of the load.

use domain::bank_details::uk::AccountNumber;
use domain::id::{AccountId, CustomerId};
use domain::ledger::account::AccountKind;
use domain::money::{Currency, Money};

use crate::customer::name;
use crate::problem::Wrong;
use crate::table::{Columns, Row};

/// What the file of accounts has.
pub const COLUMNS: Columns = Columns {
    needed: &["id", "owner", "name", "kind", "currency", "balance"],
    optional: &[],
};

/// Shards of a merchant's account: sixteen take ten times and more what one takes (`docs/ledger.md`).
const SHARDS: u8 = 16;

/// A row of the file.
pub struct NewAccount {
    /// Where it stands.
    pub line: u64,
    /// The account number.
    pub id: AccountId,
    /// Whose it is.
    pub owner: CustomerId,
    /// What the customer calls it.
    pub name: String,
    /// What may be done with it.
    pub kind: AccountKind,
    /// What is on it, in its currency; below zero what is owed.
    pub balance: Money,
}

type Refused = (&'static str, Wrong);

impl NewAccount {
    /// Reads a row.
    pub fn read(row: &Row) -> Result<Self, Refused> {
        let number = row.need("id")?;
        let is_written_out = number.len() == 8 && AccountNumber::parse(number).is_ok();
        let kind = kind(row.need("kind")?).ok_or(("kind", Wrong::Kind))?;
        let currency = currency(row.need("currency")?).map_err(|wrong| ("currency", wrong))?;
        let balance = amount(row.need("balance")?, currency);
        let example = || Wrong::Balance(Money::new(123_450, currency).plain());
        let balance = balance.ok_or_else(|| ("balance", example()))?;
        Ok(Self {
            line: row.line(),
            id: is_written_out
                .then(|| AccountId(number.to_owned()))
                .ok_or(("id", Wrong::AccountNumber))?,
            owner: CustomerId(row.need("owner")?.to_owned()),
            name: name(row, "name")?,
            kind,
            balance: side(kind, balance).map_err(|wrong| ("balance", wrong))?,
        })
    }
}

fn kind(text: &str) -> Option<AccountKind> {
    Some(match text {
        "everyday" => AccountKind::Customer,
        "loan" => AccountKind::Loan,
        "merchant" => AccountKind::Merchant { shards: SHARDS },
        _ => return None,
    })
}

fn currency(text: &str) -> Result<Currency, Wrong> {
    let codes = Currency::ALL.map(Currency::code).join(", ");
    Currency::parse(text).map_err(|_| Wrong::Currency(codes))
}

/// An amount as machines write it: `1234.50`, `-20`, `500`. No separators, no more decimals than the currency has.
fn amount(text: &str, currency: Currency) -> Option<Money> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (units, decimals) = match digits.split_once('.') {
        Some((units, decimals)) if !decimals.is_empty() => (units, decimals),
        Some(_) => return None,
        None => (digits, ""),
    };
    let places = usize::try_from(currency.exponent()).ok()?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if units.is_empty() || !is_number(units) || !is_number(decimals) || decimals.len() > places {
        return None;
    }
    let minor: i64 = format!("{units}{decimals:0<places$}").parse().ok()?;
    Some(Money::new(minor.checked_mul(sign)?, currency))
}

/// A customer's money is not below zero, what is owed is not above it, and a merchant's account opens empty.
fn side(kind: AccountKind, balance: Money) -> Result<Money, Wrong> {
    match (kind, balance.minor().signum()) {
        (AccountKind::Customer, -1) => Err(Wrong::Sign("below zero")),
        (AccountKind::Loan, 1) => Err(Wrong::Sign("above zero")),
        (AccountKind::Merchant { .. }, -1 | 1) => Err(Wrong::Sign("other than zero")),
        _ => Ok(balance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_to_its_last_digit_or_not_at_all() {
        for (text, currency, minor) in [
            ("2450.00", Currency::Gbp, 245_000),
            ("2450", Currency::Gbp, 245_000),
            ("2450.5", Currency::Gbp, 245_050),
            ("-0.01", Currency::Gbp, -1),
            ("500", Currency::Jpy, 500),
            ("1.234", Currency::Kwd, 1_234),
            ("92233720368547758.07", Currency::Gbp, i64::MAX),
        ] {
            assert_eq!(
                amount(text, currency),
                Some(Money::new(minor, currency)),
                "{text}"
            );
        }
        for (text, currency) in [
            ("1,234.50", Currency::Gbp),
            ("1.234", Currency::Gbp),
            ("500.0", Currency::Jpy),
            ("£5", Currency::Gbp),
            ("5.", Currency::Gbp),
            (".5", Currency::Gbp),
            ("--5", Currency::Gbp),
            ("1e3", Currency::Gbp),
            ("٥", Currency::Gbp),
            ("92233720368547758.08", Currency::Gbp),
        ] {
            assert_eq!(amount(text, currency), None, "{text}");
        }
    }
}
