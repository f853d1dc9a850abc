//! The phone page of the local stack, seen as a person sees it: small, large, dark, offline, and true.

use std::path::Path;

use crate::{Scene, axe};

/// Carla's phone is not linked at first, and nobody has written from it.
const CARLA: &str = "%2B447700900103";

/// Whether a part of the page is cut off, or runs into its neighbour.
const COLLIDING_TABS: &str = "const tabs = [...document.querySelectorAll('#tabs button')];
    const boxes = tabs.map(tab => tab.getBoundingClientRect());
    const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const whole = [...document.querySelectorAll('.chat-head, .person.chosen, .facts dd, .composer')];
    if (whole.some(part => part.scrollWidth > part.clientWidth)) return whole.map(part => part.className + part.scrollWidth + '/' + part.clientWidth);
    return tabs.filter((tab, at) => tab.scrollWidth > tab.clientWidth || boxes.some((box, other) => other !== at && meets(box, boxes[at])))
        .map(tab => tab.textContent);";

impl Scene {
    pub async fn visits_phone_of(&self, customer: &str) {
        self.browser.visits("about:blank").await;
        self.browser
            .visits(&format!("{}#{customer}", self.phone_url))
            .await;
        self.browser.reaches(".person.chosen").await;
    }

    /// Nothing was said yet: the page says so and what could be, without waiting for news.
    pub async fn suggests_what_to_say(&self) {
        self.browser.prefers("light").await;
        self.browser.is_sized(390, 844, 1.0).await;
        self.browser.requests().await;
        self.visits_phone_of(CARLA).await;
        self.browser.sees("#messages", "No messages yet").await;
        self.browser.sees("#hints", "What is my balance?").await;
        let asked = self.browser.requests().await;
        let chats = asked.iter().filter(|url| url.contains("/conversation"));
        let first = chats.into_iter().next().unwrap();
        assert!(first.ends_with("?after=0&wait_s=0"), "{first}");
        self.saves("phone-blank.png").await;
    }

    /// Linking, freezing and switching on again show on card and desk as soon as the bank has said it.
    pub async fn tells_the_truth_at_once(&self) {
        self.browser.is_sized(1280, 1080, 1.0).await;
        self.visits_phone_of(CARLA).await;
        self.both_say("not yet linked").await;
        self.browser.presses("#desk .deeds button").await;
        self.shows_the_code_as_a_picture().await;
        self.browser.presses("#desk .ticket button").await;
        self.browser.sees("#messages", "Welcome, Carla").await;
        self.both_say("linked to the bank").await;
        self.browser.sees("#desk", "phone is linked").await;
        self.browser.types("#text", "block").await;
        self.browser.presses(".composer .send").await;
        self.browser.sees("#messages", "0808 157 0900").await;
        self.both_say("chat and cards stopped").await;
        self.saves("phone-stopped.png").await;
        self.browser.presses("#desk > .deeds button + button").await;
        self.browser.sees("#desk", "are switched on").await;
        let held = self.browser.text(".person.chosen").await;
        assert!(!held.contains("stopped"), "{held}");
        // What the desk is told of a lock is shown like the rest.
        let locks = "const real = window.fetch;
            window.fetch = async (...question) => {
                const answer = await real(...question);
                if (question[0] !== '/simulator/customers') return answer;
                return Response.json((await answer.json()).map(one => ({...one, locked: true})));
            };
            document.dispatchEvent(new Event('said'));";
        self.browser.runs(locks).await;
        self.both_say("sending is locked").await;
        self.nothing_went_wrong().await;
    }

    /// In black on white and large enough for a camera, also where the page is dark.
    async fn shows_the_code_as_a_picture(&self) {
        self.browser.reaches("#desk .ticket .qr").await;
        let drawn = "const qr = document.querySelector('#desk .ticket .qr');
            const isLarge = () => qr.naturalWidth > 0 && qr.getBoundingClientRect().width >= 140;
            return qr.decode().then(isLarge);";
        assert_eq!(self.browser.runs(drawn).await, true);
        self.saves("phone-desk.png").await;
    }

    async fn both_say(&self, state: &str) {
        self.browser.sees(".person.chosen", state).await;
        self.browser.sees("#desk", state).await;
    }

    /// What could not be sent is said, and is not lost.
    pub async fn says_what_was_not_sent(&mut self) {
        self.browser.is_sized(390, 844, 1.0).await;
        self.visits_phone_of("%2B447700900101").await;
        self.browser.reaches(".row.bank").await;
        self.browser.is_offline(true).await;
        self.browser.types("#text", "hello bank").await;
        self.browser.presses(".composer .send").await;
        self.browser.sees("#unsent", "Not sent").await;
        let typed = "return document.querySelector('#text').value";
        assert_eq!(self.browser.runs(typed).await, "hello bank");
        self.browser.sees("#offline", "does not answer").await;
        self.saves("phone-offline.png").await;
        self.browser.is_offline(false).await;
        self.browser.presses(".composer .send").await;
        self.ana.hears().await;
        assert_eq!(self.browser.runs(typed).await, "");
        assert!(!self.browser.shows("#unsent").await);
        self.browser.complaints().await;
    }

