//! Anything a customer may type: amounts read only as they would be shown, digits that are a secret
//! found, requests read or left, foreign text made harmless; no panic, nothing that grows.
#![no_main]

use domain::conversation::redaction;
use domain::language::Language;
use domain::money::Currency;
use libfuzzer_sys::fuzz_target;
use services::reading::{amount, request};
use services::talk::Talk;
use wording::neutral::neutralise;

fuzz_target!(|text: &str| {
    for currency in [Currency::Gbp, Currency::Jpy, Currency::Kwd] {
        let read = |text: &str, language| amount::whole(text, language)?.in_currency(currency).ok();
        for language in Language::ALL {
            let Some(money) = read(text, language) else {
                continue;
            };
            assert!(money.minor() > 0);
            assert_eq!(read(&money.to_string(), Language::default()), Some(money));
        }
    }
    for language in Language::ALL {
        let _ = request::read(text, language, |name| name.len() == 3);
        let _ = (services::reader(text, language, false), Talk::reads(text, language));
    }
    if let Some(code) = redaction::code_in_sentence(text) {
        assert!(code.len() == 6 && redaction::find(text).is_some());
    }
    let harmless = neutralise(text);
    assert!(harmless.encode_utf16().count() <= text.encode_utf16().count());
    assert_eq!(neutralise(&harmless), harmless);
});
