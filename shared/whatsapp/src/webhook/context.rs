//! From one `value` of the envelope to its deliveries: who is meant, by which of the contacts
//! beside the messages, and what is fit for the queue.
//!
//! Deliberately joins no ids on a guess: a contact counts only if it is certainly the same person.

use domain::customer::channel::ChannelAddress;
use serde_json::value::RawValue;

use super::concerned::{self, Named};
use super::delivery::{Delivery, DeliveryKind, escape_noncharacters};
use super::wire;
use crate::lenient::{Lenient, List};

const MAX_PAYLOAD_BYTES: usize = 98_304;
/// Meta does not publish a limit; its ids are about 60 characters.
const MAX_MESSAGE_ID_BYTES: usize = 256;
const MAX_STATUS_NAME_BYTES: usize = 32;
const MAX_PHONE_NUMBER_ID_BYTES: usize = 64;
/// A country code, a dot and up to 128 characters, with room for `ENT.`.
const MAX_USER_ID_BYTES: usize = 160;
/// E.164 allows 15 digits.
const MAX_WA_ID_BYTES: usize = 32;
const MAX_PROFILE_NAME_CHARS: usize = 100;

/// What all messages and statuses of one `value` share.
pub struct Context {
    phone_number_id: Option<String>,
    contacts: Vec<Contact>,
    /// Whether there is one message or status in all, so that a single contact can only be about it.
    stands_alone: bool,
}

struct Contact {
    wa_id: Option<String>,
    user_id: Option<String>,
    name: Option<String>,
}

impl Context {
    /// What `items` messages and statuses share.
    pub fn new(
        metadata: Lenient<wire::Metadata>,
        contacts: List<wire::Contact>,
        items: usize,
    ) -> Self {
        let phone_number_id = metadata
            .into_option()
            .and_then(|metadata| metadata.phone_number_id.into_string())
            .and_then(|id| bounded(id, MAX_PHONE_NUMBER_ID_BYTES));
        let contacts = contacts.into_elements().flatten().map(Contact::new);
        Self {
            phone_number_id,
            contacts: contacts.collect(),
            stands_alone: items == 1,
        }
    }

    /// A message, once for everybody it concerns: its sender, and whom `WhatsApp` itself speaks of. Nothing if it has
    /// no id or concerns nobody, or was written in a group: the bank answers only where nobody else reads.
    pub fn message(&self, raw: &RawValue) -> Vec<Delivery> {
        let Some((id, head)) = head(raw) else {
            return Vec::new();
        };
        let is_system = head.kind.as_str() == Some(concerned::SYSTEM);
        let ids = (head.from.into_string(), head.from_user_id.into_string());
        let sender = self.delivery(DeliveryKind::Message, id.clone(), ids, raw);
        if is_system {
            return self.notices(&id, sender, raw);
        }
        sender.into_iter().collect()
    }

    /// A status, unless it has no id, no name or no recipient, or is about something else than a message of ours.
    pub fn status(&self, raw: &RawValue) -> Option<Delivery> {
        let head: wire::StatusHead = serde_json::from_str(raw.get()).ok()?;
        if head.is_of_something_else() {
            return None;
        }
        let id = bounded(head.id.into_string()?, MAX_MESSAGE_ID_BYTES)?;
        let status = bounded(head.status.into_string()?, MAX_STATUS_NAME_BYTES)?;
        let ids = (
            head.recipient_id.into_string(),
            head.recipient_user_id.into_string(),
        );
        let id = format!("{id}:{status}");
        self.delivery(DeliveryKind::Status, id, ids, raw)
    }

    /// A notice for everybody a system message concerns. The first has the message's id and each of the others one of
    /// its own, so that none is taken for a repeat of another.
    fn notices(&self, id: &str, sender: Option<Delivery>, raw: &RawValue) -> Vec<Delivery> {
        let by = sender
            .as_ref()
            .map(|sender| sender.address.primary().to_owned());
        let concerned = concerned::by(raw, by.as_deref());
        let notice = |named: Named| {
            let delivery = self.addressed(DeliveryKind::Message, named.address, raw)?;
            Some((named.role, delivery))
        };
        let before = concerned.before.into_iter().filter_map(notice);
        let sender = sender.map(|sender| ("sender", sender));
        let now = concerned.now.into_iter().filter_map(notice);
        let everybody = before.chain(sender).chain(now).enumerate();
        let under_its_id = |(position, (role, notice)): (usize, (&str, Delivery))| Delivery {
            id: if position == 0 {
                id.to_owned()
            } else {
                format!("{id}/{role}")
            },
            ..notice
        };
        everybody.map(under_its_id).collect()
    }

