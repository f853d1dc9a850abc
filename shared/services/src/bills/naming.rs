//! Which bill some words mean: by what it is for, by whose it is, by its number in the list.
//!
//! Read to the last word: "my heating bill" is none of "my gas bill" and a word to spare.

use domain::bill::{Bill, BillView, Biller, Billing, Kind};
use domain::id::BillerId;
use domain::language::Language;

use super::known::Known;
use crate::reading::bill_reference;
use crate::reading::request::{self, Request, Target};
use crate::reading::token::{Kind as TokenKind, Text, Token};
use crate::reading::words;
use crate::vocabulary::{self, is_in};
use crate::{names, reading};

/// Most tokens of what names a bill.
const LONGEST: usize = 16;

/// What some words name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub kinds: Vec<Kind>,
    pub billers: Vec<BillerId>,
    /// Its place in the list, from one.
    pub place: Option<usize>,
    /// Whether it says "bill", or what a bill is called.
    pub says_bill: bool,
    /// Whether all are meant.
    pub is_all: bool,
    not_kinds: Vec<Kind>,
    not_billers: Vec<BillerId>,
}

/// What a name comes to among the bills there are.
pub enum Found<'a> {
    /// One that is due.
    One(&'a Bill),
    /// Several that are due.
    Several(Vec<&'a Bill>),
    /// It is paid.
    Paid(&'a BillView),
    /// None is due, but these send such bills.
    Billers(Vec<&'a Biller>),
    /// There is none.
    Nothing,
}

impl Named {
    /// Whether it tells one bill from another.
    pub fn is_specific(&self) -> bool {
        !self.kinds.is_empty() || !self.billers.is_empty() || self.place.is_some()
    }

    fn fits(&self, biller: &Biller) -> bool {
        let has = |kinds: &[Kind]| biller.kinds.iter().any(|kind| kinds.contains(kind));
        let is_kind = self.kinds.is_empty() || has(&self.kinds);
        let is_biller = self.billers.is_empty() || self.billers.contains(&biller.id);
        is_kind && is_biller && !has(&self.not_kinds) && !self.not_billers.contains(&biller.id)
    }

    /// The billers that are named.
    pub fn billers_in<'a>(&self, billing: &'a Billing) -> Vec<&'a Biller> {
        let billers = billing.billers.iter();
        billers.filter(|biller| self.fits(biller)).collect()
    }

    /// What is meant, of what is due before anything else. `shown` is the list that was seen last, by ids.
    pub fn find<'a>(&self, known: &Known<'a>, shown: &[String]) -> Found<'a> {
        if let Some(place) = self.place {
            return numbered(place, known, shown);
        }
        let fits = |bill: &Bill| {
            let biller = known.billing.biller(&bill.biller);
            biller.is_some_and(|biller| self.fits(biller))
        };
        let due: Vec<&Bill> = known.billing.due().filter(|bill| fits(bill)).collect();
        let paid = known.billing.bills.iter().rev();
        let mut paid = paid.filter(|view| view.paid_at.is_some() && fits(&view.bill));
        match due.as_slice() {
            [one] => Found::One(one),
            [_, ..] => Found::Several(due),
            [] if !self.is_specific() => Found::Nothing,
            [] => match paid.next() {
                Some(view) => Found::Paid(view),
                None => Found::Billers(self.billers_in(known.billing)),
            },
        }
    }
}

fn numbered<'a>(place: usize, known: &Known<'a>, shown: &[String]) -> Found<'a> {
    let place = place.checked_sub(1);
    let view = if shown.is_empty() {
        let due = known.due();
        let bill = place.and_then(|place| due.get(place).copied());
        bill.and_then(|bill| known.bill(&bill.id.0))
    } else {
        place
            .and_then(|place| shown.get(place))
            .and_then(|id| known.bill(id))
    };
    match view {
        Some(view) if view.paid_at.is_some() => Found::Paid(view),
        Some(view) => Found::One(&view.bill),
        None => Found::Nothing,
    }
}

/// What some words name, to the last; nothing if one of them names nothing.
pub fn read(typed: &str, billing: &Billing, language: Language) -> Option<Named> {
    Reader::new(typed, billing, language, "")?.read()
}

/// The same of a text that changes something: "no, the water one".
pub fn changed(text: &str, billing: &Billing, language: Language) -> Option<Named> {
    let reading = &vocabulary::of(language).reading;
    let text = Text::new(text);
    let says_so = text
        .tokens()
        .iter()
        .any(|token| token.is_in(reading.changes));
    let all = text.typed(text.tokens());
    let named = Reader::new(all, billing, language, reading.around_a_change)?.read()?;
    (says_so && named.is_specific()).then_some(named)
}

