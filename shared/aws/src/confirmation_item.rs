//! How a confirmation lies in the confirmations table.

use domain::authority::{Identification, Seal};
use domain::confirmation::link::Session;
use domain::confirmation::order::SealedOrder;
use domain::confirmation::{Confirmation, Ending, NamedTry, Stage, TaskToken};
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::FactKind;
use domain::id::{CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// Role of the table in errors and logs.
pub const TABLE: &str = "confirmations";

pub const CONFIRMATION_SK: &str = "CONFIRMATION";
pub const LINK_SK: &str = "LINK";
pub const OPEN_SK: &str = "OPEN";
pub const STANDING_SK: &str = "STANDING";

const CORRUPT: StoreError = StoreError::Corrupt {
    kind: "confirmation",
};

pub fn confirmation_pk(id: &OrderId) -> String {
    format!("CONFIRMATION#{}", id.0)
}

pub fn link_pk(link: &Hash) -> String {
    format!("LINK#{}", link.hex())
}

pub fn customer_pk(id: &CustomerId) -> String {
    format!("CUSTOMER#{}", id.0)
}

/// Points from a link or a customer to a confirmation.
#[derive(Serialize, Deserialize)]
pub struct PointerItem {
    pub pk: String,
    pub sk: String,
    pub confirmation_id: String,
    pub expires_at: i64,
}

#[derive(Serialize, Deserialize)]
pub struct ConfirmationItem {
    pub pk: String,
    pub sk: String,
    pub version: u64,
    pub expires_at: i64,
    /// The sealed order: its bytes, and nothing of it beside them.
    order: String,
    user_id: Option<String>,
    wa_id: Option<String>,
    session: Option<String>,
    session_expires_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    identification: Option<String>,
    task_token: Option<String>,
    stage: StageItem,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
enum StageItem {
    Sealed,
    LinkSent {
        link: String,
        link_expires_at: i64,
    },
    Identifying {
        question: String,
        attempts: u8,
    },
    Identified,
    PasscodeDue {
        code: String,
        code_expires_at: i64,
        attempts: u8,
        texts: u8,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        last_try: Option<TryItem>,
    },
    Verified {
        seal: String,
    },
    Ended {
        ending: String,
    },
}

#[derive(Serialize, Deserialize)]
struct TryItem {
    name: String,
    was_wrong: bool,
}

impl ConfirmationItem {
    pub fn new(confirmation: &Confirmation, version: u64, expires_at: UnixSeconds) -> Self {
        Self {
            pk: confirmation_pk(confirmation.id()),
            sk: CONFIRMATION_SK.to_owned(),
            version,
            expires_at: expires_at.0,
            order: confirmation.order.expose().to_owned(),
            user_id: confirmation.address.user_id().map(str::to_owned),
            wa_id: confirmation.address.wa_id().map(str::to_owned),
            session: confirmation.session.map(|session| session.token.hex()),
            session_expires_at: confirmation.session.map(|session| session.expires_at.0),
            identification: confirmation
                .identification
                .map(|identification| identification.to_text()),
            task_token: confirmation
                .task_token
                .as_ref()
                .map(|token| token.0.clone()),
            stage: StageItem::from(confirmation.stage),
        }
    }
}

impl TryFrom<ConfirmationItem> for Confirmation {
    type Error = StoreError;

    fn try_from(item: ConfirmationItem) -> Result<Self, StoreError> {
        let order = SealedOrder::open(item.order).map_err(|_| CORRUPT)?;
        // An order under another's key is nobody's.
        if item.pk != confirmation_pk(order.id()) {
            return Err(CORRUPT);
        }
        Ok(Self {
            address: ChannelAddress::try_new(item.user_id, item.wa_id).map_err(|_| CORRUPT)?,
            stage: item.stage.try_into()?,
            session: session(item.session.as_deref(), item.session_expires_at)?,
            identification: identification(item.identification.as_deref())?,
            task_token: item.task_token.map(TaskToken),
            order,
        })
    }
}

impl From<Stage> for StageItem {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Sealed => Self::Sealed,
            Stage::LinkSent { link, expires_at } => Self::LinkSent {
                link: link.hex(),
                link_expires_at: expires_at.0,
            },
            Stage::Identifying { question, attempts } => Self::Identifying {
                question: question.name().to_owned(),
                attempts,
            },
            Stage::Identified => Self::Identified,
            Stage::PasscodeDue {
                code,
                expires_at,
                attempts,
                texts,
                last,
            } => Self::PasscodeDue {
                code: code.hex(),
                code_expires_at: expires_at.0,
                attempts,
                texts,
                last_try: last.map(TryItem::from),
            },
            Stage::Verified { seal } => Self::Verified {
                seal: seal.to_text(),
            },
            Stage::Ended(ending) => Self::Ended {
                ending: ending.name().to_owned(),
            },
        }
    }
}

impl TryFrom<StageItem> for Stage {
    type Error = StoreError;

    fn try_from(item: StageItem) -> Result<Self, StoreError> {
        Ok(match item {
            StageItem::Sealed => Self::Sealed,
            StageItem::LinkSent {
                link,
                link_expires_at,
            } => Self::LinkSent {
                link: hash(&link)?,
                expires_at: UnixSeconds(link_expires_at),
            },
            StageItem::Identifying { question, attempts } => Self::Identifying {
                question: FactKind::parse(&question).ok_or(CORRUPT)?,
                attempts,
            },
            StageItem::Identified => Self::Identified,
            StageItem::PasscodeDue {
                code,
                code_expires_at,
                attempts,
                texts,
                last_try,
            } => {
                let expires_at = UnixSeconds(code_expires_at);
                Self::PasscodeDue {
                    code: hash(&code)?,
                    expires_at,
                    attempts,
                    texts,
                    last: last_try.map(NamedTry::try_from).transpose()?,
                }
            }
            StageItem::Verified { seal } => Self::Verified {
                seal: Seal::parse(&seal).ok_or(CORRUPT)?,
            },
            StageItem::Ended { ending } => Self::Ended(Ending::parse(&ending)),
        })
    }
}

impl From<NamedTry> for TryItem {
    fn from(last: NamedTry) -> Self {
        Self {
            name: last.name.hex(),
            was_wrong: last.was_wrong,
        }
    }
}

impl TryFrom<TryItem> for NamedTry {
    type Error = StoreError;

    fn try_from(item: TryItem) -> Result<Self, StoreError> {
        Ok(Self {
            name: hash(&item.name)?,
            was_wrong: item.was_wrong,
        })
    }
}

fn session(token: Option<&str>, expires_at: Option<i64>) -> Result<Option<Session>, StoreError> {
    let Some(token) = token else {
        return Ok(None);
    };
    Ok(Some(Session {
        token: hash(token)?,
        expires_at: UnixSeconds(expires_at.ok_or(CORRUPT)?),
    }))
}

fn identification(text: Option<&str>) -> Result<Option<Identification>, StoreError> {
    text.map(|text| Identification::parse(text).ok_or(CORRUPT))
        .transpose()
}

fn hash(text: &str) -> Result<Hash, StoreError> {
    Hash::from_hex(text).ok_or(CORRUPT)
}
