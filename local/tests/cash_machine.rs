//! Cash without a card, on the whole deployed bank: asked for in the chat, confirmed on the page in a real browser, taken
//! out at the cash machine's page.
//!
//! `ACME_SCREENSHOTS=docs cargo test -p local --test cash_machine` also makes pictures.
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
use phone::{Phone, code_in};

const ANA: &str = "+447700900101";
const PIN: &str = "271828";

struct Scene {
    browser: Browser,
    ana: Phone,
    machine: String,
    looks: Looks,
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_is_taken_out_once_in_part_given_back_and_called_off() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(browser) = Browser::start(&place.join("cash-profile")).await else {
        return;
    };
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory: place.join("cash"),
    })
    .await
    .expect("the bank comes up");
    let base = stack.addresses().simulator_url.clone();
    let mut scene = Scene {
        browser,
        ana: Phone::pick_up(&base, ANA).await,
        machine: format!("{base}/cash-machine"),
        looks: Looks::from(place),
    };
    let code = Box::pin(scene.takes_cash_out()).await;
    scene.takes_it_out_once(&code).await;
    Box::pin(scene.gets_a_part_of_it()).await;
    Box::pin(scene.leaves_the_notes()).await;
    Box::pin(scene.calls_it_off()).await;
    stack.stop().await.unwrap();
}

impl Scene {
    /// A guess is told as one, the right code gives notes out, and the chat says so. Answers the code.
    async fn takes_cash_out(&mut self) -> String {
        self.ana.says("withdraw 60").await;
        self.ana.hears_of(&["£60.00", "with a code"]).await;
        self.ana.says("yes").await;
        let code = self.confirms("£60.00").await;
        self.looks.right(&self.browser, "machine-code").await;
        self.browser.visits(&self.machine).await;
        self.browser.reaches("#slip").await;
        self.looks.right(&self.browser, "machine").await;
        self.types_in("123456789012", "60").await;
        self.browser.sees("#title", "Not this time").await;
        self.browser.sees("#text", "Code or amount is wrong").await;
        self.next_customer().await;
        self.types_in(&code, "60").await;
        self.browser.sees("#title", "Please take your cash").await;
        self.browser.sees("#notes", "£20").await;
        self.looks.right(&self.browser, "machine-cash").await;
        let told = ["A cash machine has given you *£60.00*", "£2,390.00"];
        self.ana.hears_of(&told).await;
        code
    }

    /// Neither a second time at a machine nor by a word in the chat.
    async fn takes_it_out_once(&mut self, code: &str) {
        self.next_customer().await;
        self.types_in(code, "60").await;
        self.browser.sees("#title", "Not this time").await;
        self.ana.says("cancel").await;
        self.ana.hears_of(&["couldn't call off", "£60.00"]).await;
        self.ana.says("balance").await;
        self.ana.hears_of(&["£2,390.00"]).await;
    }

    async fn gets_a_part_of_it(&mut self) {
        self.ana.says("withdraw 40 without my card").await;
        let code = self.confirms("£40.00").await;
        self.at_the_machine("part").await;
        self.types_in(&code, "40").await;
        self.browser.sees("#text", "£30").await;
        let told = ["*£30.00* of the £40.00", "£2,360.00"];
        self.ana.hears_of(&told).await;
    }

    /// The machine loses no answer here; it gives nothing out twice either.
    async fn leaves_the_notes(&mut self) {
        self.ana.says("withdraw 50 without my card").await;
        let code = self.confirms("£50.00").await;
        self.at_the_machine("kept").await;
        self.types_in(&code, "50").await;
        self.browser
            .sees("#title", "Your cash was taken back")
            .await;
        let told = [self.ana.hears().await.text, self.ana.hears().await.text].concat();
        assert!(told.contains("has given you *£50.00*"), "{told}");
        assert!(told.contains("took *£50.00* back"), "{told}");
        self.ana.says("balance").await;
        self.ana.hears_of(&["£2,360.00"]).await;
    }

    async fn calls_it_off(&mut self) {
        self.ana.says("withdraw 20 without my card").await;
        let code = self.confirms("£20.00").await;
        self.ana.says("balance").await;
        self.ana.hears_of(&["£2,360.00", "£2,340.00"]).await;
        self.ana.says("cancel").await;
        self.ana.hears_of(&["£20.00", "called off"]).await;
        self.at_the_machine("twice").await;
        self.types_in(&code, "20").await;
        self.browser.sees("#text", "was called off").await;
        self.ana.says("balance").await;
        let balance = self.ana.hears_of(&["£2,360.00"]).await;
        assert!(!balance.text.contains("£2,340.00"), "{}", balance.text);
    }

    /// Confirms what waits, as a person does; answers the code for the machine.
    async fn confirms(&mut self, amount: &str) -> String {
        let link = self.ana.hears_of(&[amount]).await.link();
        self.browser.visits("about:blank").await;
        self.browser.visits(&link).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.browser.types("#pin", PIN).await;
        if self.browser.shows("#birth").await {
            for (field, digits) in [("#day", "17"), ("#month", "4"), ("#year", "1988")] {
                self.browser.types(field, digits).await;
            }
        } else {
            self.browser.types("#card", "4321").await;
        }
        self.browser.presses("#go").await;
        let passcode = code_in(&self.ana.reads_sms().await);
        self.browser.reaches("main.passcode").await;
        self.browser.types("#code", &passcode).await;
        self.browser.presses("#go").await;
        self.browser.reaches("main.done").await;
        self.browser.sees("#lead", amount).await;
        self.ana.hears_of(&["Done.", amount, "cancel"]).await;
        // Whoever left the page finds the code on it again.
        self.browser.reloads().await;
        self.browser.reaches("#machine:not(:empty)").await;
        self.browser.text("#machine").await
    }

    /// At a machine at which something goes wrong.
    async fn at_the_machine(&self, fault: &str) {
        self.browser.visits(&self.machine).await;
        self.browser.reaches("#slip").await;
        let choose = format!("document.querySelector('[value={fault}]').checked = true");
        self.browser.runs(&choose).await;
    }

    async fn types_in(&self, code: &str, amount: &str) {
        self.browser.types("#code", code).await;
        self.browser.types("#amount", amount).await;
        self.browser.presses("#slip .go").await;
    }

    async fn next_customer(&self) {
        self.browser.presses("#again").await;
        self.browser.reaches("#slip:not([hidden])").await;
    }
}
