//! The passcode through its handler: issue, resend, verify.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod issue;
mod policy;
mod proofs;
mod repeated;
mod verify;

use aws::secrets::Secret;
use aws::sms::Sms;
use calls::passcode::{PasscodeAnswer, PasscodeQuestion};
use domain::confirmation::sms_policy::AllowedCountries;
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use passcode::{Passcodes, Policy, SimChanges};
use testkit::bank::{Bank, LINK_WAIT, PASSCODE_WAIT};
use testkit::clock;

struct Rig {
    bank: Bank,
    passcodes: Passcodes,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let connection = &bank.services.connection;
        let passcodes = Passcodes {
            confirming: bank.confirming(),
            customers: bank.engine.customers(),
            standings: bank.engine.standings(),
            policy: Policy {
                budget: bank.engine.sms_budget(),
                countries: AllowedCountries::parse("GB").unwrap(),
                sim_changes: SimChanges::NotConfigured,
            },
            sms: Sms::new(connection, "ACMEBank".to_owned()),
            keys: Secret::new(connection, "bank/passcode".to_owned()),
            verifying: Secret::new(connection, "bank/verifying".to_owned()),
            page_host: passcode::host_of("https://bank.example:8443/live/confirm").unwrap(),
            clock: clock::now,
            random: clock::random,
        };
        Self { bank, passcodes }
    }

    async fn issue(&self, id: &OrderId) -> Result<PasscodeAnswer, Failure> {
        let (confirmation_id, task_token) = (id.0.clone(), PASSCODE_WAIT.to_owned());
        self.passcodes
            .handle(PasscodeQuestion::Issue {
                confirmation_id,
                task_token,
            })
            .await
    }

    async fn resend(&self, id: &OrderId) -> PasscodeAnswer {
        self.resend_under(None, id).await.unwrap()
    }

    /// Another code under the key of the page's request.
    async fn resend_under(
        &self,
        request_key: Option<&str>,
        id: &OrderId,
    ) -> Result<PasscodeAnswer, Failure> {
        let question = PasscodeQuestion::Resend {
            confirmation_id: id.0.clone(),
            idempotency_key: request_key.map(str::to_owned),
        };
        self.passcodes.handle(question).await
    }

    async fn foresee(&self) -> PasscodeAnswer {
        let customer_id = "ana-lima".to_owned();
        self.passcodes
            .handle(PasscodeQuestion::Foresee { customer_id })
            .await
            .unwrap()
    }

    async fn verify(&self, id: &OrderId, code: &str) -> Result<PasscodeAnswer, Failure> {
        self.verify_under(None, id, code).await
    }

    /// A try under the key of the message it came in.
    async fn verify_under(
        &self,
        message_key: Option<&str>,
        id: &OrderId,
        code: &str,
    ) -> Result<PasscodeAnswer, Failure> {
        let question = PasscodeQuestion::Verify {
            confirmation_id: id.0.clone(),
            code: code.to_owned(),
            idempotency_key: message_key.map(str::to_owned),
        };
        self.passcodes.handle(question).await
    }

    /// Failures in a row that count against the customer: each comparison that failed is one.
    async fn failures(&self) -> u8 {
        let ana = CustomerId("ana-lima".to_owned());
        self.bank
            .engine
            .standings()
            .of(&ana)
            .await
            .unwrap()
            .failures()
    }

    /// The codes texted so far, oldest first.
    fn texted(&self) -> Vec<String> {
        let messages = self.bank.services.calls_of("Publish").into_iter();
        messages
            .map(|sms| code_in(sms["Message"].as_str().unwrap()))
            .collect()
    }

    /// What the wait for the passcode was told, in order: operation and error. Calling off before there is
    /// that wait tells the link's, which is over by then.
    fn told(&self) -> Vec<(String, String)> {
        let calls = self.bank.services.calls().into_iter();
        let waits = calls.filter(|call| call.operation.starts_with("SendTask"));
        waits
            .filter(|call| {
                let wait = call.text("taskToken");
                assert!([LINK_WAIT, PASSCODE_WAIT].contains(&wait), "{wait}");
                wait == PASSCODE_WAIT
            })
            .map(|call| (call.operation.clone(), call.text("error").to_owned()))
            .collect()
    }
}

/// The six digits an SMS carries.
fn code_in(text: &str) -> String {
    let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    text.split(' ').find(is_code).unwrap().to_owned()
}

/// Another code than `code`.
fn wrong(code: &str) -> String {
    code.chars()
        .map(|digit| if digit == '7' { '3' } else { '7' })
        .collect()
}
