//! The confirmation page without a browser: its POSTs, with its session.

use std::time::Duration;

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

/// An opened page.
pub struct Page {
    http: Client,
    url: String,
    cookie: String,
    /// What it shows.
    pub view: Value,
}

impl Page {
    /// Opens the link, as the browser does: the token is the fragment.
    pub async fn open(link: &str) -> Result<Self, StatusCode> {
        let (url, token) = link.split_once('#').unwrap();
        let http = Client::new();
        let got = http.get(url).send().await.unwrap();
        assert_eq!(got.status(), StatusCode::OK);
        let answer = post(&http, url, "open", "", &json!({ "token": token })).await;
        if answer.status() != StatusCode::OK {
            return Err(answer.status());
        }
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let view = answer.json().await.unwrap();
        Ok(Self {
            http,
            url: url.to_owned(),
            cookie,
            view,
        })
    }

    /// The step the page is at.
    pub fn step(&self) -> &str {
        self.view["step"].as_str().unwrap()
    }

    /// Gives PIN and the fact that is asked for; answers the step after.
    pub async fn identify(&mut self, pin: &str, birth_date: &str, card: &str) -> &str {
        let fact = match self.view["question"]["kind"].as_str().unwrap() {
            "birth_date" => birth_date,
            _ => card,
        };
        self.post("credentials", &json!({ "pin": pin, "fact": fact }))
            .await
    }

    /// Gives PIN and fact too soon; answers how many seconds there are to wait.
    pub async fn must_wait(&mut self, pin: &str, birth_date: &str, card: &str) -> u64 {
        let fact = match self.view["question"]["kind"].as_str().unwrap() {
            "birth_date" => birth_date,
            _ => card,
        };
        let body = json!({ "pin": pin, "fact": fact });
        let answer = post(&self.http, &self.url, "credentials", &self.cookie, &body).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        let told: Value = answer.json().await.unwrap();
        told["seconds"].as_u64().unwrap()
    }

    /// Types the passcode; answers the step after.
    pub async fn enter_code(&mut self, code: &str) -> &str {
        self.post("passcode", &json!({ "code": code })).await
    }

    /// Waits until the page is at `step`.
    pub async fn reaches(&mut self, step: &str) {
        for _ in 0..80 {
            if self.step() == step {
                return;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
            self.post("status", &json!({})).await;
        }
        panic!(
            "the page stays at {:?} and never reaches {step:?}",
            self.step()
        );
    }

    async fn post(&mut self, name: &str, body: &Value) -> &str {
        let answer = post(&self.http, &self.url, name, &self.cookie, body).await;
        assert_eq!(answer.status(), StatusCode::OK, "{name}");
        self.view = answer.json().await.unwrap();
        self.step()
    }
}

async fn post(http: &Client, url: &str, name: &str, cookie: &str, body: &Value) -> Response {
    let request = http.post(format!("{url}/{name}")).json(body);
    request.header(COOKIE, cookie).send().await.unwrap()
}
