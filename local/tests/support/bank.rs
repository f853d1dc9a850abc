//! The conversation that must work, whatever deployed the bank.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use super::page::Page;
use super::phone::{Phone, code_in, wrong};

const ANA: &str = "+447700900101";
const BEN: &str = "+447700900102";
const CARLA: &str = "+447700900103";

/// WhatsApp lets a business write to one customer about once in six seconds, and the bank keeps to it.
/// Nobody says as much in a minute as Ana does here, so she rests until she may be answered again.
const REST: Duration = Duration::from_secs(75);

/// The bank as its customers see it.
pub struct Bank {
    url: String,
    http: Client,
    ana: Phone,
    ben: Phone,
    carla: Phone,
}

impl Bank {
    /// The phones of a freshly seeded bank.
    pub async fn pick_up_the_phones(simulator_url: &str) -> Self {
        let url = simulator_url.to_owned();
        Self {
            http: Client::new(),
            ana: Phone::pick_up(&url, ANA).await,
            ben: Phone::pick_up(&url, BEN).await,
            carla: Phone::pick_up(&url, CARLA).await,
            url,
        }
    }

    /// Everything, in an order in which the balances add up.
    pub async fn converse(mut self) {
        self.greets_and_tells_the_balance().await;
        self.sends_money_confirmed_on_the_page().await;
        self.sends_money_confirmed_in_the_chat_with_a_voice_note()
            .await;
        self.shows_a_statement().await;
        self.refuses_kindly().await;
        self.voids_after_three_wrong_pins().await;
        self.voids_after_three_wrong_passcodes().await;
        self.is_unlocked_only_by_the_bank().await;
        self.throws_secrets_away().await;
        self.blocks_everything_at_once().await;
        tokio::time::sleep(REST).await;
        self.voids_when_cancelled().await;
        self.does_a_repeated_message_once().await;
        self.enrols_a_stranger().await;
        self.answers_without_watson().await;
        self.refuses_what_is_not_metas().await;
    }

    async fn greets_and_tells_the_balance(&mut self) {
        self.ana.says("hi").await;
        let menu = self.ana.hears_of(&["Hello Ana"]).await;
        assert_eq!(menu.body["interactive"]["type"], "list");
        self.ana.says("what's my balance?").await;
        self.ana.hears_of(&["£2,450.00", "£8,000.00"]).await;
    }

    async fn sends_money_confirmed_on_the_page(&mut self) {
        self.ana.says("send 50 to Ben").await;
        let link = self.ana.hears_of(&["£50.00", "Ben Carter"]).await.link();
        let mut page = Page::open(&link).await.unwrap();
        assert_eq!(page.view["order"]["amount"], "£50.00");
        assert_eq!(page.view["order"]["payee"], "Ben Carter");
        assert_eq!(
            Page::open(&link).await.err(),
            Some(StatusCode::GONE),
            "a link opens once"
        );
        page.identify("271828", "1988-04-17", "4321").await;
        let sms = self.ana.reads_sms().await;
        assert!(
            sms.contains("£50.00") && sms.contains("Ben Carter"),
            "{sms}"
        );
        page.reaches("passcode").await;
        page.enter_code(&code_in(&sms)).await;
        self.ana
            .hears_of(&["£50.00", "Ben Carter", "£2,400.00"])
            .await;
        page.reaches("done").await;
        self.ben.hears_of(&["£50.00", "£360.55"]).await;
    }

    async fn sends_money_confirmed_in_the_chat_with_a_voice_note(&mut self) {
        self.ana.says("voice on").await;
        self.ana.hears_of(&["Voice is on"]).await;
        self.ana.says("send 5 to Ben").await;
        let mut page = Page::open(&self.ana.hears().await.link()).await.unwrap();
        page.identify("271828", "1988-04-17", "4321").await;
        let code = code_in(&self.ana.reads_sms().await);
        page.reaches("passcode").await;
        self.ana.says(&code).await;
        self.ana.hears_of(&["£5.00", "£2,395.00"]).await;
        let note = self.ana.hears().await;
        assert_eq!(note.body["audio"]["voice"], true, "{}", note.body);
        self.is_ogg_opus(note.body["audio"]["id"].as_str().unwrap())
            .await;
        self.ben.hears_of(&["£5.00", "£365.55"]).await;
        self.ana.says("voice off").await;
        self.ana.hears_of(&["Voice is off"]).await;
    }

