//! Why an order may be carried out. Permission is a value: whoever carries out an order demands it, and
//! stores it with what was done, so that it can be checked again later.

use crate::id::OrderId;
use crate::keyed_hash::{Hash, Key};

/// Why an order may be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authority {
    /// The customer has confirmed this very order.
    Confirmed(Proof),
}

impl Authority {
    /// What is kept of it.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        let Self::Confirmed(Proof {
            order,
            digest,
            seal,
        }) = self.clone();
        Evidence {
            order,
            digest,
            seal,
        }
    }
}

/// Proof that an order was confirmed by its passcode: it names the order and its sealed bytes. Only
/// [`Proof::check`] can build it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    order: OrderId,
    digest: Hash,
    seal: Hash,
}

impl Proof {
    /// What `passcode` stores once the code was right.
    #[must_use]
    pub fn seal(key: &Key, order: &OrderId, digest: Hash) -> Hash {
        let fields: [&[u8]; 3] = [b"order-confirmed", order.0.as_bytes(), digest.bytes()];
        Hash::keyed(key, &fields)
    }

    /// Accepts a stored seal only for the very order it was made for.
    #[must_use]
    pub fn check(seal: Hash, key: &Key, order: &OrderId, digest: Hash) -> Option<Self> {
        (Self::seal(key, order, digest) == seal).then(|| Self {
            order: order.clone(),
            digest,
            seal,
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
    /// What `passcode` stored once the code was right.
    pub seal: Hash,
}

impl Evidence {
    /// Whether it is for this order and no other, to the last bit.
    #[must_use]
    pub fn is_for(&self, order: &OrderId, digest: Hash) -> bool {
        self.order == *order && self.digest == digest
    }
}
