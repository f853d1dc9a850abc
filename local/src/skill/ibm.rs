//! A dialog skill's way to Watson Assistant and back: v1 workspaces, or the skills of an assistant in v2.
//!
//! Deliberately sends only what it is given: whether a skill is fit to be sent is decided before. Addresses:
//! <https://cloud.ibm.com/apidocs/assistant-v1#updateworkspace>, <https://cloud.ibm.com/apidocs/assistant-v2#updateskill>

use std::time::Duration;

use anyhow::{Context, bail};
use domain::language::Language;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Map, Value, json};

/// The version of the API that is asked for, as a date.
const API_VERSION: &str = "2024-08-25";

/// How long one call may take: a whole skill goes along.
const CALL_TIMEOUT: Duration = Duration::from_mins(2);

/// Longest refusal shown, in characters.
const MAX_REFUSAL_CHARACTERS: usize = 300;

/// What of an exported workspace belongs to the skill; the rest is the service's own.
const PARTS: [&str; 10] = [
    "name",
    "description",
    "language",
    "metadata",
    "learning_opt_out",
    "system_settings",
    "intents",
    "entities",
    "dialog_nodes",
    "counterexamples",
];

/// Where the skill is, and who may change it.
#[derive(Clone)]
pub struct Ibm {
    url: String,
    api_key: String,
    place: Place,
    http: Client,
    /// How long to wait between two looks at the training.
    pause: Duration,
    /// How often to look.
    looks: u32,
}

/// Which of IBM's two addresses a skill has.
#[derive(Debug, Clone)]
pub enum Place {
    /// A workspace that is yet to be made.
    NewWorkspace,
    /// A v1 workspace, by its id.
    Workspace(String),
    /// A skill of an assistant in v2.
    Skill {
        /// The assistant's id.
        assistant: String,
        /// The skill's id.
        skill: String,
    },
}

/// Which place the caller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A new v1 workspace.
    New,
    /// The v1 workspace.
    V1,
    /// The assistant's skill.
    V2,
}

impl Ibm {
    /// Reads address and key with `variable`, by name: `WATSON_URL`, `WATSON_API_KEY`, `WATSON_SKILL_ID` unless the
    /// skill is new, and `WATSON_ASSISTANT_ID` for v2. Of another language than English skill and assistant are
    /// others: `WATSON_SKILL_ID_PT_BR`.
    ///
    /// # Errors
    /// If one is missing or empty; its name is told, its value never.
    pub fn configured(
        wanted: Wanted,
        language: Language,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> anyhow::Result<Self> {
        let required = |name: &str| {
            let value = variable(name).filter(|value| !value.trim().is_empty());
            value.with_context(|| format!("{name} is not set"))
        };
        let (url, api_key) = (required("WATSON_URL")?, required("WATSON_API_KEY")?);
        let of_language = |name: &str| required(&language.variable(name));
        let place = match wanted {
            Wanted::New => Place::NewWorkspace,
            Wanted::V1 => Place::Workspace(of_language("WATSON_SKILL_ID")?),
            Wanted::V2 => Place::Skill {
                skill: of_language("WATSON_SKILL_ID")?,
                assistant: of_language("WATSON_ASSISTANT_ID")?,
            },
        };
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            api_key,
            place,
            http: Client::new(),
            pause: Duration::from_secs(5),
            looks: 120,
        })
    }

    /// The same, looking at the training `looks` times with `pause` between them.
    #[must_use]
    pub fn waiting(mut self, pause: Duration, looks: u32) -> Self {
        self.pause = pause;
        self.looks = looks;
        self
    }

    /// Puts the whole skill there and waits until it is trained; answers its id.
    ///
    /// # Errors
    /// If Watson refuses it, or is not done training in ten minutes.
    pub async fn upload(&self, skill: &Value) -> anyhow::Result<String> {
        let (path, body) = match &self.place {
            Place::NewWorkspace => ("/v1/workspaces".to_owned(), skill.clone()),
            Place::Workspace(id) => (format!("/v1/workspaces/{id}"), skill.clone()),
            Place::Skill {
                assistant,
                skill: id,
            } => {
                let path = format!("/v2/assistants/{assistant}/skills/{id}");
                let mut body = json!({ "workspace": skill });
                for name in ["name", "description"] {
                    if let Some(value) = skill.get(name) {
                        body[name] = value.clone();
                    }
                }
                (path, body)
            }
        };
        let made = self
            .call(self.request(Method::POST, &path).json(&body))
            .await?;
        let place = match &self.place {
            Place::NewWorkspace => {
                let id = made["workspace_id"].as_str();
                Place::Workspace(
                    id.context("Watson gave the new workspace no id")?
                        .to_owned(),
                )
            }
            known => known.clone(),
        };
        self.trained(&place).await?;
        Ok(match place {
            Place::Workspace(id) | Place::Skill { skill: id, .. } => id,
            Place::NewWorkspace => String::new(),
        })
    }

    /// The skill as it is there, in the form it is uploaded in.
    ///
    /// # Errors
    /// If Watson refuses, or there is none.
    pub async fn export(&self) -> anyhow::Result<Value> {
        let found = self.read(&self.place).await?;
        let workspace = match &self.place {
            Place::Skill { .. } => found["workspace"].clone(),
            _ => found.clone(),
        };
        let parts = PARTS.into_iter().filter_map(|name| {
            let value = workspace.get(name).or_else(|| found.get(name));
            let value = value.filter(|value| !value.is_null());
            Some((name.to_owned(), value?.clone()))
        });
        Ok(Value::Object(parts.collect::<Map<_, _>>()))
    }

    async fn read(&self, place: &Place) -> anyhow::Result<Value> {
        let request = match place {
            Place::NewWorkspace => bail!("a workspace that is yet to be made cannot be read"),
            Place::Workspace(id) => self
                .request(Method::GET, &format!("/v1/workspaces/{id}"))
                .query(&[("export", "true")]),
            Place::Skill { assistant, skill } => self.request(
                Method::GET,
                &format!("/v2/assistants/{assistant}/skills/{skill}"),
            ),
        };
        self.call(request).await
    }

    /// Looks until the skill is available.
    async fn trained(&self, place: &Place) -> anyhow::Result<()> {
        for _ in 0..self.looks {
            let found = self.read(place).await?;
            match found["status"].as_str() {
                None | Some("Available") => return Ok(()),
                Some("Failed" | "Unavailable") => {
                    bail!(
                        "Watson could not train the skill: {}",
                        found["status_errors"]
                    )
                }
                Some(_) => tokio::time::sleep(self.pause).await,
            }
        }
        bail!("Watson has the skill and is still training it")
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.url);
        let request = self.http.request(method, url).timeout(CALL_TIMEOUT);
        request
            .basic_auth("apikey", Some(&self.api_key))
            .query(&[("version", API_VERSION)])
    }

    async fn call(&self, request: RequestBuilder) -> anyhow::Result<Value> {
        let response = request.send().await.context("Watson cannot be reached")?;
        let status = response.status();
        let body: Value = response.json().await.unwrap_or_default();
        if !status.is_success() {
            let message = body["error"].as_str().unwrap_or("without a reason");
            let message: String = message.chars().take(MAX_REFUSAL_CHARACTERS).collect();
            bail!("Watson answered {}: {message}", status.as_u16());
        }
        if !body.is_object() {
            bail!("Watson's answer is not JSON: WATSON_URL may not be its address");
        }
        Ok(body)
    }
}
