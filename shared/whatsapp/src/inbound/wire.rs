//! A message and a status as Meta writes them.
//!
//! Deliberately lenient in every field: its type alone says of what kind a message is.

use serde::Deserialize;

use crate::lenient::{Degrees, Id, Integer, Json, Lenient, List, Text};

#[derive(Deserialize)]
pub struct Message {
    #[serde(default)]
    pub timestamp: Lenient<Integer>,
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
    #[serde(default)]
    pub context: Lenient<Context>,
    #[serde(default)]
    pub errors: List<Error>,
    #[serde(default)]
    pub text: Lenient<TextBody>,
    #[serde(default)]
    pub interactive: Lenient<Interactive>,
    #[serde(default)]
    pub button: Lenient<Button>,
    #[serde(default)]
    pub image: Lenient<Media>,
    #[serde(default)]
    pub video: Lenient<Media>,
    #[serde(default)]
    pub audio: Lenient<Media>,
    #[serde(default)]
    pub document: Lenient<Media>,
    #[serde(default)]
    pub sticker: Lenient<Media>,
    #[serde(default)]
    pub location: Lenient<Location>,
    #[serde(default)]
    pub contacts: List<Contact>,
    #[serde(default)]
    pub reaction: Lenient<Reaction>,
    #[serde(default)]
    pub order: Lenient<Order>,
    #[serde(default)]
    pub system: Lenient<System>,
    #[serde(default)]
    pub unsupported: Lenient<Unsupported>,
    #[serde(default)]
    pub edit: Lenient<Edit>,
    #[serde(default)]
    pub revoke: Lenient<Revoke>,
}

#[derive(Deserialize)]
pub struct Context {
    #[serde(default)]
    pub id: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct TextBody {
    #[serde(default)]
    pub body: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct Interactive {
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
    #[serde(default)]
    pub button_reply: Lenient<Reply>,
    #[serde(default)]
    pub list_reply: Lenient<Reply>,
    #[serde(default)]
    pub nfm_reply: Lenient<FormReply>,
}

#[derive(Deserialize)]
pub struct Reply {
    #[serde(default)]
    pub id: Lenient<Text>,
    #[serde(default)]
    pub title: Lenient<Text>,
}

#[derive(Default, Deserialize)]
pub struct FormReply {
    #[serde(default)]
    pub name: Lenient<Text>,
    #[serde(default)]
    pub response_json: Lenient<Json>,
}

#[derive(Deserialize)]
pub struct Button {
    #[serde(default)]
    pub payload: Lenient<Text>,
    #[serde(default)]
    pub text: Lenient<Text>,
}

#[derive(Default, Deserialize)]
pub struct Media {
    #[serde(default)]
    pub id: Lenient<Text>,
    #[serde(default)]
    pub mime_type: Lenient<Text>,
    #[serde(default)]
    pub sha256: Lenient<Text>,
    #[serde(default)]
    pub caption: Lenient<Text>,
    #[serde(default)]
    pub filename: Lenient<Text>,
    #[serde(default)]
    pub voice: Lenient<bool>,
}

#[derive(Default, Deserialize)]
pub struct Location {
    #[serde(default)]
    pub latitude: Lenient<Degrees>,
    #[serde(default)]
    pub longitude: Lenient<Degrees>,
    #[serde(default)]
    pub name: Lenient<Text>,
    #[serde(default)]
    pub address: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct Contact {
    #[serde(default)]
    pub name: Lenient<ContactName>,
    #[serde(default)]
    pub phones: List<ContactPhone>,
}

#[derive(Deserialize)]
pub struct ContactName {
    #[serde(default)]
    pub formatted_name: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct ContactPhone {
    #[serde(default)]
    pub phone: Lenient<Text>,
}

#[derive(Default, Deserialize)]
pub struct Reaction {
    #[serde(default)]
    pub message_id: Lenient<Text>,
    #[serde(default)]
    pub emoji: Lenient<Text>,
}

#[derive(Default, Deserialize)]
pub struct Order {
    #[serde(default)]
    pub catalog_id: Lenient<Text>,
    #[serde(default)]
    pub text: Lenient<Text>,
    #[serde(default)]
    pub product_items: List<serde::de::IgnoredAny>,
}

#[derive(Default, Deserialize)]
pub struct System {
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
    #[serde(default)]
    pub wa_id: Lenient<Id>,
    /// As some versions of the API have it.
    #[serde(default)]
    pub new_wa_id: Lenient<Id>,
    #[serde(default)]
    pub user_id: Lenient<Id>,
    #[serde(default)]
    pub previous_wa_id: Lenient<Id>,
    #[serde(default)]
    pub previous_user_id: Lenient<Id>,
    #[serde(default)]
    pub previous_parent_user_id: Lenient<Id>,
}

#[derive(Deserialize)]
pub struct Unsupported {
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
}

#[derive(Default, Deserialize)]
pub struct Edit {
    #[serde(default)]
    pub original_message_id: Lenient<Text>,
    #[serde(default)]
    pub message: Lenient<EditedMessage>,
}

#[derive(Deserialize)]
pub struct EditedMessage {
    #[serde(default)]
    pub text: Lenient<TextBody>,
}

#[derive(Default, Deserialize)]
pub struct Revoke {
    #[serde(default)]
    pub original_message_id: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct Status {
    #[serde(default)]
    pub id: Lenient<Text>,
    #[serde(default, rename = "status")]
    pub state: Lenient<Text>,
    #[serde(default)]
    pub timestamp: Lenient<Integer>,
    #[serde(default)]
    pub errors: List<Error>,
    #[serde(default)]
    pub biz_opaque_callback_data: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct Error {
    #[serde(default)]
    pub code: Lenient<Integer>,
    #[serde(default)]
    pub title: Lenient<Text>,
    #[serde(default, rename = "error_data")]
    pub data: Lenient<ErrorData>,
}

#[derive(Deserialize)]
pub struct ErrorData {
    #[serde(default)]
    pub details: Lenient<Text>,
}
