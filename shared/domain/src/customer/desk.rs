//! Who at the bank's desk did something for a customer, and who answers for it.
//!
//! Deliberately names only: whether somebody works at the desk is decided by whoever lets them sign for it. These names
//! are kept so that each deed can be traced to a person.

use super::caller::Caller;

/// Fewest and most characters of a name.
const OPERATOR_CHARACTERS: std::ops::RangeInclusive<usize> = 2..=64;

/// Fewest and most characters of a reason.
const REASON_CHARACTERS: std::ops::RangeInclusive<usize> = 3..=120;

/// More digits would be a phone, a card or a PIN, which are nothing to keep here.
const MAX_DIGITS: usize = 4;

/// A person or a system of the bank's, by a short id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator(String);

/// Why something was done, in the operator's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

/// What is needed beside the operator to let a customer go on who was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backing {
    /// A reason.
    Reason,
    /// Another person.
    SecondPerson,
}

/// Who does something, why, and who else stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warrant {
    caller: Caller,
    reason: Option<Reason>,
    approved_by: Option<Operator>,
}

/// Why nobody answers for a deed well enough. Says nothing of what was given.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Unwarranted {
    /// The second person is no short id.
    #[error("an operator is 2 to 64 letters, digits, dots, hyphens, underscores and @")]
    UnusableOperator,
    /// The reason is too short or too long, or holds a number.
    #[error("a reason is 3 to 120 characters in one line, with at most 4 digits")]
    UnusableReason,
    /// The second person is the first.
    #[error("approved_by has to be another person than the operator")]
    SamePerson,
    /// No reason is given.
    #[error("this needs a reason")]
    NeedsReason,
    /// Nobody else stands for it.
    #[error("this needs a second person as approved_by")]
    NeedsSecondPerson,
}

/// Neither of the two words.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("it is neither \"reason\" nor \"required\"")]
pub struct UnknownBacking;

impl Backing {
    /// Reads the setting: `required` asks for a second person, `reason` for a reason.
    ///
    /// # Errors
    /// [`UnknownBacking`].
    pub fn parse(setting: &str) -> Result<Self, UnknownBacking> {
        match setting {
            "required" => Ok(Self::SecondPerson),
            "reason" => Ok(Self::Reason),
            _ => Err(UnknownBacking),
        }
    }
}

