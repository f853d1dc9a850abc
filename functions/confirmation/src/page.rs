//! The page: one file, no third-party load, its style and script allowed by their hashes only.

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::language::Language;
use lambda_http::http::{HeaderValue, StatusCode};
use lambda_http::{Body, Response};
use sha2::{Digest, Sha256};
use wording::page;

use crate::reply;

const SOURCE: &str = include_str!("../page/page.html");
const WHATSAPP_URL: &str = "{{whatsapp_url}}";

/// Where the source names its language.
const TAG: &str = "tag";

/// Before the language in the address's query.
const LANGUAGE: &str = "language=";

/// The page as it is served: in one language the same bytes to everybody.
pub struct Page {
    bank_phone_number: String,
    /// In the languages' order, each made when it is first asked for.
    written: [OnceLock<Written>; Language::ALL.len()],
}

/// The page in one language.
struct Written {
    html: String,
    policy: String,
}

impl Page {
    /// The page of the bank whose WhatsApp number is `bank_phone_number` (digits).
    #[must_use]
    pub fn new(bank_phone_number: &str) -> Self {
        Self {
            bank_phone_number: bank_phone_number.to_owned(),
            written: [const { OnceLock::new() }; Language::ALL.len()],
        }
    }

    /// The answer to an address with this query: `language=pt-BR`. English where it names none.
    pub(crate) fn respond(&self, query: Option<&str>) -> Response<Body> {
        let tag = query.and_then(|query| query.strip_prefix(LANGUAGE));
        // Whoever passes links on may append to them.
        let tag = tag.and_then(|tag| tag.split('&').next());
        let language = tag.and_then(Language::parse).unwrap_or_default();
        match self.written.get(language.index()) {
            Some(written) => written
                .get_or_init(|| Written::new(&self.bank_phone_number, language))
                .respond(),
            None => Written::new(&self.bank_phone_number, language).respond(),
        }
    }
}

impl Written {
    fn new(bank_phone_number: &str, language: Language) -> Self {
        let html = translated(language);
        let html = html.replace(WHATSAPP_URL, &format!("https://wa.me/{bank_phone_number}"));
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; connect-src 'self'; \
             form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            hash_of(&html, "<style>", "</style>"),
            hash_of(&html, "<script>", "</script>"),
        );
        Self { html, policy }
    }

    fn respond(&self) -> Response<Body> {
        let mut response = reply::protected(StatusCode::OK, self.html.clone(), &self.policy);
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert("content-type", kind);
        response
    }
}

/// The source with its texts in a language; what is no text of ours stays.
fn translated(language: Language) -> String {
    let mut html = String::with_capacity(SOURCE.len());
    let mut is_script = false;
    for (position, part) in SOURCE.split("{{").enumerate() {
        let (name, rest) = part.split_once("}}").unwrap_or_default();
        match page::text(name, language) {
            _ if position == 0 => html.push_str(part),
            _ if name == TAG => html.extend([spoken(language).tag(), rest]),
            Some(text) if is_script => html.extend([&*in_script(&text), rest]),
            Some(text) => html.extend([&*in_html(&text), rest]),
            None => html.extend(["{{", part]),
        }
        is_script = is_script || part.contains("<script>");
    }
    html
}

/// The language the page is really in: English, where nothing of it is translated. A screen reader goes by it.
fn spoken(language: Language) -> Language {
    let names = SOURCE.split("{{").filter_map(|part| part.split_once("}}"));
    let differs =
        |(name, _): (&str, &str)| page::text(name, language) != page::text(name, Language::ENGLISH);
    let is_translated = names.into_iter().any(differs);
    Some(language).filter(|_| is_translated).unwrap_or_default()
}

fn in_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Between single quotes, where a tag could end the script.
fn in_script(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\'', "\\'")
        .replace('<', "\\x3c")
}

/// The CSP source of what stands between two tags (Content Security Policy Level 3, §2.3.1).
fn hash_of(html: &str, open: &str, close: &str) -> String {
    let content = html
        .split_once(open)
        .and_then(|(_, rest)| rest.split_once(close));
    let digest = Sha256::digest(content.map_or("", |(content, _)| content));
    format!("sha256-{}", STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_one_small_file_that_loads_nothing_from_elsewhere() {
        for language in Language::ALL {
            let page = Written::new("447700900000", language);
            let compressed = gzipped(&page.html);
            assert!(compressed <= 14_000, "{compressed} bytes compressed");
            assert!(page.html.len() <= 24_000, "{} bytes", page.html.len());
            assert!(page.html.contains("https://wa.me/447700900000"));
            assert!(!page.html.contains("{{"), "{language:?}");
            for outside in ["<link", "src=", "@import", "url(", "style=", "onclick="] {
                assert!(!page.html.contains(outside), "{outside}");
            }
        }
    }

    #[test]
    fn the_page_speaks_the_language_its_address_names_and_else_english() {
        let page = Page::new("447700900000");
        let html = |query| {
            let body = page.respond(query).into_body();
            String::from_utf8(body.to_vec()).unwrap()
        };
        for (query, tag, sentence) in [
            (None, "en", "Your date of birth"),
            (Some("language=xx"), "en", "Your date of birth"),
            // Nothing of the page is Spanish yet.
            (Some("language=es"), "en", "Your date of birth"),
            (Some("language=pt-BR"), "pt-BR", "Sua data de nascimento"),
            (
                Some("language=pt-BR&fbclid=1"),
                "pt-BR",
                "Sua data de nascimento",
            ),
        ] {
            let html = html(query);
            assert!(
                html.contains(&format!("<html lang=\"{tag}\">")),
                "{query:?}"
            );
            assert!(html.contains(sentence), "{query:?}");
        }
    }

    #[test]
    fn no_text_ends_what_it_stands_in() {
        assert_eq!(in_html("a < b & c"), "a &lt; b &amp; c");
        assert_eq!(
            in_script("can't </script> \\"),
            "can\\'t \\x3c/script> \\\\"
        );
    }

    /// As API Gateway compresses it.
    fn gzipped(text: &str) -> usize {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap().len()
    }

    #[test]
    fn the_policy_allows_only_this_style_and_this_script() {
        let page = Written::new("447700900000", Language::ENGLISH);
        let empty = format!("sha256-{}", STANDARD.encode(Sha256::digest("")));
        assert!(
            !page.policy.contains(&empty),
            "style or script was not found"
        );
        assert!(page.policy.starts_with("default-src 'none';"));
    }
}
