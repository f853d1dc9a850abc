//! What is told, as it lies in the bytes of a sealed order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::disclosure::{Disclosure, Extent, Form, Period, Statement};
use crate::id::AccountId;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DisclosureV1 {
    Balances {},
    Statement(StatementV1),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementV1 {
    account: String,
    account_name: String,
    extent: ExtentV1,
    form: String,
}

/// Days as `yyyy-mm-dd`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum ExtentV1 {
    Newest { count: u8 },
    Period { first: String, last: String },
}

impl From<&Disclosure> for DisclosureV1 {
    fn from(disclosure: &Disclosure) -> Self {
        match disclosure {
            Disclosure::Balances => Self::Balances {},
            Disclosure::Statement(statement) => Self::Statement(statement.into()),
        }
    }
}

impl From<&Statement> for StatementV1 {
    fn from(statement: &Statement) -> Self {
        let Statement {
            account,
            account_name,
            extent,
            form,
        } = statement;
        Self {
            account: account.0.clone(),
            account_name: account_name.clone(),
            extent: match extent {
                Extent::Newest(count) => ExtentV1::Newest { count: *count },
                Extent::Period(period) => ExtentV1::Period {
                    first: period.first().to_string(),
                    last: period.last().to_string(),
                },
            },
            form: form.name().to_owned(),
        }
    }
}

impl DisclosureV1 {
    pub fn read(self) -> Option<Disclosure> {
        let statement = match self {
            Self::Balances {} => return Some(Disclosure::Balances),
            Self::Statement(statement) => statement,
        };
        Some(Disclosure::Statement(Statement {
            account: AccountId(statement.account),
            account_name: statement.account_name,
            extent: statement.extent.read()?,
            form: Form::parse(&statement.form)?,
        }))
    }
}

impl ExtentV1 {
    fn read(self) -> Option<Extent> {
        let (first, last) = match self {
            Self::Newest { count } => return Some(Extent::Newest(count)),
            Self::Period { first, last } => (first, last),
        };
        let day = |text: String| text.parse::<Date>().ok();
        Period::try_new(day(first)?, day(last)?)
            .ok()
            .map(Extent::Period)
    }
}
