//! What machines ask, read from a request's body.

use domain::authority::AtmRequest;
use domain::cash::code::AtmCode;
use domain::id::{RequestId, TerminalId};
use domain::money::{Currency, Money};
use serde::Deserialize;

use crate::refusal::Refusal;

/// Every operation: method and path, as API Gateway knows them, and what it does.
pub const OPERATIONS: [(&str, &str, Action); 3] = [
    ("POST", "/atm/authorise", Action::Authorise),
    ("POST", "/atm/dispense", Action::Dispense),
    ("POST", "/atm/reverse", Action::Reverse),
];

/// Most characters of a request's id and of a machine's.
const MAX_ID: usize = 64;

/// What a machine can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Whether a code is right.
    Authorise,
    /// Whether notes may go out.
    Dispense,
    /// That notes stayed in.
    Reverse,
}

/// A code was typed.
#[derive(Debug)]
pub struct Authorise {
    /// By which request.
    pub by: AtmRequest,
    /// The code.
    pub code: AtmCode,
    /// The amount typed with it.
    pub amount: Money,
}

/// Notes are ready to go out.
#[derive(Debug)]
pub struct Dispense {
    /// By which request.
    pub by: AtmRequest,
    /// How much.
    pub dispensed: Money,
}

/// Notes stayed in.
#[derive(Debug)]
pub struct Reverse {
    /// By which request.
    pub by: AtmRequest,
    /// How much.
    pub kept: Money,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoriseBody {
    request_id: String,
    terminal_id: String,
    code: String,
    amount_minor: i64,
    currency: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DispenseBody {
    request_id: String,
    terminal_id: String,
    dispensed_minor: i64,
    currency: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReverseBody {
    request_id: String,
    terminal_id: String,
    kept_minor: i64,
    currency: String,
}

impl Action {
    /// What an operation does.
    #[must_use]
    pub fn of(method: &str, path: &str) -> Option<Self> {
        let mut all = OPERATIONS.into_iter();
        let found = all.find(|(known, at, _)| *known == method && *at == path);
        found.map(|(_, _, action)| action)
    }

    /// The name it is documented by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorise => "authorise",
            Self::Dispense => "dispense",
            Self::Reverse => "reverse",
        }
    }
}

impl Authorise {
    /// Reads a body.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] if it is not one, a code that is not twelve digits included.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        let body: AuthoriseBody = read(body)?;
        Ok(Self {
            by: by(body.request_id, body.terminal_id)?,
            code: AtmCode::parse(&body.code).ok_or(Refusal::Malformed)?,
            amount: money(body.amount_minor, &body.currency)?,
        })
    }
}

impl Dispense {
    /// Reads a body.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] if it is not one.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        let body: DispenseBody = read(body)?;
        Ok(Self {
            by: by(body.request_id, body.terminal_id)?,
            dispensed: money(body.dispensed_minor, &body.currency)?,
        })
    }
}

impl Reverse {
    /// Reads a body.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] if it is not one.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        let body: ReverseBody = read(body)?;
        Ok(Self {
            by: by(body.request_id, body.terminal_id)?,
            kept: money(body.kept_minor, &body.currency)?,
        })
    }
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::Malformed)
}

fn by(request: String, terminal: String) -> Result<AtmRequest, Refusal> {
    let is_id = |text: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=MAX_ID).contains(&text.len()) && text.bytes().all(is_plain)
    };
    if !is_id(&request) || !is_id(&terminal) {
        return Err(Refusal::Malformed);
    }
    Ok(AtmRequest {
        request: RequestId(request),
        terminal: TerminalId(terminal),
    })
}

/// More than nothing: no machine gives out or keeps less.
fn money(minor: i64, currency: &str) -> Result<Money, Refusal> {
    let currency = Currency::parse(currency).map_err(|_| Refusal::Malformed)?;
    let amount = Money::new(minor, currency);
    amount
        .is_positive()
        .then_some(amount)
        .ok_or(Refusal::Malformed)
}
