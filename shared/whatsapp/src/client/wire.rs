//! The envelope of what we send and the answers to it.
//!
//! Deliberately reads from an answer only what is used; everything else may change.

use domain::customer::channel::ChannelAddress;
use serde::{Deserialize, Serialize};

use crate::lenient::{self, Integer, Lenient};
use crate::message::Content;

pub const PRODUCT: &str = "whatsapp";

#[derive(Serialize)]
pub struct Message<'a> {
    messaging_product: &'static str,
    recipient_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    content: Content<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    biz_opaque_callback_data: Option<&'a str>,
}

#[derive(Serialize)]
pub struct Read<'a> {
    messaging_product: &'static str,
    status: &'static str,
    message_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    typing_indicator: Option<Typing>,
}

#[derive(Serialize)]
pub struct Typing {
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Deserialize)]
pub struct Sent {
    pub messages: Vec<SentMessage>,
}

#[derive(Deserialize)]
pub struct SentMessage {
    pub id: String,
}

#[derive(Deserialize)]
pub struct Success {
    pub success: bool,
}

#[derive(Deserialize)]
pub struct Uploaded {
    pub id: String,
}

#[derive(Deserialize)]
pub struct ErrorBody {
    #[serde(default)]
    pub error: Lenient<Reason>,
}

#[derive(Deserialize)]
pub struct Reason {
    #[serde(default)]
    pub code: Lenient<Integer>,
    #[serde(default, rename = "error_data")]
    pub data: Lenient<ReasonData>,
}

#[derive(Deserialize)]
pub struct ReasonData {
    #[serde(default)]
    pub details: Lenient<lenient::Text>,
}

impl<'a> Message<'a> {
    pub fn new(
        to: &'a ChannelAddress,
        content: Content<'a>,
        callback_data: Option<&'a str>,
    ) -> Self {
        // Without the plus Meta may put the bank's country code before the number.
        let phone = to.wa_id().map(|wa_id| format!("+{wa_id}"));
        Self {
            messaging_product: PRODUCT,
            recipient_type: "individual",
            recipient: to.user_id().filter(|_| phone.is_none()),
            to: phone,
            kind: content.kind(),
            content,
            biz_opaque_callback_data: callback_data,
        }
    }
}

impl<'a> Read<'a> {
    pub fn new(message_id: &'a str, typing: bool) -> Self {
        Self {
            messaging_product: PRODUCT,
            status: "read",
            message_id,
            typing_indicator: typing.then_some(Typing { kind: "text" }),
        }
    }
}
