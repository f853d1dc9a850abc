//! The simulators of Meta and IBM, on one port, with faults and counts shared.
//!
//! Deliberately only puts them together: what they answer is their own.

use std::sync::Arc;

use axum::Router;
use domain::language::Language;
use simulator_kit::{Calls, Dependency, Faults, control_router, layer};
use testkit::demo;
use watson_simulator::{AssistantOptions, Skill, SpeechOptions, assistants_router, speech_router};
use whatsapp_simulator::{Clock, Config, Simulator, Template, TemplateCategory};

use super::clock::TestClock;
use crate::progress;
use crate::skill::{self, By};

/// The environment id by which the bank's assistant is known to Watson.
pub(super) const ENVIRONMENT_ID: &str = "local";

/// The API key that both Watson simulators accept.
pub(super) const WATSON_API_KEY: &str = "local-watson-api-key";

/// Where Watson Assistant is on the simulators' port.
pub(super) const ASSISTANT_PATH: &str = "/watson/assistant";

/// Where Watson Text to Speech is on the simulators' port.
pub(super) const SPEECH_PATH: &str = "/watson/tts";

/// What the local bank may say outside the 24-hour window, as `WHATSAPP_TEMPLATES` has it.
pub(super) const TEMPLATES: &str =
    "receipt=acme_receipt/en_GB,ending=acme_ending/en_GB,credit=acme_credit/en_GB";

/// The same as approved by the simulated Meta; the texts are those of `docs/channel.md`.
const APPROVED: [(&str, &str); 3] = [
    (
        "acme_receipt",
        "Here is your receipt: {{1}} Your ACME Bank.",
    ),
    (
        "acme_ending",
        "About what you asked for: {{1}} Your ACME Bank.",
    ),
    ("acme_credit", "Good news: {{1}} Your ACME Bank."),
];

/// What stands in for the outside services.
pub(super) struct Simulators {
    pub(super) whatsapp: Simulator,
    clock: TestClock,
    skills: Vec<(Language, Skill)>,
    faults: Faults,
    calls: Calls,
}

/// How the simulated Cloud API is set up: the bank's number and secrets, and the customers' names.
pub(super) fn whatsapp_config(clock: TestClock) -> Config {
    let names = demo::people().map(|person| (person.phone.to_owned(), person.name.to_owned()));
    Config {
        profiles: names.collect(),
        templates: APPROVED.map(approved).into(),
        clock: Clock::new(move || u64::try_from(clock.now().as_millisecond()).unwrap_or_default()),
        ..Config::default()
    }
}

fn approved((name, body): (&str, &str)) -> Template {
    Template {
        name: name.to_owned(),
        language: "en_GB".to_owned(),
        category: TemplateCategory::Utility,
        body: body.to_owned(),
        footer: None,
        buttons: Vec::new(),
    }
}

/// The environments of the languages beside English, as `WATSON_ENVIRONMENTS` has them.
pub(super) fn environments() -> String {
    let others = skill::languages().filter(|language| *language != Language::ENGLISH);
    let entry = |language: Language| format!("{}={}", language.tag(), environment(language));
    let list = others.map(entry).collect::<Vec<_>>().join(",");
    if list.is_empty() {
        return "none".to_owned();
    }
    list
}

fn environment(language: Language) -> String {
    if language == Language::ENGLISH {
        return ENVIRONMENT_ID.to_owned();
    }
    format!("{ENVIRONMENT_ID}-{}", language.tag())
}

/// Loads the bank's own skills, English first, and trains their classifiers.
pub(super) async fn train(by: fn(Language) -> By) -> anyhow::Result<Vec<(Language, Skill)>> {
    let train = move |language| {
        let skill = skill::understood_by(by(language), language)?;
        let (tag, by) = (language.tag(), skill.classifier().goes_by());
        progress::note(&format!("the simulated Watson understands {tag} by {by}"));
        Ok((language, skill))
    };
    let all = move || skill::languages().map(train).collect();
    tokio::task::spawn_blocking(all).await?
}

impl Simulators {
    pub(super) fn new(config: Config, skills: Vec<(Language, Skill)>, clock: TestClock) -> Self {
        let (faults, calls) = (Faults::default(), Calls::default());
        let whatsapp = Simulator::new(config, faults.clone(), calls.clone());
        Self {
            whatsapp,
            clock,
            skills,
            faults,
            calls,
        }
    }

    /// Everything they serve.
    pub(super) fn router(&self) -> Router {
        let environments = self.skills.iter();
        let environments =
            environments.map(|(language, skill)| (environment(*language), skill.clone()));
        let (mut assistant, mut speech) = (
            AssistantOptions::new(WATSON_API_KEY),
            SpeechOptions::new(WATSON_API_KEY),
        );
        let clock = self.clock.clone();
        assistant.clock = Arc::new(move || clock.now());
        speech.clock = assistant.clock.clone();
        let assistant = assistants_router(environments.collect(), assistant);
        let speech = speech_router(speech);
        self.whatsapp
            .router()
            .merge(control_router(self.faults.clone(), self.calls.clone()))
            .nest(
                ASSISTANT_PATH,
                self.behind_faults(assistant, Dependency::WatsonAssistant),
            )
            .nest(
                SPEECH_PATH,
                self.behind_faults(speech, Dependency::WatsonTts),
            )
    }

    /// Watson's own door is inside: a fault of the network is met by whoever knocks.
    fn behind_faults(&self, router: Router, dependency: Dependency) -> Router {
        let (faults, calls) = (self.faults.clone(), self.calls.clone());
        layer(router, dependency, faults, calls, Arc::new(|_| true))
    }
}
