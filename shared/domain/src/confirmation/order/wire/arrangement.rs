//! What a customer arranges, as it lies in the bytes of a sealed order.

use serde::{Deserialize, Serialize};

use super::standing_order::{SkipV1, TermsV1, WhichV1};
use crate::arrangement::{Loosening, NewPayee, Removal, Renaming, Tightening};
use crate::bank_details::BankDetails;
use crate::customer::payee_check::PayeeCheck;
use crate::id::{CustomerId, PayeeId};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LooseningV1 {
    AddPayee(NewPayeeV1),
    RenamePayee(RenamingV1),
    StandingOrder(Box<TermsV1>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TighteningV1 {
    RemovePayee(RemovalV1),
    SkipPayment(SkipV1),
    StopStandingOrder(WhichV1),
}

/// Bank details in their stored form here and below.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPayeeV1 {
    name: String,
    details: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder: Option<String>,
    check: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registered_name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenamingV1 {
    payee: String,
    from: String,
    to: String,
    details: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovalV1 {
    payee: String,
    name: String,
    details: String,
}

impl From<&Loosening> for LooseningV1 {
    fn from(loosening: &Loosening) -> Self {
        match loosening {
            Loosening::AddPayee(new) => Self::AddPayee(new.into()),
            Loosening::RenamePayee(renaming) => Self::RenamePayee(renaming.into()),
            Loosening::StandingOrder(terms) => Self::StandingOrder(Box::new((&**terms).into())),
        }
    }
}

impl From<&Tightening> for TighteningV1 {
    fn from(tightening: &Tightening) -> Self {
        match tightening {
            Tightening::RemovePayee(removal) => Self::RemovePayee(removal.into()),
            Tightening::SkipPayment(skip) => Self::SkipPayment(skip.into()),
            Tightening::StopStandingOrder(which) => Self::StopStandingOrder(which.into()),
        }
    }
}

impl From<&NewPayee> for NewPayeeV1 {
    fn from(new: &NewPayee) -> Self {
        let NewPayee {
            name,
            details,
            holder,
            check,
        } = new;
        Self {
            name: name.clone(),
            details: details.to_text(),
            holder: holder.as_ref().map(|holder| holder.0.clone()),
            check: check.name().to_owned(),
            registered_name: check.registered().map(str::to_owned),
        }
    }
}

impl From<&Renaming> for RenamingV1 {
    fn from(renaming: &Renaming) -> Self {
        let Renaming {
            payee,
            from,
            to,
            details,
        } = renaming;
        Self {
            payee: payee.0.clone(),
            from: from.clone(),
            to: to.clone(),
            details: details.to_text(),
        }
    }
}

impl From<&Removal> for RemovalV1 {
    fn from(removal: &Removal) -> Self {
        let Removal {
            payee,
            name,
            details,
        } = removal;
        Self {
            payee: payee.0.clone(),
            name: name.clone(),
            details: details.to_text(),
        }
    }
}

impl LooseningV1 {
    pub fn read(self) -> Option<Loosening> {
        Some(match self {
            Self::AddPayee(new) => Loosening::AddPayee(NewPayee {
                name: new.name,
                details: details(&new.details)?,
                holder: new.holder.map(CustomerId),
                check: PayeeCheck::read(&new.check, new.registered_name)?,
            }),
            Self::RenamePayee(renaming) => Loosening::RenamePayee(Renaming {
                payee: PayeeId(renaming.payee),
                from: renaming.from,
                to: renaming.to,
                details: details(&renaming.details)?,
            }),
            Self::StandingOrder(terms) => Loosening::StandingOrder(Box::new(terms.read()?)),
        })
    }
}

impl TighteningV1 {
    pub fn read(self) -> Option<Tightening> {
        Some(match self {
            Self::RemovePayee(removal) => Tightening::RemovePayee(Removal {
                payee: PayeeId(removal.payee),
                name: removal.name,
                details: details(&removal.details)?,
            }),
            Self::SkipPayment(skip) => Tightening::SkipPayment(skip.read()?),
            Self::StopStandingOrder(which) => Tightening::StopStandingOrder(which.read()?),
        })
    }
}

fn details(text: &str) -> Option<BankDetails> {
    BankDetails::parse(text).ok()
}
