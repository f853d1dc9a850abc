//! Four conversations as a person sees them: an order that is corrected after its link, a question in the middle of
//! one, Portuguese, and a bill.

use crate::phone::Phone;
use crate::{ANA, Scene};

impl Scene {
    /// Each on a chat in which nothing was said before.
    pub async fn corrects_digresses_speaks_portuguese_and_pays(&mut self) {
        self.browser.is_sized(390, 844, 1.0).await;
        self.starts_over().await;
        self.corrects_what_has_its_link().await;
        self.starts_over().await;
        self.asks_something_in_the_middle().await;
        self.starts_over().await;
        self.speaks_portuguese().await;
        self.starts_over().await;
        self.pays_a_bill().await;
    }

    async fn corrects_what_has_its_link(&mut self) {
        self.ana.says("send 50 to Ben").await;
        let first = self.ana.hears_of(&["£50.00", "Ben Carter"]).await.link();
        self.ana.says("no, make it 40").await;
        self.ana.hears_of(&["dropped", "£50.00"]).await;
        let second = self.ana.hears_of(&["£40.00", "Ben Carter"]).await.link();
        assert_ne!(first, second);
        self.ana.says("what am I about to confirm?").await;
        self.ana.hears_of(&["£40.00", "Ben Carter"]).await;
        self.shows_the_chat("£40.00").await;
        self.saves("chat-correction.png").await;
    }

    async fn asks_something_in_the_middle(&mut self) {
        self.ana.says("send 20").await;
        self.ana.hears_of(&["Who should it go to?"]).await;
        self.ana.says("how much have I got?").await;
        // What was asked for and the question that is open: in one message, or two.
        while !self.ana.hears().await.text.contains("Who should it go to?") {}
        self.shows_the_chat("£2,450.00").await;
        self.saves("chat-digression.png").await;
    }

    async fn speaks_portuguese(&mut self) {
        self.ana.says("qual é o meu saldo?").await;
        self.ana.hears_of(&["£\u{a0}2.450,00"]).await;
        self.ana.says("quero mandar 50 libras para o Ben").await;
        let link = self
            .ana
            .hears_of(&["Você vai enviar", "£\u{a0}50,00"])
            .await
            .link();
        self.shows_the_chat("Você vai enviar").await;
        self.saves("chat-portuguese.png").await;
        self.opens(&link).await;
        // A browser tells every space alike.
        assert_eq!(self.browser.text("#amount").await, "£ 50,00");
        let language = "return document.documentElement.lang";
        assert_eq!(self.browser.runs(language).await, "pt-BR");
        self.fits_the_screen().await;
        self.saves("page-portuguese.png").await;
    }

    async fn pays_a_bill(&mut self) {
        self.ana.says("what bills do I have?").await;
        self.ana.hears_of(&["City Power", "Clear Water"]).await;
        self.ana.says("pay my electricity bill").await;
        let link = self.ana.hears_of(&["£84.20", "City Power"]).await.link();
        self.shows_the_chat("£84.20").await;
        self.saves("chat-bill.png").await;
        self.opens(&link).await;
        self.sees_the_transfer("£84.20", "City Power ending 0001")
            .await;
        self.fits_the_screen().await;
        self.saves("page-bill.png").await;
    }

    async fn starts_over(&mut self) {
        let reset = format!("{}/simulator/reset", self.simulator_url);
        let answer = reqwest::Client::new().post(reset).send().await.unwrap();
        assert!(answer.status().is_success());
        self.ana = Phone::pick_up(&self.simulator_url, ANA).await;
    }

    async fn shows_the_chat(&self, said: &str) {
        self.visits_phone_of(&ANA.replace('+', "%2B")).await;
        self.browser.sees("#messages", said).await;
    }
}
