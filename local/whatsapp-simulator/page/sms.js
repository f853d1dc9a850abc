// The text messages of the chosen phone, and the notice that drops in when a new one comes.

import { call, customer, poll } from "./api.js";
import { send } from "./chat.js";
import { byId, clock, copy, h, icon } from "./dom.js";

const CODE = /\b\d{6}\b/;
const NOTICE_MS = 20_000;

let messages = [];
let noticeTimer;

/** Follows this customer's text messages until the signal aborts. */
export function followSms(phone, signal) {
  messages = [];
  hideNotice();
  draw();
  const path = `${customer(phone)}/sms`;
  const take = (news) => {
    if (signal.aborted) return undefined;
    messages = [...messages, ...news];
    draw();
    return news.at(-1)?.seq;
  };
  // What is there already needs no notice; what comes from now on does.
  call("GET", path, undefined, signal).then((old) => poll(path, signal, (news) => {
    const seq = take(news);
    if (news.length > 0) notify(news.at(-1));
    return seq;
  }, take(old))).catch(() => {});
}

/** Forgets what was received: the demo starts over. */
export function clearSms() {
  messages = [];
  hideNotice();
  draw();
}

function draw() {
  if (messages.length === 0) {
    byId("sms").replaceChildren(h("p", { class: "note" }, "Nothing yet. Passcodes arrive here, on the phone number that the bank has on file."));
    return;
  }
  byId("sms").replaceChildren(h("ul", { class: "sms", role: "list" }, [...messages].reverse().slice(0, 6).map(line)));
}

function line(message) {
  const code = CODE.exec(message.body)?.[0];
  const button = code && h("button", { class: "plain", type: "button", onclick: (event) => copy(code, event.currentTarget) }, "Copy code");
  return h("li", null, h("p", null, marked(message.body)), h("time", { dateTime: message.at }, clock(message.at)), button);
}

/** The text with its code set apart. */
function marked(body) {
  const code = CODE.exec(body);
  if (!code) return [body];
  return [body.slice(0, code.index), h("span", { class: "code" }, code[0]), body.slice(code.index + code[0].length)];
}

function notify(message) {
  const code = CODE.exec(message.body)?.[0];
  const close = h("button", { type: "button", "aria-label": "Close", onclick: hideNotice }, icon("close"));
  const type = () => {
    hideNotice();
    send({ type: "text", text: code });
  };
  const deeds = code && h("div", { class: "deeds" },
    h("button", { class: "primary", type: "button", onclick: (event) => copy(code, event.currentTarget) }, `Copy ${code}`),
    h("button", { class: "plain", type: "button", onclick: type }, "Type it in the chat"));
  byId("notice").replaceChildren(
    h("header", null, icon("sms"), h("span", null, "Text message · now"), close), h("p", null, marked(message.body)), deeds ?? "");
  byId("notice").hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(hideNotice, NOTICE_MS);
}

function hideNotice() {
  byId("notice").hidden = true;
}
