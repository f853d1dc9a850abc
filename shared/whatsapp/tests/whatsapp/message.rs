//! Every limit at its edge, and foreign text made harmless.

use whatsapp::message::{
    Audio, Buttons, CtaUrl, Document, Image, List, MediaId, MessageError, Outgoing, Part, Reaction,
    ReplyButton, Row, Section, Template, Text, limits,
};

fn button(number: usize) -> ReplyButton {
    ReplyButton::try_new(format!("id{number}"), format!("Title {number}")).unwrap()
}

fn row(number: usize) -> Row {
    Row::try_new(format!("id{number}"), "Title").unwrap()
}

fn section(rows: std::ops::Range<usize>) -> Section {
    let section = Section::try_new(rows.map(row).collect()).unwrap();
    section.with_title("Section").unwrap()
}

/// Asserts that exactly `limit` characters are taken and one more is not.
fn edge<T>(part: Part, limit: usize, build: impl Fn(String) -> Result<T, MessageError>) {
    assert!(build("x".repeat(limit)).is_ok(), "{part} at its limit");
    let length = limit.checked_add(1).unwrap();
    let expected = MessageError::TooLong {
        part,
        length,
        limit,
    };
    assert_eq!(build("x".repeat(length)).err(), Some(expected));
    assert_eq!(
        build(" \n".into()).err(),
        Some(MessageError::Empty { part })
    );
}

#[test]
fn bodies_headers_and_footers_end_at_their_limits() {
    edge(Part::Body, 4096, Text::try_new);
    edge(Part::Body, 1024, |body| {
        Buttons::try_new(body, vec![button(1)])
    });
    edge(Part::Body, 4096, |body| {
        List::try_new(body, "Open", vec![section(0..1)])
    });
    edge(Part::Body, 1024, |body| {
        CtaUrl::try_new(body, "Open", "https://acme.test/")
    });
    let buttons = Buttons::try_new("x", vec![button(1)]).unwrap();
    edge(Part::Header, 60, |text| buttons.clone().with_header(text));
    edge(Part::Footer, 60, |text| buttons.clone().with_footer(text));
    let list = List::try_new("x", "Open", vec![section(0..1)]).unwrap();
    edge(Part::Header, 60, |text| list.clone().with_header(text));
    edge(Part::Footer, 60, |text| list.clone().with_footer(text));
    let link = CtaUrl::try_new("x", "Open", "https://acme.test/").unwrap();
    edge(Part::Header, 60, |text| link.clone().with_header(text));
    edge(Part::Footer, 60, |text| link.clone().with_footer(text));
}

#[test]
fn ids_titles_and_labels_end_at_their_limits() {
    edge(Part::ButtonId, 256, |id| ReplyButton::try_new(id, "x"));
    edge(Part::ButtonTitle, 20, |title| {
        ReplyButton::try_new("x", title)
    });
    edge(Part::RowId, 200, |id| Row::try_new(id, "x"));
    edge(Part::RowTitle, 24, |title| Row::try_new("x", title));
    edge(Part::RowDescription, 72, |text| {
        row(1).with_description(text)
    });
    edge(Part::SectionTitle, 24, |text| {
        section(0..1).with_title(text)
    });
    edge(Part::ListButton, 20, |text| {
        List::try_new("x", text, vec![section(0..1)])
    });
    edge(Part::LinkLabel, 20, |text| {
        CtaUrl::try_new("x", text, "https://acme.test/")
    });
    let id = MediaId::new("1");
    edge(Part::Caption, 1024, |text| {
        Image::new(id.clone()).with_caption(text)
    });
    edge(Part::Filename, 240, |text| {
        Document::try_new(id.clone(), text)
    });
    edge(Part::OneTimeCode, 15, |code| {
        Template::try_one_time_code("otp", "en_GB", code)
    });
    edge(Part::Emoji, limits::EMOJI_CHARS, |emoji| {
        Reaction::try_new("m", emoji)
    });
}

#[test]
fn an_emoji_counts_as_two_because_it_may() {
    assert!(ReplyButton::try_new("id", "😀".repeat(10)).is_ok());
    let error = ReplyButton::try_new("id", "😀".repeat(11)).unwrap_err();
    let (part, length, limit) = (Part::ButtonTitle, 22, 20);
    assert_eq!(
        error,
        MessageError::TooLong {
            part,
            length,
            limit
        }
    );
}

