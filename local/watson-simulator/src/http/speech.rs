//! Watson Text to Speech v1 over HTTP: synthesis and the list of voices.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, response};
use serde_json::{Value, json};

use super::voice::VoiceError;
use super::voices::{DEFAULT, VOICES, Voice};
use super::{ApiError, Clock, answer, authorise, iam, real_clock, ssml, traced, voice};

/// How the simulated service is set up.
#[derive(Clone)]
pub struct SpeechOptions {
    /// The API key that is let in.
    pub api_key: String,
    /// Where the time comes from.
    pub clock: Clock,
}

impl SpeechOptions {
    /// One key, the real time.
    #[must_use]
    pub fn new(api_key: &str) -> Self {
        Self {
            api_key: api_key.to_owned(),
            clock: real_clock(),
        }
    }
}

/// The query arguments of a synthesis; others bring a warning.
const KNOWN_ARGUMENTS: [&str; 7] = [
    "voice",
    "accept",
    "text",
    "customization_id",
    "rate_percentage",
    "pitch_percentage",
    "spell_out_mode",
];

/// What IBM answers with by default, and what WhatsApp plays as a voice note.
const OPUS: &str = "audio/ogg;codecs=opus";

type Shared = State<Arc<SpeechOptions>>;
type Arguments = Query<HashMap<String, String>>;

/// The routes of the service, at the root and below `/instances/{id}`.
pub fn speech_router(options: SpeechOptions) -> Router {
    let routes = Router::new()
        .route(
            "/v1/synthesize",
            post(synthesize_body).get(synthesize_query),
        )
        .route("/v1/voices", get(voices))
        .route("/v1/voices/{voice}", get(one_voice))
        .fallback(nothing_here);
    Router::new()
        .route("/identity/token", post(token))
        .nest("/instances/{instance}", routes.clone())
        .merge(routes)
        .with_state(Arc::new(options))
}

async fn nothing_here() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "Not Found").described()
}

async fn token(State(options): Shared, Form(request): Form<iam::TokenRequest>) -> Response {
    iam::token(&request, &options.api_key, (options.clock)())
}

async fn synthesize_body(
    State(options): Shared,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    authorise(&headers, &options.api_key, (options.clock)())?;
    let is_json = content_type(&headers).starts_with("application/json");
    if !is_json {
        let problem = "Content-Type must be application/json";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, problem).described());
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    synthesize(body["text"].as_str(), &arguments, &headers)
        .await
        .map_err(ApiError::described)
}

async fn synthesize_query(
    State(options): Shared,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    authorise(&headers, &options.api_key, (options.clock)())?;
    let text = arguments.get("text").map(String::as_str);
    synthesize(text, &arguments, &headers)
        .await
        .map_err(ApiError::described)
}

async fn synthesize(
    text: Option<&str>,
    arguments: &HashMap<String, String>,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let name = arguments.get("voice").map_or(DEFAULT, String::as_str);
    let voice = Voice::find(name)
        .ok_or_else(|| ApiError::new(StatusCode::NOT_FOUND, format!("Model {name} not found")))?;
    let text = text
        .filter(|text| !text.is_empty())
        .ok_or_else(|| ApiError::bad_request("Required parameter 'text' is missing."))?;
    let words = ssml::speakable(text)?;
    let format = format(arguments, headers)?;
    let sound = if format == OPUS {
        voice::opus(&words, voice).await
    } else {
        voice::wav(&words, voice).await
    };
    let sound = sound.map_err(|problem| unavailable(&problem))?;
    let mut response = ([(header::CONTENT_TYPE, format)], sound).into_response();
    if let Some(warning) = warning(arguments) {
        response.headers_mut().insert("warnings", warning);
    }
    Ok(traced(response))
}

/// The audio format asked for. Only those two are simulated; IBM knows more.
fn format(
    arguments: &HashMap<String, String>,
    headers: &HeaderMap,
) -> Result<&'static str, ApiError> {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok());
    let wanted = arguments
        .get("accept")
        .map(String::as_str)
        .or(accept)
        .unwrap_or("*/*");
    let parts: Vec<String> = wanted
        .split(';')
        .map(|part| part.trim().to_lowercase())
        .collect();
    match (
        parts.first().map(String::as_str),
        parts.iter().any(|part| part == "codecs=opus"),
    ) {
        (Some("*/*" | "audio/*" | ""), _) | (Some("audio/ogg" | "audio/webm"), true) => Ok(OPUS),
        (Some("audio/wav"), _) => Ok("audio/wav"),
        _ => {
            let problem =
                format!("The simulator does not produce {wanted}, only {OPUS} and audio/wav");
            Err(ApiError::new(StatusCode::NOT_ACCEPTABLE, problem))
        }
    }
}

fn unavailable(problem: &VoiceError) -> ApiError {
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, problem.to_string())
}

fn warning(arguments: &HashMap<String, String>) -> Option<HeaderValue> {
    let mut unknown: Vec<&str> = arguments
        .keys()
        .map(String::as_str)
        .filter(|name| !KNOWN_ARGUMENTS.contains(name))
        .collect();
    unknown.sort_unstable();
    if unknown.is_empty() {
        return None;
    }
    HeaderValue::from_str(&format!("Unknown arguments: {}.", unknown.join(", "))).ok()
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

async fn voices(
    State(options): Shared,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    authorise(&headers, &options.api_key, (options.clock)())?;
    let base = base(&headers, uri.path());
    let list: Vec<Value> = VOICES
        .into_iter()
        .map(|voice| voice.to_wire(&base))
        .collect();
    Ok(answer(StatusCode::OK, json!({ "voices": list })))
}

async fn one_voice(
    State(options): Shared,
    OriginalUri(uri): OriginalUri,
    Path(ids): Path<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<response::Response, ApiError> {
    authorise(&headers, &options.api_key, (options.clock)())?;
    let name = ids.get("voice").map(String::as_str).unwrap_or_default();
    let voice = Voice::find(name).ok_or_else(|| {
        ApiError::new(StatusCode::NOT_FOUND, format!("Model {name} not found")).described()
    })?;
    Ok(answer(
        StatusCode::OK,
        voice.to_wire(&base(&headers, uri.path())),
    ))
}

/// The address of the service as the caller used it.
fn base(headers: &HeaderMap, path: &str) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("localhost");
    let instance = path.split_once("/v1/").map_or("", |(instance, _)| instance);
    format!("http://{host}{instance}")
}
