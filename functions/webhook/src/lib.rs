//! Meta's door: verify, split, seal, queue, and only then say 200.
//!
//! Deliberately talks to nobody but the queue: no Watson, no WhatsApp, no table before the 200.

mod urgent;

use aws::bank_secrets::{QueueSecret, TicketKey, WhatsAppSecret};
use aws::metric::Metric;
use aws::queue::{Message, Queue};
use aws::secrets::Secret;
use domain::conversation::sealed_message::NotSealed;
use domain::conversation::ticket::Ticket;
use domain::signature::SigningKey;
use domain::time::{Clock, Random};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request, RequestExt, Response};
use whatsapp::signature::{self, AppSecret};
use whatsapp::webhook::{self, ChannelEvent, Delivery, MAX_BODY_BYTES, ParseError, Split};

/// What the function works with.
pub struct Webhook {
    /// The app secrets and the verify token.
    pub secret: Secret<WhatsAppSecret>,
    /// Seals deliveries.
    pub queue_secret: Secret<QueueSecret>,
    /// Signs a ticket for each.
    pub ticket_key: Secret<TicketKey>,
    /// Where deliveries go.
    pub queue: Queue,
    /// Where those go that must wait behind no other.
    pub urgent_queue: Queue,
    /// The bank's own number; messages to others are not ours.
    pub phone_number_id: String,
    /// The time, for tickets.
    pub clock: Clock,
    /// Where the seals' nonces come from.
    pub random: Random,
}

/// Why a request is not answered with 200. The name is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rejection {
    BadHandshake,
    BadSignature,
    TooLarge,
    NotJson,
    WrongMethod,
    TryAgain,
}

impl Rejection {
    const fn status_and_code(self) -> (StatusCode, &'static str) {
        match self {
            Self::BadHandshake => (StatusCode::FORBIDDEN, "bad_handshake"),
            Self::BadSignature => (StatusCode::UNAUTHORIZED, "bad_signature"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::NotJson => (StatusCode::BAD_REQUEST, "not_json"),
            Self::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "wrong_method"),
            // Meta tries again on anything but 200.
            Self::TryAgain => (StatusCode::SERVICE_UNAVAILABLE, "try_again"),
        }
    }
}

impl Webhook {
    /// Answers one request; failures become statuses, never errors.
    pub async fn handle(&self, request: Request) -> Response<Body> {
        let answer = match *request.method() {
            Method::GET => self.handshake(&request).await,
            Method::POST => self.deliver(&request).await.map(|()| String::new()),
            _ => Err(Rejection::WrongMethod),
        };
        match answer {
            Ok(body) => respond(StatusCode::OK, "text/plain; charset=utf-8", body),
            Err(refusal) => refuse(refusal),
        }
    }

    async fn handshake(&self, request: &Request) -> Result<String, Rejection> {
        let secret = self.read_secret().await?;
        let query = request.query_string_parameters();
        let (mode, token) = (query.first("hub.mode"), query.first("hub.verify_token"));
        webhook::challenge(
            mode,
            token,
            query.first("hub.challenge"),
            &secret.verify_token,
        )
        .ok_or(Rejection::BadHandshake)
    }

    async fn deliver(&self, request: &Request) -> Result<(), Rejection> {
        let body: &[u8] = request.body().as_ref();
        if body.len() > MAX_BODY_BYTES {
            return Err(Rejection::TooLarge);
        }
        self.verify(request, body).await?;
        let split = match webhook::split(body) {
            Ok(split) => split,
            Err(ParseError::NotJson) => return Err(Rejection::NotJson),
            // Signed, so Meta's, but of a kind we know nothing about: a retry would change nothing.
            Err(ParseError::NotWhatsApp) => Split::default(),
        };
        self.report(&split.channel_events);
        self.queue_all(&split).await
    }

    async fn verify(&self, request: &Request, body: &[u8]) -> Result<(), Rejection> {
        let header = request
            .headers()
            .get(signature::HEADER)
            .and_then(|value| value.to_str().ok());
        let secret = self.read_secret().await?;
        if is_signed(&secret, body, header) {
            return Ok(());
        }
        Err(Rejection::BadSignature)
    }

