//! Why an order may be carried out. Permission is a value: whoever carries out an order demands it, and
//! stores it with what was done, so that it can be checked again later.
//!
//! Two functions sign for every order, each with a key that it alone can read: `confirmation` that PIN and fact were
//! right, `passcode` that the code was. Neither moves anything without the other, and who checks cannot sign.

use jiff::civil::Date;

use crate::id::{OrderId, RequestId, TerminalId};
use crate::keyed_hash::Hash;
use crate::money::Money;
use crate::signature::{Signature, SigningKey, Statement, VerifyingKeys};

/// What `confirmation` signs.
const IDENTIFIED: &str = "order-identified";

/// What `passcode` signs.
const CONFIRMED: &str = "order-confirmed";

/// Why an order may be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authority {
    /// The customer has confirmed this very order.
    Confirmed(Proof),
    /// A cash machine asks for money that the customer has confirmed to be held for it.
    Redeemed(Redemption),
    /// A payment is due by a standing order that the customer has confirmed.
    Mandated(Mandated),
}

impl Authority {
    /// What is kept of it.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        match self.clone() {
            Self::Confirmed(Proof(evidence))
            | Self::Redeemed(Redemption { evidence, .. })
            | Self::Mandated(Mandated { evidence, .. }) => evidence,
        }
    }

    /// The day on which what it permits is due, if it permits a payment of a standing order.
    #[must_use]
    pub const fn due(&self) -> Option<Date> {
        match self {
            Self::Mandated(mandated) => Some(mandated.due),
            Self::Confirmed(_) | Self::Redeemed(_) => None,
        }
    }
}

/// Who has to have signed.
#[derive(Clone, Debug)]
pub struct Signers {
    /// `confirmation`'s public halves.
    pub identified: VerifyingKeys,
    /// `passcode`'s public halves.
    pub confirmed: VerifyingKeys,
}

/// That PIN and fact were right for an order, to the bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identification(Signature);

impl Identification {
    /// What `confirmation` stores once PIN and fact were right.
    #[must_use]
    pub fn sign(key: &SigningKey, order: &OrderId, digest: Hash) -> Self {
        Self(key.sign(&statement(IDENTIFIED, &of(order, digest.bytes()))))
    }

    /// Whether `confirmation` made it for this very order.
    #[must_use]
    pub fn is_for(&self, keys: &VerifyingKeys, order: &OrderId, digest: Hash) -> bool {
        keys.vouch_for(&statement(IDENTIFIED, &of(order, digest.bytes())), &self.0)
    }

    /// As it is stored.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.to_text()
    }

    /// Reads the text back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Signature::parse(text).map(Self)
    }
}

/// Both signatures for one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    identified: Identification,
    confirmed: Signature,
}

impl Seal {
    /// What `passcode` stores once the code was right, beside what it was given by `confirmation`.
    #[must_use]
    pub fn sign(
        key: &SigningKey,
        identified: Identification,
        order: &OrderId,
        digest: Hash,
    ) -> Self {
        Self {
            identified,
            confirmed: key.sign(&statement(CONFIRMED, &of(order, digest.bytes()))),
        }
    }

    /// Whether both have signed for this very order.
    #[must_use]
    pub fn is_for(&self, signers: &Signers, order: &OrderId, digest: Hash) -> bool {
        let fields = of(order, digest.bytes());
        let said = statement(CONFIRMED, &fields);
        signers.confirmed.vouch_for(&said, &self.confirmed)
            && self.identified.is_for(&signers.identified, order, digest)
    }

    /// As it is stored: both, parted by a dot.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}.{}", self.identified.to_text(), self.confirmed.to_text())
    }

    /// Reads the text back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (identified, confirmed) = text.split_once('.')?;
        Some(Self {
            identified: Identification::parse(identified)?,
            confirmed: Signature::parse(confirmed)?,
        })
    }
}

/// Proof that an order was confirmed by PIN, fact and passcode: it names the order and its sealed bytes. Only
/// [`Proof::check`] can build it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof(Evidence);

impl Proof {
    /// Accepts a stored seal only for the very order it was made for.
    #[must_use]
    pub fn check(seal: Seal, signers: &Signers, order: &OrderId, digest: Hash) -> Option<Self> {
        let order = order.clone();
        let evidence = Evidence {
            order,
            digest,
            seal,
        };
        evidence.is_good(signers).then_some(Self(evidence))
    }
}

/// Which request of which cash machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtmRequest {
    /// The machine network's own id of the request: the same however often it is sent.
    pub request: RequestId,
    /// Which machine.
    pub terminal: TerminalId,
}

/// A cash machine's request against a hold that its customer confirmed. Only [`Redemption::check`] can build it.
#[derive(Clone, PartialEq, Eq)]
pub struct Redemption {
    evidence: Evidence,
    by: AtmRequest,
    dispensed: Money,
}

impl Redemption {
    /// Accepts a request only against a hold whose confirmation is still as it was signed. `dispensed` is what the
    /// machine gives out, at most what is held.
    #[must_use]
    pub fn check(
        held: &Evidence,
        signers: &Signers,
        by: AtmRequest,
        dispensed: Money,
    ) -> Option<Self> {
        held.is_good(signers).then(|| Self {
            evidence: held.clone(),
            by,
            dispensed,
        })
    }

    /// Which request of which machine.
    #[must_use]
    pub const fn by(&self) -> &AtmRequest {
        &self.by
    }

    /// What the machine gives out.
    #[must_use]
    pub const fn dispensed(&self) -> Money {
        self.dispensed
    }

    /// What is kept of it.
    #[must_use]
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

/// Amounts are confidential: only the request may reach a log.
impl std::fmt::Debug for Redemption {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Redemption")
            .field("by", &self.by)
            .finish_non_exhaustive()
    }
}

/// A payment that is due by a standing order its customer confirmed. Only [`Mandated::check`] can build it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandated {
    evidence: Evidence,
    due: Date,
}

impl Mandated {
    /// Accepts a payment due on `due` only under a standing order whose confirmation is still as it was signed.
    #[must_use]
    pub fn check(confirmed: &Evidence, signers: &Signers, due: Date) -> Option<Self> {
        confirmed.is_good(signers).then(|| Self {
            evidence: confirmed.clone(),
            due,
        })
    }
}

/// What is kept of an authority with what was done under it: it says why, and permits nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The order.
    pub order: OrderId,
    /// The digest of its sealed bytes.
    pub digest: Hash,
    /// What `confirmation` and `passcode` signed.
    pub seal: Seal,
}

impl Evidence {
    /// Whether it is for this order and no other, to the last bit.
    #[must_use]
    pub fn is_for(&self, order: &OrderId, digest: Hash) -> bool {
        self.order == *order && self.digest == digest
    }

    /// Whether both have signed what it names.
    #[must_use]
    pub fn is_good(&self, signers: &Signers) -> bool {
        self.seal.is_for(signers, &self.order, self.digest)
    }
}

const fn of<'a>(order: &'a OrderId, digest: &'a [u8; 32]) -> [&'a [u8]; 2] {
    [order.0.as_bytes(), digest]
}

const fn statement<'a>(says: &'static str, fields: &'a [&'a [u8]]) -> Statement<'a> {
    Statement { says, fields }
}
