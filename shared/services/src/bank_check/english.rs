//! What is said of knowing the bank, in English.

use wording::bank::TELEPHONE;
use wording::say;
use wording::sentence::{Sentence, own};

use super::Says;

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Is this my bank?"],
        Says::MenuDescription => say!["How to tell that it is really us"],
        Says::Help => say!["*is this my bank?* – how to tell that it is really us"],
        Says::HowToTell { link_url } => say![
            "Good question. Here is how to tell:\n• The only links I send begin with ",
            own(link_url),
            "\n• That page shows the safety phrase you chose with the bank. If it's missing or wrong, \
             close the page. I never say the phrase in this chat.\n• I never ask for your PIN here, and \
             nobody from the bank calls you for a code.\n\nIn doubt, say *block* and call us on ",
            own(TELEPHONE),
            "."
        ],
    }
}
