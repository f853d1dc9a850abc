//! How a confirmation lies in the confirmations table.

use domain::authority::{Identification, Seal};
use domain::confirmation::link::Session;
use domain::confirmation::order::SealedOrder;
use domain::confirmation::{Confirmation, Ending, NamedTries, NamedTry, Stage, TaskToken};
use domain::conversation::ticket::Ticket;
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::FactKind;
use domain::id::OrderId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// Role of the table in errors and logs.
pub const TABLE: &str = "confirmations";

pub const CONFIRMATION_SK: &str = "CONFIRMATION";
pub const LINK_SK: &str = "LINK";
pub const OPEN_SK: &str = "OPEN";

const CORRUPT: StoreError = StoreError::Corrupt {
    kind: "confirmation",
};

pub fn confirmation_pk(id: &OrderId) -> String {
    format!("CONFIRMATION#{}", id.0)
}

pub fn link_pk(link: &Hash) -> String {
    format!("LINK#{}", link.hex())
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
    /// Counted by the table from the first write on.
    version: u64,
    pub expires_at: i64,
    /// The sealed order: its bytes, and nothing of it beside them.
    order: String,
    user_id: Option<String>,
    wa_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    ticket: Option<String>,
    session: Option<String>,
    session_expires_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    identification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    session_opened_by: Option<String>,
    task_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    disowned_at: Option<i64>,
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
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        tries: Vec<TryItem>,
    },
    Identified,
    PasscodeDue {
        code: String,
        code_expires_at: i64,
        attempts: u8,
        texts: u8,
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        tries: Vec<TryItem>,
        /// What a version before kept of them. Read, never written.
        #[serde(skip_serializing, default)]
        last_try: Option<TryItem>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        asked_by: Option<String>,
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
    pub fn new(confirmation: &Confirmation, expires_at: UnixSeconds) -> Self {
        Self {
            pk: confirmation_pk(confirmation.id()),
            sk: CONFIRMATION_SK.to_owned(),
            version: 0,
            expires_at: expires_at.0,
            order: confirmation.order.expose().to_owned(),
            user_id: confirmation.address.user_id().map(str::to_owned),
            wa_id: confirmation.address.wa_id().map(str::to_owned),
            ticket: confirmation.ticket.as_ref().map(Ticket::to_text),
            session: confirmation.session.map(|session| session.token.hex()),
            session_expires_at: confirmation.session.map(|session| session.expires_at.0),
            identification: confirmation
                .identification
                .map(|identification| identification.to_text()),
            session_opened_by: (confirmation.session)
                .and_then(|session| Some(session.opened_by?.hex())),
            task_token: confirmation
                .task_token
                .as_ref()
                .map(|token| token.0.clone()),
            disowned_at: confirmation.disowned_at.map(|at| at.0),
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
            ticket: ticket(item.ticket.as_deref())?,
            stage: item.stage.try_into()?,
            identification: identification(item.identification.as_deref())?,
            session: session(
                item.session.as_deref(),
                item.session_expires_at,
                item.session_opened_by.as_deref(),
            )?,
            task_token: item.task_token.map(TaskToken),
            disowned_at: item.disowned_at.map(UnixSeconds),
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
            Stage::Identifying {
                question,
                attempts,
                tries,
            } => Self::Identifying {
                question: question.name().to_owned(),
                attempts,
                tries: tries.iter().map(TryItem::from).collect(),
            },
            Stage::Identified => Self::Identified,
            Stage::PasscodeDue {
                code,
                expires_at,
                attempts,
                texts,
                tries,
                asked_by,
            } => Self::PasscodeDue {
                code: code.hex(),
                code_expires_at: expires_at.0,
                attempts,
                texts,
                tries: tries.iter().map(TryItem::from).collect(),
                last_try: None,
                asked_by: asked_by.map(|name| name.hex()),
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
            StageItem::Identifying {
                question,
                attempts,
                tries,
            } => Self::Identifying {
                question: FactKind::parse(&question).ok_or(CORRUPT)?,
                attempts,
                tries: named(tries)?,
            },
            StageItem::Identified => Self::Identified,
            StageItem::PasscodeDue {
                code,
                code_expires_at,
                attempts,
                texts,
                tries,
                last_try,
                asked_by,
            } => {
                let expires_at = UnixSeconds(code_expires_at);
                Self::PasscodeDue {
                    code: hash(&code)?,
                    expires_at,
                    attempts,
                    texts,
                    tries: named(last_try.into_iter().chain(tries))?,
                    asked_by: asked_by.as_deref().map(hash).transpose()?,
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

fn named(tries: impl IntoIterator<Item = TryItem>) -> Result<NamedTries, StoreError> {
    tries.into_iter().map(NamedTry::try_from).collect()
}

fn session(
    token: Option<&str>,
    expires_at: Option<i64>,
    opened_by: Option<&str>,
) -> Result<Option<Session>, StoreError> {
    let Some(token) = token else {
        return Ok(None);
    };
    Ok(Some(Session {
        token: hash(token)?,
        expires_at: UnixSeconds(expires_at.ok_or(CORRUPT)?),
        opened_by: opened_by.map(hash).transpose()?,
    }))
}

fn ticket(text: Option<&str>) -> Result<Option<Ticket>, StoreError> {
    text.map(|text| Ticket::parse(text).map_err(|_| CORRUPT))
        .transpose()
}

fn identification(text: Option<&str>) -> Result<Option<Identification>, StoreError> {
    text.map(|text| Identification::parse(text).ok_or(CORRUPT))
        .transpose()
}

fn hash(text: &str) -> Result<Hash, StoreError> {
    Hash::from_hex(text).ok_or(CORRUPT)
}
