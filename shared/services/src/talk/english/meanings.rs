//! What is answered without a service, as it is called in English.
//!
//! Each name is an example of its intent, so that typing it asks for it.

/// Intent and name.
pub const MEANINGS: &[(&str, &str)] = &[
    ("cash_withdrawal", "Get cash"),
    ("deposit", "Pay in a cheque"),
    ("branches", "Branches and ATMs"),
    ("standing_order", "Standing orders"),
    ("direct_debit", "Direct debits"),
    ("request_money", "Ask for money"),
    ("refund", "Refunds"),
    ("abroad", "Money abroad"),
    ("fees", "Fees and charges"),
    ("loans", "Mortgage and loans"),
    ("borrow", "Borrow money"),
    ("card_limits", "Limits"),
    ("new_card", "A new card"),
    ("card_declined", "Card refused"),
    ("close_account", "Close an account"),
    ("open_account", "Open an account"),
    ("change_details", "Change my details"),
    ("online_access", "Internet banking"),
    ("person", "Speak to a person"),
    ("complaint", "Make a complaint"),
    ("pay_bill", "Pay a bill"),
    ("bills", "Bills that are due"),
    ("savings", "Interest rates"),
    ("account_details", "Account number"),
    ("change_pin", "Change my PIN"),
    ("payment_status", "Where is my payment"),
    ("language", "Change language"),
    ("lost_card", "Lost card"),
    ("report_fraud", "Report fraud"),
    ("account_blocked", "Blocked account"),
];
