//! Binding through its handler: by the customer's own message and `webhook`'s word for it, and by nothing else.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

use aws::secrets::Secret;
use binding::Binding;
use calls::binding::{BindingAnswer, BindingQuestion, Sent};
use domain::conversation::ticket::{TICKET_SECONDS, Ticket};
use domain::customer::activation::{ACTIVATION_SECONDS, ActivationCode};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::clock;
use testkit::engine::{Engine, key, signing};
use testkit::inbound::{ANA, CARLA, message, text, webhook};
use testkit::queue::ticket;
use testkit::services::Services;

const STRANGER: &str = "447700900666";

struct Rig {
    engine: Engine,
    /// Answers as long as it is there.
    _services: Services,
    binding: Binding,
}

impl Rig {
    async fn start() -> Self {
        let (engine, services) = (Engine::with_demo_customers().await, Services::start().await);
        let binding = Binding {
            channels: engine.channels(),
            verifying: Secret::new(&services.connection, "bank/verifying".to_owned()),
            keys: Secret::new(&services.connection, "bank/activation".to_owned()),
            clock: clock::now,
        };
        Self {
            engine,
            _services: services,
            binding,
        }
    }

    /// A code for Carla, as `enrolment` issues it.
    async fn code(&self) -> String {
        let code = ActivationCode::draw(clock::random).unwrap();
        let now = clock::now();
        let (hash, until) = (code.hash(&key(4)), now.plus(ACTIVATION_SECONDS));
        let (channels, carla) = (self.engine.channels(), carla());
        let stored = channels.put_activation(&hash, &carla, now, until);
        stored.await.unwrap();
        code.expose()
    }

    async fn activate(&self, sent: Sent) -> Result<Option<String>, Failure> {
        let answer = self.binding.handle(BindingQuestion::Activate(sent)).await;
        answer.map(|answer| answer.customer_id)
    }

    async fn speaks(&self, phone: &str) -> Option<CustomerId> {
        let address = ChannelAddress::try_new(None, Some(phone.to_owned())).unwrap();
        self.engine.channels().at(&address).await.unwrap()
    }
}

fn carla() -> CustomerId {
    CustomerId("carla-dias".to_owned())
}

/// A message as it was queued, without its ticket.
fn delivery(message: &Value) -> String {
    let body = webhook(std::slice::from_ref(message), &[]);
    let split = whatsapp::webhook::split(body.as_bytes()).unwrap();
    split.deliveries[0].to_json()
}

fn sent(message: &Value) -> Sent {
    let delivery = delivery(message);
    Sent {
        ticket: ticket(&delivery),
        delivery,
    }
}

#[tokio::test]
async fn the_code_in_a_message_binds_the_phone_it_came_from_once() {
    let rig = Rig::start().await;
    let code = rig.code().await;
    let chat = code.to_lowercase().replace('-', " ");
    let bound = rig.activate(sent(&text(CARLA, "wamid.1", &chat))).await;
    assert_eq!(bound, Ok(Some("carla-dias".to_owned())));
    assert_eq!(rig.speaks(CARLA).await, Some(carla()));
    let again = rig.activate(sent(&text(STRANGER, "wamid.2", &code))).await;
    assert_eq!(again, Ok(None));
    assert_eq!(rig.speaks(STRANGER).await, None);
}

#[tokio::test]
async fn without_a_code_in_the_message_nobody_is_bound() {
    let rig = Rig::start().await;
    rig.code().await;
    let image = json!({ "id": "1", "mime_type": "image/jpeg" });
    for message in [
        text(CARLA, "wamid.1", "balance"),
        text(CARLA, "wamid.2", "ACME-22222-22222"),
        message(CARLA, "wamid.3", "image", &image),
    ] {
        assert_eq!(rig.activate(sent(&message)).await, Ok(None));
    }
    assert_eq!(rig.speaks(CARLA).await, None);
}

/// Whoever may invoke it, and has seen a customer's code, binds no phone that did not send it.
#[tokio::test]
async fn a_code_that_was_read_on_the_way_binds_no_other_phone() {
    let rig = Rig::start().await;
    let code = rig.code().await;
    let theirs = delivery(&text(CARLA, "wamid.1", &code));
    let mine = delivery(&text(STRANGER, "wamid.2", "hello"));
    let moved = theirs.replace(CARLA, STRANGER);
    let address = ChannelAddress::try_new(None, Some(STRANGER.to_owned())).unwrap();
    let forged = Ticket::issue(&signing(7), &address, &moved, clock::now()).to_text();
    for (ticket, delivery) in [
        // A ticket of one's own for somebody else's message, and the other way round.
        (ticket(&mine), theirs.clone()),
        (ticket(&mine), moved.clone()),
        (ticket(&theirs), moved.clone()),
        (ticket(&theirs), mine.clone()),
        (forged, moved.clone()),
        (String::new(), moved),
    ] {
        let refused = rig.activate(Sent { ticket, delivery }).await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{refused:?}");
    }
    assert_eq!(rig.speaks(STRANGER).await, None);
    let sent = Sent {
        ticket: ticket(&theirs),
        delivery: theirs,
    };
    assert_eq!(rig.activate(sent).await, Ok(Some("carla-dias".to_owned())));
}

#[tokio::test]
async fn an_old_ticket_binds_nobody_and_no_more_does_a_status() {
    let rig = Rig::start().await;
    let code = rig.code().await;
    let old = sent(&text(CARLA, "wamid.1", &code));
    clock::pass(TICKET_SECONDS);
    assert!(rig.activate(old).await.is_err());
    let status =
        json!({ "id": "wamid.0", "status": "sent", "timestamp": "1", "recipient_id": ANA });
    let body = webhook(&[], &[status]);
    let split = whatsapp::webhook::split(body.as_bytes()).unwrap();
    let delivery = split.deliveries[0].to_json();
    let sent = Sent {
        ticket: ticket(&delivery),
        delivery,
    };
    assert!(rig.activate(sent).await.is_err());
}

#[tokio::test]
async fn a_user_id_is_learned_from_the_customer_and_never_from_a_system_message() {
    let rig = Rig::start().await;
    let under = |user_id: &str, mut message: Value| {
        message["from_user_id"] = json!(user_id);
        sent(&message)
    };
    let event = json!({ "type": "user_changed_number", "body": "changed", "wa_id": "1" });
    let system = message(ANA, "wamid.1", "system", &event);
    for (sent, learned) in [
        (under("GB.9", system), None),
        (under("GB.1", text(STRANGER, "wamid.2", "hi")), None),
        (under("GB.1", text(ANA, "wamid.3", "hi")), Some("ana-lima")),
        (under("GB.2", text(ANA, "wamid.4", "hi")), None),
    ] {
        let answer = rig.binding.handle(BindingQuestion::Complete(sent)).await;
        let customer_id = learned.map(str::to_owned);
        assert_eq!(answer, Ok(BindingAnswer { customer_id }));
    }
    let ana = CustomerId("ana-lima".to_owned());
    let linked = rig.engine.channels().of(&ana).await.unwrap().unwrap();
    assert_eq!(linked.address.user_id(), Some("GB.1"));
}