#[test]
fn there_are_one_to_three_buttons_and_all_differ() {
    assert!(Buttons::try_new("x", (0..3).map(button).collect()).is_ok());
    let error = Buttons::try_new("x", (0..4).map(button).collect()).unwrap_err();
    let (part, count, limit) = (Part::Button, 4, 3);
    assert_eq!(error, MessageError::TooMany { part, count, limit });
    let error = Buttons::try_new("x", Vec::new()).unwrap_err();
    assert_eq!(error, MessageError::Empty { part });
    let same_id = vec![button(1), ReplyButton::try_new("id1", "Other").unwrap()];
    let part = Part::ButtonId;
    assert_eq!(
        Buttons::try_new("x", same_id),
        Err(MessageError::Duplicate { part })
    );
    let same_title = vec![button(1), ReplyButton::try_new("other", "Title 1").unwrap()];
    let part = Part::ButtonTitle;
    assert_eq!(
        Buttons::try_new("x", same_title),
        Err(MessageError::Duplicate { part })
    );
}

#[test]
fn a_list_has_ten_rows_over_all_its_sections() {
    let list = |sections| List::try_new("x", "Open", sections);
    assert!(list(vec![section(0..5), section(5..10)]).is_ok());
    let error = list(vec![section(0..5), section(5..11)]).unwrap_err();
    let (part, count, limit) = (Part::Row, 11, 10);
    assert_eq!(error, MessageError::TooMany { part, count, limit });
    let part = Part::RowId;
    let repeated = list(vec![section(0..2), section(1..3)]);
    assert_eq!(repeated, Err(MessageError::Duplicate { part }));
    let part = Part::Section;
    assert_eq!(list(Vec::new()), Err(MessageError::Empty { part }));
    assert!(Section::try_new(Vec::new()).is_err());
}

#[test]
fn sections_need_titles_only_where_there_are_several() {
    let untitled = Section::try_new(vec![row(7)]).unwrap();
    assert!(List::try_new("x", "Open", vec![untitled.clone()]).is_ok());
    let part = Part::SectionTitle;
    let two = List::try_new("x", "Open", vec![section(0..1), untitled]);
    assert_eq!(two, Err(MessageError::Empty { part }));
}

#[test]
fn a_title_is_one_line() {
    let part = Part::ButtonTitle;
    let error = ReplyButton::try_new("id", "two\nlines").unwrap_err();
    assert_eq!(error, MessageError::NotOneLine { part });
    assert!(Text::try_new("two\nlines").is_ok());
}

#[test]
fn a_link_is_https_or_this_very_machine() {
    let link = |url: &str| CtaUrl::try_new("x", "Open", url);
    for url in [
        "https://acme.test/confirm#t=1",
        "http://127.0.0.1:4000/confirm#t",
        "http://localhost:1/",
    ] {
        assert!(link(url).is_ok(), "{url}");
    }
    for url in [
        "http://acme.test/",
        "ftp://acme.test/",
        "javascript:alert(1)",
        "acme.test",
        "https://",
        "http://127.0.0.1.acme.test/",
        "https://user@acme.test/",
        "http://localhost@acme.test/",
    ] {
        assert_eq!(link(url).err(), Some(MessageError::NotALink), "{url}");
    }
    assert!(link(&format!("https://acme.test/{}", "x".repeat(2000))).is_err());
}

#[test]
fn the_parameters_of_a_template_share_one_limit_and_its_buttons_have_one_each() {
    let template = Template::try_new("receipt", "en_GB").unwrap();
    let full = template.clone().with_parameter("x".repeat(1000)).unwrap();
    assert!(full.clone().with_parameter("x".repeat(24)).is_ok());
    assert!(full.with_parameter("x".repeat(25)).is_err());
    let linked = template.with_link_button(0, "t").unwrap();
    let part = Part::TemplateButton;
    let twice = linked.with_quick_reply(0, "p");
    assert_eq!(twice, Err(MessageError::Duplicate { part }));
}

#[test]
fn nothing_a_customer_reads_is_in_the_debug_form_or_an_error() {
    let secret = "£1,234.56";
    let messages: [Outgoing; 4] = [
        Text::try_new(secret).unwrap().into(),
        CtaUrl::try_new(secret, "Open", "https://acme.test/#1,234.56")
            .unwrap()
            .into(),
        Template::try_new("t", "en")
            .unwrap()
            .with_parameter(secret)
            .unwrap()
            .into(),
        Audio::voice(MediaId::new("1,234.56")).into(),
    ];
    for message in messages {
        assert!(!format!("{message:?}").contains("1,234.56"));
    }
    let error = Text::try_new(secret.repeat(4096)).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("1,234.56"));
    assert_eq!(
        error.to_string(),
        "the body has 36864 characters of at most 4096"
    );
}
