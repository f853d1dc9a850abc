// The customers: which one holds the phone, what each needs to know, who has unread messages.

import { call, customer, every } from "./api.js";
import { byId, copy, h } from "./dom.js";

const FACES = ["#0d6b6b", "#a3562a", "#5b4a9e", "#2c6aa0", "#8a3a5c"];
const LOOK_MS = 4000;

let people = [];
let chosen;
let listeners = [];
const lastSeen = new Map();
const unread = new Map();

/** Loads the customers, then calls `onchoose(customer)` now and at each change. */
export async function startCustomers(onchoose) {
  listeners.push(onchoose);
  await refresh();
  byId("customer-switch").addEventListener("change", (event) => choose(event.target.value));
  window.addEventListener("hashchange", () => choose(decodeURIComponent(location.hash.slice(1))));
  choose(decodeURIComponent(location.hash.slice(1)) || people[0]?.phone);
  document.addEventListener("said", () => refresh().catch(() => {}));
  every(LOOK_MS, look);
}

/** Loads the customers again; what the bank did to them shows on card and desk at once. */
export async function refresh() {
  const fresh = (await call("GET", "/simulator/customers")) ?? [];
  const same = JSON.stringify(fresh) === JSON.stringify(people);
  people = fresh;
  if (!same && chosen) {
    chosen = people.find((person) => person.phone === chosen.phone) ?? chosen;
    listeners.forEach((listener) => listener.refreshed?.(chosen));
  }
  draw();
}

export const current = () => chosen;

/** How many unread messages there are on the other phones. */
export const unreadElsewhere = () => [...unread].reduce((sum, [phone, count]) => (phone === chosen?.phone ? sum : sum + count), 0);

function choose(phone) {
  const person = people.find((candidate) => candidate.phone === phone) ?? people[0];
  if (!person || person.phone === chosen?.phone) return;
  chosen = person;
  unread.delete(person.phone);
  history.replaceState(null, "", `#${person.phone}`);
  draw();
  listeners.forEach((listener) => listener(person));
}

/** Looks at the phones that nobody holds. */
async function look() {
  for (const person of people) {
    const after = lastSeen.get(person.phone);
    const news = await call("GET", `${customer(person.phone)}/messages?after=${after ?? 0}`);
    const newest = news.at(-1)?.seq ?? after ?? 0;
    lastSeen.set(person.phone, newest);
    if (after !== undefined && person.phone !== chosen?.phone && news.length > 0) {
      unread.set(person.phone, (unread.get(person.phone) ?? 0) + news.length);
    }
  }
  await refresh();
}

let drawn;

function draw() {
  const state = JSON.stringify([people, chosen?.phone, [...unread]]);
  if (state === drawn) return;
  drawn = state;
  byId("customers").replaceChildren(...people.map(card));
  const options = people.map((person) => h("option", { value: person.phone, selected: person.phone === chosen?.phone }, person.name));
  byId("customer-switch").replaceChildren(...options);
  document.dispatchEvent(new Event("unread"));
}

function card(person, at) {
  const mine = person.phone === chosen?.phone;
  const count = mine ? 0 : unread.get(person.phone) ?? 0;
  const initials = person.name.split(" ").map((word) => word[0]).join("").slice(0, 2);
  const face = h("span", { class: "face", "aria-hidden": "true" }, initials);
  face.style.setProperty("--face", FACES[at % FACES.length]);
  const head = h("button", { type: "button", "aria-pressed": String(mine), onclick: () => choose(person.phone) },
    face, h("strong", null, person.name), h("span", { class: "phone-number" }, person.phone),
    count > 0 && h("span", { class: "badge", "aria-label": `${count} unread` }, count));
  return h("li", { class: mine ? "person chosen" : "person" }, head, mine && facts(person));
}

/** How the bank holds it with the customer now, each with its colour. */
export function states(person) {
  return [
    person.authorised ? ["", "linked to the bank"] : ["not", "not yet linked"],
    person.suspended && ["bad", person.cards_stopped ? "chat and cards stopped" : "chat stopped"],
    person.locked && ["bad", "sending is locked"],
  ].filter(Boolean);
}

function facts(person) {
  const line = (label, value) => value && [h("dt", null, label), h("dd", null, value)];
  const value = (shown) => shown && h("button", { type: "button", title: "Copy", onclick: (event) => copy(shown, event.currentTarget) }, shown);
  const state = h("ul", { role: "list" }, states(person).map(([tone, told]) => h("li", { class: `linked ${tone}` }, told)));
  return h("dl", { class: "facts" },
    line("Phone", state), line("PIN", value(person.pin)), line("Born", value(person.facts?.birth_date)), line("Card", value(person.facts?.card_last_four)));
}
