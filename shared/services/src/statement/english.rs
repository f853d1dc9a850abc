//! What statements are asked for with, in English.

use crate::reading::is_one_of;

/// Words that name a statement.
pub const NAMES: &str = "statement statements transaction transactions history activity payments payment bookings \
                         entries movements spent spend spending purchases purchase purchased outgoings incomings \
                         bought charge charges";

/// Words that ask for a document.
pub const DOCUMENTS: &str = "pdf document file download";

/// Words that say nothing more.
pub const FILLERS: &str = "a an the my me i of on for in from to with as and show see send give get list view check \
                           bank mini account recent latest last what whats what's did have has had want need would \
                           like can could you all account's please do where which money out into it is was were went \
                           gone come came i'd may are been how much many let look at pull bring up over so far most \
                           made make recently lately usual tell about any anything through go goes download \
                           paid receive received";

/// Words that ask for the next page.
const MORE: [&str; 8] = [
    "more",
    "show more",
    "show me more",
    "next",
    "next page",
    "older",
    "go on",
    "continue",
];

/// Whether a text asks for the next page.
pub fn asks_for_more(text: &str) -> bool {
    is_one_of(text, &MORE)
}

/// "May I" is no month.
pub fn is_no_month(words: &[&str]) -> bool {
    matches!(words, ["may", "i", ..])
}