    fn delivery(
        &self,
        kind: DeliveryKind,
        id: String,
        (wa_id, user_id): (Option<String>, Option<String>),
        raw: &RawValue,
    ) -> Option<Delivery> {
        let wa_id = wa_id.and_then(|id| bounded(id, MAX_WA_ID_BYTES));
        let user_id = user_id.and_then(|id| bounded(id, MAX_USER_ID_BYTES));
        let contact = self.contact(wa_id.as_deref(), user_id.as_deref());
        let user_id = user_id.or_else(|| contact?.user_id.clone());
        let wa_id = wa_id.or_else(|| contact?.wa_id.clone());
        let address = ChannelAddress::try_new(user_id, wa_id).ok()?;
        Some(Delivery {
            profile_name: contact.and_then(|contact| contact.name.clone()),
            id,
            ..self.addressed(kind, address, raw)?
        })
    }

    /// A delivery to `address`, which has no id yet.
    fn addressed(
        &self,
        kind: DeliveryKind,
        address: ChannelAddress,
        raw: &RawValue,
    ) -> Option<Delivery> {
        Some(Delivery {
            phone_number_id: self.phone_number_id.clone()?,
            address,
            profile_name: None,
            kind,
            id: String::new(),
            payload: queueable(raw)?,
        })
    }

    /// The contact with one of these ids; of an item without any, the only one there is.
    fn contact(&self, wa_id: Option<&str>, user_id: Option<&str>) -> Option<&Contact> {
        match self.contacts.as_slice() {
            [only] if self.stands_alone && wa_id.is_none() && user_id.is_none() => Some(only),
            contacts => contacts.iter().find(|contact| contact.is(wa_id, user_id)),
        }
    }
}

impl Contact {
    fn new(contact: wire::Contact) -> Self {
        let name = contact
            .profile
            .into_option()
            .and_then(|profile| profile.name.into_string());
        Self {
            wa_id: contact
                .wa_id
                .into_string()
                .and_then(|id| bounded(id, MAX_WA_ID_BYTES)),
            user_id: contact
                .user_id
                .into_string()
                .and_then(|id| bounded(id, MAX_USER_ID_BYTES)),
            name: name.map(|name| name.chars().take(MAX_PROFILE_NAME_CHARS).collect()),
        }
    }

    /// Whether this contact is that person: one id is equal and none contradicts. Anything less
    /// would join two people's ids into one address.
    fn is(&self, wa_id: Option<&str>, user_id: Option<&str>) -> bool {
        let pairs = [
            (self.wa_id.as_deref(), wa_id),
            (self.user_id.as_deref(), user_id),
        ];
        let mut comparable = pairs
            .into_iter()
            .filter_map(|(ours, theirs)| Some((ours?, theirs?)))
            .peekable();
        comparable.peek().is_some() && comparable.all(|(ours, theirs)| ours == theirs)
    }
}

/// The id of a message and who sent it, unless it has none or was written in a group.
fn head(raw: &RawValue) -> Option<(String, wire::MessageHead<'_>)> {
    let mut head: wire::MessageHead<'_> = serde_json::from_str(raw.get()).ok()?;
    let is_in_a_group = head
        .group_id
        .is_some_and(|group| !group.get().trim_matches(['"', ' ']).is_empty());
    let id = std::mem::take(&mut head.id).into_string()?;
    let id = bounded(id, MAX_MESSAGE_ID_BYTES)?;
    (!is_in_a_group).then_some((id, head))
}

/// The payload as it may enter the queue, reduced if it is too large.
fn queueable(raw: &RawValue) -> Option<Box<RawValue>> {
    let json = escape_noncharacters(raw.get());
    if json.len() <= MAX_PAYLOAD_BYTES {
        return RawValue::from_string(json).ok();
    }
    let remainder: wire::Remainder<'_> = serde_json::from_str(raw.get()).ok()?;
    let json = escape_noncharacters(&serde_json::to_string(&remainder).ok()?);
    (json.len() <= MAX_PAYLOAD_BYTES)
        .then(|| RawValue::from_string(json).ok())
        .flatten()
}

fn bounded(text: String, max_bytes: usize) -> Option<String> {
    (!text.is_empty() && text.len() <= max_bytes).then_some(text)
}
