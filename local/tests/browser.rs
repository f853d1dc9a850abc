//! The confirmation page in a real browser, on the whole deployed bank.
//!
//! `ACME_SCREENSHOTS=docs cargo test -p local --test browser` also makes the documentation's pictures.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/axe.rs"]
mod axe;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/chats.rs"]
mod chats;
#[path = "support/checks.rs"]
mod checks;
#[path = "support/chromium.rs"]
mod chromium;
#[path = "support/links.rs"]
mod links;
#[expect(dead_code, reason = "what other tests do with a phone")]
#[path = "support/phone.rs"]
mod phone;
#[path = "support/phone_page.rs"]
mod phone_page;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use browser::Browser;
use local::stack::{Options, Stack};
use phone::{Phone, code_in};

const ANA: &str = "+447700900101";
const PIN: &str = "271828";
const WRONG_PIN: &str = "000000";

/// Keys as WebDriver writes them (WebDriver §17.4.2).
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

struct Scene {
    browser: Browser,
    ana: Phone,
    phone_url: String,
    simulator_url: String,
    pictures: Option<PathBuf>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_confirms_one_transfer_in_the_browser_and_cancels_another() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(browser) = Browser::start(&place.join("browser-profile")).await else {
        return;
    };
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory: place.join("browser"),
    })
    .await
    .expect("the bank comes up");
    let mut scene = Scene {
        browser,
        ana: Phone::pick_up(&stack.addresses().simulator_url, ANA).await,
        phone_url: stack.addresses().phone_url.clone(),
        simulator_url: stack.addresses().simulator_url.clone(),
        pictures: picture_folder(),
    };
    scene.small_talk().await;
    let used = scene.confirms_with_pin_fact_and_code().await;
    scene.looks_at_the_phone().await;
    scene.mistypes_the_pin_and_cancels().await;
    scene
        .is_accessible_and_narrow_and_needs_no_mouse(place)
        .await;
    scene.is_ended_by_the_bank().await;
    scene.opens_only_for_a_person().await;
    scene.types_digits_of_any_script().await;
    scene.gets_another_link_when_one_is_lost().await;
    scene.cancels_in_a_browser_without_dialogs().await;
    scene.cuts_nothing_off().await;
    scene.says_what_it_needs_where_scripts_are_off().await;
    scene.waits_after_three_wrong_pins().await;
    scene.did_not_ask_for_this().await;
    scene.gets_the_neutral_page_for(&used).await;
    scene.is_protected_by_the_policy().await;
    scene.suggests_what_to_say().await;
    scene.tells_the_truth_at_once().await;
    scene.is_one_bank_for_every_reader(place).await;
    scene.says_what_was_not_sent().await;
    scene.shows_faults_on_a_phone().await;
    scene.moves_the_clock(place).await;
    scene.asks_before_starting_over().await;
    scene.corrects_digresses_speaks_portuguese_and_pays().await;
    stack.stop().await.unwrap();
}

