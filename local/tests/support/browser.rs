//! A person's browser: headless Chromium, driven over WebDriver (<https://www.w3.org/TR/webdriver2/>).
//!
//! Deliberately no driver library: the few commands are JSON over the HTTP client that is there anyway.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::process::Child;

use crate::chromium;

/// How long the browser looks for an element before the test gives up. Not a measure of speed.
const PATIENCE: Duration = Duration::from_secs(40);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// The name under which WebDriver passes an element on (WebDriver §12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One window of a phone's size with a fresh profile. Dropping it ends its processes.
pub struct Browser {
    http: Client,
    session_url: String,
    // Held for their end: each is killed when it is dropped, also by a panic.
    _driver: Child,
    _chromium: Child,
}

impl Browser {
    /// Starts one with its profile in `directory`, or says why there is none to start.
    ///
    /// In CI (`CI` is set) a missing browser fails the test instead.
    pub async fn start(directory: &Path) -> Option<Self> {
        let Some(program) = chromium::find() else {
            assert!(
                env::var_os("CI").is_none(),
                "CI needs chromium and chromedriver"
            );
            // Written past the test harness, which hides what a passing test prints.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: no chromium or no chromedriver is installed"
            );
            return None;
        };
        let (chromium, debugger) = chromium::launch(program, directory).await;
        let (driver, driver_url) = chromium::launch_driver().await;
        let http = Client::new();
        let session_url = open_session(&http, &driver_url, &debugger).await;
        Some(Self {
            http,
            session_url,
            _driver: driver,
            _chromium: chromium,
        })
    }

    /// Goes to a URL, as by tapping a link.
    pub async fn visits(&self, url: &str) {
        self.post("url", json!({ "url": url })).await;
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.post("refresh", json!({})).await;
    }

    /// What the address bar shows.
    pub async fn address(&self) -> String {
        string(self.get("url").await)
    }

    /// Waits until an element matches this CSS selector.
    pub async fn reaches(&self, selector: &str) {
        self.find(selector).await;
    }

    /// The text of an element as a person sees it: nothing if it is hidden.
    pub async fn text(&self, selector: &str) -> String {
        let element = self.find(selector).await;
        string(self.get(&format!("element/{element}/text")).await)
    }

    /// Waits until `text` is among what a person sees of an element, which the page may replace meanwhile.
    pub async fn sees(&self, selector: &str, text: &str) {
        let look = async {
            while !self.seen_now(selector).await.contains(text) {
                tokio::time::sleep(PAUSE).await;
            }
        };
        let found = tokio::time::timeout(PATIENCE, look).await;
        let shown = self.seen_now(selector).await;
        assert!(found.is_ok(), "{selector} shows {shown:?}, not {text:?}");
    }

    /// In one step: between finding and reading, an element could be gone.
    async fn seen_now(&self, selector: &str) -> String {
        let selector = json!(selector);
        let script = format!("return document.querySelector({selector})?.innerText ?? ''");
        string(self.runs(&script).await)
    }

    /// Whether a person sees the element.
    pub async fn shows(&self, selector: &str) -> bool {
        let element = self.find(selector).await;
        self.get(&format!("element/{element}/displayed")).await == true
    }

    /// Types into a field.
    pub async fn types(&self, selector: &str, text: &str) {
        let element = self.find(selector).await;
        self.post(&format!("element/{element}/value"), json!({ "text": text }))
            .await;
    }

    /// Types on the keyboard, wherever the focus is.
    pub async fn keys(&self, text: &str) {
        let strokes = text.chars().flat_map(|key| {
            let stroke = |kind: &str| json!({ "type": kind, "value": key.to_string() });
            [stroke("keyDown"), stroke("keyUp")]
        });
        let strokes: Vec<Value> = strokes.collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("actions", json!({ "actions": [keyboard] })).await;
    }

    /// Presses what a person could press: it must be visible and not be covered.
    pub async fn presses(&self, selector: &str) {
        let element = self.find(selector).await;
        self.post(&format!("element/{element}/click"), json!({}))
            .await;
    }

    /// Runs a script's body in the page; answers what it returns.
    pub async fn runs(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.post("execute/sync", body).await
    }

    /// Throws every cookie of the page away, as a private window does.
    pub async fn forgets_cookies(&self) {
        self.asks_devtools("Network.clearBrowserCookies", &json!({}))
            .await;
    }

    /// Takes the line away, or gives it back.
    pub async fn is_offline(&self, offline: bool) {
        let line = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
        });
        self.asks_devtools("Network.emulateNetworkConditions", &line)
            .await;
    }

    /// Runs a script before those of every page from now on; answers what to stop it by.
    pub async fn runs_before_each_page(&self, script: &str) -> String {
        let source = json!({ "source": script });
        let told = self
            .asks_devtools("Page.addScriptToEvaluateOnNewDocument", &source)
            .await;
        string(told["identifier"].clone())
    }

    /// Stops running such a script.
    pub async fn runs_no_more(&self, identifier: &str) {
        let which = json!({ "identifier": identifier });
        self.asks_devtools("Page.removeScriptToEvaluateOnNewDocument", &which)
            .await;
    }

    /// Whether pages may run scripts from now on.
    pub async fn lets_pages_run_scripts(&self, may: bool) {
        let value = json!({ "value": !may });
        self.asks_devtools("Emulation.setScriptExecutionDisabled", &value)
            .await;
    }

    /// Takes out of a field what is in it.
    pub async fn empties(&self, selector: &str) {
        let element = self.find(selector).await;
        self.post(&format!("element/{element}/clear"), json!({}))
            .await;
    }

    /// The cookies of the page, also those that scripts cannot see.
    pub async fn cookies(&self) -> Vec<Value> {
        list(self.get("cookie").await)
    }

    /// Warnings and errors on the console since the last question: scripts', the network's, the policy's.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = list(self.post("se/log", json!({ "type": "browser" })).await);
        let bad = entries
            .into_iter()
            .filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
        bad.map(|entry| string(entry["message"].clone())).collect()
    }

    /// The URL of every request that pages have made since the last question.
    pub async fn requests(&self) -> Vec<String> {
        let entries = list(self.post("se/log", json!({ "type": "performance" })).await);
        let events = entries.iter().map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            event["message"].clone()
        });
        events
            .filter(|event| event["method"] == "Network.requestWillBeSent")
            .map(|event| string(event["params"]["request"]["url"].clone()))
            .collect()
    }

    /// Makes the window's inside this large, in CSS pixels, drawn with `scale` pixels to each.
    pub async fn is_sized(&self, width: u32, height: u32, scale: f32) {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false
        });
        self.asks_devtools("Emulation.setDeviceMetricsOverride", &metrics)
            .await;
    }

    /// Prefers `dark` or `light` pages.
    pub async fn prefers(&self, scheme: &str) {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.asks_devtools("Emulation.setEmulatedMedia", &media)
            .await;
    }

    /// Saves what a person sees as a PNG.
    pub async fn saves_picture(&self, path: &Path) {
        let picture = string(self.get("screenshot").await);
        fs::write(path, STANDARD.decode(picture).unwrap()).unwrap();
    }

    async fn asks_devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", body).await
    }

    async fn find(&self, selector: &str) -> String {
        let body = json!({ "using": "css selector", "value": selector });
        let found = self.post("element", body).await;
        string(found[ELEMENT].clone())
    }

    async fn get(&self, command: &str) -> Value {
        let url = format!("{}/{command}", self.session_url);
        call(&self.http, Method::GET, &url, None).await
    }

    async fn post(&self, command: &str, body: Value) -> Value {
        let url = format!("{}/{command}", self.session_url);
        call(&self.http, Method::POST, &url, Some(body)).await
    }
}

/// Connects the driver to the browser; answers what the session's commands are appended to.
async fn open_session(http: &Client, driver_url: &str, debugger: &str) -> String {
    let wanted = json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "timeouts": { "implicit": PATIENCE.as_millis() },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": { "debuggerAddress": debugger }
    } } });
    let url = format!("{driver_url}/session");
    let session = call(http, Method::POST, &url, Some(wanted)).await;
    format!("{url}/{}", session["sessionId"].as_str().unwrap())
}

/// One WebDriver command; answers its value.
async fn call(http: &Client, method: Method, url: &str, body: Option<Value>) -> Value {
    let mut request = http.request(method, url);
    if let Some(body) = &body {
        request = request.json(body);
    }
    let answer = request.send().await.unwrap();
    let (status, mut told) = (answer.status(), answer.json::<Value>().await.unwrap());
    assert!(
        status.is_success(),
        "{url} {}: {}",
        body.unwrap_or_default(),
        told["value"]["message"]
    );
    told["value"].take()
}

fn string(value: Value) -> String {
    match value {
        Value::String(string) => string,
        other => panic!("not a string: {other}"),
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        other => panic!("not a list: {other}"),
    }
}
