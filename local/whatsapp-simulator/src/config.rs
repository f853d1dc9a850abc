//! What a simulator has to be told: whom it plays, its secrets, its limits and how strict it is.
//!
//! Deliberately no reading of files or of the environment.

use std::collections::BTreeMap;

use crate::Clock;

/// How to set up a simulator. [`Config::default`] has made-up identities and secrets and is as strict
/// about window and rates as Meta; change what matters.
#[derive(Clone)]
pub struct Config {
    /// The key of the webhook signature.
    pub app_secret: String,
    /// The word of the webhook handshake.
    pub verify_token: String,
    /// The bearer token that the Graph API accepts.
    pub access_token: String,
    /// The id of the bank's WhatsApp number: digits.
    pub phone_number_id: String,
    /// The bank's WhatsApp number: digits with country code, without `+`.
    pub display_phone_number: String,
    /// The bank's name as WhatsApp shows it.
    pub verified_name: String,
    /// The id of the bank's WhatsApp Business Account.
    pub waba_id: String,
    /// Where webhooks go; may be set later with [`crate::Simulator::set_webhook_url`].
    pub webhook_url: Option<String>,
    /// Profile names by phone number (E.164). Other numbers get a made-up name.
    pub profiles: BTreeMap<String, String>,
    /// The approved message templates.
    pub templates: Vec<Template>,
    /// Refuse free-form messages more than 24 hours after the customer's last one (131047).
    pub enforce_window: bool,
    /// Refuse more than about one message per 6 seconds to one customer, 45 at once (131056).
    pub enforce_pair_rate: bool,
    /// Refuse more messages per second, in and out together (130429). Meta's usual figure is 80.
    pub number_rate_per_second: Option<u32>,
    /// Whether `sent`, `delivered`, `read` and `played` webhooks are delivered. Failures always are.
    pub send_statuses: bool,
    /// How webhooks are retried.
    pub retry: Retry,
    /// The largest media.
    pub media: MediaLimits,
    /// Where the time comes from.
    pub clock: Clock,
}

/// How a webhook that was not answered with 200 is delivered again. Meta's own span is seven days;
/// nobody waits that long for a simulator.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// The pause before the second attempt, in milliseconds; it doubles each time.
    pub first_pause_ms: u64,
    /// The longest pause, in milliseconds.
    pub longest_pause_ms: u64,
    /// The sum of pauses after which a webhook is given up, in milliseconds.
    pub give_up_after_ms: u64,
    /// How long one attempt may take, in milliseconds. Meta does not document its own limit.
    pub attempt_timeout_ms: u64,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            first_pause_ms: 1_000,
            longest_pause_ms: 60_000,
            give_up_after_ms: 300_000,
            attempt_timeout_ms: 20_000,
        }
    }
}

/// The largest media by kind, in bytes, as Meta documents them, and how much is kept.
#[derive(Clone, Copy, Debug)]
pub struct MediaLimits {
    /// JPEG and PNG.
    pub image_bytes: usize,
    /// AAC, AMR, MP3, M4A and OGG.
    pub audio_bytes: usize,
    /// MP4 and 3GP.
    pub video_bytes: usize,
    /// Everything else.
    pub document_bytes: usize,
    /// WebP. 500 KB is the limit of an animated one; the simulator does not look whether it moves.
    pub sticker_bytes: usize,
    /// All kept media together; the oldest go first.
    pub kept_bytes: usize,
}

impl Default for MediaLimits {
    fn default() -> Self {
        Self {
            image_bytes: 5 << 20,
            audio_bytes: 16 << 20,
            video_bytes: 16 << 20,
            document_bytes: 100 << 20,
            sticker_bytes: 500 << 10,
            kept_bytes: 256 << 20,
        }
    }
}

/// What a template is for; Meta prices and restricts by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateCategory {
    /// Follows up on something the customer did.
    Utility,
    /// Carries a one-time passcode: short parameters, and no business-scoped recipients (131062).
    Authentication,
    /// Advertises.
    Marketing,
}

/// An approved message template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its name, lower case with underscores.
    pub name: String,
    /// Its language code, such as `en_GB`.
    pub language: String,
    /// What it is for.
    pub category: TemplateCategory,
    /// The text, with `{{1}}`, `{{2}}` … for its parameters.
    pub body: String,
    /// The small print under it.
    pub footer: Option<String>,
    /// The titles of its buttons.
    pub buttons: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            app_secret: "local-app-secret".into(),
            verify_token: "local-verify-token".into(),
            access_token: "local-access-token".into(),
            phone_number_id: "106540352242922".into(),
            display_phone_number: "442079460000".into(),
            verified_name: "ACME Bank".into(),
            waba_id: "102290129340398".into(),
            webhook_url: None,
            profiles: BTreeMap::new(),
            templates: vec![hello_world()],
            enforce_window: true,
            enforce_pair_rate: true,
            number_rate_per_second: Some(80),
            send_statuses: true,
            retry: Retry::default(),
            media: MediaLimits::default(),
            clock: Clock::system(),
        }
    }
}

/// The template that every new WhatsApp account has.
fn hello_world() -> Template {
    Template {
        name: "hello_world".into(),
        language: "en_US".into(),
        category: TemplateCategory::Utility,
        body: "Welcome. This is a test message.".into(),
        footer: None,
        buttons: Vec::new(),
    }
}
