//! How what is typed or tapped changes the draft of a new payee.

use domain::bank_details::BankDetails;
use domain::bank_details::reader::{self, Found, Problem};
use domain::bank_details::uk::{AccountNumber, SortCode};
use domain::language::Language;
use domain::text::folded;

use super::{Adding, Asked, Instead, Said, tag};
use crate::payees::name;
use crate::payees::reading::Answer;
use crate::payees::says::Says;
use crate::reading::request;

impl Adding {
    /// The draft with what was said.
    pub fn read(mut self, language: Language) -> Result<Self, Instead> {
        match std::mem::take(&mut self.said) {
            Said::Nothing => Ok(self),
            Said::Afresh(typed) => self.with_text(&typed, language),
            Said::Tap(means) => Ok(self.with_tap(&means)),
            Said::Answer(text) => self.with_answer(&text, language),
        }
    }

    /// A whole account is taken whatever was asked; a question with buttons is asked again until it is answered.
    fn with_answer(self, text: &str, language: Language) -> Result<Self, Instead> {
        if reader::read(text).is_ok() {
            return self.with_text(text, language);
        }
        match (self.asked, self.decision(text, language)) {
            (_, Some(answer)) => Ok(self.with(answer)),
            (Some(Asked::Which), None) if self.is_offered(text, language) => {
                Ok(self.with(Answer::UseIt))
            }
            (Some(Asked::Which | Asked::Whether), None) => Ok(self),
            (Some(Asked::Name), None) => self.with_name(text, language),
            (Some(Asked::Details) | None, None) => self.with_text(text, language),
        }
    }

    /// Whether a text is the holder's name, which was offered.
    pub(super) fn is_offered(&self, text: &str, language: Language) -> bool {
        let typed = request::without_taking_back(text, language);
        let typed = name::read(typed, language).map(|name| folded(&name));
        typed.is_some() && typed == self.offered.as_deref().map(folded)
    }

    fn with_tap(self, means: &str) -> Self {
        let about = self.complete();
        let about = about.map(|(details, name)| tag(&name, &details));
        match means.split_once('=') {
            Some((answer, tag)) if about.as_deref() == Some(tag) => match answer {
                "use" => self.with(Answer::UseIt),
                "keep" => self.with(Answer::Keep),
                "change" => self.with(Answer::Change),
                _ => self,
            },
            _ => self,
        }
    }

    fn with(self, answer: Answer) -> Self {
        let about = self.complete();
        let about = about.map(|(details, name)| tag(&name, &details));
        match (answer, self.asked) {
            (Answer::UseIt, Some(Asked::Which)) => Self {
                name: self.offered.clone(),
                ..self
            },
            (Answer::Keep, _) => Self {
                insists_on: about,
                ..self
            },
            // Name and account may both be wrong; the account is asked for again, and the name with it.
            (Answer::Change, _) => Self::default(),
            (Answer::UseIt | Answer::Stop, _) => self,
        }
    }

    /// What a text says of the account, and of the name beside it.
    fn with_text(self, text: &str, language: Language) -> Result<Self, Instead> {
        let half = |name: String, adding: Self| Self {
            name: name::read(&name, language).or_else(|| adding.name.clone()),
            ..adding
        };
        match reader::read(text) {
            Ok(Found { details, name }) => Ok(half(name, self).with_details(&details)),
            Err(Problem::OnlySortCode { sort_code, name }) => {
                half(name, self).with_sort_code(sort_code)
            }
            Err(Problem::OnlyAccountNumber {
                account_number,
                name,
            }) => half(name, self).with_account_number(account_number),
            Err(Problem::Nothing) if self.asked == Some(Asked::Details) => {
                Err(self.instead(Asked::Details, Says::DetailsAgain))
            }
            Err(Problem::Nothing) => Ok(half(text.to_owned(), self)),
            Err(Problem::Unclear) if is_too_little(text) => Ok(half(text.to_owned(), self)),
            Err(Problem::Unclear) => Err(self.instead(Asked::Details, Says::DetailsUnclear)),
            Err(Problem::Wrong(error)) => Err(self.instead(Asked::Details, Says::Wrong(error))),
        }
    }

    fn with_details(self, details: &BankDetails) -> Self {
        Self {
            details: Some(details.to_text()),
            ..self.without_details()
        }
    }

    fn with_sort_code(self, sort_code: SortCode) -> Result<Self, Instead> {
        match self.account_number.as_deref().map(AccountNumber::parse) {
            Some(Ok(account_number)) => self.with_uk(sort_code, account_number),
            _ => Ok(Self {
                sort_code: Some(sort_code.plain()),
                ..self.without_details()
            }),
        }
    }

    fn with_account_number(self, account_number: AccountNumber) -> Result<Self, Instead> {
        match self.sort_code.as_deref().map(SortCode::parse) {
            Some(Ok(sort_code)) => self.with_uk(sort_code, account_number),
            _ => Ok(Self {
                account_number: Some(account_number.to_string()),
                ..self.without_details()
            }),
        }
    }

    fn with_uk(self, sort_code: SortCode, account_number: AccountNumber) -> Result<Self, Instead> {
        match BankDetails::uk(sort_code, account_number) {
            Ok(details) => Ok(self.with_details(&details)),
            Err(error) => {
                let anew = self.without_details();
                Err(anew.instead(Asked::Details, Says::Wrong(error)))
            }
        }
    }

    fn with_name(self, text: &str, language: Language) -> Result<Self, Instead> {
        match name::read(text, language) {
            Some(name) => Ok(Self {
                name: Some(name),
                ..self
            }),
            None => Err(self.instead(Asked::Name, Says::NameAgain)),
        }
    }

    pub(super) fn without_details(self) -> Self {
        Self {
            details: None,
            sort_code: None,
            account_number: None,
            ..self
        }
    }

    fn instead(self, asked: Asked, says: Says) -> Instead {
        Instead(Box::new(self), asked, says)
    }
}

/// Fewest digits that may be a part of an account; fewer belong to a name.
const FEWEST_DIGITS: usize = 6;

/// Whether the digits of a text are too few for an account: `Studio 54`.
fn is_too_little(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_numeric()).count() < FEWEST_DIGITS
}
