// Puts the page together: who holds the phone decides which chat and which text messages are followed.

import { call } from "./api.js";
import { startCalls } from "./calls.js";
import { followChat, startChat } from "./chat.js";
import { refresh, startCustomers, unreadElsewhere } from "./customers.js";
import { showDesk } from "./desk.js";
import { byId, h, icon } from "./dom.js";
import { load as loadFaults, startFaults } from "./faults.js";
import { clearSms, followSms } from "./sms.js";
import { startTime } from "./time.js";

const TABS = { chat: "Chat", people: "People", sms: "Texts", desk: "Branch", faults: "Faults", calls: "Counts", time: "Time" };

let following = new AbortController();

function hold(person) {
  following.abort();
  following = new AbortController();
  followChat(person.phone, following.signal);
  followSms(person.phone, following.signal);
  showDesk(person);
}
hold.refreshed = (person) => { if (person) showDesk(person); };

function drawTabs() {
  const view = document.body.dataset.view;
  const tab = ([name, label]) => {
    const count = { people: unreadElsewhere(), faults: Number(document.body.dataset.troubles ?? 0) }[name] ?? 0;
    const show = () => {
      document.body.dataset.view = name;
      drawTabs();
    };
    return h("button", { type: "button", "aria-current": name === view ? "page" : null, onclick: show },
      icon(name), label, count > 0 && h("span", { class: "badge" }, count));
  };
  byId("tabs").replaceChildren(...Object.entries(TABS).map(tab));
}

const resets = ["reset", "reset-small"].map(byId);

async function startOver() {
  byId("over").close();
  resets.forEach((button) => { button.disabled = true; });
  try {
    await call("POST", "/simulator/reset");
    clearSms();
    await Promise.all([refresh(), loadFaults()]);
  } finally {
    resets.forEach((button) => { button.disabled = false; });
  }
}

startChat();
drawTabs();
document.addEventListener("view", drawTabs);
document.addEventListener("unread", drawTabs);
resets.forEach((button) => button.addEventListener("click", () => byId("over").showModal()));
byId("over-no").addEventListener("click", () => byId("over").close());
byId("over-yes").addEventListener("click", () => startOver().catch(() => { byId("offline").hidden = false; }));
startFaults();
startCalls();
startTime();
startCustomers(hold).catch(() => { byId("offline").hidden = false; });
