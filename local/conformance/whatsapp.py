"""Drives the WhatsApp simulator with pywa, a client that others wrote.

Sends each kind of message and receives each kind of webhook, over HTTP. Ends with one JSON object:
what was sent and what was received. Deliberately checks with pywa's own types only: the bank's code
and the simulator's are not used here.

Arguments: simulator URL, port to listen on for webhooks, access token, app secret, verify token, phone id.
"""

import http.server
import json
import queue
import sys
import threading
import urllib.parse
import urllib.request

import httpx
from pywa import WhatsApp, errors, types

SIMULATOR, PORT, TOKEN, SECRET, VERIFY, PHONE_ID = sys.argv[1:7]
ANA = "+447700900101"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
OPUS = b"OggS\0\x02" + bytes(22) + b"OpusHead\x01\x01" + bytes(30)
received: "queue.Queue[object]" = queue.Queue()


class ToSimulator(httpx.HTTPTransport):
    """pywa knows one Graph API; this sends its calls to the simulator's."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "graph.facebook.com":
            own = httpx.URL(SIMULATOR)
            request.url = request.url.copy_with(
                scheme=own.scheme, host=own.host, port=own.port,
                raw_path=b"/graph" + request.url.raw_path,
            )
            request.headers["host"] = f"{own.host}:{own.port}"
        return super().handle_request(request)


client = WhatsApp(
    phone_id=PHONE_ID,
    token=TOKEN,
    session=httpx.Client(transport=ToSimulator(), timeout=20),
    server=None,
    verify_token=VERIFY,
    app_secret=SECRET,
    validate_updates=True,
    skip_duplicate_updates=False,
)


def heard(_: WhatsApp, update: object) -> None:
    received.put(update)


for register in (
    client.on_message, client.on_callback_button, client.on_callback_selection,
    client.on_message_status, client.on_flow_completion, client.on_phone_number_change,
    client.on_identity_change, client.on_edited_message, client.on_deleted_message,
):
    register(heard)


class Raw(dict):
    """An update that pywa passes on as it came. It has no type for a new chat, and its types for a new user id
    and for a failed status want a sender and a contact, which these come without."""


@client.on_raw_update
def came(_: WhatsApp, update: dict) -> None:
    value = update["entry"][0]["changes"][0]["value"]
    for item in value.get("messages", []) + value.get("statuses", []):
        received.put(Raw(item))


class Webhook(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        answer, status = client.webhook_challenge_handler(
            vt=query["hub.verify_token"][0], ch=query["hub.challenge"][0]
        )
        self.reply(status, str(answer))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        answer, status = client.webhook_update_handler(
            update=body, hmac_header=self.headers["x-hub-signature-256"]
        )
        self.reply(status, str(answer))

    def reply(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(PORT)), Webhook)
threading.Thread(target=server.serve_forever, daemon=True).start()


def control(method: str, path: str, content: dict) -> bytes:
    """Asks the simulator's control API for something."""
    request = urllib.request.Request(
        f"{SIMULATOR}/simulator/{path}", json.dumps(content).encode(),
        {"content-type": "application/json"}, method=method,
    )
    return urllib.request.urlopen(request, timeout=20).read()


def says(content: dict) -> str:
    """The customer sends something; answers the message id."""
    return json.loads(control("POST", f"customers/{urllib.parse.quote(ANA)}/messages", content))["message_id"]


def expect(kind: type, matches=lambda _: True):
    """The next update of this kind; others, such as statuses of earlier messages, pass by."""
    while True:
        update = received.get(timeout=20)
        if isinstance(update, kind) and matches(update):
            return update


