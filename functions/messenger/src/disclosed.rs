//! What an order to tell something told: balances and bookings as they are now, a document as it was made.
//!
//! A document that was not made or cannot be sent is told in writing, and the message says so.

use aws::executions::Execution;
use domain::confirmation::Confirmation;
use domain::confirmation::order::{Order, SealedOrder};
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::disclosure::{Disclosure, Form, Statement};
use domain::failure::Failure;
use domain::ledger::view::EntryView;
use ledger::accounts::Page as Booked;
use outbox::{Letter, Unsent};
use whatsapp::message::{Document, Outgoing, Text};
use wording::sentence::Sentence;
use wording::shown::{self, Page, Today};
use wording::told;

use crate::receipt::Receipt;
use crate::send::Words;
use crate::{Messenger, described};

/// The media type of a document.
const PDF: &str = "application/pdf";

/// Most bookings of one message: with the longest names they fit into WhatsApp's 4,096 characters.
const MOST: u8 = 30;

impl Messenger {
    /// Sends the document of an order, if one was made, and whether nothing more is to be said.
    pub(crate) async fn sends_document(
        &self,
        confirmation: &Confirmation,
    ) -> Result<bool, Failure> {
        let order = confirmation.order.order();
        let Some(Disclosure::Statement(statement)) = order.effect.disclosure() else {
            return Ok(false);
        };
        let Some(key) = self.made(&confirmation.order).await? else {
            return Ok(false);
        };
        let outbound = OutboundId::about(&order.id, Purpose::Document);
        let reachable = self.reachable(&order.customer, &outbound, Purpose::Document);
        let Some(address) = reachable.await? else {
            return Ok(true);
        };
        let message = match self.document(confirmation, statement, &key).await {
            Ok(message) => message,
            Err(failure) => {
                tracing::warn!(
                    outbound.id = outbound.0,
                    "the document cannot be sent: {failure}"
                );
                return Ok(false);
            }
        };
        let letter = Letter {
            id: &outbound,
            to: &address,
            message: &message,
            template: None,
        };
        match self.outbox.send(&letter).await {
            Ok(()) => Ok(true),
            Err(Unsent::WindowClosed | Unsent::Never(_)) => Ok(false),
            Err(unsent) => Err(unsent.into()),
        }
    }

    /// The key of what was made for this very order. Whoever asks: what was not carried out is not told, and another
    /// order under the same id was not.
    async fn made(&self, order: &SealedOrder) -> Result<Option<String>, Failure> {
        match self.disclosures.of_order(order).await? {
            Some(Execution::Done { made }) => Ok(made),
            Some(Execution::GivenUp) | None => Err(Failure::fail("it was not carried out")),
        }
    }

    async fn document(
        &self,
        confirmation: &Confirmation,
        statement: &Statement,
        key: &str,
    ) -> Result<Outgoing, Failure> {
        let (summary, language) = described(confirmation)?;
        let pdf = self.documents.get(key).await?;
        let client = self.outbox.client().await?;
        let media = client.upload_media(pdf, PDF).await.map_err(Failure::fail)?;
        let file = shown::file_name(statement, language);
        let document = Document::try_new(media, file).map_err(Failure::fail)?;
        let caption = summary.forms.done.plain();
        Ok(document
            .with_caption(caption)
            .map_err(Failure::fail)?
            .into())
    }

    /// Tells in writing what stood in a document that was not delivered.
    pub(crate) async fn tell_in_writing(&self, confirmation: &Confirmation) -> Result<(), Failure> {
        let receipt = self.receipt_words(confirmation).await?;
        let (id, customer) = (confirmation.id(), confirmation.customer());
        let said = self.tell(id, Purpose::Receipt, customer, &receipt.words);
        said.await.map(drop)
    }

    /// What was asked for, in writing, unless the chat was stopped meanwhile. It is not spoken: figures in rows are for
    /// the eye.
    pub(crate) async fn disclosed(
        &self,
        confirmation: &Confirmation,
        disclosure: &Disclosure,
    ) -> Result<Receipt, Failure> {
        let (summary, language) = described(confirmation)?;
        let order = confirmation.order.order();
        self.made(&confirmation.order).await?;
        let ask_again = told::ask_again(&summary, language);
        let may_see = self.may_see_balances(&order.customer).await?;
        let told = match disclosure {
            _ if !may_see => ask_again.clone(),
            Disclosure::Balances => {
                shown::balances(&self.accounts.views_of(&order.customer).await?, language)
            }
            Disclosure::Statement(statement) => self.bookings(order, statement).await?,
        };
        let free = Text::try_new(told.chat()).map_err(Failure::fail)?.into();
        Ok(Receipt {
            words: Words {
                free,
                parameter: ask_again.plain(),
                link_suffix: None,
                token: None,
            },
            spoken: Sentence::default(),
        })
    }

    async fn bookings(&self, order: &Order, statement: &Statement) -> Result<Sentence, Failure> {
        let now = (self.clock)();
        let booked = self.booked(order, statement).await?;
        let entries: Vec<EntryView> = booked.entries.iter().map(EntryView::from).collect();
        let page = Page {
            account: &statement.account_name,
            ending: statement.account.ending(),
            extent: statement.extent,
            entries: &entries,
            is_first: true,
        };
        let today = Today {
            now,
            calendar: &self.calendar,
        };
        let language = order.language;
        let told = shown::statement(&page, today, language);
        let is_cut =
            booked.next.is_some() && statement.extent.most().is_none_or(|most| most > MOST);
        let cut = is_cut.then(|| shown::more_than(MOST, language));
        let in_writing = (statement.form == Form::Document).then(|| shown::no_document(language));
        let parts = in_writing.into_iter().chain([told]).chain(cut);
        Ok(Sentence::joined(parts, "\n\n"))
    }

    async fn booked(&self, order: &Order, asked: &Statement) -> Result<Booked, Failure> {
        let period = asked.extent.period((self.clock)(), &self.calendar);
        let range = period.seconds(&self.calendar);
        let limit = asked.extent.most().unwrap_or(MOST).min(MOST);
        let page = self
            .accounts
            .statement(&order.customer, &asked.account, range, None, limit);
        Ok(page.await?)
    }
}
