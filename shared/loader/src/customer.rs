//! A customer as a core bank has them.

use domain::customer::credential::FactKind;
use domain::id::CustomerId;
use jiff::civil::Date;

use crate::problem::Wrong;
use crate::table::{Columns, Row};

/// What the file of customers has.
pub const COLUMNS: Columns = Columns {
    needed: &["id", "name"],
    optional: &["phone", "pin", "birth_date", "card_last_four"],
};

/// Longest name, in characters.
const MAX_NAME_CHARACTERS: usize = 70;

/// Longest identifier, in characters.
const MAX_ID_CHARACTERS: usize = 64;

/// The owner of the bank's own accounts.
const BANK: &str = "bank";

/// A row of the file. Deliberately without `Debug`: it holds secrets in clear.
pub struct NewCustomer {
    /// Where it stands.
    pub line: u64,
    /// The bank's identifier.
    pub id: CustomerId,
    /// Full name.
    pub name: String,
    /// What a person proves who they are with; a business that is only paid has nothing of it.
    pub person: Option<Person>,
}

/// What a person proves who they are with.
pub struct Person {
    /// E.164.
    pub phone: String,
    /// Six digits.
    pub pin: String,
    /// At least one.
    pub facts: Vec<(FactKind, String)>,
}

type Refused = (&'static str, Wrong);

impl NewCustomer {
    /// Reads a row; `today` is the day no birth can be after.
    pub fn read(row: &Row, today: Date) -> Result<Self, Refused> {
        Ok(Self {
            line: row.line(),
            id: CustomerId(identifier(row.need("id")?).ok_or(("id", Wrong::Identifier))?),
            name: name(row, "name")?,
            person: person(row, today)?,
        })
    }
}

/// A name that can be shown.
pub fn name(row: &Row, column: &'static str) -> Result<String, Refused> {
    let name = row.need(column)?;
    let is_one = name.chars().count() <= MAX_NAME_CHARACTERS && !name.contains(char::is_control);
    is_one.then(|| name.to_owned()).ok_or((column, Wrong::Name))
}

fn identifier(text: &str) -> Option<String> {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let is_one = text.len() <= MAX_ID_CHARACTERS && text.chars().all(is_allowed) && text != BANK;
    is_one.then(|| text.to_owned())
}

fn person(row: &Row, today: Date) -> Result<Option<Person>, Refused> {
    if COLUMNS
        .optional
        .iter()
        .all(|column| row.get(column).is_none())
    {
        return Ok(None);
    }
    let given = |column| row.get(column).ok_or((column, Wrong::HalfAPerson));
    let (phone, pin) = (given("phone")?, given("pin")?);
    let facts = facts(row, today)?;
    if facts.is_empty() {
        return Err(("birth_date", Wrong::NoFact));
    }
    Ok(Some(Person {
        phone: is_phone(phone)
            .then(|| phone.to_owned())
            .ok_or(("phone", Wrong::Phone))?,
        pin: is_digits(pin, 6)
            .then(|| pin.to_owned())
            .ok_or(("pin", Wrong::Pin))?,
        facts,
    }))
}

fn facts(row: &Row, today: Date) -> Result<Vec<(FactKind, String)>, Refused> {
    let mut facts = Vec::new();
    for kind in FactKind::ALL {
        let Some(answer) = row.get(kind.name()) else {
            continue;
        };
        let (is_one, wrong) = match kind {
            FactKind::BirthDate => (is_past(answer, today), Wrong::BirthDate),
            FactKind::CardLastFour => (is_digits(answer, 4), Wrong::Card),
        };
        if !is_one {
            return Err((kind.name(), wrong));
        }
        facts.push((kind, answer.to_owned()));
    }
    Ok(facts)
}

/// E.164: a plus, a country that does not begin with zero, at most fifteen digits (ITU-T E.164, 6.1).
fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (8..=15).contains(&digits.len()) && !digits.starts_with('0') && is_digits(digits, digits.len())
}

fn is_past(text: &str, today: Date) -> bool {
    let shape = text.len() == "yyyy-mm-dd".len();
    let date: Option<Date> = text.parse().ok().filter(|_| shape);
    date.is_some_and(|date| date < today)
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}
