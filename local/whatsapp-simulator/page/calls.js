// How often each outside service was called.

import { call, every } from "./api.js";
import { byId, h } from "./dom.js";

const NAMES = { whatsapp: "WhatsApp", watson_assistant: "Watson Assistant", watson_tts: "Watson voice" };
const OPERATIONS = {
  "messages.send": "messages sent",
  "messages.read": "read receipts",
  "media.upload": "media uploaded",
  "media.info": "media looked up",
  "media.download": "media downloaded",
  message: "messages understood",
  synthesize: "texts spoken",
};

let drawn;

export function startCalls() {
  every(2000, load);
}

export async function load() {
  const calls = await call("GET", "/simulator/calls");
  if (JSON.stringify(calls) === drawn) return;
  drawn = JSON.stringify(calls);
  const reset = async () => {
    await call("DELETE", "/simulator/calls");
    await load();
  };
  byId("calls").replaceChildren(
    h("div", { class: "counts" }, Object.entries(calls).map(service)),
    h("div", { class: "deeds" }, h("button", { class: "plain", type: "button", onclick: reset }, "Count from zero")));
}

function service([name, operations]) {
  const rows = Object.entries(operations).map(([operation, count]) => h("tr", null,
    h("th", { scope: "row" }, OPERATIONS[operation] ?? operation), h("td", null, count)));
  const counts = rows.length > 0 ? h("table", null, h("tbody", null, rows)) : h("p", { class: "none" }, "not called yet");
  return h("div", null, h("h3", null, NAMES[name] ?? name), counts);
}
