//! What Meta says that is no message: about the bank's own number, account and templates, and about others who answer
//! on the number.
//!
//! Deliberately alarms over whatever is not known to be good: a word nobody here has heard of is more likely a new
//! restriction than a new reward. Keeps no text but names, so that nothing of a customer's comes into a log.

use super::wire;

/// What a log line says where Meta says nothing legible.
const UNNAMED: &str = "unnamed";

/// Meta's longest name is a template's, of 512; ours are short, and this keeps nonsense out of logs.
const MAX_NAME_CHARS: usize = 64;

/// Somebody else answers the bank's customers, or tries to take the number over, or a template is not what it was:
/// whatever these say, a person has to look.
const ALWAYS: [&str; 6] = [
    "standby",
    "messaging_handovers",
    "message_echoes",
    "smb_message_echoes",
    "security",
    "template_category_update",
];

/// Beginnings of the fields that may say that the bank can write less than before.
const WATCHED: [&str; 4] = [
    "message_template_",
    "account_",
    "phone_number_",
    "business_status",
];

/// What they say where all is well, or is as it was asked for.
const CALM: [&str; 22] = [
    "APPROVED",
    "REINSTATED",
    "UNPAUSED",
    "UNARCHIVED",
    "PENDING",
    "GREEN",
    "UPGRADE",
    "THROUGHPUT_UPGRADE",
    "ONBOARDING",
    "UNFLAGGED",
    "VERIFIED_ACCOUNT",
    "VERIFIED",
    "INFORMATIONAL",
    "PARTNER_ADDED",
    "PARTNER_APP_INSTALLED",
    "ACCOUNT_RECONNECTED",
    "AD_ACCOUNT_LINKED",
    "MM_LITE_TERMS_SIGNED",
    "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
    "VOLUME_BASED_PRICING_TIER_UPDATE",
    "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
    "PROFILE_PICTURE_UPDATE",
];

/// One change that is about the channel itself. Every part is fit for a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelEvent {
    /// The webhook's field, such as `message_template_status_update`.
    pub field: String,
    /// What happened, in Meta's word: `PAUSED`, `control_taken`.
    pub event: String,
    /// The template it happened to, if it is about one.
    pub template: Option<String>,
    /// The number it is about, by Meta's id, if that is said. One app can serve many.
    pub phone_number_id: Option<String>,
    /// Whether somebody has to look.
    pub is_alarming: bool,
}

impl ChannelEvent {
    /// What a change of `field` says of the channel; nothing if it is about something else.
    pub(super) fn of(field: &str, value: wire::Value<'_>) -> Option<Self> {
        let is_always = ALWAYS.contains(&field);
        if !is_always && !WATCHED.iter().any(|start| field.starts_with(start)) {
            return None;
        }
        let event = name(value.happening().unwrap_or_default());
        let template = value.message_template_name.as_str().map(name);
        let phone_number_id = [value.metadata, value.recipient]
            .into_iter()
            .find_map(|number| number.into_option()?.phone_number_id.into_string());
        Some(Self {
            field: name(field),
            is_alarming: is_always || !is_calm(&event),
            event,
            template,
            phone_number_id,
        })
    }
}

fn is_calm(event: &str) -> bool {
    CALM.iter().any(|calm| calm.eq_ignore_ascii_case(event))
}

/// A name up to the first character that Meta's names do not have, so that a sentence never passes for one.
fn name(text: &str) -> String {
    let legible = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let name: String = text
        .chars()
        .take_while(legible)
        .take(MAX_NAME_CHARS)
        .collect();
    if name.is_empty() {
        UNNAMED.to_owned()
    } else {
        name
    }
}
