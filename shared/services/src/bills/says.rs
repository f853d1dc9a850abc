//! Everything that may be said of bills, before it is said in a language.

use domain::bill::reference::ReferenceError;
use domain::money::Money;
use jiff::civil::Date;

use crate::unclear::Unclear;

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    MenuTitle,
    MenuDescription,
    /// What asking for them is called.
    WhichAreDue,
    Help,
    Pursuit,
    /// What is due.
    Due(Vec<Line>),
    /// Those that were spoken of.
    These(Vec<Line>),
    NothingDue,
    /// Several are meant.
    Which(Vec<Line>),
    /// All are meant, and one is paid at a time.
    OneAtATime(Vec<Line>),
    WhichAgain,
    /// A button: the bill of this biller; with the day where there are more of the same.
    Choice(String, Option<Date>),
    /// A button: none of those.
    AnotherBill,
    /// Whose bill is it?
    WhichBiller,
    /// No bill of this biller's is due.
    NoneDueFrom(String),
    /// Which reference is on the bill?
    WhichReference(String),
    /// What was typed is no reference of this biller's, and why.
    WrongReference {
        biller: String,
        typed: String,
        error: ReferenceError,
    },
    HowMuch(String),
    HowMuchAgain(String),
    /// A bill with that reference is paid already.
    HowMuchMore {
        biller: String,
        on: Date,
    },
    /// No bill is called so; what is due.
    NoSuchBill(String, Vec<Line>),
    AlreadyPaid {
        biller: String,
        amount: Money,
        on: Date,
    },
    /// A bill is paid as a whole: so much.
    WholeOnly {
        biller: String,
        amount: Money,
    },
    /// A button: pay so much after all.
    PayWhole(Money),
    /// The account's name and ending, and what would have been paid.
    NotEnough {
        account: String,
        ending: String,
        biller: String,
        amount: Money,
    },
    /// The same, and another account may be chosen.
    FromWhichAccount {
        account: String,
        ending: String,
        biller: String,
        amount: Money,
    },
    /// An account, to be tapped.
    AccountName(String),
    NoSuchAccount {
        typed: String,
        accounts: Vec<String>,
    },
    NoAccount,
    /// A correction changes nothing of what waits.
    Unchanged,
    /// Not on a later day yet.
    NotLater,
    /// The request was not clear enough to act on.
    Unclear(Unclear),
    Locked,
}

/// One bill of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub biller: String,
    pub amount: Money,
    pub due_on: Date,
    pub is_overdue: bool,
}

impl Says {
    /// Another day is no day yet, whatever else is unclear.
    pub fn unclear(why: Unclear) -> Self {
        match why {
            Unclear::OnlyNow => Self::NotLater,
            why => Self::Unclear(why),
        }
    }
}
