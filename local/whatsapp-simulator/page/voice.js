// A voice note: play, pause, how far, how long.

import { h, icon } from "./dom.js";

const BARS = 34;
let playing;

/** A player for `audio`, the message's audio object. `onplayed` runs at its first start. */
export function voiceNote(audio, onplayed) {
  const sound = new Audio();
  sound.preload = "metadata";
  const bars = Array.from({ length: BARS }, (_, at) => bar(at, audio.id ?? audio.link ?? ""));
  const time = h("span", { class: "time" }, "Voice note");
  const button = h("button", { type: "button", "aria-label": "Play voice note", onclick: () => toggle(sound) }, icon("play"));
  const track = h("div", { class: "bars", "aria-hidden": "true", onclick: (event) => seek(event, sound) }, bars);
  follow(sound, { bars, time, button, onplayed });
  load(sound, audio).catch(() => sound.dispatchEvent(new Event("error")));
  return h("div", { class: "voice" }, button, track, time);
}

/** Brings the whole note at once: how long an Ogg file is stands at its end. */
async function load(sound, audio) {
  if (!audio.id) {
    sound.src = audio.link;
    return;
  }
  const answer = await fetch(`/simulator/media/${audio.id}`);
  if (!answer.ok) throw new Error(`no voice note: ${answer.status}`);
  sound.src = URL.createObjectURL(await answer.blob());
}

function toggle(sound) {
  if (!sound.paused) return sound.pause();
  playing?.pause();
  playing = sound;
  return sound.play().catch(() => {});
}

function follow(sound, { bars, time, button, onplayed }) {
  const show = () => {
    const share = Number.isFinite(sound.duration) && sound.duration > 0 ? sound.currentTime / sound.duration : 0;
    bars.forEach((bar, at) => bar.classList.toggle("past", at < share * BARS));
    time.textContent = length(sound.currentTime || sound.duration);
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.setAttribute("aria-label", sound.paused ? "Play voice note" : "Pause voice note");
  };
  for (const event of ["timeupdate", "play", "pause", "ended", "loadedmetadata"]) sound.addEventListener(event, show);
  sound.addEventListener("play", onplayed, { once: true });
  sound.addEventListener("error", () => {
    time.textContent = "This browser cannot play it";
    button.disabled = true;
  });
}

function seek(event, sound) {
  const box = event.currentTarget.getBoundingClientRect();
  if (Number.isFinite(sound.duration)) sound.currentTime = ((event.clientX - box.left) / box.width) * sound.duration;
}

function length(seconds) {
  if (!Number.isFinite(seconds)) return "Voice note";
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Heights that look like speech and are always the same for the same note. */
function bar(at, seed) {
  const code = seed.charCodeAt(at % (seed.length || 1)) || 7;
  const height = 22 + ((code * 37 + at * at * 13 + at * 29) % 78);
  const element = document.createElement("i");
  element.style.height = `${height}%`;
  return element;
}
