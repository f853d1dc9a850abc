//! A plain text message.
//!
//! Deliberately without a link preview: a preview fetches the bank's link before the customer does.

use super::error::{MessageError, Part, length};
use super::limits;

/// Plain text, shown with `WhatsApp`'s markup.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    pub(super) body: String,
    pub(super) preview_url: bool,
}

impl Text {
    /// Takes 1 to 4,096 characters. What came from people has no marks of its own any more:
    /// `wording` saw to that.
    pub fn try_new(body: impl Into<String>) -> Result<Self, MessageError> {
        Ok(Self {
            body: Part::Body.lines(body, limits::TEXT_BODY_CHARS)?,
            preview_url: false,
        })
    }

    /// As many messages as a text takes, cut where a paragraph, else a line, else a word ends. Fails only
    /// for a text without a word.
    pub fn pieces(body: &str) -> Result<Vec<Self>, MessageError> {
        Self::cut(body).into_iter().map(Self::try_new).collect()
    }

    /// The same cut, before anything is made of it: at least one piece, each as long as one message may be.
    #[must_use]
    pub fn cut(body: &str) -> Vec<&str> {
        let mut rest = body.trim();
        let mut pieces = Vec::new();
        while length(rest) > limits::TEXT_BODY_CHARS {
            let (piece, after) = rest.split_at(cut(rest));
            pieces.push(piece.trim_end());
            rest = after.trim_start();
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(rest);
        }
        pieces
    }
}

/// Where a text that is too long is cut, in bytes: as late as it fits, but before what should not be torn,
/// if that does not leave less than half.
fn cut(text: &str) -> usize {
    let mut left = limits::TEXT_BODY_CHARS;
    let too_long = text.char_indices().find(|(_, character)| {
        let fits = left.checked_sub(character.len_utf16());
        left = fits.unwrap_or_default();
        fits.is_none()
    });
    let most = too_long.map_or(text.len(), |(position, _)| position);
    let head = text.get(..most).unwrap_or_default();
    let ends = ["\n\n", "\n", " "].map(|end| head.rfind(end));
    let good = ends.into_iter().flatten().find(|end| *end > most / 2);
    good.unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(body: &str) -> Vec<String> {
        let pieces = Text::pieces(body).unwrap();
        pieces.into_iter().map(|piece| piece.body).collect()
    }

    #[test]
    fn what_fits_is_one_piece_and_a_blank_is_none() {
        assert_eq!(pieces(" one\n\ntwo "), ["one\n\ntwo"]);
        assert_eq!(pieces(&"x".repeat(4_096)).len(), 1);
        for blank in ["", " \n "] {
            assert!(Text::pieces(blank).is_err());
        }
    }

    #[test]
    fn a_long_text_is_cut_between_paragraphs_else_lines_else_words_and_nothing_is_lost() {
        for between in ["\n\n", "\n", " "] {
            let parts: Vec<String> = (0..30_u32).map(|part| format!("{part:0>999}")).collect();
            let cut = pieces(&parts.join(between));
            assert_eq!(cut.len(), 8, "four to a piece");
            assert_eq!(cut.join(between), parts.join(between));
        }
    }

    #[test]
    fn a_text_without_a_space_is_cut_between_characters_of_two_units() {
        let text = "😀".repeat(5_000);
        let cut = pieces(&text);
        assert_eq!(cut.concat(), text);
        let lengths: Vec<usize> = cut.iter().map(|piece| length(piece)).collect();
        assert_eq!(lengths, [4_096, 4_096, 1_808]);
    }
}
