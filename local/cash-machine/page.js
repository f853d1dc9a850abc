// A cash machine: a code and an amount, then notes. It speaks the bank's API through this page's server, which signs;
// it gives notes out when it has heard "dispensed" for its own request, and at no other time.

const byId = (id) => document.getElementById(id);
const CURRENCY = "GBP";
const REASONS = {
  wrong_code: "Code or amount is wrong. After three misses the withdrawal is blocked.",
  blocked: "This withdrawal was missed three times, and is blocked. The money is yours again when its half hour is over.",
  expired: "The half hour is over. Please ask for the cash once more in the chat.",
  in_use: "Another machine is busy with this withdrawal.",
  already_dispensed: "This was taken out already.",
  called_off: "This withdrawal was called off.",
  stopped: "The bank has stopped this account’s withdrawals.",
  account_unavailable: "This account can’t be used at the moment.",
  amount_refused: "This machine can’t give out that amount.",
  malformed: "A code has twelve digits, an amount whole pounds.",
};

function note(line) {
  const item = document.createElement("li");
  item.textContent = line;
  byId("log").append(item);
}

/** One step, repeated under its id until there is an answer. */
async function ask(step, body) {
  const path = `/cash-machine/${step}`;
  for (let pause = 500; ; pause *= 2) {
    try {
      const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      const told = await answer.json();
      note(`${step}: ${told.outcome ?? told.error}${told.reason ? `, ${told.reason}` : ""}`);
      if (answer.status < 500) return told;
    } catch {
      note(`${step}: no answer`);
    }
    if (pause > 8000) return { error: "unavailable" };
    await new Promise((done) => setTimeout(done, pause));
  }
}

function screen(title, text, ends) {
  byId("title").textContent = title;
  byId("text").textContent = text;
  byId("title").closest("section").dataset.ends = ends ?? "";
  byId("slip").hidden = ends !== undefined;
  byId("again").hidden = ends === undefined;
  byId("title").focus();
}

const pounds = (minor) => `£${minor / 100}`;

function giveOut(minor) {
  const notes = [];
  for (let left = minor; left >= 1000; left -= notes.at(-1)) notes.push(left >= 2000 ? 2000 : 1000);
  byId("notes").replaceChildren(...notes.map((worth) => {
    const paper = document.createElement("span");
    paper.className = worth === 1000 ? "note ten" : "note";
    paper.textContent = pounds(worth);
    return paper;
  }));
}

function refused({ reason, error }) {
  screen("Not this time", REASONS[reason ?? error] ?? "The bank does not answer. Nothing was given out.", "badly");
}

async function withdraw(code, amount_minor) {
  if (!Number.isInteger(amount_minor / 100)) return refused({ error: "malformed" });
  const by = { request_id: crypto.randomUUID(), terminal_id: "demo-1" };
  const fault = document.querySelector("[name=fault]:checked").value;
  const approved = await ask("authorise", { ...by, code, amount_minor, currency: CURRENCY });
  if (approved.outcome !== "approved") return refused(approved);
  const dispensed_minor = fault === "part" && amount_minor > 1000 ? amount_minor - 1000 : amount_minor;
  const dispense = { ...by, dispensed_minor, currency: CURRENCY };
  let given = await ask("dispense", dispense);
  if (fault === "twice") given = await ask("dispense", dispense);
  // Nobody knows what became of it: the machine keeps the notes and says so, which settles it either way.
  if (given.error === "unavailable") await ask("reverse", { ...by, kept_minor: dispensed_minor, currency: CURRENCY });
  if (given.outcome !== "dispensed") return refused(given);
  if (fault !== "kept") {
    giveOut(given.dispensed_minor);
    return screen("Please take your cash", `${pounds(given.dispensed_minor)}. The bank tells you in the chat.`, "well");
  }
  const kept = await ask("reverse", { ...by, kept_minor: dispensed_minor, currency: CURRENCY });
  if (kept.outcome !== "reversed") return refused(kept);
  screen("Your cash was taken back", "Nobody took it. It is on your account again.", "well");
}

byId("slip").addEventListener("submit", async (happened) => {
  happened.preventDefault();
  const [code, amount] = [byId("code"), byId("amount")];
  const typed = code.value;
  code.value = "";
  const button = byId("slip").querySelector("button");
  button.disabled = true;
  await withdraw(typed, Number(amount.value) * 100).finally(() => { button.disabled = false; });
});

byId("again").addEventListener("click", () => {
  byId("notes").replaceChildren();
  byId("amount").value = "";
  screen("Withdrawal by code", "Type what the bank’s page shows.");
  byId("code").focus();
});
