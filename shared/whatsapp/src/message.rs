//! Messages to a customer. What exists is within every limit of the channel: each limit is
//! enforced where the message is built, so that none is found out by a refusal from Meta.
//!
//! Deliberately writes no sentence (that is `wording`) and shortens nothing: a text which does not
//! fit is an error of ours to be seen in a test, not half a sentence on a customer's phone.

use crate::redacted;

mod cta_url;
mod error;
mod list;
mod media;
mod merge;
mod reaction;
mod reply_buttons;
mod template;
mod text;
mod wire;

pub mod limits;

pub use cta_url::CtaUrl;
pub use error::{MessageError, Part};
pub use list::{List, Row, Section};
pub use media::{Audio, Document, Image, MediaId};
pub use merge::merged;
pub use reaction::Reaction;
pub use reply_buttons::{Buttons, ReplyButton};
pub use template::Template;
pub use text::Text;
pub(crate) use wire::{Content, content};

/// One message, ready to be sent. `Debug` prints the kind only.
#[derive(Clone, PartialEq, Eq)]
pub enum Outgoing {
    /// Plain text.
    Text(Text),
    /// Text with up to three reply buttons.
    Buttons(Buttons),
    /// Text with a list to choose from.
    List(List),
    /// Text with one button that opens a link.
    CtaUrl(CtaUrl),
    /// Sound.
    Audio(Audio),
    /// A picture.
    Image(Image),
    /// A file.
    Document(Document),
    /// An approved template: the only thing Meta takes more than 24 hours after the customer's
    /// last message.
    Template(Template),
    /// An emoji on a message of the customer's.
    Reaction(Reaction),
}

impl Outgoing {
    /// The kind in one word, fit for logs and metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Buttons(_) => "buttons",
            Self::List(_) => "list",
            Self::CtaUrl(_) => "cta_url",
            Self::Audio(_) => "audio",
            Self::Image(_) => "image",
            Self::Document(_) => "document",
            Self::Template(_) => "template",
            Self::Reaction(_) => "reaction",
        }
    }
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        redacted::write(formatter, self.kind())
    }
}

macro_rules! outgoing_from {
    ($($kind:ident),+ $(,)?) => {$(
        impl From<$kind> for Outgoing {
            fn from(message: $kind) -> Self {
                Self::$kind(message)
            }
        }
    )+};
}
outgoing_from!(
    Text, Buttons, List, CtaUrl, Audio, Image, Document, Template, Reaction
);

redacted::redact_debug!(
    Text,
    Buttons,
    ReplyButton,
    List,
    Section,
    Row,
    CtaUrl,
    Audio,
    Image,
    Document,
    Template,
    Reaction,
);
