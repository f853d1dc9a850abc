//! What WhatsApp tells the bank about a message the bank sent: sent, delivered, read, played, failed.
//!
//! Deliberately no prices beyond the shape: nothing here is billed.

use std::time::Duration;

use serde_json::{Value, json};

use crate::conversation::Progress;
use crate::webhook::envelope::status_webhook;
use crate::webhook::{Parcel, Person, Turn};
use crate::{Phone, Simulator};

/// One status about one message.
pub(crate) struct Announcement {
    pub(crate) phone: Phone,
    pub(crate) message_id: String,
    pub(crate) progress: Progress,
    /// What the bank wrote into `biz_opaque_callback_data`.
    pub(crate) callback_data: Option<Value>,
    /// Code, title and details of a failure.
    pub(crate) error: Option<(u32, &'static str, String)>,
}

impl Simulator {
    /// Notes the status in the chat and delivers its webhook.
    pub(crate) fn announce(&self, announcement: &Announcement) {
        let Announcement {
            phone,
            message_id,
            progress,
            ..
        } = announcement;
        let moved = self.change(phone, |chat| chat.advance(message_id, *progress));
        // `Sent` is where a message begins, and one that failed at once never reached the chat.
        let news = moved || matches!(progress, Progress::Sent | Progress::Failed);
        let faults = self.shared.faults.delivery();
        let dropped = serde_json::to_value(progress)
            .is_ok_and(|name| faults.drop_statuses.iter().any(|dropped| name == **dropped));
        let wanted = self.config().send_statuses || *progress == Progress::Failed;
        if news && wanted && !dropped {
            self.deliver_status(announcement);
        }
    }

    fn deliver_status(&self, announcement: &Announcement) {
        let person = self.person(&announcement.phone);
        let status = status(announcement, &person, &self.config().clock.timestamp());
        let body = status_webhook(self.config(), &person, &status);
        let turn = self.change(&announcement.phone, |chat| {
            Turn::in_lane(&mut chat.status_lane)
        });
        self.post_with_faults(Parcel {
            body,
            turn: Some(turn),
            delay: Duration::from_millis(self.shared.faults.delivery().status_delay_ms),
            on_taken: None,
        });
    }
}

fn status(announcement: &Announcement, person: &Person, timestamp: &str) -> Value {
    let mut status = json!({
        "id": announcement.message_id,
        "status": announcement.progress,
        "timestamp": timestamp,
        "recipient_user_id": person.phone.user_id(),
    });
    if !person.hides_number {
        status["recipient_id"] = json!(person.phone.wa_id());
    }
    if let Some(data) = &announcement.callback_data {
        status["biz_opaque_callback_data"] = data.clone();
    }
    if matches!(announcement.progress, Progress::Sent | Progress::Delivered) {
        status["pricing"] = json!({
            "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service",
        });
    }
    if let Some((code, title, details)) = &announcement.error {
        status["errors"] = json!([{
            "code": code,
            "title": title,
            "message": title,
            "error_data": {"details": details},
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }]);
    }
    status
}
