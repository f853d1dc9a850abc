//! Everything that a withdrawal may say, before it is said in a language.

use domain::money::Money;

use crate::unclear::Unclear;

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    Pursuit,
    /// How much, after how it goes; with the most at once.
    HowMuch(Money),
    HowMuchAgain,
    /// The notes do not make it: what they make next to it.
    Nearest {
        asked: Money,
        near: Vec<Money>,
    },
    /// More than is given out at once, which is this.
    TooMuch(Money),
    /// Whether it shall be by a code.
    ByCode {
        amount: Money,
        account: String,
    },
    Yes,
    No,
    /// An amount, to be tapped.
    Amount(Money),
    /// The request was not clear enough to act on.
    Unclear(Unclear),
    NoSuchAccount {
        typed: String,
        accounts: Vec<String>,
    },
    /// No account holds what the machines give out.
    NoAccount,
    Declined,
    Locked,
}
