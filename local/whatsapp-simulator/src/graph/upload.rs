//! Media: upload, information with a short-lived address, download, deletion; and the number itself.
//!
//! Deliberately nothing is written to disk.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Simulator;
use crate::graph::error::{GraphError, Outcome};
use crate::media::{Media, MediaKind, UPLOADED_DAYS};

/// Where media are downloaded from; the path is that of Meta's own host.
pub(crate) const DOWNLOAD_PATH: &str = "/whatsapp_business/attachments/";

/// How long a download address is good, in seconds.
const ADDRESS_SECONDS: u64 = 300;

/// The parts of an upload.
#[derive(Default)]
struct Upload {
    product: String,
    mime_type: Option<String>,
    file: Option<Bytes>,
}

/// What a download address carries.
#[derive(Deserialize)]
pub(crate) struct Address {
    mid: String,
    ext: u64,
    hash: String,
}

pub(crate) async fn upload(
    State(simulator): State<Simulator>,
    Path((version, number)): Path<(String, String)>,
    headers: HeaderMap,
    form: Multipart,
) -> Outcome<Json<Value>> {
    simulator.admit(&headers, &version)?;
    simulator.admit_number(&number)?;
    let upload = read_form(form).await?;
    let id = simulator.keep(upload)?;
    Ok(Json(json!({ "id": id })))
}

pub(crate) async fn info(
    State(simulator): State<Simulator>,
    Path((version, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Outcome<Json<Value>> {
    simulator.admit(&headers, &version)?;
    if id == simulator.config().phone_number_id {
        return Ok(Json(simulator.number_info()));
    }
    let media = simulator.find_media(&id)?;
    let host = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("127.0.0.1");
    Ok(Json(json!({
        "messaging_product": "whatsapp",
        "url": simulator.address(host, &id),
        "mime_type": media.mime_type,
        "sha256": media.sha256(),
        "file_size": media.bytes.len(),
        "id": id,
    })))
}

pub(crate) async fn delete(
    State(simulator): State<Simulator>,
    Path((version, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Outcome<Json<Value>> {
    simulator.admit(&headers, &version)?;
    if simulator.with(|state| state.media.remove(&id)) {
        return Ok(Json(json!({"success": true})));
    }
    Err(GraphError::no_object(&id))
}

pub(crate) async fn download(
    State(simulator): State<Simulator>,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Response {
    if let Err(error) = simulator.admit_bearer(&headers) {
        return error.into_response();
    }
    let right = address.hash == simulator.address_hash(&address.mid, address.ext);
    let in_time = simulator.now_ms().div_euclid(1_000) <= address.ext;
    match simulator.find_media(&address.mid) {
        Ok(media) if right && in_time => {
            ([(CONTENT_TYPE, media.mime_type)], media.bytes).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn read_form(mut form: Multipart) -> Outcome<Upload> {
    let mut upload = Upload::default();
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        match field.name().unwrap_or_default() {
            "messaging_product" => upload.product = field.text().await.map_err(|_| unreadable())?,
            "type" => upload.mime_type = Some(field.text().await.map_err(|_| unreadable())?),
            "file" => {
                let part_type = field.content_type().map(str::to_owned);
                upload.mime_type = upload.mime_type.or(part_type);
                upload.file = Some(field.bytes().await.map_err(|_| unreadable())?);
            }
            _ => {}
        }
    }
    Ok(upload)
}

fn unreadable() -> GraphError {
    GraphError::parameter("The multipart form could not be read.")
}

impl Simulator {
    fn keep(&self, upload: Upload) -> Outcome<String> {
        if upload.product != "whatsapp" {
            return Err(GraphError::parameter(
                "The parameter messaging_product is required.",
            ));
        }
        let bytes = upload
            .file
            .ok_or_else(|| GraphError::parameter("The parameter file is required."))?;
        let mime_type = upload
            .mime_type
            .unwrap_or_else(|| "application/octet-stream".into());
        let kind = MediaKind::of(&mime_type).ok_or_else(|| wrong_type(&mime_type))?;
        let limit = kind.limit_bytes(&self.config().media);
        if bytes.is_empty() || bytes.len() > limit {
            let details = format!(
                "Media file has size {} bytes but must be between 1 and {limit} bytes",
                bytes.len()
            );
            return Err(GraphError::media(details));
        }
        let media = Media::new(
            new_media_id(),
            bytes,
            mime_type,
            self.now_ms(),
            UPLOADED_DAYS,
        );
        let id = media.id.clone();
        self.with(|state| state.media.add(media, &self.config().media));
        Ok(id)
    }

    fn find_media(&self, id: &str) -> Outcome<Media> {
        let now_ms = self.now_ms();
        self.with(|state| state.media.get(id, now_ms).cloned())
            .ok_or_else(|| GraphError::no_object(id))
    }

    fn address(&self, host: &str, id: &str) -> String {
        let ext = self
            .now_ms()
            .div_euclid(1_000)
            .saturating_add(ADDRESS_SECONDS);
        let hash = self.address_hash(id, ext);
        format!("http://{host}{DOWNLOAD_PATH}?mid={id}&ext={ext}&hash={hash}")
    }

    /// Ties an address to its file and its end, so that neither can be changed.
    fn address_hash(&self, id: &str, ext: u64) -> String {
        let signature = self
            .shared
            .postman
            .signature(format!("{id}.{ext}").as_bytes(), true);
        signature.trim_start_matches("sha256=").to_owned()
    }

    fn number_info(&self) -> Value {
        json!({
            "verified_name": self.config().verified_name,
            "display_phone_number": self.config().display_phone_number,
            "code_verification_status": "VERIFIED",
            "quality_rating": "GREEN",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "id": self.config().phone_number_id,
        })
    }
}

fn wrong_type(mime_type: &str) -> GraphError {
    GraphError::parameter(&format!(
        "Param file must be a file with one of the following types: audio/aac, audio/mp4, audio/mpeg, audio/amr, \
         audio/ogg, audio/opus, application/pdf, application/msword, application/vnd.*, text/plain, image/jpeg, \
         image/png, image/webp, video/mp4, video/3gpp. Received file of type '{mime_type}'."
    ))
}

/// Sixteen digits.
pub(crate) fn new_media_id() -> String {
    fastrand::u64(1_000_000_000_000_000..10_000_000_000_000_000).to_string()
}
