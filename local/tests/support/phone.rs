//! A customer with a phone: says, taps, hears, reads SMS.

use reqwest::Client;
use serde_json::{Value, json};

/// How long a reply may take before the test gives up, in seconds. Not a measure of speed.
const PATIENCE_SECONDS: u64 = 40;

/// How long a phone is watched before it counts as silent, in seconds.
const SILENCE_SECONDS: u64 = 4;

/// One customer's phone.
pub struct Phone {
    http: Client,
    url: String,
    heard: u64,
    read: u64,
}

/// What the bank sent.
pub struct Message {
    /// As a person reads it.
    pub text: String,
    /// The Graph request body.
    pub body: Value,
}

impl Message {
    /// The URL behind the message's link button.
    pub fn link(&self) -> String {
        let url = &self.body["interactive"]["action"]["parameters"]["url"];
        url.as_str()
            .unwrap_or_else(|| panic!("no link in {}", self.text))
            .to_owned()
    }
}

impl Phone {
    /// The phone with this E.164 number, from now on.
    pub async fn pick_up(simulator_url: &str, number: &str) -> Self {
        let url = format!("{simulator_url}/simulator/customers/{number}");
        let mut phone = Self {
            http: Client::new(),
            url,
            heard: 0,
            read: 0,
        };
        phone.heard = last_seq(&phone.get("messages", 0, 0).await);
        phone.read = last_seq(&phone.get("sms", 0, 0).await);
        phone
    }

    /// Types a message; answers its id.
    pub async fn says(&mut self, text: &str) -> String {
        self.sends(&json!({ "type": "text", "text": text })).await
    }

    /// Sends anything the control API takes; answers its id.
    pub async fn sends(&mut self, message: &Value) -> String {
        let request = self
            .http
            .post(format!("{}/messages", self.url))
            .json(message);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 202, "{message}");
        let answer: Value = answer.json().await.unwrap();
        answer["message_id"].as_str().unwrap().to_owned()
    }

    /// The next message from the bank.
    pub async fn hears(&mut self) -> Message {
        let found = self.get("messages", self.heard, PATIENCE_SECONDS).await;
        let first = found
            .first()
            .unwrap_or_else(|| panic!("the bank said nothing"));
        self.heard = first["seq"].as_u64().unwrap();
        let text = first["text"].as_str().unwrap().to_owned();
        println!("  bank: {}", text.replace('\n', " / "));
        Message {
            text,
            body: first["message"].clone(),
        }
    }

    /// The next message, which must contain each of `parts`.
    pub async fn hears_of(&mut self, parts: &[&str]) -> Message {
        let message = self.hears().await;
        for part in parts {
            assert!(
                message.text.contains(part),
                "{part:?} is not in {:?}",
                message.text
            );
        }
        message
    }

    /// Nothing more comes.
    pub async fn hears_nothing(&mut self) {
        let found = self.get("messages", self.heard, SILENCE_SECONDS).await;
        assert!(found.is_empty(), "{found:?}");
    }

    /// The next SMS.
    pub async fn reads_sms(&mut self) -> String {
        let found = self.get("sms", self.read, PATIENCE_SECONDS).await;
        let first = found.first().unwrap_or_else(|| panic!("no sms came"));
        self.read = first["seq"].as_u64().unwrap();
        first["body"].as_str().unwrap().to_owned()
    }

    /// The branch desk authorises this phone; answers the activation code.
    pub async fn is_authorised_at_the_branch(&self) -> String {
        let answer = self
            .http
            .post(format!("{}/authorise", self.url))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        let answer: Value = answer.json().await.unwrap();
        answer["activation_code"].as_str().unwrap().to_owned()
    }

    /// The branch desk does something for the person in front of it: `unlock`, `lift-suspension` or
    /// `end-sessions`.
    pub async fn is_helped_at_the_branch(&self, deed: &str) -> Value {
        let answer = self.http.post(format!("{}/{deed}", self.url)).send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 200, "{deed}");
        answer.json().await.unwrap()
    }

    async fn get(&self, what: &str, after: u64, wait_seconds: u64) -> Vec<Value> {
        let url = format!("{}/{what}?after={after}&wait_s={wait_seconds}", self.url);
        let answer = self.http.get(url).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{what}");
        answer.json().await.unwrap()
    }
}

/// The six digits in a passcode SMS.
pub fn code_in(sms: &str) -> String {
    let words = sms.split(|character: char| !character.is_ascii_digit());
    let code = words.into_iter().find(|digits| digits.len() == 6);
    code.unwrap_or_else(|| panic!("no code in {sms:?}"))
        .to_owned()
}

/// Another code than `code`.
pub fn wrong(code: &str) -> String {
    format!(
        "{:06}",
        code.parse::<u32>().unwrap().wrapping_add(1) % 1_000_000
    )
}

fn last_seq(items: &[Value]) -> u64 {
    items.last().map_or(0, |item| item["seq"].as_u64().unwrap())
}