/// Whether a text may change which bill is meant, whoever sends them: words that say so, and few.
pub fn may_be_change(text: &str, language: Language) -> bool {
    let reading = &vocabulary::of(language).reading;
    let text = Text::new(text);
    let says_so = text
        .tokens()
        .iter()
        .any(|token| token.is_in(reading.changes));
    says_so && text.tokens().len() <= LONGEST
}

/// Every kind and biller that is spoken of anywhere in a text.
pub fn spoken_of(text: &str, billing: &Billing, language: Language) -> Named {
    let all = Text::new(text);
    let mut named = Named::default();
    for at in 0..all.tokens().len() {
        let rest = all.typed(all.tokens().get(at..).unwrap_or_default());
        let Some(mut reader) = Reader::new(rest, billing, language, "") else {
            continue;
        };
        reader.kind_or_biller();
        named.kinds.append(&mut reader.named.kinds);
        named.billers.append(&mut reader.named.billers);
    }
    named
}

/// Whether a whole text picks one of what was offered, whoever sends them: "the second one", "water".
pub fn is_choice(text: &str, language: Language) -> bool {
    read(text, &Billing::default(), language).is_some_and(|named| named.is_specific())
}

/// Whether a text certainly asks for a bill to be paid, whoever sends them. What else stands there is read, and refused
/// where it is not understood.
pub fn is_plain_request(text: &str, language: Language) -> bool {
    let nobody = Billing::default();
    let is_account = |typed: &str| names::is_everyday_word(typed, language);
    let Some(request) = request(text, &nobody, language, is_account) else {
        return false;
    };
    let named = target(&request).and_then(|typed| read(typed, &nobody, language));
    named.is_some_and(|named| named.says_bill || named.is_specific())
}

/// A request to pay, read to its last word; nothing if its verb is none that bills are paid by.
pub fn request(
    text: &str,
    billing: &Billing,
    language: Language,
    is_account: impl Fn(&str) -> bool,
) -> Option<Request> {
    let paying = vocabulary::of(language).bills.paying;
    let all = Text::new(text);
    let at = all.tokens().iter().position(|token| token.is_in(paying))?;
    let (before, rest) = all.tokens().split_at_checked(at)?;
    // Whichever verb it is, the one that every request is read by stands for it.
    let verb = paying.split(' ').next().unwrap_or_default();
    let rest = all.typed(rest.get(1..)?);
    let typed = format!("{} {verb} {rest}", all.typed(before));
    let is_bill = |typed: &str| names_bill(typed, billing, language);
    request::read(&typed, language, |typed| {
        is_bill(typed) || is_account(typed)
    })
}

/// Whether some words name a bill, to the last: "fatura da" does not, nor does "bill from".
pub fn names_bill(typed: &str, billing: &Billing, language: Language) -> bool {
    let reading = &vocabulary::of(language).reading;
    let text = Text::new(typed);
    let is_open = text.tokens().last().is_some_and(|last| {
        last.is_in(reading.from) || last.is_in(reading.to) || last.kind == TokenKind::Mark
    });
    let named = read(typed, billing, language);
    !is_open && named.is_some_and(|named| named.says_bill || named.is_specific())
}

/// Whether a text asks for something to be paid by the reference on a bill, whoever sends it.
pub fn is_by_reference(text: &str, language: Language) -> bool {
    let announced = bill_reference::announced(text, language);
    announced
        .is_some_and(|(_, rest)| request(&rest, &Billing::default(), language, |_| false).is_some())
}

/// What a request names: "pay my water bill", "pay for my water bill".
pub fn target(request: &Request) -> Option<&str> {
    let purpose = request.reference.as_ref();
    let named = request.target.as_ref().map(Target::typed);
    named.or_else(|| purpose.map(domain::ledger::reference::Reference::text))
}

/// Words that name a bill, one after the other.
struct Reader<'a> {
    text: Text,
    at: usize,
    billing: &'a Billing,
    words: &'static vocabulary::Bills,
    and: &'static str,
    not: &'static str,
    comma_says_no: bool,
    /// Words that say nothing besides.
    spare: &'a str,
    is_not: bool,
    named: Named,
}

