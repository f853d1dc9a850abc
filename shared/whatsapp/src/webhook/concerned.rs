//! Whom a system message concerns, besides who sent it: everybody it names by an id.
//!
//! A change of number or user id may come from the old identity, from the new one or from nobody, so the sender alone
//! does not tell whose chat has to stop. Deliberately each id by itself: which of them belong together is just what
//! has changed.

use domain::customer::channel::ChannelAddress;
use serde_json::value::RawValue;

use super::wire;
use crate::lenient::{Id, Lenient};

/// The type of a message that `WhatsApp` itself says about a customer.
pub const SYSTEM: &str = "system";

const MAX_ID_BYTES: usize = 160;

/// Everybody named.
#[derive(Default)]
pub struct Concerned {
    /// By the ids that were theirs.
    pub before: Vec<Named>,
    /// By those that are theirs now, as is said. A number somebody has moved to is left out: it was never theirs here.
    pub now: Vec<Named>,
}

/// Somebody, and as what they are named.
pub struct Named {
    pub role: &'static str,
    pub address: ChannelAddress,
}

/// Everybody a system message names, except by the id it is sent from already.
pub fn by(raw: &RawValue, sender: Option<&str>) -> Concerned {
    let about: Option<wire::About> = serde_json::from_str(raw.get()).ok();
    let Some(system) = about.and_then(|about| about.system.into_option()) else {
        return Concerned::default();
    };
    let kind = system.kind.as_str().unwrap_or_default();
    let is_moved = kind.contains("number");
    let before = [
        user("previous_user_id", system.previous_user_id),
        phone("previous_wa_id", system.previous_wa_id),
        phone("customer", system.customer),
    ];
    let wa_id = phone("wa_id", system.wa_id).filter(|_| !is_moved);
    let now = [user("user_id", system.user_id), wa_id];
    let mut seen: Vec<String> = sender.map(str::to_owned).into_iter().collect();
    Concerned {
        before: unseen(before, &mut seen),
        now: unseen(now, &mut seen),
    }
}

/// Those whose id was not seen before.
fn unseen<const N: usize>(named: [Option<Named>; N], seen: &mut Vec<String>) -> Vec<Named> {
    let mut fresh = Vec::new();
    for named in named.into_iter().flatten() {
        let id = named.address.primary();
        if id.len() <= MAX_ID_BYTES && seen.iter().all(|before| before != id) {
            seen.push(id.to_owned());
            fresh.push(named);
        }
    }
    fresh
}

fn user(role: &'static str, id: Lenient<Id>) -> Option<Named> {
    let address = ChannelAddress::try_new(id.into_string(), None).ok()?;
    Some(Named { role, address })
}

fn phone(role: &'static str, id: Lenient<Id>) -> Option<Named> {
    let address = ChannelAddress::try_new(None, id.into_string()).ok()?;
    Some(Named { role, address })
}
