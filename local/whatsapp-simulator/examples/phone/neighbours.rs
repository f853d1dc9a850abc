//! What the real local stack adds around the simulator: customers, text messages, the branch desk.
//!
//! Deliberately in memory and for three customers only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use whatsapp_simulator::Simulator;

pub struct Customer {
    pub phone: &'static str,
    pub name: &'static str,
    pin: &'static str,
    born: &'static str,
    card: &'static str,
}

pub const CUSTOMERS: [Customer; 3] = [
    Customer {
        phone: "+447700900101",
        name: "Ana Lima",
        pin: "271828",
        born: "1988-04-17",
        card: "4321",
    },
    Customer {
        phone: "+447700900102",
        name: "Ben Carter",
        pin: "314159",
        born: "1979-11-02",
        card: "8765",
    },
    Customer {
        phone: "+447700900103",
        name: "Carla Dias",
        pin: "161803",
        born: "1995-01-30",
        card: "1122",
    },
];

/// By phone: text messages, and whether it was authorised.
type Phones = HashMap<String, (Vec<Value>, bool)>;

/// What is known of the phones.
#[derive(Clone, Default)]
pub struct Neighbours {
    state: Arc<Mutex<Phones>>,
}

#[derive(Deserialize)]
struct Poll {
    #[serde(default)]
    after: usize,
    #[serde(default)]
    wait_s: u64,
}

pub fn router(phones: Neighbours, simulator: Simulator) -> Router {
    let reset = phones.clone();
    let start_over = move || {
        simulator.reset();
        reset.with(HashMap::clear);
        async { Json(json!({})) }
    };
    Router::new()
        .route("/simulator/customers", get(customers))
        .route("/simulator/customers/{phone}/sms", get(sms))
        .route("/simulator/customers/{phone}/authorise", post(authorise))
        .with_state(phones)
        .route("/simulator/reset", post(start_over))
}

impl Neighbours {
    pub fn text(&self, phone: &str, body: &str) {
        let at = "2026-11-23T12:00:00Z";
        self.with(|state| {
            let messages = &mut state.entry(phone.to_owned()).or_default().0;
            let seq = messages.len().saturating_add(1);
            messages.push(json!({"seq": seq, "at": at, "body": body, "attributes": {}}));
        });
    }

    fn with<T>(&self, look: impl FnOnce(&mut Phones) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn customers(State(phones): State<Neighbours>) -> Json<Vec<Value>> {
    let show = |customer: &Customer| {
        let linked =
            phones.with(|state| state.get(customer.phone).is_some_and(|(_, linked)| *linked));
        let facts = json!({"birth_date": customer.born, "card_last_four": customer.card});
        let authorised = linked || customer.name != "Carla Dias";
        json!({"phone": customer.phone, "name": customer.name, "pin": customer.pin, "facts": facts, "authorised": authorised})
    };
    Json(CUSTOMERS.iter().map(show).collect())
}

async fn sms(
    State(phones): State<Neighbours>,
    Path(phone): Path<String>,
    Query(poll): Query<Poll>,
) -> Json<Vec<Value>> {
    for _ in 0..=poll.wait_s.min(30) {
        let news = phones.with(|state| {
            let messages = state
                .get(&phone)
                .map(|(messages, _)| messages.iter().skip(poll.after).cloned().collect());
            messages.unwrap_or_else(Vec::new)
        });
        if !news.is_empty() || poll.wait_s == 0 {
            return Json(news);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Json(Vec::new())
}

async fn authorise(State(phones): State<Neighbours>, Path(phone): Path<String>) -> Json<Value> {
    phones.with(|state| state.entry(phone).or_default().1 = true);
    Json(json!({
        "activation_code": "LINK-7QK4-M2XD",
        "whatsapp_url": "https://wa.me/442079460000?text=LINK-7QK4-M2XD",
        "expires_in_seconds": 900,
    }))
}
