// The simulator control API, as the page uses it.

import { byId } from "./dom.js";

const LONGEST_WAIT_S = 25;
const waitS = Number(new URLSearchParams(location.search).get("wait_s") ?? LONGEST_WAIT_S);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class ApiError extends Error {}

/** One call. Answers the JSON, or nothing for an empty answer; throws `ApiError` otherwise. */
export async function call(method, path, body, signal) {
  const answer = await fetch(path, {
    method,
    signal,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new ApiError(told.error ?? `${answer.status}`);
  }
  return answer.status === 204 ? undefined : answer.json().catch(() => undefined);
}

export const customer = (phone) => `/simulator/customers/${encodeURIComponent(phone)}`;

/** The customer says something. */
export const say = (phone, said) => call("POST", `${customer(phone)}/messages`, said);

/**
 * Polls `path` for ever, from the news after `from`: `take` gets each answer and returns the `after` of the next question. Ends when
 * the signal aborts; waits a little after failures and after answers that came at once without news.
 */
export async function poll(path, signal, take, from = 0) {
  let after = from;
  // What there is, be it nothing, is shown at once; only news is worth a wait.
  let wait = 0;
  while (!signal.aborted) {
    const asked = after;
    try {
      const answer = await call("GET", `${path}?after=${after}&wait_s=${wait}`, undefined, signal);
      wait = waitS;
      byId("offline").hidden = true;
      after = take(answer, asked) ?? after;
      if (after === asked && waitS < LONGEST_WAIT_S) await pause(1000);
    } catch (error) {
      if (signal.aborted) return;
      byId("offline").hidden = error instanceof ApiError;
      await pause(2000);
    }
  }
}

/** Runs `work` now and every so often, one at a time; failures are left to the next round. */
export async function every(ms, work) {
  for (;;) {
    try {
      if (document.visibilityState === "visible") await work();
    } catch {
      // The next round will tell.
    }
    await pause(ms);
  }
}
