//! What moving money is asked for with, in English.

/// Without the verb by which money is put to what is there.
pub fn without_adding(text: &str) -> &str {
    match text.trim().split_once(' ') {
        Some((verb, rest)) if verb.eq_ignore_ascii_case("add") => rest,
        _ => text,
    }
}