def receive() -> list[str]:
    """Every kind of webhook."""
    media = {"id": "1", "mime_type": "image/jpeg", "sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
    seen = []
    first = says({"type": "text", "text": "hello äöå 😀"})
    message = expect(types.Message)
    assert (message.id, message.text) == (first, "hello äöå 😀"), message
    seen.append("text")
    for kind, content in {
        "image": media,
        "video": media | {"mime_type": "video/mp4"},
        "document": media | {"mime_type": "application/pdf", "filename": "payslip.pdf"},
        "audio": media | {"mime_type": "audio/ogg; codecs=opus", "voice": True},
        "sticker": media | {"mime_type": "image/webp", "animated": False},
        "location": {"latitude": 51.5, "longitude": -0.1},
        "contacts": [{"name": {"formatted_name": "Ben", "first_name": "Ben"}, "phones": [{"phone": "+447700900102"}]}],
        "reaction": {"message_id": first, "emoji": "👍"},
        "order": {"catalog_id": "1", "text": "", "product_items": [
            {"product_retailer_id": "MUG", "quantity": 1, "item_price": 5, "currency": "GBP"}]},
    }.items():
        says({"type": "raw", "message": {"type": kind, kind: content}})
        message = expect(types.Message)
        assert message.type == kind, (kind, message)
        seen.append(kind)
    says({"type": "raw", "message": {"type": "unsupported", "errors": [{
        "code": 131051, "title": "Message type unknown", "message": "Message type unknown",
        "error_data": {"details": "Message type is currently not supported."}}], "unsupported": {"type": "poll"}}})
    assert expect(types.Message).type == "unsupported"
    seen.append("unsupported")
    says({"type": "button_reply", "id": "yes", "title": "Yes", "reply_to": "wamid.1"})
    assert expect(types.CallbackButton).data == "yes"
    seen.append("button_reply")
    says({"type": "list_reply", "id": "balances", "title": "Balances", "reply_to": "wamid.1"})
    assert expect(types.CallbackSelection).data == "balances"
    seen.append("list_reply")
    says({"type": "raw", "message": {"type": "button", "button": {"payload": "stop", "text": "Stop"},
        "context": {"from": "442079460000", "id": "wamid.1"}}})
    assert expect(types.CallbackButton).data == "stop"
    seen.append("button")
    says({"type": "raw", "message": {"type": "interactive", "context": {"from": "442079460000", "id": "wamid.1"},
        "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent",
            "response_json": json.dumps({"flow_token": "t", "rating": "4"})}}}})
    assert expect(types.FlowCompletion).token == "t"
    seen.append("nfm_reply")
    says({"type": "raw", "message": {"type": "system", "system": {
        "body": "User changed", "wa_id": "447700900199", "type": "user_changed_number"}}})
    assert expect(types.PhoneNumberChange).new_wa_id == "447700900199"
    seen.append("user_changed_number")
    says({"type": "raw", "message": {"type": "system", "system": {
        "body": "User identity changed", "type": "customer_identity_changed"},
        "identity": {"acknowledged": True, "created_timestamp": "1795435200", "hash": "h"}}})
    expect(types.IdentityChange)
    seen.append("customer_identity_changed")
    says({"type": "raw", "message": {"type": "system", "system": {
        "body": "User changed", "user_id": "GB.NEW", "type": "user_changed_user_id"}}})
    change = expect(Raw, lambda update: update.get("system", {}).get("type") == "user_changed_user_id")
    assert change["system"]["previous_user_id"] and "from" not in change, change
    seen.append("user_changed_user_id")
    says({"type": "raw", "message": {"type": "request_welcome"}})
    expect(Raw, lambda update: update.get("type") == "request_welcome")
    seen.append("request_welcome")
    says({"type": "raw", "message": {"type": "edit", "edit": {"original_message_id": first, "message": {
        "type": "text", "text": {"body": "hello again"}, "context": {"id": first}}}}})
    assert expect(types.EditedMessage).original_message_id == first
    seen.append("edit")
    says({"type": "raw", "message": {"type": "revoke", "revoke": {"original_message_id": first}}})
    assert expect(types.DeletedMessage).original_message_id == first
    seen.append("revoke")
    return seen


def statuses() -> list[str]:
    """What becomes of a message, in every state."""
    def state(name: str, tracker: str):
        return expect(types.MessageStatus, lambda update: (update.status.value, update.tracker) == (name, tracker))

    client.send_message(ANA, "a text", tracker="told")
    seen = [state(name, "told").status.value for name in ("sent", "delivered")]
    control("POST", f"customers/{urllib.parse.quote(ANA)}/read", {})
    seen.append(state("read", "told").status.value)
    note = client.send_audio(ANA, OPUS, mime_type="audio/ogg", is_voice=True, tracker="spoken")
    state("delivered", "spoken")
    control("POST", f"customers/{urllib.parse.quote(ANA)}/played/{urllib.parse.quote(note.id)}", {})
    seen.append(state("played", "spoken").status.value)
    control("PUT", "faults", {"delivery": {"fail_status": {"code": 131026, "next": 1}}})
    client.send_message(ANA, "a text", tracker="lost")
    lost = expect(Raw, lambda update: update.get("status") == "failed")
    assert (lost["biz_opaque_callback_data"], lost["errors"][0]["code"]) == ("lost", 131026), lost
    control("PUT", "faults", {})
    return seen + ["failed"]


