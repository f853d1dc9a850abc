//! Anything a customer may type: amounts read only as they would be shown, digits that are a secret
//! found, commands recognised, foreign text made harmless; no panic, nothing that grows.
#![no_main]

use domain::amount::parse;
use domain::conversation::grammar;
use domain::money::Currency;
use domain::conversation::redaction;
use libfuzzer_sys::fuzz_target;
use wording::neutral::neutralise;

fuzz_target!(|text: &str| {
    for currency in [Currency::Gbp, Currency::Jpy, Currency::Kwd] {
        if let Ok(money) = parse(text, currency) {
            assert!(money.minor() > 0);
            assert_eq!(parse(&money.to_string(), currency), Ok(money));
        }
    }
    let _ = (grammar::read(text), grammar::reads_as_panic(text));
    if let Some(code) = redaction::code_in_sentence(text) {
        assert!(code.len() == 6 && redaction::find(text).is_some());
    }
    let harmless = neutralise(text);
    assert!(harmless.encode_utf16().count() <= text.encode_utf16().count());
    assert_eq!(neutralise(&harmless), harmless);
});
