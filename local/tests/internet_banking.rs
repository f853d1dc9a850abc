//! Internet banking in a real browser, on the whole deployed bank: sign in, authorise a phone by its QR code, unlink it.
//!
//! `ACME_SCREENSHOTS=docs cargo test -p local --test internet_banking` also makes pictures.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![expect(dead_code, reason = "what other tests do with a browser and a phone")]

#[path = "support/axe.rs"]
mod axe;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/chromium.rs"]
mod chromium;
#[path = "support/looks.rs"]
mod looks;
#[path = "support/phone.rs"]
mod phone;

use std::path::Path;

use browser::Browser;
use local::stack::{Options, Stack};
use looks::Looks;
use phone::Phone;

const CARLA: &str = "+447700900103";
const PIN: &str = "161803";

struct Scene {
    browser: Browser,
    carla: Phone,
    url: String,
    looks: Looks,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_links_a_phone_in_internet_banking_and_unlinks_it() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(browser) = Browser::start(&place.join("banking-profile")).await else {
        return;
    };
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory: place.join("banking"),
    })
    .await
    .expect("the bank comes up");
    let base = stack.addresses().simulator_url.clone();
    let mut scene = Scene {
        browser,
        carla: Phone::pick_up(&base, CARLA).await,
        url: format!("{base}/internet-banking"),
        looks: Looks::from(place),
    };
    scene.is_nobodys_before_signing_in().await;
    scene.signs_in().await;
    scene.links_the_phone().await;
    scene.unlinks_it().await;
    scene.signs_out().await;
    stack.stop().await.unwrap();
}

impl Scene {
    /// Without a session nothing is told and nothing done.
    async fn is_nobodys_before_signing_in(&self) {
        let http = reqwest::Client::new();
        for (method, path) in [
            ("GET", "session"),
            ("GET", "phones"),
            ("POST", "activation"),
            ("POST", "revocation"),
        ] {
            let method = method.parse().unwrap();
            let asked = http.request(method, format!("{}/{path}", self.url));
            let asked = asked.header("cookie", "internet-banking=invented");
            assert_eq!(asked.send().await.unwrap().status(), 401, "{path}");
        }
        let card = http
            .get(format!("{}/acme-bank.vcf", self.url))
            .send()
            .await
            .unwrap();
        assert_eq!(card.headers()["content-type"], "text/vcard; charset=utf-8");
        let card = card.text().await.unwrap();
        assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n"), "{card}");
        assert!(card.contains("tel:+442079460000\r\n"), "{card}");
    }

    async fn signs_in(&self) {
        self.browser.visits(&self.url).await;
        self.browser.reaches("#door").await;
        self.looks.right(&self.browser, "banking-sign-in").await;
        for (customer, pin) in [("carla-dias", "000000"), ("mallory", PIN)] {
            self.types_in(customer, pin).await;
            self.browser
                .sees("#alert", "Customer number or PIN is wrong")
                .await;
        }
        // The browser itself notes each answer that is not a success: no session yet, and two wrong tries.
        let complaints = self.browser.complaints().await;
        let is_status = |told: &String| told.contains("401") || told.contains("403");
        assert!(complaints.iter().all(is_status), "{complaints:?}");
        self.types_in("carla-dias", PIN).await;
        self.browser.sees("#hello", "Hello Carla").await;
        self.browser.sees("#linked", "No phone is linked yet").await;
        assert!(!self.browser.shows("#unlink").await);
        assert_eq!(self.browser.runs("return document.cookie").await, "");
        self.browser.reloads().await;
        self.browser.sees("#hello", "Hello Carla").await;
    }

    /// The code in the picture is the one that is spelled out; a phone that sends it appears by itself.
    async fn links_the_phone(&mut self) {
        self.browser.presses("#authorise").await;
        self.browser.reaches("#code:not([hidden])").await;
        let drawn = "const qr = document.querySelector('#qr');
            return qr.decode().then(() => qr.naturalWidth > 0);";
        assert_eq!(self.browser.runs(drawn).await, true);
        let code = self.browser.text("#letters").await;
        let link = "return document.querySelector('#open').href";
        let expected = format!("https://wa.me/442079460000?text={code}");
        assert_eq!(self.browser.runs(link).await, expected);
        self.looks.right(&self.browser, "banking-code").await;
        self.carla.says(&code).await;
        self.carla.hears_of(&["Welcome, Carla"]).await;
        self.browser.sees("#status", "Your phone is linked").await;
        self.browser
            .sees("#linked", "The phone ending 0103 is linked")
            .await;
        assert!(!self.browser.shows("#code").await);
        let letters = "return document.querySelector('#letters').textContent";
        assert_eq!(self.browser.runs(letters).await, "");
        self.looks.right(&self.browser, "banking-linked").await;
    }

    async fn unlinks_it(&mut self) {
        self.browser.presses("#unlink").await;
        assert_eq!(self.browser.text("#ask-title").await, "Unlink your phone?");
        self.browser.presses("#keep").await;
        self.browser.presses("#unlink").await;
        self.looks.saved(&self.browser, "banking-unlink").await;
        self.browser.presses("#yes").await;
        self.browser.sees("#status", "Your phone is unlinked").await;
        self.browser.sees("#linked", "No phone is linked yet").await;
        self.carla.says("balance").await;
        self.carla.hears_of(&["isn't linked"]).await;
    }

    async fn signs_out(&self) {
        self.browser.presses("#out").await;
        self.browser.reaches("#sign-in:not([hidden])").await;
        let left = "return document.querySelector('#home').innerText + document.querySelector('#hello').textContent";
        let left = self.browser.runs(left).await.to_string();
        assert!(!left.contains("Carla"), "{left}");
        self.browser.reloads().await;
        self.browser.reaches("#sign-in:not([hidden])").await;
    }

    async fn types_in(&self, customer: &str, pin: &str) {
        self.browser.empties("#customer").await;
        self.browser.types("#customer", customer).await;
        self.browser.types("#pin", pin).await;
        self.browser.presses("#door .go").await;
    }
}
