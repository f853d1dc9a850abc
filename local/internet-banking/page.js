// Internet banking: sign in, authorise a phone, look which one is linked, unlink it. Text is always text, never markup.

const byId = (id) => document.getElementById(id);
const LOOKS_EVERY_MS = 3000;
let timer;
let looking;
let linkedAt;

/** One call. Throws with the name of what stands against it. */
async function call(method, path, body) {
  const answer = await fetch(`/internet-banking/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? "unavailable");
  return told;
}

const SENTENCES = {
  wrong: "Customer number or PIN is wrong.",
  signed_out: "You were signed out. Please sign in again.",
};

function alert(error) {
  byId("alert").textContent = error ? SENTENCES[error.message] ?? "That did not work. Please try again in a moment." : "";
  if (error?.message === "signed_out") signedOut();
}

/** Does something for which the button stands, and says what went wrong. */
function on(id, event, work) {
  byId(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    alert();
    byId("status").textContent = "";
    try {
      await work();
    } catch (error) {
      alert(error);
    }
  });
}

function show(part) {
  byId("sign-in").hidden = part !== "sign-in";
  byId("home").hidden = part !== "home";
  byId("out").hidden = part !== "home";
  byId(part).querySelector("h1").focus();
}

function signedOut() {
  forgetCode();
  clearInterval(looking);
  byId("hello").textContent = "";
  byId("linked").textContent = "";
  show("sign-in");
}

function tellPhones({ phones }) {
  const [phone] = phones;
  const wasLinkedAt = linkedAt;
  linkedAt = phone?.linked_at;
  const since = phone && new Date(phone.linked_at * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const which = phone?.number_ends ? `The phone ending ${phone.number_ends}` : "A phone";
  byId("linked").textContent = phone ? `${which} is linked, since ${since}.` : "No phone is linked yet.";
  byId("unlink").hidden = !phone;
  byId("authorise").textContent = phone ? "Authorise another phone" : "Authorise a phone";
  return linkedAt !== undefined && linkedAt !== wasLinkedAt;
}

async function enter(customer) {
  byId("hello").textContent = `Hello ${customer.first_name}`;
  linkedAt = undefined;
  tellPhones(await call("GET", "phones"));
  show("home");
}

/** While a code is out, the phone that sends it appears by itself. */
async function look() {
  if (tellPhones(await call("GET", "phones"))) {
    forgetCode();
    byId("status").textContent = "Your phone is linked.";
  }
}

function forgetCode() {
  clearInterval(timer);
  clearInterval(looking);
  byId("code").hidden = true;
  byId("qr").removeAttribute("src");
  byId("open").removeAttribute("href");
  byId("letters").textContent = "";
}

function showCode(issued) {
  forgetCode();
  const until = Date.now() + issued.expires_in_seconds * 1000;
  byId("qr").src = `data:image/svg+xml,${encodeURIComponent(issued.qr_svg)}`;
  byId("open").href = issued.whatsapp_url;
  byId("letters").textContent = issued.activation_code;
  const tick = () => {
    const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
    byId("left").textContent = `Valid for ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds === 0) forgetCode();
  };
  tick();
  timer = setInterval(tick, 1000);
  looking = setInterval(() => look().catch(alert), LOOKS_EVERY_MS);
  byId("code").hidden = false;
  byId("code-title").focus();
}

on("door", "submit", async () => {
  const [customer, pin] = [byId("customer"), byId("pin")];
  const typed = { customer: customer.value.trim(), pin: pin.value };
  pin.value = "";
  await enter(await call("POST", "session", typed));
  customer.value = "";
});
on("out", "click", async () => {
  await call("POST", "sign-out");
  signedOut();
});
on("authorise", "click", async () => showCode(await call("POST", "activation")));
on("unlink", "click", () => byId("ask").showModal());
on("keep", "click", () => byId("ask").close());
on("yes", "click", async () => {
  byId("ask").close();
  await call("POST", "revocation");
  forgetCode();
  tellPhones(await call("GET", "phones"));
  byId("status").textContent = "Your phone is unlinked.";
});

// Whoever reloads stays signed in.
call("GET", "session").then(enter).catch(() => show("sign-in"));
