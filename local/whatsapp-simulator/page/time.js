// The stack's clock: what it shows, moving it ahead, and what the bank does by the clock, done now.

import { call, every } from "./api.js";
import { byId, h, now, setAhead } from "./dom.js";

const MOVES = { "+5 min": [300, "5 minutes"], "+1 h": [3_600, "1 hour"], "+1 day": [86_400, "1 day"] };
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

const shown = h("p", null);
const moves = h("div", { class: "deeds", role: "group", "aria-label": "Move the clock ahead" });
const why = h("p", { class: "note" });
const told = h("p", { class: "note", role: "status" });
let cannotMove;

export function startTime() {
  const run = (label, path, say) => h("button", { class: "plain", type: "button", onclick: (event) => deed(event.currentTarget, path, undefined, say) }, label);
  moves.append(...Object.entries(MOVES).map(([label, [seconds, words]]) => h("button", {
    class: "plain", type: "button",
    onclick: (event) => deed(event.currentTarget, "/simulator/clock/advance", { seconds }, () => `It is ${words} later.`),
  }, label)));
  const chores = h("div", { class: "deeds", role: "group", "aria-label": "Do now what waits for its hour" },
    run("Run the sweep", "/simulator/sweep", () => "The sweep has run: holds that had run out are given back."),
    run("Pay what is due", "/simulator/payments", () => "The payments have run: what was due under standing orders is paid, from six in the morning."),
    run("Run the reconciliation", "/simulator/reconciliation", reconciled));
  byId("time").replaceChildren(shown, moves, why, chores, told);
  every(5000, load);
  every(1000, draw);
}

async function load() {
  take(await call("GET", "/simulator/clock"));
}

function take(clock) {
  setAhead(clock.ahead_s);
  cannotMove = clock.cannot_move;
  draw();
}

async function draw() {
  if (cannotMove === undefined) return;
  const date = new Date(now());
  const day = date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const ahead = (date - Date.now()) / 1000;
  shown.textContent = `${day}, ${date.toLocaleTimeString("en-GB")}: ${ahead < 1 ? "as on this machine" : `${words(ahead)} ahead of this machine`}.`;
  moves.hidden = cannotMove !== null;
  why.hidden = !moves.hidden;
  why.textContent = `${cannotMove}.`;
}

async function deed(button, path, body, say) {
  button.disabled = true;
  try {
    const answer = await call("POST", path, body);
    if (body) take(answer);
    told.textContent = say(answer);
  } catch (error) {
    told.textContent = `That did not work: ${error.message}`;
  } finally {
    button.disabled = false;
    button.focus();
  }
}

function reconciled(answer) {
  const count = answer.difference_count;
  if (count === 0) return `Every balance is the sum of its journal: ${answer.accounts} accounts, ${answer.entries} entries.`;
  return `${count} ${count === 1 ? "difference" : "differences"}: \`cargo run -- reconcile\` lists them.`;
}

/** "1 day, 2 hours". */
function words(seconds) {
  const parts = [];
  let left = Math.round(seconds);
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return parts.join(", ");
}
