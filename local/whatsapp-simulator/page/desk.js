// The branch desk: a clerk who has the customer in front of them authorises the phone.

import { call, customer } from "./api.js";
import { send } from "./chat.js";
import { current, refresh, states } from "./customers.js";
import { byId, h, now } from "./dom.js";

let ticket;
let timer;
let note;

/** Shows the desk for this customer. */
export function showDesk(person) {
  if (ticket?.phone !== person.phone) ticket = undefined;
  if (note?.phone !== person.phone) note = undefined;
  const told = person.authorised
    ? `${person.name}’s phone is linked. A new code links it again.`
    : `${person.name} is here with an identity card. Authorise the phone, then send the code from WhatsApp.`;
  const authorise = h("button", { class: ticket || person.authorised ? "plain" : "primary", type: "button", onclick: () => ask(person) },
    ticket ? "Issue another code" : "Authorise this phone");
  const stopped = person.suspended || person.locked;
  const restore = h("button", { class: stopped ? "primary" : "plain", type: "button", onclick: () => switchOn(person) }, "Unlock and switch back on");
  const held = h("ul", { class: "states", role: "list" }, states(person).map(([tone, state]) => h("li", { class: `linked ${tone}` }, state)));
  const elsewhere = h("p", { class: "note" }, "Or, as a customer: ", h("a", { href: "/internet-banking", target: "_blank", rel: "noopener" }, "internet banking"), ".");
  byId("desk").replaceChildren(h("p", null, told), held, ticket ? slip(ticket) : "", h("div", { class: "deeds" }, authorise, restore), elsewhere,
    note ? h("p", { class: "note", role: note.role }, note.text) : "");
}

function tell(person, role, text) {
  note = { phone: person.phone, role, text };
  showDesk(current());
}

/** Lifts a suspension and a lock, for somebody who was looked in the face. */
async function switchOn(person) {
  try {
    for (const deed of ["unlock", "lift-suspension"]) await call("POST", `${customer(person.phone)}/${deed}`);
    await refresh();
    tell(person, "status", "Chat, cards and sending money are switched on.");
  } catch (error) {
    tell(person, "alert", `The desk could not do it: ${error.message}`);
  }
}

async function ask(person) {
  try {
    const issued = await call("POST", `${customer(person.phone)}/authorise`);
    ticket = { ...issued, phone: person.phone, until: now() + issued.expires_in_seconds * 1000 };
    showDesk(person);
  } catch (error) {
    tell(person, "alert", `The desk could not do it: ${error.message}`);
  }
}

function slip(issued) {
  const left = h("small");
  const tick = () => {
    const seconds = Math.max(0, Math.round((issued.until - now()) / 1000));
    left.textContent = seconds > 0 ? `valid for ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "expired";
  };
  clearInterval(timer);
  timer = setInterval(tick, 1000);
  tick();
  const open = () => send({ type: "text", text: prefilled(issued) }).then(() => {
    document.body.dataset.view = "chat";
    document.dispatchEvent(new Event("view"));
  });
  const qr = issued.qr_svg && h("img", { class: "qr", alt: "QR code that opens WhatsApp with the activation code", src: `data:image/svg+xml,${encodeURIComponent(issued.qr_svg)}` });
  return h("div", { class: "ticket" }, qr, h("small", null, "Activation code"), h("output", null, issued.activation_code), left,
    h("div", { class: "deeds" }, h("button", { class: "primary", type: "button", onclick: open }, "Send it from the chat")));
}

/** What the `wa.me` link or its QR code would put into the customer's message field. */
function prefilled(issued) {
  try {
    return new URL(issued.whatsapp_url).searchParams.get("text") ?? issued.activation_code;
  } catch {
    return issued.activation_code;
  }
}
