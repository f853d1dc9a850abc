// The chat of the chosen customer: draws it, keeps it up to date, sends what the customer types.

import { call, customer, poll, say } from "./api.js";
import { row } from "./bubbles.js";
import { byId, day, h, icon } from "./dom.js";
import { openSheet } from "./sheet.js";

const HINTS = ["Hi", "What is my balance?", "Send £50 to Ben", "Help"];
const NEAR_END_PX = 140;

let phone;
let items = [];
let typingTimer;
/** The rows on the screen by message id, with what they were drawn from. */
const drawn = new Map();

const list = byId("messages");
const log = byId("log");
const text = byId("text");

/** Wires the composer; once. */
export function startChat() {
  byId("composer").addEventListener("submit", submit);
  document.querySelector(".composer .send").append(icon("send"));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  text.addEventListener("input", fit);
  log.addEventListener("scroll", () => { byId("latest").hidden = nearEnd(); });
  byId("latest").append(icon("down"));
  byId("latest").addEventListener("click", toEnd);
  document.addEventListener("visibilitychange", markRead);
}

/** Shows this customer's chat and follows it until the signal aborts. */
export function followChat(chosen, signal) {
  phone = chosen;
  items = [];
  drawn.clear();
  byId("unsent").hidden = true;
  text.value = "";
  list.replaceChildren();
  if (matchMedia("(min-width: 47.5em)").matches) text.focus();
  poll(`${customer(phone)}/conversation`, signal, (chat) => {
    if (signal.aborted) return undefined;
    draw(chat);
    return chat.version;
  });
}

/** The customer says something. Answers whether it was sent; if not, the phone says so. */
export async function send(said) {
  const unsent = byId("unsent");
  try {
    await say(phone, said);
  } catch {
    unsent.textContent = "Not sent: the simulator does not answer. Try again.";
    unsent.hidden = false;
    return false;
  }
  unsent.hidden = true;
  toEnd();
  return true;
}

async function submit(event) {
  event.preventDefault();
  const typed = text.value.trim();
  if (!typed) return;
  text.value = "";
  fit();
  if (!(await send({ type: "text", text: typed }))) text.value ||= typed;
}

function fit() {
  text.style.height = "auto";
  // The style sheet keeps it from growing too tall.
  text.style.height = `${text.scrollHeight + 2}px`;
}

const deeds = {
  reply: (item, id) => send({ type: "button_reply", id, reply_to: item.id }),
  choose: (item) => openSheet(item, (id) => send({ type: "list_reply", id, reply_to: item.id })),
  played: (item) => call("POST", `${customer(phone)}/played/${encodeURIComponent(item.id)}`).catch(() => {}),
  locate: () => send({ type: "raw", message: { type: "location", location: { latitude: 51.5136, longitude: -0.0886 } } }),
  open: openBeside,
};

/** On a wide screen the bank's page opens in a window of a phone's size beside this one. */
function openBeside(event, url) {
  if (window.innerWidth < 900 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const left = Math.max(0, window.screenX + window.outerWidth - 440);
  window.open(url, "_blank", `popup,noopener,noreferrer,width=420,height=820,top=${window.screenY + 60},left=${left}`);
}

function draw(chat) {
  const stay = items.length > 0 && !nearEnd();
  const known = new Set(items.map((item) => item.id));
  const first = items.length === 0;
  items = chat.items;
  // What the bank says may be that it did something to the customer.
  if (items.some((item) => item.from === "bank" && !known.has(item.id))) document.dispatchEvent(new Event("said"));
  arrange([...rows(known, first), ...typing(chat.typing_ms)]);
  byId("hints").replaceChildren(...hints());
  byId("presence").textContent = chat.typing_ms > 0 ? "typing…" : "Business account";
  if (!stay) toEnd(first);
  clearTimeout(typingTimer);
  if (chat.typing_ms > 0) typingTimer = setTimeout(() => draw({ ...chat, typing_ms: 0 }), chat.typing_ms);
  markRead();
}

function rows(known, first) {
  if (items.length === 0) return [h("li", { class: "blank" }, "No messages yet. Say hello to the bank, as a customer would.")];
  const byMessageId = new Map(items.map((item) => [item.id, item]));
  const emojis = reactions();
  let before;
  return items.filter((item) => item.type !== "reaction").flatMap((item) => {
    const newDay = !before || day(before.at) !== day(item.at);
    const turn = newDay || before.from !== item.from;
    before = item;
    const quoted = byMessageId.get(item.message.context?.message_id ?? item.message.context?.id);
    const fresh = !first && !known.has(item.id);
    const line = keptRow(item, { turn, fresh, quoted: quoted?.from === item.from ? undefined : quoted, emoji: emojis.get(item.id), deeds });
    return newDay ? [h("li", { class: "day" }, day(item.at)), line] : [line];
  });
}

/** The row as it is if nothing about it changed: a voice note goes on playing, nothing is read out twice. */
function keptRow(item, options) {
  const status = item.from === "customer" ? item.status : "";
  const state = JSON.stringify([item.text, status, options.turn, options.emoji, options.quoted?.id]);
  const kept = drawn.get(item.id);
  if (kept?.state === state) return kept.line;
  const line = row(item, kept ? { ...options, fresh: false } : options);
  drawn.set(item.id, { state, line });
  return line;
}

/** Makes these the children of the list, moving only what is not in its place. */
function arrange(lines) {
  const wanted = new Set(lines);
  [...list.children].filter((child) => !wanted.has(child)).forEach((child) => child.remove());
  lines.forEach((line, at) => {
    if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null);
  });
}

function reactions() {
  const found = items.filter((item) => item.type === "reaction").map((item) => item.message.reaction);
  return new Map(found.map((reaction) => [reaction.message_id, reaction.emoji]));
}

function typing(ms) {
  return ms > 0 ? [h("li", { class: "typing", "aria-label": "The bank is typing" }, h("i"), h("i"), h("i"))] : [];
}

function hints() {
  if (items.some((item) => item.from === "customer")) return [];
  return HINTS.map((hint) => h("button", { type: "button", onclick: () => send({ type: "text", text: hint }) }, hint));
}

function markRead() {
  const seen = document.visibilityState === "visible" && log.offsetParent !== null;
  const unread = items.some((item) => item.from === "bank" && (item.status === "sent" || item.status === "delivered"));
  if (seen && unread) call("POST", `${customer(phone)}/read`).catch(() => {});
}

const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;

function toEnd(atOnce) {
  log.scrollTo({ top: log.scrollHeight, behavior: atOnce === true ? "instant" : "smooth" });
}
