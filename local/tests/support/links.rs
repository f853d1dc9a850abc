//! The link before and after it is opened: what a preview, a wrong keypad, an old browser or a bad line does to it.

use serde_json::Value;

use crate::phone::code_in;
use crate::{PIN, Scene};

/// What an old browser lacks: Safari before 15.4 has no modal dialog.
const WITHOUT_DIALOGS: &str = "delete HTMLDialogElement.prototype.showModal;
    delete HTMLDialogElement.prototype.close;
    window.confirm = () => true;";

/// The answer to the first opening gets lost on the way, after the bank has given it.
const LOSING_AN_ANSWER: &str = "const real = window.fetch;
    window.fetch = async (...question) => {
        await real(...question);
        window.fetch = real;
        throw new TypeError('the answer is lost');
    };";

impl Scene {
    /// A link that is asked for with `say`, whose amount is `amount`.
    async fn link_for(&mut self, say: &str, amount: &str) -> String {
        self.ana.says(say).await;
        self.ana.hears_of(&[amount]).await.link()
    }

    /// Opens an address as if nothing had been open before.
    async fn visits_afresh(&self, address: &str) {
        self.browser.visits("about:blank").await;
        self.browser.visits(address).await;
    }

    /// A preview runs the page's script, presses what it finds and reads all there is; the customer's own tap
    /// comes later and opens the link, whatever was appended to it on the way.
    pub async fn opens_only_for_a_person(&mut self) {
        let link = self.link_for("send 4 to Ben", "£4.00").await;
        self.browser.forgets_cookies().await;
        for appended in [
            "",
            "&fbclid=IwAR0x",
            "?utm_source=wa",
            ".",
            "%20",
            "#:~:text=hello",
        ] {
            self.visits_afresh(&format!("{link}{appended}")).await;
            self.browser.reaches("main.closed").await;
            let presses = "for (const one of document.querySelectorAll('button')) one.click()";
            self.browser.runs(presses).await;
            self.has_forgotten_the_transfer().await;
        }
        assert!(self.browser.cookies().await.is_empty());
        let asked = self.browser.requests().await;
        assert!(!asked.iter().any(|url| url.ends_with("/open")), "{asked:?}");
        self.fits_the_screen().await;
        self.saves("page-door.png").await;
        let (page, token) = link.split_once('#').unwrap();
        self.visits_afresh(&format!("{page}?fbclid=1#token={token}&fbclid=IwAR0x."))
            .await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.sees_the_transfer("£4.00", "Ben Carter ending 0101")
            .await;
        self.hides_the_token(&link).await;
    }

    /// Digits as other keypads write them, and a code pasted with the sentence around it.
    pub async fn types_digits_of_any_script(&mut self) {
        let shown = |field: &str| format!("return document.querySelector('{field}').value");
        self.browser.types("#pin", "٢٧١٨٢٨").await;
        assert_eq!(self.browser.runs(&shown("#pin")).await, PIN);
        if self.browser.shows("#birth").await {
            for (field, digits) in [("#day", "۱۷"), ("#month", "४"), ("#year", "１９８８")]
            {
                self.browser.types(field, digits).await;
            }
            assert_eq!(self.browser.runs(&shown("#year")).await, "1988");
        } else {
            self.browser.types("#card", "۴३２1").await;
            assert_eq!(self.browser.runs(&shown("#card")).await, "4321");
        }
        self.browser.presses("#go").await;
        let code = code_in(&self.ana.reads_sms().await);
        self.browser.reaches("main.passcode").await;
        let pasted = format!("Your 2nd code: {code}, for £4.00");
        let paste = format!(
            "const field = document.querySelector('#code');
            field.value = {pasted:?};
            field.dispatchEvent(new Event('input'));"
        );
        self.browser.runs(&paste).await;
        assert_eq!(self.browser.runs(&shown("#code")).await, code.as_str());
        self.browser.presses("#no").await;
        self.browser.presses("#yes").await;
        self.browser.reaches("main.cancelled").await;
        self.ana.hears_of(&["Cancelled"]).await;
    }

    /// The answer to opening is lost, and the same browser opens again; then it throws the cookie away, and the
    /// chat has another link.
    pub async fn gets_another_link_when_one_is_lost(&mut self) {
        let link = self.link_for("send 3 to Ben", "£3.00").await;
        self.visits_afresh(&link).await;
        self.browser.reaches("main.closed").await;
        self.browser.runs(LOSING_AN_ANSWER).await;
        self.browser.presses("#door").await;
        self.browser.sees("#alert", "can’t reach the bank").await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.browser.forgets_cookies().await;
        self.identifies(PIN).await;
        self.browser.reaches("main.gone").await;
        assert_eq!(self.browser.text("#back").await, "Get a new link");
        let href = self
            .browser
            .runs("return document.querySelector('#back').href")
            .await;
        assert!(href.to_string().ends_with("?text=new%20link\""), "{href}");
        self.ana.says("new link").await;
        self.browser.complaints().await;
        let link = self.link_instead_of_the_old().await;
        self.visits_afresh(&link).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.sees_the_transfer("£3.00", "Ben Carter ending 0101")
            .await;
    }

