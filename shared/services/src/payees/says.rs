//! Everything that the room for payees may say, before it is said in a language.

use domain::bank_details::DetailsError;
use domain::language::Language;
use wording::sentence::{Sentence, Words};

use super::english;

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// In the menu, and a button.
    AddTitle,
    AddDescription,
    Payees,
    Pursuit,
    ListTitle,
    ListDescription,
    Help,
    /// What can be done with payees.
    What,
    /// A button.
    RenameOne,
    /// A button.
    RemoveOne,
    /// Some of them, as called and with the account in full.
    List {
        some: Vec<(String, String)>,
        is_first: bool,
    },
    /// A button: those who follow.
    More,
    NoPayees,
    /// Which account is it? Whose, if that is known.
    AskDetails(Option<String>),
    DetailsAgain,
    /// The sort code is there.
    AskAccountNumber(String),
    /// The account number is there.
    AskSortCode(String),
    /// Digits that could be anything.
    DetailsUnclear,
    /// What is wrong with the bank details.
    Wrong(DetailsError),
    /// One of this bank that is not there.
    NoSuchAccount(String),
    AskName,
    NameAgain,
    /// Almost the name of the holder, which this is.
    AlmostTheName(String),
    /// Not the name of the holder.
    AnotherName(String),
    /// A button: the registered name.
    UseIt,
    /// A button: the name as given.
    KeepMine,
    /// A button: in spite of the warning.
    AddAnyway,
    /// A button: another name or account.
    ChangeIt,
    /// A button: not at all.
    Stop,
    Stopped,
    /// Such a payee is saved, called so.
    AlreadySaved(String),
    Full,
    OwnAccount,
    /// Whom to remove?
    WhomToRemove,
    /// Whom to rename?
    WhomToRename,
    /// Shall this payee be removed?
    RemoveThis(String),
    /// A button.
    RemoveIt,
    /// A payee as called, to be tapped.
    Name(String),
    NoSuchPayee {
        typed: String,
        saved: Vec<String>,
    },
    WhichPayee(Vec<String>),
    /// What to call this payee?
    AskNewName(String),
    /// It is called so already.
    SameName(String),
    Locked,
}

impl Words for Says {
    fn words(&self, _language: Language) -> Sentence {
        english::words(self)
    }
}