/// Where pictures are wanted, if they are. A relative path starts at the repository.
fn picture_folder() -> Option<PathBuf> {
    let wanted = env::var_os("ACME_SCREENSHOTS")?;
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let folder = repository.join(wanted);
    fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

impl Scene {
    async fn small_talk(&mut self) {
        self.ana.says("voice on").await;
        self.ana.hears_of(&["Voice is on"]).await;
        self.ana.says("hi").await;
        self.ana.hears_of(&["Hello Ana"]).await;
        self.ana.says("what's my balance?").await;
        self.ana.hears_of(&["£2,450.00"]).await;
    }

    async fn confirms_with_pin_fact_and_code(&mut self) -> String {
        self.ana.says("send 50 to Ben").await;
        let link = self.ana.hears_of(&["£50.00", "Ben Carter"]).await.link();
        self.opens(&link).await;
        self.sees_the_transfer("£50.00", "Ben Carter ending 0101")
            .await;
        self.saves("page.png").await;
        self.has_a_guarded_session().await;
        self.identifies(PIN).await;
        let sms = self.ana.reads_sms().await;
        self.browser.reaches("main.passcode").await;
        self.browser.reloads().await;
        self.browser.reaches("main.passcode").await;
        self.sees_the_transfer("£50.00", "Ben Carter ending 0101")
            .await;
        self.saves("page-passcode.png").await;
        self.forgets_while_put_away("£50.00", "Ben Carter ending 0101")
            .await;
        self.browser.types("#code", &code_in(&sms)).await;
        self.browser.presses("#go").await;
        self.browser.reaches("main.done").await;
        assert_eq!(self.browser.text("#head").await, "Your money is sent");
        self.saves("page-done.png").await;
        self.has_forgotten_the_transfer().await;
        self.ana.hears_of(&["£50.00", "£2,400.00"]).await;
        self.ana.hears().await;
        self.nothing_went_wrong().await;
        self.asked_only(&link).await;
        link
    }

    /// The phone page, wide and narrow, as it looks after all this.
    async fn looks_at_the_phone(&mut self) {
        self.browser.is_sized(1280, 1080, 0.9).await;
        self.browser.visits(&self.phone_url).await;
        self.browser.reaches(".sms .code").await;
        self.browser.sees(".row.bank .voice .time", "0:").await;
        self.saves("phone.png").await;
        self.browser.is_sized(390, 844, 1.0).await;
        self.browser.reloads().await;
        self.browser.sees(".row.bank .voice .time", "0:").await;
        self.saves("phone-small.png").await;
        self.types_on_the_phone().await;
        self.nothing_went_wrong().await;
        self.asked_only(&self.phone_url).await;
    }

    async fn types_on_the_phone(&mut self) {
        self.browser.types("#text", "what is my balance?").await;
        self.browser.presses(".composer .send").await;
        self.ana.hears_of(&["£2,400.00"]).await;
        let newest = "#messages > .row:last-child";
        self.browser.sees(newest, "£2,400.00").await;
    }

    async fn mistypes_the_pin_and_cancels(&mut self) {
        self.ana.says("send 20 to Ben").await;
        let link = self.ana.hears_of(&["£20.00"]).await.link();
        self.browser.prefers("dark").await;
        self.opens(&link).await;
        self.sees_the_transfer("£20.00", "Ben Carter ending 0101")
            .await;
        self.saves("page-dark.png").await;
        self.identifies(WRONG_PIN).await;
        self.browser.reaches("#alert:not(:empty)").await;
        let alert = self.browser.text("#alert").await;
        assert!(alert.contains("don’t match"), "{alert}");
        assert_eq!(self.browser.text("#tries").await, "2 tries left");
        self.browser.presses("#no").await;
        self.browser.presses("#yes").await;
        self.browser.reaches("main.cancelled").await;
        assert_eq!(self.browser.text("#head").await, "Transfer cancelled");
        self.has_forgotten_the_transfer().await;
        self.ana.hears_of(&["Cancelled", "Ben Carter"]).await;
        self.nothing_went_wrong().await;
        self.asked_only(&link).await;
    }

    /// The whole way with the keyboard alone, on the narrowest phone, under axe-core's eyes.
    async fn is_accessible_and_narrow_and_needs_no_mouse(&mut self, place: &Path) {
        let axe = axe::source(place);
        self.browser.prefers("light").await;
        self.ana.says("send 5 to Ben").await;
        let link = self.ana.hears_of(&["£5.00"]).await.link();
        self.browser.is_sized(320, 640, 2.0).await;
        self.browser.visits("about:blank").await;
        self.browser.visits(&link).await;
        self.browser.reaches("main.closed").await;
        self.finds_nothing_serious(axe.as_deref()).await;
        self.focuses("#door").await;
        self.browser.keys(ENTER).await;
        self.browser.reaches("main.credentials").await;
        assert_eq!(self.browser.text("#phrase b").await, "purple otter");
        self.finds_nothing_serious(axe.as_deref()).await;
        self.fits_the_screen().await;
        self.saves("page-320.png").await;
        // The same link again in the same browser goes on.
        self.browser.visits("about:blank").await;
        self.browser.visits(&link).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.focuses("#pin").await;
        self.browser.keys(PIN).await;
        if self.browser.shows("#birth").await {
            self.focuses("#day").await;
            for digits in ["17", "4", "1988"] {
                self.browser.keys(digits).await;
                self.browser.keys(TAB).await;
            }
        } else {
            self.focuses("#card").await;
            self.browser.keys("4321").await;
        }
        self.browser.keys(ENTER).await;
        let sms = self.ana.reads_sms().await;
        self.browser.reaches("main.passcode").await;
        let fill = "return document.querySelector('#code').autocomplete";
        assert_eq!(self.browser.runs(fill).await, "one-time-code");
        self.finds_nothing_serious(axe.as_deref()).await;
        self.fits_the_screen().await;
        self.focuses("#code").await;
        self.browser.keys("12345").await;
        self.browser.keys(ENTER).await;
        self.browser.sees("#alert", "all 6 digits").await;
        self.finds_nothing_serious(axe.as_deref()).await;
        self.saves("page-320-error.png").await;
        self.browser
            .keys("\u{e003}\u{e003}\u{e003}\u{e003}\u{e003}")
            .await;
        self.browser.keys(&code_in(&sms)).await;
        self.browser.keys(ENTER).await;
        self.browser.reaches("main.done").await;
        self.finds_nothing_serious(axe.as_deref()).await;
        self.fits_the_screen().await;
        self.ana.hears_of(&["£5.00"]).await;
        self.ana.hears().await;
        self.browser.complaints().await;
        self.browser.requests().await;
    }

    /// The bank ends what Ana has open: the page in her hand is worth nothing at the next touch.
    async fn is_ended_by_the_bank(&mut self) {
        self.ana.says("send 7 to Ben").await;
        let link = self.ana.hears_of(&["£7.00"]).await.link();
        self.opens(&link).await;
        let told = self.ana.is_helped_at_the_branch("end-sessions").await;
        assert_eq!(told["open_confirmation"], "called_off");
        self.identifies(PIN).await;
        self.browser.reaches("main.gone").await;
        self.has_forgotten_the_transfer().await;
        self.ana.hears_of(&["Cancelled", "Ben Carter"]).await;
        self.ana.says("balance").await;
        self.ana.hears_of(&["£2,395.00"]).await;
        self.browser.complaints().await;
        self.asked_only(&link).await;
    }

    async fn did_not_ask_for_this(&mut self) {
        self.ana.says("send 6 to Ben").await;
        let link = self.ana.hears_of(&["£6.00"]).await.link();
        self.browser.prefers("dark").await;
        self.opens(&link).await;
        self.browser.presses("#not").await;
        self.saves("page-disown.png").await;
        self.browser.presses("#yes").await;
        self.browser.reaches("main.suspended").await;
        self.saves("page-suspended.png").await;
        let head = self.browser.text("#head").await;
        assert_eq!(head, "We stopped everything");
        assert_eq!(self.browser.text("#call").await, "Call 0808 157 0900");
        self.has_forgotten_the_transfer().await;
        self.ana.hears_of(&["Thank you for telling me"]).await;
        self.ana.says("balance").await;
        self.ana.hears_of(&["as you asked"]).await;
        self.nothing_went_wrong().await;
        self.asked_only(&link).await;
    }

    async fn gets_the_neutral_page_for(&self, used: &str) {
        self.browser.visits("about:blank").await;
        self.browser.visits(used).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.gone").await;
        assert_eq!(self.browser.text("#head").await, "This link can’t be used");
        for part in ["#amount", "#order", "#form"] {
            assert!(!self.browser.shows(part).await, "{part} is shown");
        }
        self.hides_the_token(used).await;
        // The browser itself notes each answer that is not a success.
        let complaints = self.browser.complaints().await;
        assert!(
            complaints.len() == 1 && complaints[0].contains("410"),
            "{complaints:?}"
        );
        self.asked_only(used).await;
    }

    /// What the other steps rely on: this console tells of what the policy stops.
    async fn is_protected_by_the_policy(&self) {
        let script = "const foreign = document.createElement('script');
            foreign.textContent = 'window.foreign = 1';
            document.body.append(foreign);
            return typeof window.foreign;";
        assert_eq!(self.browser.runs(script).await, "undefined");
        let complaints = self.browser.complaints().await;
        assert!(
            complaints
                .iter()
                .any(|told| told.contains("Content Security Policy")),
            "{complaints:?}"
        );
    }

    async fn opens(&self, link: &str) {
        self.browser.is_sized(390, 844, 1.0).await;
        self.browser.visits("about:blank").await;
        self.browser.visits(link).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.hides_the_token(link).await;
    }

    /// Types the PIN and whichever fact is asked for.
    async fn identifies(&self, pin: &str) {
        let mut fields = vec![("#pin", pin)];
        if self.browser.shows("#birth").await {
            fields.extend([("#day", "17"), ("#month", "4"), ("#year", "1988")]);
        } else {
            fields.push(("#card", "4321"));
        }
        for (field, digits) in fields {
            self.browser.empties(field).await;
            self.browser.types(field, digits).await;
        }
        self.browser.presses("#go").await;
    }

    async fn saves(&self, name: &str) {
        if let Some(folder) = &self.pictures {
            self.browser.saves_picture(&folder.join(name)).await;
        }
    }
}