    /// A fault that is on is said on a phone as well.
    pub async fn shows_faults_on_a_phone(&self) {
        self.browser.is_sized(320, 640, 1.0).await;
        let fault = |method: &str| {
            format!(
                "return fetch('/simulator/faults', {{method: '{method}',
                    headers: {{'content-type': 'application/json'}},
                    body: '{method}' === 'PUT' ? '{{\"watson_tts\":{{\"kind\":\"slow\"}}}}' : undefined}}).then(() => 1)"
            )
        };
        self.browser.runs(&fault("PUT")).await;
        self.browser.sees("#trouble", "1 fault is on").await;
        assert!(self.browser.shows("#trouble").await);
        self.saves("phone-320.png").await;
        self.browser.runs(&fault("DELETE")).await;
    }

    /// At every width, in both colours, with letters twice as large: nothing collides, everything is readable,
    /// lists are lists, and it is the same bank as on its own page.
    pub async fn is_one_bank_for_every_reader(&self, place: &Path) {
        let axe = axe::source(place);
        for (width, scheme, font) in [
            (320, "light", "100%"),
            (360, "dark", "100%"),
            (320, "light", "200%"),
            (768, "dark", "100%"),
            (1280, "light", "100%"),
        ] {
            self.browser.prefers(scheme).await;
            self.browser.is_sized(width, 800, 1.0).await;
            self.visits_phone_of("%2B447700900101").await;
            self.browser.reaches(".row.bank .meta time").await;
            let larger = format!("document.documentElement.style.fontSize = '{font}'");
            self.browser.runs(&larger).await;
            let collide = self.browser.runs(COLLIDING_TABS).await;
            assert_eq!(collide, serde_json::json!([]), "{width} px, {font}");
            self.fits_the_screen().await;
            self.finds_nothing_serious(axe.as_deref()).await;
            self.saves(&format!("phone-{width}-{}.png", font.trim_end_matches('%')))
                .await;
        }
        self.grows_with_the_readers_letters().await;
        let lists = "return [...document.querySelectorAll('ol, ul')]
            .every(list => list.getAttribute('role') === 'list' && [...list.children].every(one => one.localName === 'li'))";
        assert_eq!(self.browser.runs(lists).await, true);
        let brand = "return getComputedStyle(document.querySelector('.chat-head')).backgroundColor";
        assert_eq!(self.browser.runs(brand).await, "rgb(32, 56, 138)");
        self.browser.complaints().await;
    }

    async fn grows_with_the_readers_letters(&self) {
        for of in [
            ".bubble .body",
            ".meta time",
            "#text",
            ".people h2",
            ".note",
        ] {
            let growth = format!(
                "const size = font => {{
                    document.documentElement.style.fontSize = font;
                    return parseFloat(getComputedStyle(document.querySelector('{of}')).fontSize);
                }};
                return Math.round(size('200%') / size('100%') * 100)"
            );
            assert_eq!(self.browser.runs(&growth).await, 200, "{of}");
        }
    }

    /// The clock is moved ahead, and what waits for its hour is done, at every width.
    pub async fn moves_the_clock(&self, place: &Path) {
        let axe = axe::source(place);
        self.browser.prefers("light").await;
        for width in [1280, 390, 320] {
            self.browser.is_sized(width, 800, 1.0).await;
            self.visits_phone_of("%2B447700900101").await;
            if width < 760 {
                self.browser.presses("#tabs button:last-child").await;
            }
            self.browser.sees("#time", "this machine").await;
            self.fits_the_screen().await;
            self.finds_nothing_serious(axe.as_deref()).await;
            self.saves(&format!("phone-time-{width}.png")).await;
        }
        let [moves, chores] = ["Move the clock ahead", "Do now what waits for its hour"]
            .map(|group| format!("#time [aria-label='{group}'] button:nth-child"));
        self.browser.presses(&format!("{moves}(2)")).await;
        self.browser.sees("#time", "It is 1 hour later").await;
        self.browser.sees("#time", ": 1 hour ahead").await;
        self.browser.presses(&format!("{chores}(1)")).await;
        self.browser.sees("#time", "The sweep has run").await;
        self.browser.presses(&format!("{chores}(2)")).await;
        self.browser.sees("#time", "The payments have run").await;
        self.browser.presses(&format!("{chores}(3)")).await;
        self.browser.sees("#time", "Every balance is the sum").await;
        self.says_that_the_clock_cannot_be_moved(axe.as_deref())
            .await;
    }

    /// As on a machine without libfaketime.
    async fn says_that_the_clock_cannot_be_moved(&self, axe: Option<&str>) {
        self.saves("phone-time-moved.png").await;
        let stands = "const real = window.fetch;
            window.fetch = async (...question) => {
                const answer = await real(...question);
                if (question[0] !== '/simulator/clock') return answer;
                return Response.json({...await answer.json(), cannot_move: 'libfaketime is missing: sudo apt-get install libfaketime'});
            };";
        self.browser.runs(stands).await;
        self.browser.sees("#time", "libfaketime is missing").await;
        assert!(
            !self
                .browser
                .shows("#time [aria-label='Move the clock ahead']")
                .await
        );
        self.fits_the_screen().await;
        self.finds_nothing_serious(axe).await;
        self.saves("phone-time-stands.png").await;
    }

    /// Wiping everything is asked about first.
    pub async fn asks_before_starting_over(&self) {
        self.browser.prefers("light").await;
        self.browser.is_sized(1280, 800, 1.0).await;
        self.visits_phone_of("%2B447700900101").await;
        self.browser.reaches(".row.bank").await;
        self.browser.presses("#reset").await;
        assert_eq!(self.browser.text("#over-title").await, "Start over?");
        self.saves("phone-over.png").await;
        self.browser.presses("#over-no").await;
        assert!(!self.browser.shows("#over").await);
        self.browser.reaches(".row.bank").await;
        self.browser.presses("#reset").await;
        self.browser.presses("#over-yes").await;
        self.browser.sees("#messages", "No messages yet").await;
    }
}
