//! A stand-in for IBM Watson on one machine: Assistant v2 running real dialog skills, and Text to
//! Speech v1 with a real voice.
//!
//! Built from IBM's documentation and exports, for development and tests. It has no search, no webhooks and no
//! actions skill; `skill::Skill::check` names what a skill misses.

pub mod chat;
pub mod dialog;
pub mod entity;
pub mod evaluate;
pub mod expression;
pub mod http;
pub mod intent;
pub mod skill;
pub mod spelling;

pub use chat::Chat;
pub use http::assistant::{AssistantOptions, assistant_router, assistants_router};
pub use http::speech::{SpeechOptions, speech_router};
pub use skill::Skill;
