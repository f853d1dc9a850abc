//! Whether somebody wants to be written to at all, however it is put.

/// The one word that also calls off what is open.
pub const STOP: [&str; 3] = ["stop", "stopall", "stop all"];

/// What can mean nothing else.
pub const OPTS_OUT: [&str; 24] = [
    "unsubscribe",
    "unsubscribe me",
    "opt out",
    "optout",
    "opt me out",
    "i want to opt out",
    "i want to unsubscribe",
    "end messages",
    "stop messages",
    "stop the messages",
    "stop these messages",
    "stop messaging",
    "stop messaging me",
    "stop texting me",
    "stop writing to me",
    "stop contacting me",
    "stop sending me messages",
    "no more messages",
    "don't message me",
    "do not message me",
    "do not contact me",
    "don't contact me",
    "remove me",
    "remove me from your list",
];

/// The way back. "Start" alone also opens the menu.
pub const START: [&str; 1] = ["start"];

/// What can mean nothing else.
pub const OPTS_IN: [&str; 7] = [
    "unstop",
    "opt in",
    "optin",
    "subscribe",
    "resubscribe",
    "start messages",
    "i want to opt in",
];
