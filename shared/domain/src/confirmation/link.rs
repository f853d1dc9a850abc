//! The link's token and the page's session: random values kept only as hashes.

use crate::keyed_hash::{Hash, Key};
use crate::time::{NoRandomness, Random, UnixSeconds};

/// How long a link may be opened, in seconds.
pub const LINK_SECONDS: i64 = 900;

/// How long a page's session lasts from opening the link, in seconds: both waits of the workflow
/// together, and no longer, whatever the browser keeps (ASVS 5.0 §7.3.2).
pub const SESSION_SECONDS: i64 = 1_800;

/// A page's session, once the link was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Hash of the cookie's token.
    pub token: Hash,
    /// Its last second.
    pub expires_at: UnixSeconds,
}

impl Session {
    /// Begins now.
    #[must_use]
    pub const fn begin(token: Hash, now: UnixSeconds) -> Self {
        let expires_at = now.plus(SESSION_SECONDS);
        Self { token, expires_at }
    }

    /// Whether `token` is this session's and in time.
    #[must_use]
    pub fn admits(&self, token: &Token, now: UnixSeconds) -> bool {
        self.token == token.hash() && now < self.expires_at
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

    /// The session's token for the browser that opens `link` with `browser`, a random value of its own: the
    /// same browser gets the same one, should the answer be lost, and nobody else can name it.
    #[must_use]
    pub fn of_browser(key: &Key, link: &Self, browser: &str) -> Self {
        let fields = [b"page-session", link.0.as_bytes(), browser.as_bytes()];
        Self(hex(Hash::keyed(key, &fields).bytes()))
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
