//! The page: one file, no third-party load, its style and script allowed by their hashes only.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lambda_http::http::{HeaderValue, StatusCode};
use lambda_http::{Body, Response};
use sha2::{Digest, Sha256};

use crate::reply;

const SOURCE: &str = include_str!("../page/page.html");
const WHATSAPP_URL: &str = "{{whatsapp_url}}";

/// The page as it is served: the same bytes to everybody.
pub struct Page {
    html: String,
    policy: String,
}

impl Page {
    /// The page of the bank whose WhatsApp number is `bank_phone_number` (digits).
    #[must_use]
    pub fn new(bank_phone_number: &str) -> Self {
        let html = SOURCE.replace(WHATSAPP_URL, &format!("https://wa.me/{bank_phone_number}"));
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; connect-src 'self'; \
             form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            hash_of(&html, "<style>", "</style>"),
            hash_of(&html, "<script>", "</script>"),
        );
        Self { html, policy }
    }

    pub(crate) fn respond(&self) -> Response<Body> {
        let mut response = reply::protected(StatusCode::OK, self.html.clone(), &self.policy);
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert("content-type", kind);
        response
    }
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
        let page = Page::new("447700900000");
        let compressed = gzipped(&page.html);
        assert!(compressed <= 14_000, "{compressed} bytes compressed");
        assert!(page.html.len() <= 24_000, "{} bytes", page.html.len());
        assert!(page.html.contains("https://wa.me/447700900000"));
        assert!(!page.html.contains("{{"));
        for outside in ["<link", "src=", "@import", "url(", "style=", "onclick="] {
            assert!(!page.html.contains(outside), "{outside}");
        }
    }

    /// As API Gateway compresses it.
    fn gzipped(text: &str) -> usize {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap().len()
    }

    #[test]
    fn the_policy_allows_only_this_style_and_this_script() {
        let page = Page::new("447700900000");
        let empty = format!("sha256-{}", STANDARD.encode(Sha256::digest("")));
        assert!(
            !page.policy.contains(&empty),
            "style or script was not found"
        );
        assert!(page.policy.starts_with("default-src 'none';"));
    }
}
