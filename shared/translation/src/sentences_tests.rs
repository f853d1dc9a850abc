//! Sentences from files: what stops the build, and what is written.

use tempfile::TempDir;

use super::*;

const SETTINGS: &str = "name = N\nlocale = l\ngroup = ,\ndecimal = .\namount = ¤#\nvoice = v\nasked-for-by = a, b\nmarks = c d\n";

/// A house with one room, in English and in `es`.
struct House(TempDir);

impl House {
    fn new(english: &str, is_complete: &str) -> Self {
        let house = Self(TempDir::new().unwrap());
        house.put(
            "languages/en/language.ftl",
            &format!("{SETTINGS}is-complete = yes\n"),
        );
        let spanish = format!("{SETTINGS}is-complete = {is_complete}\n");
        house.put("languages/es/language.ftl", &spanish);
        house.put("src/hall/said.en.ftl", english);
        house
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn built(&self) -> Result<String, String> {
        let [sources, folder] = ["src", "languages"].map(|part| self.0.path().join(part));
        let languages = languages::all(&folder).unwrap();
        let rooms = rooms(&sources, &folder, &languages).map_err(|error| error.to_string())?;
        assert_eq!(rooms.len(), 1);
        assert_eq!(rooms[0].name, "hall");
        Ok(rust::source(&rooms[0]))
    }

    fn fails_naming(&self, what: &str) {
        let error = self.built().unwrap_err();
        assert!(error.contains(what), "{error}");
    }
}

#[test]
fn a_new_folder_speaks_and_what_it_lacks_is_english() {
    let house = House::new("hello = Hello, { $name }!\nbye = Bye.\n", "no");
    let before = house.built().unwrap();
    assert!(
        before.contains("[T0, T0]") && !before.contains("T1"),
        "{before}"
    );
    house.put("languages/es/hall.ftl", "hello = ¡Hola, { $name }!\n");
    let after = house.built().unwrap();
    assert!(after.contains("¡Hola, "), "{after}");
    assert!(
        after.contains("[T0, T1]") && after.contains("[T0, T0]"),
        "{after}"
    );
}

#[test]
fn a_complete_language_that_lacks_a_message_stops_the_build_by_its_name() {
    House::new("bye = Bye.\n", "yes").fails_naming("bye");
}

#[test]
fn a_message_that_english_does_not_have_stops_the_build_by_its_name() {
    let house = House::new("bye = Bye.\n", "no");
    house.put("src/hall/said.es.ftl", "adieu = Adiós.\n");
    house.fails_naming("adieu");
}

#[test]
fn a_translation_uses_what_english_uses() {
    let house = House::new("owes = { $who } owes { $amount }.\n", "no");
    house.put("languages/es/hall.ftl", "owes = { $who } debe algo.\n");
    house.fails_naming("amount");
    house.put("languages/es/hall.ftl", "owes = { $who } debe { $sum }.\n");
    house.fails_naming("sum");
}

#[test]
fn a_message_stands_once_in_a_language() {
    let house = House::new("bye = Bye.\n", "no");
    for file in ["languages/es/hall.ftl", "src/hall/said.es.ftl"] {
        house.put(file, "bye = Adiós.\n");
    }
    house.fails_naming("bye is there already");
}

#[test]
fn what_is_no_fluent_or_not_understood_is_refused_by_its_name() {
    House::new("bye\n", "no").fails_naming("said.en.ftl");
    for odd in [
        "bye = { NUMBER(1) }\n",
        "bye = { hello }\n",
        "bye = Bye\n    .now = now\n",
        "bye = { $n ->\n    [few] some\n   *[other] all\n}\n",
    ] {
        House::new(odd, "no").fails_naming("the message bye holds");
    }
}

#[test]
fn numbers_choose_a_form_and_the_last_is_for_all_others() {
    let english = "left = { $n } { $n ->\n    [one] try\n   *[other] tries\n} left.\n";
    let source = House::new(english, "no").built().unwrap();
    assert!(source.contains("numbers: &[(1, 1)]"), "{source}");
    assert!(source.contains("numbers: &[], text"), "{source}");
}
