//! What must be true of the confirmation page, whatever scene it plays in.

use crate::{PIN, Scene, TAB};

impl Scene {
    /// Presses the tabulator until the element has the focus, as a person without a mouse does.
    pub async fn focuses(&self, selector: &str) {
        let script = format!("return document.activeElement?.matches({selector:?}) ?? false");
        for _ in 0..20 {
            if self.browser.runs(&script).await == true {
                return;
            }
            self.browser.keys(TAB).await;
        }
        panic!("the keyboard never reaches {selector}");
    }

    pub async fn fits_the_screen(&self) {
        let script = "return document.documentElement.scrollWidth - innerWidth";
        assert_eq!(self.browser.runs(script).await, 0, "it scrolls sideways");
    }

    /// axe-core's rules of WCAG 2.2 A and AA and its best practices.
    pub async fn finds_nothing_serious(&self, axe: Option<&str>) {
        let Some(axe) = axe else { return };
        self.browser.runs(axe).await;
        let script = "return axe.run().then(found => found.violations
            .filter(one => /serious|critical/.test(one.impact))
            .map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))";
        let found = self.browser.runs(script).await;
        assert_eq!(found, serde_json::json!([]));
    }

    /// The token is in no address, so in no history and on no picture of the screen.
    pub async fn hides_the_token(&self, link: &str) {
        let (page, token) = link.split_once('#').unwrap();
        assert!(token.len() >= 20, "a token nobody guesses");
        assert_eq!(self.browser.address().await, page);
    }

    pub async fn sees_the_transfer(&self, amount: &str, payee: &str) {
        assert_eq!(self.browser.text("#amount").await, amount);
        assert_eq!(self.browser.text("#order dd:nth-of-type(2)").await, payee);
    }

    /// Nothing of the transfer is left in the document, hidden or shown, once it is over.
    pub async fn has_forgotten_the_transfer(&self) {
        let script = "return document.documentElement.outerHTML.split('<script>')[0]
            + [...document.querySelectorAll('input')].map(input => input.value)";
        let document = self.browser.runs(script).await.to_string();
        for detail in ["£", "Ben", "Carter", "0101", "otter", PIN] {
            assert!(!document.contains(detail), "{detail} is still there");
        }
    }

    /// A browser may put a page away whole and bring it back later.
    pub async fn forgets_while_put_away(&self, amount: &str, payee: &str) {
        let script = "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))";
        self.browser.runs(script).await;
        self.has_forgotten_the_transfer().await;
        let script = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))";
        self.browser.runs(script).await;
        self.browser.reaches("main.passcode").await;
        self.sees_the_transfer(amount, payee).await;
    }

    pub async fn has_a_guarded_session(&self) {
        assert_eq!(self.browser.runs("return document.cookie").await, "");
        let cookies = self.browser.cookies().await;
        let [cookie] = cookies.as_slice() else {
            panic!("not one cookie: {}", cookies.len());
        };
        assert_eq!(cookie["name"], "__Host-confirmation");
        assert_eq!(cookie["httpOnly"], true);
        assert_eq!(cookie["secure"], true);
        assert_eq!(cookie["sameSite"], "Strict");
    }

    pub async fn nothing_went_wrong(&self) {
        let complaints = self.browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
    }

    /// Every request since the last question went to the origin of `url`.
    pub async fn asked_only(&self, url: &str) {
        let origin = reqwest::Url::parse(url).unwrap().origin();
        let requests = self.browser.requests().await;
        assert!(!requests.is_empty(), "the browser's record is empty");
        for request in &requests {
            let asked = reqwest::Url::parse(request).unwrap();
            assert!(
                asked.origin() == origin || asked.scheme() == "data",
                "the page asked {request}"
            );
        }
    }
}
