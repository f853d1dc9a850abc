//! The settings of a skill that change how it is run.
//!
//! <https://cloud.ibm.com/apidocs/assistant-v1#updateworkspace>

use serde_json::Value;

/// When and how customers are asked which of several nodes they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Disambiguation {
    /// What is said above the choices.
    pub prompt: String,
    /// The choice for who means none of them; `None` leaves it out.
    pub none_of_the_above: Option<String>,
    /// Most choices, 2 to 5.
    pub max_suggestions: usize,
    /// The share of the best intent's confidence that makes another one close to it.
    pub closeness: f64,
}

/// What IBM's editor writes into a new skill.
const PROMPT: &str = "Did you mean:";

impl Disambiguation {
    /// The settings, if disambiguation is switched on.
    pub(super) fn read(settings: &Value) -> Option<Self> {
        let settings = &settings["disambiguation"];
        if settings["enabled"] != true {
            return None;
        }
        let text = |name: &str| settings[name].as_str().map(str::to_owned);
        let most = settings["max_suggestions"].as_u64().unwrap_or(5);
        Some(Self {
            prompt: text("prompt").unwrap_or_else(|| PROMPT.to_owned()),
            none_of_the_above: text("none_of_the_above_prompt").filter(|text| !text.is_empty()),
            max_suggestions: usize::try_from(most.clamp(2, 5)).unwrap_or(5),
            closeness: closeness(settings["sensitivity"].as_str().unwrap_or("auto")),
        })
    }
}

/// Ours: IBM names the steps and keeps their figures to itself. In its example 0.56 and 0.47 are close, 0.29 is not.
fn closeness(sensitivity: &str) -> f64 {
    match sensitivity {
        "high" => 0.6,
        "medium_high" => 0.7,
        "medium_low" => 0.82,
        "low" => 0.9,
        _ => 0.75,
    }
}