impl Operator {
    /// Reads an id, as a directory of staff has them; the case of its letters does not tell two people apart.
    ///
    /// # Errors
    /// [`Unwarranted::UnusableOperator`].
    pub fn parse(id: &str) -> Result<Self, Unwarranted> {
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || "._-@".contains(letter);
        let is_usable = OPERATOR_CHARACTERS.contains(&id.len()) && id.chars().all(allowed);
        is_usable
            .then(|| Self(id.to_ascii_lowercase()))
            .ok_or(Unwarranted::UnusableOperator)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Reason {
    /// Reads a reason.
    ///
    /// # Errors
    /// [`Unwarranted::UnusableReason`].
    pub fn parse(text: &str) -> Result<Self, Unwarranted> {
        let text = text.trim();
        let digits = text.chars().filter(|letter| letter.is_numeric()).count();
        let is_usable = REASON_CHARACTERS.contains(&text.chars().count())
            && digits <= MAX_DIGITS
            && !text.contains(char::is_control);
        is_usable
            .then(|| Self(text.to_owned()))
            .ok_or(Unwarranted::UnusableReason)
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Warrant {
    /// Reads who answers for a deed. What is blank was not given.
    ///
    /// # Errors
    /// [`Unwarranted`].
    pub fn try_new(
        caller: Caller,
        reason: Option<&str>,
        approved_by: Option<&str>,
    ) -> Result<Self, Unwarranted> {
        let given = |text: &&str| !text.trim().is_empty();
        let reason = reason.filter(given).map(Reason::parse).transpose()?;
        let approved_by = approved_by.filter(given).map(Operator::parse);
        let approved_by = approved_by.transpose()?;
        if approved_by.as_ref() == Some(caller.operator()) {
            return Err(Unwarranted::SamePerson);
        }
        Ok(Self {
            caller,
            reason,
            approved_by,
        })
    }

    /// Whether it has the backing that is asked for.
    ///
    /// # Errors
    /// [`Unwarranted::NeedsReason`] or [`Unwarranted::NeedsSecondPerson`].
    pub const fn has(&self, backing: Backing) -> Result<(), Unwarranted> {
        match backing {
            Backing::Reason if self.reason.is_none() => Err(Unwarranted::NeedsReason),
            Backing::SecondPerson if self.approved_by.is_none() => {
                Err(Unwarranted::NeedsSecondPerson)
            }
            Backing::Reason | Backing::SecondPerson => Ok(()),
        }
    }

    /// Who does it.
    #[must_use]
    pub fn operator(&self) -> &str {
        self.caller.operator().as_str()
    }

    /// In which role of the bank's.
    #[must_use]
    pub fn role(&self) -> &str {
        self.caller.role()
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_ref().map(Reason::as_str)
    }

    /// Who else stands for it.
    #[must_use]
    pub fn approved_by(&self) -> Option<&str> {
        self.approved_by.as_ref().map(Operator::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ross() -> Caller {
        Caller::from_arn("arn:aws:sts::000000000000:assumed-role/acme-desk/m.ross").unwrap()
    }

    #[test]
    fn an_operator_is_a_short_id() {
        for id in ["m.ross", "K7", "branch_12-desk", "m.ross@acme.example"] {
            assert_eq!(
                Operator::parse(id).unwrap().as_str(),
                id.to_ascii_lowercase()
            );
        }
        let long = "x".repeat(65);
        for refused in [
            "",
            " ",
            "k",
            "m ross",
            "+447700900101",
            "m\nross",
            "Märta",
            &long,
        ] {
            assert_eq!(
                Operator::parse(refused),
                Err(Unwarranted::UnusableOperator),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_reason_is_a_line_without_numbers() {
        let reason = Reason::parse(" passport seen, branch 12 ").unwrap();
        assert_eq!(reason.as_str(), "passport seen, branch 12");
        let long = "x".repeat(121);
        for refused in ["ok", "called 07700 900101", "one\ntwo", &long] {
            let parsed = Reason::parse(refused);
            assert_eq!(parsed, Err(Unwarranted::UnusableReason), "{refused}");
        }
    }

    #[test]
    fn a_second_person_is_another_one() {
        let by = |approved_by| Warrant::try_new(ross(), None, Some(approved_by));
        assert_eq!(by("M.Ross"), Err(Unwarranted::SamePerson));
        assert_eq!(by("m ross"), Err(Unwarranted::UnusableOperator));
        assert_eq!(by("j.doe").unwrap().approved_by(), Some("j.doe"));
        assert_eq!(by(" ").unwrap().approved_by(), None);
    }

    #[test]
    fn the_setting_says_which_backing_is_asked_for() {
        let (reason, required) = (Backing::parse("reason"), Backing::parse("required"));
        let (reason, required) = (reason.unwrap(), required.unwrap());
        assert_eq!(Backing::parse("none"), Err(UnknownBacking));
        let alone = Warrant::try_new(ross(), Some(" "), None).unwrap();
        assert_eq!(alone.has(reason), Err(Unwarranted::NeedsReason));
        assert_eq!(alone.has(required), Err(Unwarranted::NeedsSecondPerson));
        let explained = Warrant::try_new(ross(), Some("passport seen"), None).unwrap();
        assert_eq!(explained.has(reason), Ok(()));
        assert_eq!(explained.has(required), Err(Unwarranted::NeedsSecondPerson));
        let seconded = Warrant::try_new(ross(), None, Some("j.doe")).unwrap();
        assert_eq!(seconded.has(required), Ok(()));
    }
}
