//! Files for customers in S3: voice notes, documents. The bucket deletes them after a day.
//!
//! Deliberately lists nothing: whoever reads a file knows its key.

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;

use crate::connection::Connection;
use domain::failure::Failure;

/// A bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    client: Client,
    name: String,
    role: &'static str,
}

/// The object could not be stored or read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the {role} bucket is unavailable ({code})")]
pub struct BucketUnavailable {
    role: &'static str,
    code: String,
}

impl From<BucketUnavailable> for Failure {
    fn from(error: BucketUnavailable) -> Self {
        Self::retry(error)
    }
}

impl Bucket {
    /// The bucket called `name`; errors and logs say its `role`.
    #[must_use]
    pub fn new(connection: &Connection, name: String, role: &'static str) -> Self {
        // Path style: one address for every bucket, also where no wildcard name resolves.
        let client = connection
            .client(|sdk| Client::from_conf(Builder::from(sdk).force_path_style(true).build()));
        Self { client, name, role }
    }

    /// Stores a file of a media type under `key`.
    pub async fn put(
        &self,
        key: &str,
        media_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), BucketUnavailable> {
        let request = self.client.put_object().bucket(&self.name).key(key);
        let request = request
            .content_type(media_type)
            .body(ByteStream::from(bytes));
        let answer = request.send().await;
        answer.map_err(|error| self.unavailable(error.code()))?;
        Ok(())
    }

    /// Reads a file back.
    pub async fn get(&self, key: &str) -> Result<Vec<u8>, BucketUnavailable> {
        let request = self.client.get_object().bucket(&self.name).key(key);
        let answer = request.send().await;
        let answer = answer.map_err(|error| self.unavailable(error.code()))?;
        let bytes = answer.body.collect().await;
        let bytes = bytes.map_err(|_| self.unavailable(None))?;
        Ok(bytes.to_vec())
    }

    fn unavailable(&self, code: Option<&str>) -> BucketUnavailable {
        BucketUnavailable {
            role: self.role,
            code: code.unwrap_or("no answer").to_owned(),
        }
    }
}
