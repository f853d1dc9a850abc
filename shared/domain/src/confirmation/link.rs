//! The link's token and the page's session: random values kept only as hashes.

use crate::keyed_hash::Hash;
use crate::time::{NoRandomness, Random, UnixSeconds};

/// How long a link may be opened, in seconds.
pub const LINK_SECONDS: i64 = 900;

/// How long a page's session lasts from opening the link, in seconds: both waits of the workflow
/// together, and no longer, whatever the browser keeps (ASVS 5.0 §7.3.2).
pub const SESSION_SECONDS: i64 = 1_800;

/// A page's session, once the link was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Hash of the cookie's token and the order that its page shows.
    pub token: Hash,
    /// Its last second.
    pub expires_at: UnixSeconds,
    /// Hash of the key the page opened the link with, if it had one: the same page, asking again because the
    /// answer was lost, is known by it.
    pub opened_by: Option<Hash>,
}

impl Session {
    /// Begins now.
    #[must_use]
    pub const fn begin(token: Hash, opened_by: Option<Hash>, now: UnixSeconds) -> Self {
        let expires_at = now.plus(SESSION_SECONDS);
        Self {
            token,
            expires_at,
            opened_by,
        }
    }

    /// Whether the page that holds the key of this hash opened it, and it still lasts.
    #[must_use]
    pub fn was_opened_by(&self, key: Hash, now: UnixSeconds) -> bool {
        self.opened_by == Some(key) && now < self.expires_at
    }

    /// Whether `token` is this session's for the order with this digest, and in time.
    #[must_use]
    pub fn admits(&self, token: &Token, digest: Hash, now: UnixSeconds) -> bool {
        self.token == token.session_hash(digest) && now < self.expires_at
    }
}

/// Randomness in a token, in bytes: 256 bits, above the 128 that ASVS 5.0 §7.2.3 asks for.
const TOKEN_BYTES: usize = 32;

/// A secret the customer carries: in the link's fragment, or in the page's cookie.
pub struct Token(String);

impl Token {
    /// Draws a fresh token: 64 lower-case hexadecimal digits.
    pub fn draw(random: Random) -> Result<Self, NoRandomness> {
        let mut bytes = [0; TOKEN_BYTES];
        random(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// Takes what came in from outside, whatever it is: an invented token hashes to nothing stored.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What goes into the link or the cookie. Nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::plain(&[b"token", self.0.as_bytes()])
    }

    /// What is stored of a page's session. It holds for one order: whoever may write the record and puts another order
    /// into it, which its customer has not seen, has no session for that.
    #[must_use]
    pub fn session_hash(&self, digest: Hash) -> Hash {
        Hash::plain(&[b"session", self.0.as_bytes(), digest.bytes()])
    }

    /// What a try of PIN and fact in this session is called, under the key of the page's request. The name goes
    /// into a table, and a PIN is short: but nobody finds it from the name without the session's own 256 bits,
    /// which the browser holds and no table does.
    #[must_use]
    pub fn try_name(&self, key: &str, pin: &str, fact: &str) -> Hash {
        let fields = [&self.0, key, pin, fact].map(str::as_bytes);
        let [session, key, pin, fact] = fields;
        Hash::plain(&[b"credentials-try", session, key, pin, fact])
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Token([redacted])")
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
