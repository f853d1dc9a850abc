//! What WhatsApp cuts or refuses when it is too long, in every language.
use domain::language::Language;
use services::menu::Says;
use wording::belated::Belated;
use wording::saying::{Kind, Saying};
use wording::sentence::Words;
use wording::told;
use wording::unsure::Unsure;

/// Characters of a button and of what opens a list.
const BUTTON: usize = 20;

fn fits(words: &dyn Words, language: Language, most: usize) {
    let label = words.words(language).plain();
    let length = label.encode_utf16().count();
    assert!((1..=most).contains(&length), "{language:?}: {label}");
}

#[test]
fn every_button_fits_in_every_language() {
    for language in Language::ALL {
        let labels: [&dyn Words; 8] = [
            &Says::Button,
            &Says::ChoicesButton,
            &Unsure::NoneOfThese,
            &Unsure::GoOn,
            &Unsure::DropIt,
            &Belated::YesStillWanted,
            &Belated::NotWanted,
            &Saying::YesThis,
        ];
        for label in labels {
            fits(label, language, BUTTON);
        }
        assert!(told::link_button(language).encode_utf16().count() <= BUTTON);
        assert!(!told::link_button(language).is_empty());
    }
}

#[test]
fn every_meaning_that_can_be_asked_about_fits_a_button() {
    for language in Language::ALL {
        for meaning in services::meaning::all(language) {
            let label = meaning.label.plain();
            assert!(
                label.encode_utf16().count() <= BUTTON,
                "{language:?}: {label}"
            );
        }
    }
}

#[test]
fn portuguese_is_said_where_english_is() {
    let portuguese = Language::parse("pt-BR").unwrap();
    for saying in [
        Saying::Blocked,
        Saying::CannotActOn(Kind::Audio),
        Saying::Left,
    ] {
        assert_ne!(
            saying.words(portuguese).chat(),
            saying.words(Language::ENGLISH).chat()
        );
    }
}

/// A sentence that Spanish has not is said in English, beside those it has.
#[test]
fn a_small_language_is_filled_up_with_english() {
    let spanish = Language::parse("es").unwrap();
    let dropped = Saying::Dropped.words(spanish).chat();
    assert!(dropped.starts_with("De acuerdo"), "{dropped}");
    let confirm = Saying::NothingToConfirm;
    assert_eq!(
        confirm.words(spanish).chat(),
        confirm.words(Language::ENGLISH).chat()
    );
}
