//! Spoken replies in S3. The bucket deletes them after a day.

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;

use crate::connection::Connection;
use domain::failure::Failure;

/// The media type WhatsApp plays as a voice note.
pub const CONTENT_TYPE: &str = "audio/ogg; codecs=opus";

/// The audio bucket.
#[derive(Clone, Debug)]
pub struct Audio {
    client: Client,
    bucket: String,
}

/// The object could not be stored or read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the audio bucket is unavailable ({code})")]
pub struct AudioUnavailable {
    code: String,
}

impl From<AudioUnavailable> for Failure {
    fn from(error: AudioUnavailable) -> Self {
        Self::retry(error)
    }
}

impl Audio {
    /// Uses `bucket`.
    #[must_use]
    pub fn new(connection: &Connection, bucket: String) -> Self {
        // Path style: one address for every bucket, also where no wildcard name resolves.
        let client = connection
            .client(|sdk| Client::from_conf(Builder::from(sdk).force_path_style(true).build()));
        Self { client, bucket }
    }

    /// Stores a voice note under `key`.
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), AudioUnavailable> {
        let request = self.client.put_object().bucket(&self.bucket).key(key);
        let request = request
            .content_type(CONTENT_TYPE)
            .body(ByteStream::from(bytes));
        request
            .send()
            .await
            .map_err(|error| unavailable(error.code()))?;
        Ok(())
    }

    /// Reads a voice note back.
    pub async fn get(&self, key: &str) -> Result<Vec<u8>, AudioUnavailable> {
        let request = self.client.get_object().bucket(&self.bucket).key(key);
        let answer = request
            .send()
            .await
            .map_err(|error| unavailable(error.code()))?;
        let bytes = answer.body.collect().await.map_err(|_| unavailable(None))?;
        Ok(bytes.to_vec())
    }
}

fn unavailable(code: Option<&str>) -> AudioUnavailable {
    AudioUnavailable {
        code: code.unwrap_or("no answer").to_owned(),
    }
}