    async fn queue_all(&self, split: &Split) -> Result<(), Rejection> {
        let secret = self.queue_secret.get().await.map_err(try_again)?;
        let key = self.ticket_key.get().await.map_err(try_again)?;
        let ours = split.deliveries.iter();
        let ours = ours.filter(|delivery| delivery.phone_number_id == self.phone_number_id);
        let (mut urgent, mut messages) = (Vec::new(), Vec::new());
        for delivery in ours {
            let message = self.seal(&secret, &key.signing_key, delivery);
            let queued = if urgent::is_urgent(delivery) {
                &mut urgent
            } else {
                &mut messages
            };
            queued.push(message.map_err(try_again)?);
        }
        tracing::info!(
            webhook.deliveries = split.deliveries.len(),
            webhook.queued = messages.len(),
            webhook.urgent = urgent.len(),
            webhook.ignored_items = split.ignored_items,
            webhook.ignored_fields = ?split.ignored_fields,
            webhook.error_codes = ?split.error_codes,
            "webhook accepted"
        );
        self.urgent_queue.send(&urgent).await.map_err(try_again)?;
        self.queue.send(&messages).await.map_err(try_again)
    }

    /// Tells the bank's operations what Meta says about the channel; customers hear nothing of it.
    fn report(&self, events: &[ChannelEvent]) {
        for event in events.iter().filter(|event| self.may_be_about_us(event)) {
            let alarm = event.is_alarming.then_some("channel_event");
            tracing::warn!(
                channel.field = event.field,
                channel.event = event.event,
                channel.template = event.template,
                alarm,
                "the channel is not what it was"
            );
            if event.is_alarming {
                Metric::ChannelEvents.count((self.clock)(), 1);
            }
        }
    }

    fn may_be_about_us(&self, event: &ChannelEvent) -> bool {
        let number = event.phone_number_id.as_ref();
        number.is_none_or(|number| *number == self.phone_number_id)
    }

    /// The delivery behind its ticket, sealed for the queue. What nobody wrote gets no ticket: whom WhatsApp speaks of has
    /// asked for nothing, and nothing may be told or done in their name.
    fn seal(
        &self,
        secret: &QueueSecret,
        key: &SigningKey,
        delivery: &Delivery,
    ) -> Result<Message, NotSealed> {
        let text = delivery.to_json();
        let ticket = delivery
            .is_written()
            .then(|| Ticket::issue(key, &delivery.address, &text, (self.clock)()).to_text());
        Message::seal(
            &secret.message_keys,
            self.random,
            &delivery.group_key(),
            &delivery.deduplication_key(),
            &format!("{}\n{text}", ticket.unwrap_or_default()),
        )
    }

    async fn read_secret(&self) -> Result<std::sync::Arc<WhatsAppSecret>, Rejection> {
        self.secret.get().await.map_err(try_again)
    }
}

/// What is wrong on our side is for our log; Meta only has to know that it must come again.
fn try_again(error: impl std::fmt::Display) -> Rejection {
    tracing::error!("{error}");
    Rejection::TryAgain
}

fn is_signed(secret: &WhatsAppSecret, body: &[u8], header: Option<&str>) -> bool {
    let secrets = secret
        .app_secrets
        .iter()
        .filter_map(|secret| AppSecret::try_new(secret).ok());
    signature::verify(&secrets.collect::<Vec<_>>(), body, header).is_ok()
}

fn refuse(refusal: Rejection) -> Response<Body> {
    let (status, code) = refusal.status_and_code();
    tracing::warn!(webhook.refused = code, "webhook refused");
    let body = serde_json::json!({ "error": code }).to_string();
    respond(status, "application/json", body)
}

fn respond(status: StatusCode, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-type", content_type),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        headers.insert(name, lambda_http::http::HeaderValue::from_static(value));
    }
    response
}