    /// The old order gives way and the new link comes, in whichever order the two are told.
    async fn link_instead_of_the_old(&mut self) -> String {
        let mut links = Vec::new();
        for _ in 0..2 {
            let message = self.ana.hears().await;
            let url = &message.body["interactive"]["action"]["parameters"]["url"];
            links.extend(url.as_str().map(str::to_owned));
        }
        assert_eq!(links.len(), 1, "{links:?}");
        links.remove(0)
    }

    /// Without modal dialogs cancelling still asks, and cancels.
    pub async fn cancels_in_a_browser_without_dialogs(&mut self) {
        self.ana.says("send 2 to Ben").await;
        let link = self.link_instead_of_the_old().await;
        let old = self.browser.runs_before_each_page(WITHOUT_DIALOGS).await;
        self.visits_afresh(&link).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        assert!(!self.browser.shows("#ask").await);
        self.browser.presses("#no").await;
        self.browser.reaches("main.cancelled").await;
        self.ana.hears_of(&["Cancelled"]).await;
        self.browser.runs_no_more(&old).await;
        self.nothing_went_wrong().await;
    }

    /// After three wrong PINs the next link has to wait, and shows for how long.
    pub async fn waits_after_three_wrong_pins(&mut self) {
        let link = self.link_for("send 20 to Ben", "£20.00").await;
        self.opens(&link).await;
        for left in ["2 tries left", "1 try left"] {
            self.identifies("000000").await;
            self.browser.sees("#tries", left).await;
        }
        self.identifies("000000").await;
        self.browser.reaches("main.rejected").await;
        self.ana.hears_of(&["£20.00", "Nothing was sent"]).await;
        let link = self.link_for("send 20 to Ben", "£20.00").await;
        self.opens(&link).await;
        self.identifies(PIN).await;
        self.browser.sees("#clock", "Try again in 0:").await;
        let off = "return document.querySelector('#go').getAttribute('aria-disabled')";
        assert_eq!(self.browser.runs(off).await, "true");
        self.saves("page-wait.png").await;
        self.browser.sees("#alert", "You can try again now").await;
        assert_eq!(self.browser.runs(off).await, Value::Null);
        self.browser.presses("#go").await;
        let code = code_in(&self.ana.reads_sms().await);
        self.browser.reaches("main.passcode").await;
        self.browser.types("#code", &code).await;
        self.browser.presses("#go").await;
        self.browser.reaches("main.done").await;
        self.ana.hears_of(&["£20.00"]).await;
        self.ana.hears().await;
        self.browser.complaints().await;
    }

    /// On the narrowest phones, and with letters twice as large, nothing that is typed is cut off.
    pub async fn cuts_nothing_off(&mut self) {
        let link = self.link_for("send 1 to Ben", "£1.00").await;
        let phones = [320, 360, 390].map(|width| (width, "100%"));
        let larger = [(320, "200%"), (768, "100%"), (1280, "100%")];
        for (width, font) in phones.into_iter().chain(larger) {
            self.browser.is_sized(width, 640, 1.0).await;
            self.visits_afresh(&link).await;
            if self.browser.runs("return location.hash").await != "" {
                self.browser.presses("#door").await;
            }
            self.browser.reaches("main.credentials").await;
            let cut = self.browser.runs(&what_is_cut_off(font)).await;
            assert_eq!(cut, serde_json::json!([]), "at {width} px and {font}");
            self.fits_the_screen().await;
        }
        self.saves("page-320-large.png").await;
        self.ana.says("cancel").await;
        self.ana.hears_of(&["Cancelled"]).await;
        self.browser.complaints().await;
    }
}

impl Scene {
    /// Without scripts the page can do nothing safely: it says so, asks for nothing, and the link stays unused.
    pub async fn says_what_it_needs_where_scripts_are_off(&mut self) {
        let link = self.link_for("send 2 to Ben", "£2.00").await;
        self.browser.lets_pages_run_scripts(false).await;
        self.visits_afresh(&link).await;
        self.browser.sees("noscript", "JavaScript").await;
        for part in ["#door", "#form", "#order"] {
            assert!(!self.browser.shows(part).await, "{part} is shown");
        }
        self.saves("page-no-script.png").await;
        self.browser.lets_pages_run_scripts(true).await;
        self.visits_afresh(&link).await;
        self.browser.presses("#door").await;
        self.browser.reaches("main.credentials").await;
        self.ana.says("cancel").await;
        self.ana.hears_of(&["Cancelled"]).await;
        self.browser.complaints().await;
    }
}

/// The fields whose digits do not fit, whichever fact is asked.
fn what_is_cut_off(font: &str) -> String {
    format!(
        "document.documentElement.style.fontSize = '{font}';
        for (const id of ['birth', 'plastic']) document.getElementById(id).hidden = false;
        const digits = {{pin: '271828', card: '4321', day: '27', month: '12', year: '1985'}};
        return Object.entries(digits).filter(([id, value]) => {{
            const field = document.getElementById(id);
            field.type = 'text';
            field.value = value;
            return field.scrollWidth > field.clientWidth;
        }}).map(([id]) => id);"
    )
}
