//! What is said, as messages of this channel: a text, buttons under it, or a list.

use domain::failure::Failure;
use services::choice::Tappable;
use services::menu::{Row, Says, Topic};
use services::outcome::Said;
use whatsapp::message::{
    Buttons, List, MessageError, Outgoing, ReplyButton, Section, Text, limits,
};
use wording::saying::Saying;
use wording::sentence::Words;

use crate::act::asker;
use crate::turn::CustomerTurn;

/// Shows what a service says. Too many choices for a list are left to be typed.
pub fn say(turn: &CustomerTurn<'_>, said: &Said) -> Result<(), Failure> {
    let text = said.text.chat();
    let choices = said.choices.len();
    if choices == 0 || choices > limits::LIST_ROWS {
        return turn.chat.tell(text);
    }
    let text = all_but_the_last(text, turn)?;
    let message = if choices <= limits::REPLY_BUTTONS && fit_buttons(&said.choices, &text) {
        buttons(text, &said.choices)
    } else {
        list(text, &said.choices, turn)
    };
    turn.chat.send(message.map_err(Failure::fail)?);
    Ok(())
}

/// Says as much as does not fit one message; answers the rest.
fn all_but_the_last(text: String, turn: &CustomerTurn<'_>) -> Result<String, Failure> {
    let pieces = Text::cut(&text);
    let Some((last, before @ [_, ..])) = pieces.split_last() else {
        return Ok(text);
    };
    before.iter().try_for_each(|piece| turn.chat.tell(piece))?;
    Ok((*last).to_owned())
}

/// Shows what can be done: all topics, or what is under one.
pub fn menu(turn: &CustomerTurn<'_>, topic: Option<Topic>) -> Result<(), Failure> {
    let language = turn.chat.language;
    let greeting = || {
        let first_name = turn.customer.first_name().to_owned();
        Saying::Menu { first_name }.words(language)
    };
    let body = topic.map_or_else(greeting, |topic| Says::Choose(topic).words(language));
    let rows = services::menu::level(topic, &asker(turn), language);
    let rows = rows.iter().map(row).collect::<Result<_, _>>();
    let button = Says::Button.words(language).plain();
    let menu = rows.and_then(|rows| {
        let section = Section::try_new(rows)?;
        List::try_new(body.chat(), button, vec![section])
    });
    turn.chat.send(menu.map_err(Failure::fail)?.into());
    Ok(())
}

fn row(row: &Row) -> Result<whatsapp::message::Row, MessageError> {
    whatsapp::message::Row::try_new(&*row.id, row.title.plain())?
        .with_description(row.description.plain())
}

/// Whether each label fits a button and differs from the others.
fn fit_buttons(choices: &[Tappable], text: &str) -> bool {
    let labels: Vec<String> = choices.iter().map(|choice| choice.label.plain()).collect();
    let fits = |label: &String| label.encode_utf16().count() <= limits::BUTTON_TITLE_CHARS;
    let mut distinct = labels.clone();
    distinct.sort();
    distinct.dedup();
    let is_short = text.encode_utf16().count() <= limits::BUTTONS_BODY_CHARS;
    is_short && labels.iter().all(fits) && distinct.len() == labels.len()
}

fn buttons(text: String, choices: &[Tappable]) -> Result<Outgoing, MessageError> {
    let button = |choice: &Tappable| ReplyButton::try_new(&*choice.id, choice.label.plain());
    let buttons = choices.iter().map(button).collect::<Result<_, _>>()?;
    Ok(Buttons::try_new(text, buttons)?.into())
}

/// A label that is too long for a title is cut there and stands whole below.
fn list(
    text: String,
    choices: &[Tappable],
    turn: &CustomerTurn<'_>,
) -> Result<Outgoing, MessageError> {
    let row = |choice: &Tappable| {
        let label = choice.label.plain();
        let title = cut(&label, limits::ROW_TITLE_CHARS);
        let row = whatsapp::message::Row::try_new(&*choice.id, &*title)?;
        if title == label {
            return Ok(row);
        }
        row.with_description(cut(&label, limits::ROW_DESCRIPTION_CHARS))
    };
    let rows = choices.iter().map(row).collect::<Result<_, _>>()?;
    let button = Says::ChoicesButton.words(turn.chat.language).plain();
    Ok(List::try_new(text, button, vec![Section::try_new(rows)?])?.into())
}

/// At most `most` UTF-16 units, with an ellipsis where something was cut.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let kept = text.chars().map_while(|letter| {
        left = left.checked_sub(letter.len_utf16())?;
        Some(letter)
    });
    format!("{}…", kept.collect::<String>())
}
