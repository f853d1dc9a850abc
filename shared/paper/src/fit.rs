//! Text made to fit: cleaned, cut with …, or broken into lines. Nothing that was written by somebody ever runs over
//! its column.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::length::Length;
use crate::typeface::run::Run;
use crate::typeface::{Style, Typeface};

/// What says that there was more.
const ELLIPSIS: &str = "…";

/// Stands for characters that mean nothing outside the program that wrote them, and that no archive may hold.
/// The typeface lacks it, so that a page that shows one says so.
const NO_CHARACTER: char = '\u{fffd}';

/// Accents that one letter may carry beyond those it is one character with. More would be drawn over other rows.
const MOST_ACCENTS: usize = 2;

/// More characters than two lines of the smallest letters hold; what comes after is not even looked at.
const MOST_CHARACTERS: usize = 1_000;

/// The text in one form (NFC), on one line, with single spaces, and without what cannot be seen.
///
/// Marks that change the direction of writing are dropped too: a payee's name must not reorder a statement.
pub fn clean(text: &str) -> String {
    let mut accents = 0_usize;
    let visible: String = text
        .chars()
        .filter(|character| !is_invisible(*character))
        .map(|character| match character {
            control if control.is_control() => ' ',
            private if is_private(private) => NO_CHARACTER,
            other => other,
        })
        .nfc()
        .filter(|character| {
            let is_accent = is_combining_mark(*character);
            accents = if is_accent {
                accents.saturating_add(1)
            } else {
                0
            };
            accents <= MOST_ACCENTS
        })
        .take(MOST_CHARACTERS)
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Unicode's `Default_Ignorable_Code_Point`: drawn by nobody.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Private use and noncharacters: PDF/A-2a wants a meaning for each character, and these have none.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..='\u{10ffff}')
        || u32::from(character) & 0xfffe == 0xfffe
}

impl Typeface {
    /// `text` in one line of at most `room`, cut with … where it is longer.
    pub fn cut(&self, text: &str, style: Style, room: Length) -> Run {
        let run = self.set(text, style);
        if run.width <= room {
            return run;
        }
        let left = room.minus(self.set(ELLIPSIS, style).width);
        let mut end = fitting(&run, left);
        loop {
            let kept = text.get(..end).unwrap_or_default().trim_end();
            let cut = self.set(&[kept, ELLIPSIS].concat(), style);
            // Kerning against the … can make it a hair wider than its parts.
            if cut.width <= room || kept.is_empty() {
                return cut;
            }
            end = before(&run, end);
        }
    }

    /// `text` in one line of at most `room`, smaller where it is longer.
    pub fn shrink(&self, text: &str, style: Style, room: Length) -> Run {
        let width = self.set(text, style).width;
        let size = style.size.shrunk(width, room);
        self.set(text, Style { size, ..style })
    }

    /// `text` in at most `lines` lines of at most `room`, broken between words where it can be; the last is cut.
    /// The space at a break stays in the line, beyond the room: who copies two lines wants two words.
    pub fn wrap(&self, text: &str, style: Style, room: Length, lines: usize) -> Vec<Run> {
        let mut wrapped = Vec::new();
        let mut rest = text;
        while wrapped.len().saturating_add(1) < lines {
            let run = self.set(rest, style);
            if run.width <= room {
                break;
            }
            let (line, after) = rest.split_at(line_break(&run, room));
            wrapped.push(self.set(line, style));
            rest = after;
        }
        wrapped.push(self.cut(rest, style, room));
        wrapped
    }
}

/// Where the next line begins: after the last space that leaves words within `room`, else inside the word.
fn line_break(run: &Run, room: Length) -> usize {
    let fitting = fitting(run, room);
    let (fits, rest) = run.text.split_at_checked(fitting).unwrap_or_default();
    if rest.starts_with(' ') {
        return fitting.saturating_add(1);
    }
    let inside = run.ends().next().map_or(run.text.len(), |(end, _)| end);
    fits.rfind(' ')
        .map_or(fitting.max(inside), |space| space.saturating_add(1))
}

/// How many bytes of the text stay within `room`. Never parts a letter from its accent.
fn fitting(run: &Run, room: Length) -> usize {
    let within = run.ends().take_while(|(_, width)| *width <= room);
    within.last().map_or(0, |(end, _)| end)
}

/// The end of the glyphs before those that end at `end`.
fn before(run: &Run, end: usize) -> usize {
    let earlier = run.ends().take_while(|(other, _)| *other < end);
    earlier.last().map_or(0, |(other, _)| other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeface::Weight;

    const STYLE: Style = Style {
        weight: Weight::Regular,
        size: Length::points(9),
        is_figure: false,
    };

    fn texts(runs: &[Run]) -> Vec<&str> {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn a_text_is_cleaned_into_one_form_on_one_line() {
        for (written, clean_text) in [
            ("Jose\u{301} da  Silva\n", "José da Silva"),
            ("\tŁukasz\u{a0}Škoda\r\n", "Łukasz Škoda"),
            ("Ana\u{202e}\u{200d}\u{feff} Souza", "Ana Souza"),
            ("\u{0}\u{2028}", ""),
            (
                "a\u{e001}b\u{ffff}c\u{10ffff}",
                "a\u{fffd}b\u{fffd}c\u{fffd}",
            ),
            (
                "Z\u{351}\u{36b}\u{343}\u{36a}\u{302}algo",
                "Z\u{351}\u{36b}algo",
            ),
        ] {
            assert_eq!(clean(written), clean_text);
        }
        assert_eq!(clean(&"é".repeat(9_999)).chars().count(), MOST_CHARACTERS);
    }

    #[test]
    fn what_is_too_long_is_cut_within_its_room() {
        let typeface = Typeface::read().unwrap();
        let name = "Wolfeschlegelsteinhausenbergerdorff Ẹ\u{300}bùn 漢字 AVAVAV";
        assert_eq!(typeface.cut("Ana", STYLE, Length::points(60)).text, "Ana");
        for room in (0..250).map(Length::points) {
            let cut = typeface.cut(name, STYLE, room);
            let kept = cut.text.strip_suffix('…').unwrap_or(&cut.text);
            assert!(name.starts_with(kept));
            assert!(cut.width <= room || kept.is_empty(), "{kept} in {room:?}");
            assert!(
                !name.get(kept.len()..).unwrap().starts_with('\u{300}'),
                "{kept} lost an accent"
            );
        }
    }

    #[test]
    fn lines_break_between_words_and_nothing_is_lost() {
        let typeface = Typeface::read().unwrap();
        let room = Length::points(100);
        let name = "The Worshipful Company of Makers of Playing Cards";
        let lines = typeface.wrap(name, STYLE, room, 9);
        assert_eq!(
            texts(&lines),
            ["The Worshipful ", "Company of Makers of ", "Playing Cards"]
        );
        assert_eq!(texts(&typeface.wrap("", STYLE, room, 2)), [""]);
        let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let lines = typeface.wrap(long, STYLE, room, 9);
        assert_eq!(texts(&lines).concat(), long);
        assert!(lines.iter().all(|line| line.width <= room));
        let two = typeface.wrap(name, STYLE, room, 2);
        assert_eq!(texts(&two), ["The Worshipful ", "Company of Makers…"]);
        for room in 0..40 {
            typeface.wrap(name, STYLE, Length::points(room), 60);
        }
    }
}