    /// In the chat, and as a document that the function `documents` makes.
    async fn shows_a_statement(&mut self) {
        self.ana.says("statement today").await;
        self.ana
            .hears_of(&["−£5.00  Ben Carter", "−£50.00  Ben Carter"])
            .await;
        self.ana.says("statement today as pdf").await;
        let message = self.ana.hears().await;
        let document = &message.body["document"];
        let file = document["filename"].as_str().unwrap_or_default();
        assert!(file.starts_with("Current account, "), "{}", message.body);
        let (kind, bytes) = self.media(document["id"].as_str().unwrap()).await;
        assert_eq!(kind, "application/pdf");
        assert!(bytes.starts_with(b"%PDF-"));
    }

    /// Media type and bytes of what was uploaded.
    async fn media(&self, id: &str) -> (String, Vec<u8>) {
        let url = format!("{}/simulator/media/{id}", self.url);
        let media = self.http.get(url).send().await.unwrap();
        let kind = media.headers()["content-type"].to_str().unwrap().to_owned();
        (kind, media.bytes().await.unwrap().to_vec())
    }

    async fn is_ogg_opus(&self, media_id: &str) {
        let (kind, bytes) = self.media(media_id).await;
        assert!(kind.starts_with("audio/ogg"), "{kind}");
        assert!(bytes.starts_with(b"OggS"));
        assert!(bytes.windows(8).any(|window| window == b"OpusHead"));
    }

    async fn refuses_kindly(&mut self) {
        for (text, reply) in [
            ("send 99999 to Ben", "£99,999.00 is more than I can send"),
            ("send 0 to Ben", "I can't send nothing"),
            ("send -5 to Ben", "above zero"),
            ("send 50.005 to Ben", "too many decimals"),
            ("send 50 to Zoe", "no payee called"),
        ] {
            self.ana.says(text).await;
            self.ana.hears_of(&[reply]).await;
        }
        self.ana.says("send 9000 to Ben").await;
        self.ana.hears_of(&["isn't enough"]).await;
        self.ana
            .sends(&json!({
                "type": "raw",
                "message": { "type": "hologram", "hologram": { "frames": 3 } }
            }))
            .await;
        self.ana.hears_of(&["only read text"]).await;
        self.still_holds("£2,395.00").await;
    }

    async fn voids_after_three_wrong_pins(&mut self) {
        self.ana.says("send 20 to Ben").await;
        let mut page = Page::open(&self.ana.hears().await.link()).await.unwrap();
        for _ in 0..2 {
            assert_eq!(
                page.identify("000000", "1988-04-17", "4321").await,
                "credentials"
            );
        }
        assert_eq!(
            page.identify("000000", "1988-04-17", "4321").await,
            "rejected"
        );
        self.ana.hears_of(&["£20.00", "Nothing was sent"]).await;
        self.still_holds("£2,395.00").await;
        let standing = self.ana.is_helped_at_the_branch("unlock").await;
        assert_eq!(standing["locked"], false);
    }

    async fn voids_after_three_wrong_passcodes(&mut self) {
        self.ana.says("send 20 to Ben").await;
        let mut page = Page::open(&self.ana.hears().await.link()).await.unwrap();
        page.identify("271828", "1988-04-17", "4321").await;
        let bad = wrong(&code_in(&self.ana.reads_sms().await));
        page.reaches("passcode").await;
        self.ana.says(&bad).await;
        self.ana.hears_of(&["2 tries left"]).await;
        page.enter_code(&bad).await;
        assert_eq!(page.enter_code(&bad).await, "rejected");
        self.ana.hears_of(&["£20.00", "Nothing was sent"]).await;
        self.still_holds("£2,395.00").await;
    }

    /// After three wrong codes the next link has to wait, unless the branch knows who it is.
    async fn is_unlocked_only_by_the_bank(&mut self) {
        self.ana.says("send 20 to Ben").await;
        let mut page = Page::open(&self.ana.hears().await.link()).await.unwrap();
        let wait = page.must_wait("271828", "1988-04-17", "4321").await;
        assert!((1..=30).contains(&wait), "{wait} seconds");
        self.ana.says("cancel").await;
        self.ana.hears_of(&["Cancelled"]).await;
        let standing = self.ana.is_helped_at_the_branch("unlock").await;
        assert_eq!(standing["locked"], false);
    }

    async fn throws_secrets_away(&mut self) {
        self.ana.says("my card is 4111 1111 1111 1111").await;
        self.ana.hears_of(&["thrown away"]).await;
        self.ana.says("is this really my bank?").await;
        self.ana.hears_of(&["/confirm", "safety phrase"]).await;
    }

