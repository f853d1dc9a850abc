//! Which saved payees there are, when what was typed names none or several.

/// The most names listed in one sentence.
const MAX_NAMES: usize = 12;

/// Names with `between` between them; where there are very many, the first and, behind `last`, how many more.
fn listed(names: &[String], between: &str, last: &str) -> String {
    match names.get(..MAX_NAMES) {
        Some(first) if names.len() > MAX_NAMES => {
            let more = names.len().saturating_sub(MAX_NAMES);
            format!("{}{last}{more} more", first.join(between))
        }
        _ => names.join(between),
    }
}

/// Nobody saved has that name.
#[must_use]
pub fn no_such_payee(typed: &str, saved: &[String]) -> String {
    if saved.is_empty() {
        return "You have no saved payees yet. You can add one in internet banking.".to_owned();
    }
    format!(
        "You have no payee called {typed}. You can send to: {}.",
        listed(saved, ", ", " and ")
    )
}

/// Several saved payees have that name.
#[must_use]
pub fn which_payee(saved: &[String]) -> String {
    format!(
        "Whom do you mean: {}? Please ask again with the full name.",
        listed(saved, " or ", " or one of ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_payees_the_first_are_named_and_the_others_counted() {
        let names = |count: usize| -> Vec<String> {
            (1..=count).map(|number| format!("P{number}")).collect()
        };
        let ends = |text: String, end: &str| assert!(text.ends_with(end), "{text}");
        ends(no_such_payee("X", &names(12)), "P11, P12.");
        ends(no_such_payee("X", &names(100)), "P11, P12 and 88 more.");
        let asked = which_payee(&names(13));
        assert!(asked.contains("P12 or one of 1 more?"), "{asked}");
    }
}
