//! What is wrong with a file: where, and what has to be done.

use std::fmt;

/// One thing that has to be mended before anything is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The line it stands in, from one; nothing where the whole file is meant.
    pub line: Option<u64>,
    /// The column's name, where one is meant.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong. Says what is wanted, and never what was found: that may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Some other encoding.
    #[error("the file is not written in UTF-8")]
    Encoding,
    /// Nothing in it.
    #[error("the file holds no row")]
    NoRows,
    /// The names of the columns are missing, or parted by something else.
    #[error("the first line must name the columns, parted by commas: {0}")]
    Header(String),
    /// A needed column.
    #[error("the column is missing")]
    NoColumn,
    /// A column nobody knows, by its place: a misspelt name is not silently left out.
    #[error("name number {place} is none this loader knows; it knows {known}")]
    UnknownColumn {
        /// From one.
        place: usize,
        /// Those it knows.
        known: String,
    },
    /// A field of a JSON object that nobody knows.
    #[error("there is a name this loader does not know; it knows {0}")]
    UnknownField(String),
    /// A column that stands twice.
    #[error("the column stands there twice")]
    Twice,
    /// Too few or too many fields.
    #[error("the row has {found} fields, and there are {wanted} columns")]
    Fields {
        /// In the row.
        found: usize,
        /// In the first line.
        wanted: usize,
    },
    /// No CSV.
    #[error("the line cannot be read as CSV")]
    NotCsv,
    /// No JSON object.
    #[error("the line is not a JSON object")]
    NotAnObject,
    /// A number, a list: money as a JSON number would be a float.
    #[error("must be a JSON string, numbers included")]
    NotText,
    /// Nothing where something has to be.
    #[error("must not be empty")]
    Empty,
    /// No identifier.
    #[error(
        "must be 1 to 64 letters, digits, dots, dashes or underscores, and not `bank`, which is the bank itself"
    )]
    Identifier,
    /// No name.
    #[error("must be a name of at most 70 characters, without control characters")]
    Name,
    /// No phone number.
    #[error("must be a phone number in E.164, such as +447700900101")]
    Phone,
    /// No PIN.
    #[error("must be six digits")]
    Pin,
    /// No date of birth.
    #[error("must be a date in the past, written yyyy-mm-dd")]
    BirthDate,
    /// Not the end of a card number.
    #[error("must be the card's last four digits")]
    Card,
    /// A person is not complete.
    #[error(
        "must be given where any of phone, pin, birth_date and card_last_four is; a business that is only paid has none of them"
    )]
    HalfAPerson,
    /// Nothing to ask for.
    #[error(
        "a person needs a birth_date, a card_last_four, or both: the page asks for one of them"
    )]
    NoFact,
    /// No account number.
    #[error("must be an account number of eight digits")]
    AccountNumber,
    /// No kind of account.
    #[error("must be `everyday`, `loan` or `merchant`")]
    Kind,
    /// No currency.
    #[error("must be one of {0}")]
    Currency(String),
    /// No amount.
    #[error(
        "must be an amount such as {0}: digits, a point where the currency has decimals, a minus where it is owed"
    )]
    Balance(String),
    /// An amount on the wrong side of nothing.
    #[error("must not be {0} for an account of this kind")]
    Sign(&'static str),
    /// Somebody the file of customers does not hold.
    #[error("is no `id` in the customers' file")]
    NoSuchOwner,
    /// The same again.
    #[error("stands in line {first} already")]
    Again {
        /// Where it stood first.
        first: u64,
    },
    /// The bank has it otherwise.
    #[error("is another at the bank; `--replace` would put this one in its place")]
    Differs,
    /// The bank has it otherwise, and an account does not change here.
    #[error("is another at the bank, and an account that is open stays as it is")]
    AccountDiffers,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, " line {line}")?;
        }
        if let Some(column) = self.column {
            write!(formatter, ", {column}")?;
        }
        write!(formatter, ": {}", self.wrong)
    }
}
