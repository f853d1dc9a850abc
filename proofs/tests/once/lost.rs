//! Each step of the page is interrupted at each call it makes, in each way, once and in every attempt of the call:
//! at the invocation of the passcode function, at the text, at each read and versioned write of both. Then the page
//! sends the same again, as it does. In the end the step has happened, and once.
//!
//! Deliberately the steps that change something: looking at how things stand may be repeated at will.

use domain::confirmation::Stage;
use domain::customer::standing::Standing;
use domain::id::CustomerId;
use proofs::wire::{Mishap, Wire};
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN, Bank, PASSCODE_WAIT, Underway};
use testkit::{clock, comparisons};

use crate::rig::{Answer, Processes, cookie};

/// What the customer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Open,
    WrongCredentials,
    RightCredentials,
    WrongCode,
    RightCode,
    Resend,
}

impl Step {
    const ALL: [Self; 6] = [
        Self::Open,
        Self::WrongCredentials,
        Self::RightCredentials,
        Self::WrongCode,
        Self::RightCode,
        Self::Resend,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::WrongCredentials | Self::RightCredentials => "credentials",
            Self::WrongCode | Self::RightCode => "passcode",
            Self::Resend => "resend",
        }
    }

    /// Whether the page asks the passcode function, once: without an answer it has none to give.
    const fn invokes(self) -> bool {
        matches!(self, Self::WrongCode | Self::RightCode | Self::Resend)
    }

    async fn due(self, bank: &Bank, message: &str) -> Underway {
        match self {
            Self::Open => bank.link_sent(message).await,
            Self::WrongCredentials | Self::RightCredentials => bank.identifying(message).await,
            Self::WrongCode | Self::RightCode | Self::Resend => bank.passcode_due(message).await,
        }
    }

    fn body(self, due: &Underway) -> Value {
        let code = due.passcode.expose();
        let wrong = if code == "777777" { "333333" } else { "777777" };
        match self {
            Self::Open => json!({ "token": due.link.expose() }),
            Self::WrongCredentials => json!({ "pin": "000000", "fact": ANAS_BIRTH_DATE }),
            Self::RightCredentials => json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE }),
            Self::WrongCode => json!({ "code": wrong }),
            Self::RightCode => json!({ "code": code }),
            Self::Resend => json!({}),
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
struct Lost {
    /// At which call, from 0.
    call: u32,
    fault: Mishap,
    /// How many attempts of the call: the first, or all there are.
    in_a_row: u32,
    /// Whether the page has a key, and so may send the same again. Without one, the processes themselves have to
    /// know what they wrote.
    is_keyed: bool,
}

impl Lost {
    fn plan(self) -> Vec<(u32, Mishap)> {
        let calls = self.call..self.call.saturating_add(self.in_a_row);
        calls.map(|call| (call, self.fault)).collect()
    }
}

struct Scene {
    bank: Bank,
    wire: Wire,
    doomed: Processes,
    healthy: Processes,
}

impl Scene {
    async fn open() -> Self {
        let (bank, wire) = (Bank::open().await, Wire::addressed());
        let (tables, services) = (&bank.engine.connection, &bank.services.connection);
        Self {
            doomed: Processes::new(&bank, &wire.to(tables), &wire.to(services), "doomed"),
            healthy: Processes::new(&bank, tables, services, "healthy"),
            wire,
            bank,
        }
    }

    /// One step with these faults. Says whether the first of them was met.
    async fn play(&self, step: Step, lost: Lost) -> bool {
        let name = format!("{step:?}, {lost:?}");
        // Neither yesterday's failures nor yesterday's texts count.
        clock::pass(86_400);
        self.forgive().await;
        let due = step.due(&self.bank, &name).await;
        let (texts, waits) = (self.count("Publish"), self.count("SendTaskSuccess"));
        self.wire.plan(lost.plan());
        let answer = self.send(step, lost, &due).await;
        let is_met = self.wire.calls() > lost.call;
        let is_answered = answer.as_ref().is_some_and(|answer| answer.status == 200);
        assert!(is_answered || (!lost.is_keyed && step.invokes()), "{name}");
        assert!(
            step != Step::Open || answer.is_some_and(|answer| answer.cookie.is_some()),
            "{name}"
        );
        self.must_have_happened_once(step, &due, &name).await;
        let texted = self.count("Publish").saturating_sub(texts);
        let wanted = usize::from(step == Step::Resend);
        assert!(
            texted == wanted || (is_death(lost.fault) && texted == 0),
            "{name}: {texted} texts"
        );
        let told = self.bank.services.calls_of_since("SendTaskSuccess", waits);
        let mut told = told.iter();
        let is_told = told.any(|call| call["taskToken"] == PASSCODE_WAIT);
        assert_eq!(is_told, step == Step::RightCode, "{name}");
        is_met
    }

