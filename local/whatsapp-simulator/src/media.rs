//! Uploaded and received media, kept in memory for as long as Meta keeps them or until room is needed.
//!
//! Deliberately does not decode: it looks at the first bytes where WhatsApp's own rules do.

use std::collections::VecDeque;

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::MediaLimits;

/// Days that uploaded media live (Meta's media page); ids from webhooks live [`RECEIVED_DAYS`].
pub(crate) const UPLOADED_DAYS: u64 = 30;
/// Days that media received from customers live.
pub(crate) const RECEIVED_DAYS: u64 = 7;

const DAY_MS: u64 = 86_400_000;
const MAX_KEPT: usize = 2_000;

/// The kinds of media that have a limit and a message type of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaKind {
    Image,
    Audio,
    Video,
    Document,
    Sticker,
}

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct Media {
    pub(crate) id: String,
    pub(crate) bytes: Bytes,
    pub(crate) mime_type: String,
    expires_at_ms: u64,
}

/// All files, oldest first.
#[derive(Debug, Default)]
pub(crate) struct MediaStore {
    files: VecDeque<Media>,
    bytes: usize,
}

impl MediaKind {
    /// The kind of a content type, `None` for one that WhatsApp does not take.
    pub(crate) fn of(mime_type: &str) -> Option<Self> {
        let essence = mime_type.split(';').next().unwrap_or_default().trim();
        match essence {
            "image/jpeg" | "image/png" => Some(Self::Image),
            "image/webp" => Some(Self::Sticker),
            "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" | "audio/opus" => {
                Some(Self::Audio)
            }
            "video/mp4" | "video/3gpp" | "video/3gp" => Some(Self::Video),
            _ if essence.starts_with("application/vnd.") => Some(Self::Document),
            "text/plain" | "application/pdf" | "application/msword" => Some(Self::Document),
            _ => None,
        }
    }

    /// The message type that carries this kind.
    pub(crate) fn message_type(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }

    pub(crate) fn limit_bytes(self, limits: &MediaLimits) -> usize {
        match self {
            Self::Image => limits.image_bytes,
            Self::Audio => limits.audio_bytes,
            Self::Video => limits.video_bytes,
            Self::Document => limits.document_bytes,
            Self::Sticker => limits.sticker_bytes,
        }
    }
}

impl Media {
    pub(crate) fn new(id: String, bytes: Bytes, mime_type: String, now_ms: u64, days: u64) -> Self {
        let expires_at_ms = now_ms.saturating_add(days.saturating_mul(DAY_MS));
        Self {
            id,
            bytes,
            mime_type,
            expires_at_ms,
        }
    }

    /// The base64 of the SHA-256, as webhooks and media answers carry it.
    pub(crate) fn sha256(&self) -> String {
        STANDARD.encode(Sha256::digest(&self.bytes))
    }

    /// Whether WhatsApp would play this as a voice note: OGG, the Opus codec, one channel. The first
    /// page of such a stream holds `OpusHead`, a version byte and the channel count (RFC 7845).
    pub(crate) fn is_voice_note(&self) -> bool {
        let first_page = self
            .bytes
            .get(..64.min(self.bytes.len()))
            .unwrap_or_default();
        let head = first_page
            .windows(8)
            .position(|window| window == b"OpusHead");
        let channels = head.and_then(|at| first_page.get(at.saturating_add(9)));
        first_page.starts_with(b"OggS") && channels == Some(&1)
    }
}

impl MediaStore {
    pub(crate) fn add(&mut self, media: Media, limits: &MediaLimits) {
        self.bytes = self.bytes.saturating_add(media.bytes.len());
        self.files.push_back(media);
        while self.files.len() > MAX_KEPT
            || (self.bytes > limits.kept_bytes && self.files.len() > 1)
        {
            if let Some(oldest) = self.files.pop_front() {
                self.bytes = self.bytes.saturating_sub(oldest.bytes.len());
            }
        }
    }

    pub(crate) fn get(&self, id: &str, now_ms: u64) -> Option<&Media> {
        self.files
            .iter()
            .find(|media| media.id == id && now_ms < media.expires_at_ms)
    }

    /// Whether there was such a file.
    pub(crate) fn remove(&mut self, id: &str) -> bool {
        let Some(at) = self.files.iter().position(|media| media.id == id) else {
            return false;
        };
        if let Some(media) = self.files.remove(at) {
            self.bytes = self.bytes.saturating_sub(media.bytes.len());
        }
        true
    }
}

/// The content type of audio that a customer recorded, from its first bytes.
pub(crate) fn recorded_audio_type(bytes: &[u8]) -> &'static str {
    match bytes {
        _ if bytes.starts_with(b"OggS") => "audio/ogg; codecs=opus",
        _ if bytes.starts_with(b"ID3") || bytes.starts_with(&[0xff, 0xfb]) => "audio/mpeg",
        _ if bytes.starts_with(b"#!AMR") => "audio/amr",
        _ if bytes.get(4..8) == Some(b"ftyp") => "audio/mp4",
        _ => "audio/ogg; codecs=opus",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, bytes: &[u8]) -> Media {
        Media::new(
            id.into(),
            Bytes::copy_from_slice(bytes),
            "audio/ogg".into(),
            0,
            UPLOADED_DAYS,
        )
    }

    fn opus(channels: u8) -> Vec<u8> {
        let mut bytes = b"OggS\0\x02".to_vec();
        bytes.resize(28, 0);
        bytes.extend_from_slice(b"OpusHead\x01");
        bytes.push(channels);
        bytes
    }

    #[test]
    fn only_mono_opus_in_ogg_is_a_voice_note() {
        assert!(file("1", &opus(1)).is_voice_note());
        assert!(!file("1", &opus(2)).is_voice_note());
        assert!(!file("1", b"OggS and something else").is_voice_note());
        assert!(!file("1", b"ID3").is_voice_note());
        assert!(!file("1", b"").is_voice_note());
    }

    #[test]
    fn the_oldest_file_makes_room_and_an_old_file_expires() {
        let limits = MediaLimits {
            kept_bytes: 10,
            ..MediaLimits::default()
        };
        let mut store = MediaStore::default();
        store.add(file("1", &[0; 6]), &limits);
        store.add(file("2", &[0; 6]), &limits);
        assert!(store.get("1", 0).is_none() && store.get("2", 0).is_some());
        assert!(store.get("2", UPLOADED_DAYS * DAY_MS).is_none());
        assert!(store.remove("2") && !store.remove("2"));
        assert_eq!(store.bytes, 0);
    }
}
