//! Who signed a request to the bank's own API, by AWS's word and not by the request's.
//!
//! Deliberately sessions of roles only: a user's keys live for years, and the account's root is nobody in particular.

use super::desk::Operator;

/// A person or a system of the bank's, in a role of the bank's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    role: String,
    operator: Operator,
}

/// The signature is nobody's who could answer for a deed. Says nothing of whose it is.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("it is not signed by a role's session that is named after who acts")]
pub struct UnknownCaller;

impl Caller {
    /// Reads the ARN of whoever signed: `arn:aws:sts::<account>:assumed-role/<role>/<session>`. The session's name is who
    /// acts; whoever lets people assume the role names it.
    ///
    /// # Errors
    /// [`UnknownCaller`] if it is no session of a role, or its name is no operator's.
    pub fn from_arn(arn: &str) -> Result<Self, UnknownCaller> {
        let parts: Vec<&str> = arn.split(':').collect();
        let ["arn", _, "sts", _, _, principal] = parts[..] else {
            return Err(UnknownCaller);
        };
        let ["assumed-role", role, session] = principal.split('/').collect::<Vec<_>>()[..] else {
            return Err(UnknownCaller);
        };
        Ok(Self {
            role: role.to_owned(),
            operator: Operator::parse(session).map_err(|_| UnknownCaller)?,
        })
    }

    /// In which role.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.role
    }

    /// Who.
    #[must_use]
    pub const fn operator(&self) -> &Operator {
        &self.operator
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_says_who_acts_and_in_which_role() {
        let caller = Caller::from_arn("arn:aws:sts::000000000000:assumed-role/acme-desk/M.Ross");
        let caller = caller.unwrap();
        assert_eq!(
            (caller.role(), caller.operator().as_str()),
            ("acme-desk", "m.ross")
        );
        assert!(Caller::from_arn("arn:aws-cn:sts::1:assumed-role/desk/m.ross").is_ok());
    }

    #[test]
    fn nobody_in_particular_is_no_caller() {
        for arn in [
            "",
            "m.ross",
            "arn:aws:iam::000000000000:root",
            "arn:aws:iam::000000000000:user/m.ross",
            "arn:aws:sts::000000000000:federated-user/m.ross",
            "arn:aws:sts::000000000000:assumed-role/acme-desk",
            "arn:aws:sts::000000000000:assumed-role/acme-desk/",
            "arn:aws:sts::000000000000:assumed-role/acme-desk/+447700900101",
            "arn:aws:sts::000000000000:assumed-role/acme-desk/m.ross/more",
            "arn:aws:iam::000000000000:assumed-role/acme-desk/m.ross",
        ] {
            assert_eq!(Caller::from_arn(arn), Err(UnknownCaller), "{arn}");
        }
    }
}