    /// The page sends the same again until it is answered, if it has a key to send it under.
    async fn send(&self, step: Step, lost: Lost, due: &Underway) -> Option<Answer> {
        let mut body = step.body(due);
        if lost.is_keyed {
            body["key"] = json!("0123456789abcdef0123456789abcdef");
        }
        let cookie = match step {
            Step::Open => String::new(),
            _ => cookie(due),
        };
        let sent = Box::pin(self.doomed.post(step.name(), &body, &cookie));
        match self.wire.survive(sent).await {
            Ok(answer) if answer.status == 200 || !lost.is_keyed => Some(answer),
            _ => Some(self.healthy.post(step.name(), &body, &cookie).await),
        }
    }

    async fn must_have_happened_once(&self, step: Step, due: &Underway, name: &str) {
        let stage = self.bank.stage(&due.id).await;
        let failures = self.standing().await.failures();
        let compared = comparisons::of(&due.id);
        match (step, stage) {
            (Step::Open, Stage::Identifying { attempts: 0, .. })
            | (
                Step::Resend,
                Stage::PasscodeDue {
                    texts: 2 | 3,
                    attempts: 0,
                    ..
                },
            ) => {
                assert_eq!((failures, compared), (0, 0), "{name}");
            }
            (Step::WrongCredentials, Stage::Identifying { attempts: 1, .. })
            | (Step::WrongCode, Stage::PasscodeDue { attempts: 1, .. }) => {
                assert_eq!(failures, 1, "{name}");
                // The same guess, compared again by whoever came after the one who died.
                assert!((1..=2).contains(&compared), "{name}: {compared}");
            }
            (Step::RightCredentials, Stage::Identified)
            | (Step::RightCode, Stage::Verified { .. }) => {
                assert_eq!(failures, 0, "{name}");
            }
            (_, stage) => panic!("{name}: {stage:?}"),
        }
    }

    async fn forgive(&self) {
        let standings = self.bank.engine.standings();
        let forgive = |_| Standing::default();
        standings.change(&ana(), forgive).await.unwrap();
    }

    async fn standing(&self) -> Standing {
        self.bank.engine.standings().of(&ana()).await.unwrap()
    }

    fn count(&self, operation: &str) -> usize {
        self.bank.services.count_of(operation)
    }
}

const fn is_death(fault: Mishap) -> bool {
    match fault {
        Mishap::NeverSent | Mishap::AnswerLost | Mishap::TimedOut => false,
        Mishap::DiesBefore | Mishap::DiesMeanwhile | Mishap::DiesAfter => true,
    }
}

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

#[tokio::test]
async fn whatever_answer_is_lost_a_try_a_text_and_a_step_happen_once() {
    comparisons::listen();
    let scene = Scene::open().await;
    let mut injected = 0_u32;
    for step in Step::ALL {
        for lost in everything() {
            for call in 0.. {
                if !scene.play(step, Lost { call, ..lost }).await {
                    break;
                }
                injected += 1;
            }
        }
    }
    let steps = Step::ALL.len();
    println!("{injected} interruptions of {steps} steps: each happened once");
    assert!(injected > 200, "only {injected}");
}

/// All of it with `ACME_PROOFS=full`; every run has those whose answer is lost.
fn everything() -> impl Iterator<Item = Lost> {
    let is_full = std::env::var_os("ACME_PROOFS").is_some();
    let of = |fault| {
        let all_attempts = aws::connection::MAX_ATTEMPTS;
        let ways = [(1, true), (all_attempts, true), (1, false)];
        ways.map(|(in_a_row, is_keyed)| Lost {
            call: 0,
            fault,
            in_a_row,
            is_keyed,
        })
    };
    let faults = Mishap::ALL.into_iter().chain([Mishap::TimedOut]);
    let all = faults.flat_map(of);
    all.filter(move |lost| {
        let is_once_under_a_key = lost.is_keyed && lost.in_a_row == 1;
        let is_quick = match lost.fault {
            Mishap::AnswerLost => true,
            Mishap::DiesMeanwhile => is_once_under_a_key,
            _ => false,
        };
        // Nobody dies three times in a row, and nobody who died answers.
        let is_possible = !is_death(lost.fault) || is_once_under_a_key;
        // An answer that is certain not to come is told, and the customer sends again.
        let is_told = lost.fault == Mishap::NeverSent && !lost.is_keyed;
        is_possible && !is_told && (is_full || is_quick)
    })
}
