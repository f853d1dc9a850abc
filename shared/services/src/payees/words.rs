//! What is said of payees.

use domain::bank_details::DetailsError;
use domain::language::Language;
use wording::sentence::{Sentence, Words, name, own};
use wording::{lists, said, say, saying};

use super::says::Says;

wording::sentences!("payees");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        let example = || said!(language, EXAMPLE);
        match self {
            Self::AddTitle => said!(language, ADD_TITLE),
            Self::AddDescription => said!(language, ADD_DESCRIPTION),
            Self::Payees => said!(language, PAYEES),
            Self::Pursuit => said!(language, PURSUIT),
            Self::ListTitle => said!(language, LIST_TITLE),
            Self::ListDescription => said!(language, LIST_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::What => said!(language, WHAT),
            Self::RenameOne => said!(language, RENAME_ONE),
            Self::RemoveOne => said!(language, REMOVE_ONE),
            Self::List { some, is_first } => list(some, *is_first, language),
            Self::More => said!(language, MORE),
            Self::NoPayees => said!(language, NO_PAYEES),
            Self::UseIt => said!(language, USE_IT),
            Self::KeepMine => said!(language, KEEP_MINE),
            Self::AddAnyway => said!(language, ADD_ANYWAY),
            Self::ChangeIt => said!(language, CHANGE_IT),
            Self::Stop => said!(language, STOP),
            Self::Name(payee) => say![name(payee)],
            Self::Stopped => said!(language, STOPPED),
            Self::Locked => saying::locked(language),
            Self::AskDetails(None) => said!(language, ASK_DETAILS, example = example()),
            Self::AskDetails(Some(payee)) => {
                said!(
                    language,
                    ASK_DETAILS_OF,
                    payee = name(payee),
                    example = example()
                )
            }
            Self::DetailsAgain => said!(language, DETAILS_AGAIN, example = example()),
            Self::DetailsUnclear => said!(language, DETAILS_UNCLEAR, example = example()),
            Self::AskAccountNumber(sort_code) => {
                said!(language, ASK_ACCOUNT_NUMBER, sort_code = own(sort_code))
            }
            Self::AskSortCode(number) => {
                said!(language, ASK_SORT_CODE, account_number = own(number))
            }
            Self::Wrong(error) => said!(language, WRONG, what = wrong(error, language)),
            Self::NoSuchAccount(account) => {
                said!(language, NO_SUCH_ACCOUNT, account = own(account))
            }
            Self::AskName => said!(language, ASK_NAME),
            Self::NameAgain => said!(language, NAME_AGAIN),
            Self::AlmostTheName(registered) => {
                said!(language, ALMOST_THE_NAME, registered = name(registered))
            }
            Self::AnotherName(given) => said!(language, ANOTHER_NAME, given = name(given)),
            Self::AlreadySaved(called) => said!(language, ALREADY_SAVED, called = name(called)),
            Self::Full => said!(language, FULL),
            Self::OwnAccount => said!(language, OWN_ACCOUNT),
            Self::WhomToRemove => said!(language, WHOM_TO_REMOVE),
            Self::RemoveThis(called) => said!(language, REMOVE_THIS, called = name(called)),
            Self::RemoveIt => said!(language, REMOVE_IT),
            Self::WhomToRename => said!(language, WHOM_TO_RENAME),
            Self::NoSuchPayee { typed, saved } => {
                let saved = lists::names(saved, language);
                said!(language, NO_SUCH_PAYEE, typed = name(typed), saved = saved)
            }
            Self::WhichPayee(some) => {
                said!(
                    language,
                    WHICH_PAYEE,
                    some = lists::alternatives(some, language)
                )
            }
            Self::AskNewName(called) => said!(language, ASK_NEW_NAME, called = name(called)),
            Self::SameName(called) => said!(language, SAME_NAME, called = name(called)),
        }
    }
}

/// What is wrong with an account.
fn wrong(error: &DetailsError, language: Language) -> Sentence {
    match error {
        DetailsError::SortCode { digits } => {
            said!(language, WRONG_SORT_CODE, digits = *digits)
        }
        DetailsError::AccountNumber { digits } => {
            said!(language, WRONG_ACCOUNT_NUMBER, digits = *digits)
        }
        DetailsError::NotTogether => said!(language, WRONG_TOGETHER),
        DetailsError::UnknownCountry => said!(language, WRONG_COUNTRY),
        DetailsError::IbanLength { characters } => {
            said!(language, WRONG_LENGTH, characters = *characters)
        }
        DetailsError::IbanCharacters | DetailsError::StoredForm => {
            said!(language, WRONG_CHARACTERS)
        }
        DetailsError::IbanCheckDigits => said!(language, WRONG_CHECK_DIGITS),
    }
}

fn list(some: &[(String, String)], is_first: bool, language: Language) -> Sentence {
    let line = |(payee, account): &(String, String)| say!["• ", name(payee), " – ", own(account)];
    let head = if is_first {
        said!(language, LIST_HEAD)
    } else {
        said!(language, LIST_HEAD_MORE)
    };
    Sentence::joined(std::iter::once(head).chain(some.iter().map(line)), "\n")
}
