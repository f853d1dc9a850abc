//! Tickets beside orders: whose message brought them.

use domain::conversation::ticket::{TICKET_SECONDS, Ticket};
use domain::customer::channel::ChannelAddress;
use domain::id::CustomerId;

use crate::engine::signing;
use crate::inbound::ANA;
use crate::queue::ticket_from;
use crate::{clock, demo};

/// A ticket for some message that this customer has just sent. Whom the bank does not know has Ana's.
///
/// # Panics
/// Never: it is a ticket.
#[must_use]
#[expect(clippy::expect_used, reason = "it is a ticket")]
pub fn ticket_of(customer: &CustomerId) -> Ticket {
    let mut people = demo::people();
    let found = people.find(|person| person.id == customer.0);
    let phone = found.map_or(ANA, |person| person.phone);
    Ticket::parse(&ticket_from(phone.trim_start_matches('+'))).expect("a ticket")
}

/// Tickets that `webhook` has given to nobody for Ana's order, or not within a day: none, one that somebody else signed,
/// one that has run out.
///
/// # Panics
/// Never: Ana has an address.
#[must_use]
#[expect(clippy::expect_used, reason = "Ana has an address")]
pub fn worthless_tickets() -> [Option<Ticket>; 3] {
    let address = ChannelAddress::try_new(None, Some(ANA.to_owned()));
    let address = address.expect("Ana's address");
    let issued = |key, at| Some(Ticket::issue(&signing(key), &address, "", at));
    let yesterday = clock::now().plus(TICKET_SECONDS.saturating_neg());
    [None, issued(7, clock::now()), issued(8, yesterday)]
}