impl<'a> Reader<'a> {
    fn new(typed: &str, billing: &'a Billing, language: Language, spare: &'a str) -> Option<Self> {
        let text = Text::new(typed);
        let vocabulary = vocabulary::of(language);
        let count = text.tokens().len();
        (1..=LONGEST).contains(&count).then_some(Self {
            text,
            at: 0,
            billing,
            words: &vocabulary.bills,
            and: vocabulary.reading.and,
            not: if spare.is_empty() {
                ""
            } else {
                vocabulary.reading.not
            },
            comma_says_no: vocabulary.reading.comma_says_no,
            spare,
            is_not: false,
            named: Named::default(),
        })
    }

    fn rest(&self) -> &[Token] {
        self.text.tokens().get(self.at..).unwrap_or_default()
    }

    fn read(mut self) -> Option<Named> {
        while self.at < self.text.tokens().len() {
            if !self.kind_or_biller() {
                self.word()?;
            }
        }
        // "City Power 20" is no place in a list.
        let is_place_alone = self.named.place.is_none()
            || self.named.kinds.is_empty() && self.named.billers.is_empty();
        is_place_alone.then_some(self.named)
    }

    /// What a bill is for, or whose it is; whether it stands here.
    fn kind_or_biller(&mut self) -> bool {
        let (billers, taken) = self.biller();
        let kind = self.kind();
        if taken == 0 && kind.is_none() {
            return false;
        }
        let is_not = std::mem::take(&mut self.is_not);
        // "Water" is what it is for, also where somebody is called so.
        if let Some(kind) = kind.filter(|_| taken < 2) {
            let kinds = if is_not {
                &mut self.named.not_kinds
            } else {
                &mut self.named.kinds
            };
            kinds.push(kind);
        } else if is_not {
            self.named.not_billers.extend(billers);
        } else {
            self.named.billers.extend(billers);
        }
        self.at = self.at.saturating_add(taken.max(1));
        true
    }

    fn kind(&self) -> Option<Kind> {
        let first = self.rest().first()?;
        let mut kinds = self.words.kinds.iter();
        let (_, kind) = kinds.find(|(word, _)| first.is(word))?;
        Kind::parse(kind)
    }

    /// The billers whose name begins here, or whose name this begins, and how many tokens it takes.
    fn biller(&self) -> (Vec<BillerId>, usize) {
        let lengths = (1..=self.rest().len()).rev();
        for length in lengths {
            let stretch = self.rest().get(..length).unwrap_or_default();
            let ends_in_a_mark = stretch
                .last()
                .is_some_and(|last| last.kind == TokenKind::Mark);
            let typed = words(self.text.typed(stretch));
            let begins = |biller: &&Biller| words(&biller.name).starts_with(&typed);
            let billers = self.billing.billers.iter().filter(begins);
            let billers: Vec<_> = billers.map(|biller| biller.id.clone()).collect();
            if !billers.is_empty() && !typed.is_empty() && !ends_in_a_mark {
                return (billers, length);
            }
        }
        (Vec::new(), 0)
    }

    /// A word that says which place in the list, that it is a bill, or nothing besides.
    fn word(&mut self) -> Option<()> {
        let token = self.rest().first()?.clone();
        let is_place = |(word, _): &&(&str, u64)| token.is(word);
        let place = self.words.places.iter().find(is_place);
        let place = place.and_then(|(_, place)| usize::try_from(*place).ok());
        let place = place.or_else(|| {
            let is_number = token.kind == TokenKind::Figures;
            is_number.then(|| token.folded.parse().ok()).flatten()
        });
        if let Some(place) = place {
            if self.named.place.replace(place).is_some() {
                return None;
            }
        } else if token.is_in(self.words.things) {
            self.named.says_bill = true;
        } else if token.is_in(self.words.all) {
            self.named.is_all = true;
        } else if !self.not.is_empty() && token.is_in(self.not) && !self.says_no() {
            self.is_not = true;
        } else if !self.is_spare(&token) {
            return None;
        }
        self.at = self.at.saturating_add(1);
        Some(())
    }

    /// Where "no" is also "not", a comma behind it says which.
    fn says_no(&self) -> bool {
        let is_before_a_comma = self.rest().get(1).is_some_and(|next| next.is(","));
        self.comma_says_no && is_before_a_comma
    }

    fn is_spare(&self, token: &Token) -> bool {
        token.is_in(self.words.around)
            || token.is_in(self.and)
            || token.is_in(", . !")
            || !self.spare.is_empty() && is_in(&token.folded, self.spare)
    }
}

/// Whether a text speaks of part of a bill: "half my water bill".
pub fn is_partly(text: &str, language: Language) -> bool {
    let partly = vocabulary::of(language).bills.partly;
    reading::words(text).iter().any(|word| is_in(word, partly))
}
