//! The channel's limits, from Meta's Cloud API reference (`…/cloud-api/reference/messages`,
//! September 2026). Those Meta does not publish say so and are chosen on the safe side.
//!
//! Lengths are in UTF-16 code units. Meta says "characters" and not which. Of code points,
//! graphemes and UTF-16 units the last is never the smallest count, so what fits by it fits by
//! each of them; the price is that an emoji counts twice.

/// The body of a text.
pub const TEXT_BODY_CHARS: usize = 4096;
/// The body above buttons or a link.
pub const BUTTONS_BODY_CHARS: usize = 1024;
/// The body above a list.
pub const LIST_BODY_CHARS: usize = 4096;
/// A text header.
pub const HEADER_CHARS: usize = 60;
/// A footer.
pub const FOOTER_CHARS: usize = 60;
/// Reply buttons of one message.
pub const REPLY_BUTTONS: usize = 3;
/// The title of a reply button.
pub const BUTTON_TITLE_CHARS: usize = 20;
/// Our id of a reply button.
pub const BUTTON_ID_CHARS: usize = 256;
/// The button that opens a list.
pub const LIST_BUTTON_CHARS: usize = 20;
/// Sections of a list.
pub const LIST_SECTIONS: usize = 10;
/// Rows of a list, over all its sections.
pub const LIST_ROWS: usize = 10;
/// The title of a section.
pub const SECTION_TITLE_CHARS: usize = 24;
/// Our id of a row.
pub const ROW_ID_CHARS: usize = 200;
/// The title of a row.
pub const ROW_TITLE_CHARS: usize = 24;
/// The description of a row.
pub const ROW_DESCRIPTION_CHARS: usize = 72;
/// The label of a link button.
pub const LINK_LABEL_CHARS: usize = 20;
/// The address behind a link button. Unpublished for this message; 2,000 is the limit of a
/// template's link button.
pub const LINK_CHARS: usize = 2000;
/// What is written under a picture or a file.
pub const CAPTION_CHARS: usize = 1024;
/// The name of a file. Unpublished; file systems stop at 255 bytes.
pub const FILENAME_CHARS: usize = 240;
/// The name of a template.
pub const TEMPLATE_NAME_CHARS: usize = 512;
/// A language code such as `en_GB`. Unpublished.
pub const LANGUAGE_CHARS: usize = 16;
/// One parameter of a template; the whole body may have as many.
pub const TEMPLATE_PARAMETER_CHARS: usize = 1024;
/// The parameter of a template's link button. Unpublished; see [`LINK_CHARS`].
pub const TEMPLATE_LINK_PARAMETER_CHARS: usize = 2000;
/// The payload of a template's quick reply. Unpublished; see [`BUTTON_ID_CHARS`].
pub const TEMPLATE_PAYLOAD_CHARS: usize = 128;
/// Buttons of a template.
pub const TEMPLATE_BUTTONS: usize = 10;
/// A one-time code in an authentication template.
pub const ONE_TIME_CODE_CHARS: usize = 15;
/// An emoji with all its modifiers. Unpublished; the longest in Unicode 16 has 15 units.
pub const EMOJI_CHARS: usize = 32;
/// What we attach to a message to recognise its statuses. Unpublished; integrators report 512.
pub const CALLBACK_DATA_CHARS: usize = 512;
/// A picture, in bytes.
pub const IMAGE_BYTES: usize = 5 * 1024 * 1024;
/// Sound or a film, in bytes.
pub const AUDIO_BYTES: usize = 16 * 1024 * 1024;
/// A voice note which shows the play button at once, in bytes; larger ones show a download.
pub const VOICE_NOTE_BYTES: usize = 512 * 1024;
/// Any other file, in bytes.
pub const DOCUMENT_BYTES: usize = 100 * 1024 * 1024;
