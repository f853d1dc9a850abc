//! What waits behind no other message of its customer: whatever stops cards, chat and what is open.
//!
//! Deliberately only what can mean nothing else, by the services' own strict grammar; what is less than certain keeps
//! its place. To overtake is safe because stopping is: done before a request it refuses the request, done after it
//! calls off what was begun.

use domain::language::Language;
use whatsapp::inbound::{Content, DID_NOT_REQUEST_CODE};
use whatsapp::webhook::Delivery;

/// Whether a delivery stops something, in any language the bank reads.
pub fn is_urgent(delivery: &Delivery) -> bool {
    let Some(message) = delivery.message() else {
        return false;
    };
    match &message.content {
        Content::Text { body } => reads_urgent(body),
        Content::ButtonReply { id, .. } | Content::ListReply { id, .. } => {
            services::is_urgent_tap(id)
        }
        Content::TemplateButton { payload, text } => {
            payload == DID_NOT_REQUEST_CODE
                || services::is_urgent_tap(payload)
                || reads_urgent(text)
        }
        _ => false,
    }
}

fn reads_urgent(text: &str) -> bool {
    services::reader(text, Language::default(), true).is_some()
}
