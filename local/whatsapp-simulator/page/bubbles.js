// Draws one message. What a tap does is the caller's business (`deeds`).

import { clock, h, icon } from "./dom.js";
import { format } from "./format.js";
import { voiceNote } from "./voice.js";

const PROGRESS = {
  sent: ["tick", "sent"],
  delivered: ["ticks", "delivered"],
  read: ["ticks", "read"],
  played: ["ticks", "played"],
  failed: ["alert", "failed"],
};

/** The row of a message. `turn`: the speaker changed. `quoted`: the message it answers, if known. */
export function row(item, { turn, fresh, quoted, emoji, deeds }) {
  const classes = ["row", item.from, turn && "turn", fresh && "new", emoji && "reacted"].filter(Boolean);
  const bubble = h("div", { class: "bubble" }, quoted && quote(quoted), content(item, deeds), meta(item));
  if (emoji) bubble.append(h("span", { class: "emoji" }, emoji));
  const who = item.from === "bank" ? "Bank" : "You";
  return h("li", { class: classes.join(" "), id: item.id }, h("span", { class: "hidden" }, `${who}: `), bubble, taps(item, deeds));
}

function quote(item) {
  const show = () => document.getElementById(item.id)?.scrollIntoView({ block: "center" });
  return h("button", { class: "quote", type: "button", onclick: show }, item.text.split("\n")[0]);
}

function meta(item) {
  const [name, label] = PROGRESS[item.status] ?? PROGRESS.sent;
  const mark = item.from === "customer" && h("span", { class: item.status }, icon(name, label));
  return h("div", { class: "meta" }, h("time", { dateTime: item.at }, clock(item.at)), mark);
}

function content(item, deeds) {
  const inner = item.message[item.type] ?? {};
  if (item.from === "customer" && item.type === "interactive") return body(item.text);
  switch (item.type) {
    case "interactive": return interactive(inner);
    case "audio": return voiceNote(inner, () => deeds.played(item));
    case "image":
    case "sticker": return [picture(inner), inner.caption && body(inner.caption)];
    case "document": return [attachment("file", inner.filename ?? "Document", inner), inner.caption && body(inner.caption)];
    case "video": return attachment("play", inner.caption ?? "Video", inner);
    case "location": return attachment("pin", inner.name ?? `${inner.latitude}, ${inner.longitude}`, {});
    default: return body(item.text);
  }
}

function interactive(inner) {
  const head = inner.header;
  return [
    head?.type === "text" && h("div", { class: "title" }, head.text),
    head?.type === "image" && picture(head.image),
    body(inner.body?.text ?? ""),
    inner.footer && h("div", { class: "foot" }, inner.footer.text),
  ];
}

const body = (text) => h("div", { class: "body" }, format(text));

const source = (media) => (media.id ? `/simulator/media/${media.id}` : media.link);

const picture = (media) => h("img", { class: "picture", src: source(media), alt: media.caption ?? "Picture from the bank" });

function attachment(name, label, media) {
  const href = source(media);
  const text = href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label) : label;
  return h("div", { class: "attachment" }, icon(name), text);
}

/** The buttons under a message of the bank's. */
function taps(item, deeds) {
  if (item.from !== "bank" || item.type !== "interactive") return undefined;
  const { action, type } = item.message.interactive;
  const tap = (name, label, onclick) => h("button", { class: "tap", type: "button", onclick }, icon(name), label);
  switch (type) {
    case "button":
      return h("div", { class: "taps" }, action.buttons.map(({ reply }) => tap("reply", reply.title, () => deeds.reply(item, reply.id))));
    case "list":
      return h("div", { class: "taps" }, tap("list", action.button, () => deeds.choose(item)));
    case "cta_url":
      return webLink(action.parameters, deeds);
    case "location_request_message":
      return h("div", { class: "taps" }, tap("pin", "Send location", () => deeds.locate(item)));
    default:
      return undefined;
  }
}

function webLink({ display_text: label, url }, deeds) {
  const open = (event) => deeds.open(event, url);
  const link = h("a", { class: "tap", href: url, target: "_blank", rel: "noopener noreferrer", onclick: open }, icon("open"), label);
  return h("div", { class: "taps" }, link, h("span", { class: "host" }, new URL(url).host));
}