    async fn blocks_everything_at_once(&mut self) {
        self.ana.says("send 20 to Ben").await;
        let link = self.ana.hears().await.link();
        let mut page = Page::open(&link).await.unwrap();
        assert_eq!(page.view["phrase"], "purple otter");
        self.ana.says("I lost my phone!").await;
        self.ana.hears_of(&["stopped your cards"]).await;
        self.ana.hears_of(&["called off", "£20.00"]).await;
        page.reaches("suspended").await;
        for text in ["balance", "send 20 to Ben", "unblock"] {
            self.ana.says(text).await;
            self.ana.hears_of(&["as you asked"]).await;
        }
        let standing = self.ana.is_helped_at_the_branch("lift-suspension").await;
        assert_eq!(standing["cards_stopped"], false);
        self.still_holds("£2,395.00").await;
    }

    async fn voids_when_cancelled(&mut self) {
        self.ana.says("send 20 to Ben").await;
        let link = self.ana.hears().await.link();
        self.ana.says("cancel").await;
        self.ana.hears_of(&["Cancelled"]).await;
        assert_eq!(Page::open(&link).await.err(), Some(StatusCode::GONE));
        self.still_holds("£2,395.00").await;
    }

    async fn does_a_repeated_message_once(&mut self) {
        let faults = json!({ "delivery": { "duplicate": 5 } });
        self.faults(Some(&faults)).await;
        self.ana.says("send 7 to Ben").await;
        let link = self.ana.hears().await.link();
        self.ana.hears_nothing().await;
        self.faults(None).await;
        let mut page = Page::open(&link).await.unwrap();
        page.identify("271828", "1988-04-17", "4321").await;
        let code = code_in(&self.ana.reads_sms().await);
        page.reaches("passcode").await;
        page.enter_code(&code).await;
        self.ana.hears_of(&["£7.00", "£2,388.00"]).await;
        self.ben.hears_of(&["£7.00", "£372.55"]).await;
        self.still_holds("£2,388.00").await;
    }

    async fn enrols_a_stranger(&mut self) {
        self.carla.says("hello").await;
        self.carla.hears_of(&["isn't linked"]).await;
        self.carla.says("ACME-22222-22222").await;
        self.carla.hears_of(&["doesn't work"]).await;
        let code = self.carla.is_authorised_at_the_branch().await;
        self.carla.says(&code).await;
        // What one message brings about is said in one.
        self.carla
            .hears_of(&["Welcome, Carla", "Hello Carla"])
            .await;
        self.proves_who_she_is().await;
        self.carla.says("balance").await;
        self.carla.hears_of(&["£1,200.00", "-£182,000.00"]).await;
    }

    /// The first look on a phone that was just linked: an activation code alone shows nothing.
    async fn proves_who_she_is(&mut self) {
        self.carla.says("balance").await;
        let asked = self
            .carla
            .hears_of(&["You're about to see your *balances*"])
            .await;
        assert!(!asked.text.contains("£1,200.00"), "{}", asked.text);
        let mut page = Page::open(&asked.link()).await.unwrap();
        page.identify("161803", "1995-01-30", "1122").await;
        let code = code_in(&self.carla.reads_sms().await);
        page.reaches("passcode").await;
        page.enter_code(&code).await;
        self.carla.hears_of(&["£1,200.00", "-£182,000.00"]).await;
        page.reaches("done").await;
    }

    async fn answers_without_watson(&mut self) {
        let off = json!({ "watson_assistant": { "kind": "http_500", "probability": 1.0 } });
        self.faults(Some(&off)).await;
        self.ana.says("balance").await;
        self.ana
            .hears_of(&["a little less than usual", "£2,388.00"])
            .await;
        self.still_holds("£2,388.00").await;
        self.faults(None).await;
    }

    async fn refuses_what_is_not_metas(&mut self) {
        let body = r#"{"object":"whatsapp_business_account","entry":[]}"#;
        for (query, body, status) in [
            ("?signature=none", body, 401),
            ("?signature=bad", body, 401),
            ("", r#"{"object":"#, 400),
            ("", body, 200),
        ] {
            let url = format!("{}/simulator/webhook{query}", self.url);
            let answer = self.http.post(url).body(body).send().await.unwrap();
            assert_eq!(answer.status().as_u16(), status, "{query} {body}");
        }
    }

    async fn still_holds(&mut self, balance: &str) {
        self.ana.says("balance").await;
        let message = self.ana.hears_of(&[balance]).await;
        assert!(
            !message.text.contains("available"),
            "something is held: {}",
            message.text
        );
    }

    async fn faults(&self, plan: Option<&Value>) {
        let url = format!("{}/simulator/faults", self.url);
        let request = match plan {
            Some(plan) => self.http.put(url).json(plan),
            None => self.http.delete(url),
        };
        assert!(request.send().await.unwrap().status().is_success());
    }
}
