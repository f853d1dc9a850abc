//! The words by which payees are spoken of, in English.

use crate::payees::reading::Verb;

/// What asks for the list, to the last word.
pub const LISTS: &[&str] = &[
    "payees",
    "my payees",
    "list payees",
    "list my payees",
    "show payees",
    "show my payees",
    "show me my payees",
    "see my payees",
    "saved payees",
    "my saved payees",
    "manage payees",
    "manage my payees",
    "who are my payees",
    "what payees do i have",
    "which payees do i have",
    "who can i pay",
    "who can i send money to",
];

/// What may stand before a verb.
pub const OPENINGS: &[&str] = &[
    "can you",
    "could you",
    "would you",
    "can i",
    "could i",
    "may i",
    "i want to",
    "i wanna",
    "i'd like to",
    "i would like to",
    "i need to",
    "let me",
    "let's",
];

/// What may only ask whether something can be done, where a question mark ends it.
pub const ASKS_WHETHER: &[&str] = &["can i", "could i", "may i"];

/// How each request begins; the longer before what it begins with.
pub const VERBS: &[(&str, Verb)] = &[
    ("add a new payee", Verb::Add),
    ("add a payee", Verb::Add),
    ("add new payee", Verb::Add),
    ("add payee", Verb::Add),
    ("add to my payees", Verb::Add),
    ("add", Verb::Add),
    ("save a new payee", Verb::Add),
    ("save a payee", Verb::Add),
    ("save payee", Verb::Add),
    ("save", Verb::Add),
    ("create a new payee", Verb::Add),
    ("create a payee", Verb::Add),
    ("create payee", Verb::Add),
    ("set up a new payee", Verb::Add),
    ("set up a payee", Verb::Add),
    ("set up payee", Verb::Add),
    ("set up", Verb::Add),
    ("a new payee", Verb::Add),
    ("new payee", Verb::Add),
    ("remove the payee", Verb::Remove),
    ("remove my payee", Verb::Remove),
    ("remove a payee", Verb::Remove),
    ("remove payee", Verb::Remove),
    ("remove", Verb::Remove),
    ("delete the payee", Verb::Remove),
    ("delete my payee", Verb::Remove),
    ("delete a payee", Verb::Remove),
    ("delete payee", Verb::Remove),
    ("delete", Verb::Remove),
    ("change the name of the payee", Verb::Rename),
    ("change the name of payee", Verb::Rename),
    ("change the name of", Verb::Rename),
    ("rename the payee", Verb::Rename),
    ("rename my payee", Verb::Rename),
    ("rename a payee", Verb::Rename),
    ("rename payee", Verb::Rename),
    ("rename", Verb::Rename),
];

/// What may stand behind somebody who is added.
pub const AFTER_ADDED: &[&str] = &[
    "as a new payee",
    "as a payee",
    "as new payee",
    "as payee",
    "to my payees",
    "to payees",
    "to my list of payees",
];

/// What may stand behind somebody who is removed.
pub const AFTER_REMOVED: &[&str] = &[
    "from my payees",
    "from the payees",
    "from payees",
    "from my list of payees",
    "as a payee",
];

/// Between the old name and the new one.
pub const TO: &str = "to into as";

/// What may stand before a name.
pub const BEFORE_A_NAME: &str = "called named name : ,";

/// What may stand before a name that answers a question.
pub const BEFORE_AN_ANSWER: &str = "it's its it is that's the name their his her called to for";

/// What is no person's or firm's name, but something of the bank's.
pub const NOBODY: &str = "\
    it this that these everything all me my account accounts card cards money payment payments \
    transfer transfers order orders limit limits pin code phone number message messages chat history \
    block lock freeze voice statement balance";

/// To go on although the name is another.
pub const ANYWAY: &[&str] = &[
    "add anyway",
    "anyway",
    "add it anyway",
    "save anyway",
    "save it anyway",
];

/// To take the registered name.
pub const USE_IT: &[&str] = &[
    "use that name",
    "use it",
    "use that",
    "use that one",
    "yes",
    "yes use it",
    "yes use that",
    "use the name",
    "use their name",
];

/// To keep the name as it was given.
pub const KEEP: &[&str] = &["keep mine", "keep my name", "keep it", "keep my version"];

/// To give another name or account.
pub const CHANGE: &[&str] = &[
    "change it",
    "change",
    "change the name",
    "let me change it",
    "correct it",
];

/// To let it be.
pub const STOP: &[&str] = &[
    "no",
    "nope",
    "don't",
    "don't add it",
    "no don't",
    "leave it",
    "forget it",
];

/// Words that make a sentence of what stands where a name should.
pub const NEVER_IN_A_NAME: &str = "is are was were am";