def send() -> list[str]:
    """Every kind of message; each is accepted and, where it is a message, delivered under our tracker."""
    sent = []

    def accepted(kind: str, call) -> object:
        answer = call(tracker=f"outbound-{kind}")
        status = expect(types.MessageStatus, lambda update: update.tracker == f"outbound-{kind}")
        assert status.status.value in ("sent", "delivered"), status
        sent.append(kind)
        return answer

    text = accepted("text", lambda **more: client.send_message(ANA, "hello *you*", **more))
    accepted("buttons", lambda **more: client.send_message(
        ANA, "Yes or no?", buttons=[types.Button("Yes", "yes"), types.Button("No", "no")], **more))
    accepted("list", lambda **more: client.send_message(
        ANA, "Choose", buttons=types.SectionList("Open", [types.Section("All", [
            types.SectionRow("Balances", "balances", "What is in your accounts")])]), **more))
    accepted("cta_url", lambda **more: client.send_message(
        ANA, "Confirm", buttons=types.URLButton("Review", "https://bank.example/confirm#t"), **more))
    accepted("location", lambda **more: client.send_location(ANA, 51.5, -0.1, name="Branch", **more))
    image = client.upload_media(PIXEL, mime_type="image/png", filename="pixel.png")
    accepted("image", lambda **more: client.send_image(ANA, image.id, caption="a pixel", **more))
    accepted("document", lambda **more: client.send_document(
        ANA, b"%PDF-1.4 statement", filename="statement.pdf", mime_type="application/pdf", **more))
    for kind, is_voice in {"voice": True, "audio": False}.items():
        accepted(kind, lambda **more: client.send_audio(
            ANA, OPUS, mime_type="audio/ogg", is_voice=is_voice, **more))
    accepted("video", lambda **more: client.send_video(
        ANA, bytes(4) + b"ftypisom" + bytes(20), mime_type="video/mp4", **more))
    accepted("sticker", lambda **more: client.send_sticker(
        ANA, b"RIFF" + bytes(4) + b"WEBPVP8 " + bytes(20), mime_type="image/webp", **more))
    accepted("contacts", lambda **more: client.send_contact(ANA, types.Contact(
        name=types.Contact.Name(formatted_name="ACME Bank", first_name="ACME"),
        phones=[types.Contact.Phone(phone="+442079460000")]), **more))
    accepted("location request", lambda **more: client.request_location(ANA, "Where are you?", **more))
    accepted("flow", lambda **more: client.send_message(ANA, "Tell us", buttons=types.FlowButton(
        title="Open", flow_id="1", flow_token="t", flow_action_screen="FIRST",
        flow_action_type=types.FlowActionType.NAVIGATE), **more))
    accepted("template", lambda **more: client.send_template(
        ANA, "hello_world", types.templates.TemplateLanguage.ENGLISH_US, [], **more))
    client.send_reaction(ANA, "👍", text.id)
    client.remove_reaction(ANA, text.id)
    sent += ["reaction", "reaction taken back"]
    question = says({"type": "text", "text": "still there?"})
    expect(types.Message)
    client.mark_message_as_read(question)
    client.indicate_typing(question)
    sent += ["read", "typing"]
    url = client.get_media_url(image.id)
    assert client.get_media_bytes(url=url.url) == PIXEL
    client.delete_media(image.id)
    sent.append("media")
    return sent


def refused() -> list[str]:
    """What Meta refuses is refused, as the error class that pywa knows."""
    names = []
    for kind, call in {
        "body too long": lambda: client.send_message(ANA, "x" * 4097),
        "unknown template": lambda: client.send_template(
            ANA, "no_such", types.templates.TemplateLanguage.ENGLISH_US, []),
        "window closed": lambda: client.send_message("+447700900177", "hello"),
        "media unknown": lambda: client.send_image(ANA, "123456"),
    }.items():
        try:
            call()
        except Exception as error:  # noqa: BLE001
            names.append(f"{kind}: {type(error).__name__} {getattr(error, 'code', '')}".strip())
        else:
            raise AssertionError(f"{kind} was accepted")
    return names + [refused_with(code) for code in (131056, 130429, 131009, 131021, 131026, 131031, 368, 190)]


def refused_with(code: int) -> str:
    """The simulator refuses the next message with one of Meta's codes."""
    control("PUT", "faults", {"whatsapp": {
        "kind": "refused", "code": code, "next": 1, "operation": "messages.send"}})
    try:
        client.send_message(ANA, "hello")
    except errors.WhatsAppError as error:
        assert error.code == code, error
        return f"{code}: {type(error).__name__}"
    raise AssertionError(f"{code} was accepted")


outcome = {"received": receive(), "sent": send(), "statuses": statuses(), "refused": refused()}
print(json.dumps(outcome, ensure_ascii=False))
