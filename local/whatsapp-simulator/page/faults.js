// The fault panel: what goes wrong from now on.

import { call, every } from "./api.js";
import { byId, h } from "./dom.js";

const DEPENDENCIES = { watson_assistant: "Watson Assistant", watson_tts: "Watson voice", whatsapp: "WhatsApp API" };

const KINDS = {
  "": "works",
  http_500: "answers 500",
  http_429: "answers 429, too many",
  timeout: "never answers",
  slow: "answers seconds late",
  reset: "drops the connection",
  truncated: "stops halfway",
  garbage: "answers nonsense",
  lost_ack: "does it, answer lost",
};

// Refusals by code: Meta's own, and HTTP statuses of Watson's.
const REFUSALS = {
  whatsapp: {
    "refused/131026": "can't reach the customer",
    "refused/131047": "says 24 hours are over",
    "refused/131056": "too many to one customer",
    "refused/190": "refuses the bank's token",
  },
  watson_assistant: { "refused/401": "refuses the bank's key" },
  watson_tts: { "refused/401": "refuses the bank's key" },
};

let plan = {};
let drawn;

export function startFaults() {
  every(3000, load);
}

export async function load() {
  show((await call("GET", "/simulator/faults")) ?? {});
}

async function change(adjust) {
  const next = structuredClone(plan);
  adjust(next);
  show((await call("PUT", "/simulator/faults", next)) ?? {});
}

function show(current) {
  plan = current;
  const state = JSON.stringify(plan);
  if (state === drawn) return;
  drawn = state;
  const focused = document.activeElement?.id;
  byId("faults").replaceChildren(...Object.entries(DEPENDENCIES).map(dependency), delivery(), clearing());
  if (focused) byId(focused)?.focus();
  tell();
}

function dependency([name, label]) {
  const rule = plan[name];
  const kind = rule?.code ? `${rule.kind}/${rule.code}` : rule?.kind ?? "";
  const set = (event) => change((next) => {
    const [kind, code] = event.target.value.split("/");
    if (kind) next[name] = code ? { kind, code: Number(code) } : { kind };
    else delete next[name];
  });
  const kinds = { ...KINDS, ...REFUSALS[name] };
  if (!(kind in kinds)) kinds[kind] = `refuses with ${rule.code}`;
  const options = Object.entries(kinds).map(([value, text]) => h("option", { value, selected: value === kind }, text));
  const left = plan[name]?.next === undefined ? "" : ` (${plan[name].next} more)`;
  return h("div", { class: kind ? "fault on" : "fault" },
    h("label", { htmlFor: `fault-${name}` }, label + left), h("select", { id: `fault-${name}`, onchange: set }, options));
}

function delivery() {
  const now = plan.delivery ?? {};
  const box = (name, label, checked, value) => h("label", null,
    h("input", { id: `fault-${name}`, type: "checkbox", checked, onchange: (event) => change((next) => {
      next.delivery = { ...next.delivery, [name]: event.target.checked ? value : typeof value === "number" ? 0 : false };
    }) }), label);
  return h("fieldset", { class: "checks" }, h("legend", null, "Messages from WhatsApp to the bank"),
    box("duplicate", "arrive three times", (now.duplicate ?? 0) > 1, 3),
    box("shuffle", "overtake each other", now.shuffle === true, true),
    box("drop_phone_number", "hide the phone number", now.drop_phone_number === true, true));
}

function troubles() {
  const now = plan.delivery ?? {};
  const broken = Object.keys(DEPENDENCIES).filter((name) => plan[name]);
  const late = [(now.duplicate ?? 0) > 1, now.shuffle, now.drop_phone_number].filter(Boolean);
  return broken.length + late.length;
}

function clearing() {
  const clear = async () => show((await call("DELETE", "/simulator/faults")) ?? {});
  return h("div", { class: "deeds" }, h("button", { class: "plain", type: "button", disabled: troubles() === 0, onclick: clear }, "Everything works again"));
}

function tell() {
  const count = troubles();
  byId("trouble").hidden = count === 0;
  document.body.dataset.troubles = count || "";
  document.dispatchEvent(new Event("unread"));
  byId("trouble").textContent = count === 1 ? "1 fault is on" : `${count} faults are on`;
}
