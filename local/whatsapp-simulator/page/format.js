// Draws the few marks that WhatsApp knows in a text: *bold*, _italic_, ~struck~, `code`, and addresses.

import { h } from "./dom.js";

const MARKS = [
  { find: /```([^`]+)```|`([^`\n]+)`/, make: (match) => h("code", null, match[1] ?? match[2]) },
  { find: /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]/, make: (match) => link(match[0]) },
  { find: /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*\S)\*(?![\p{L}\p{N}*])/u, make: (match) => h("strong", null, format(match[1])) },
  { find: /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*\S)_(?![\p{L}\p{N}_])/u, make: (match) => h("em", null, format(match[1])) },
  { find: /(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*\S)~(?![\p{L}\p{N}~])/u, make: (match) => h("s", null, format(match[1])) },
];

/** The text as a fragment. */
export function format(text) {
  const fragment = document.createDocumentFragment();
  let rest = text;
  while (rest) {
    const first = firstMark(rest);
    if (!first) break;
    fragment.append(rest.slice(0, first.match.index), first.mark.make(first.match));
    rest = rest.slice(first.match.index + first.match[0].length);
  }
  fragment.append(rest);
  return fragment;
}

function firstMark(text) {
  let first;
  for (const mark of MARKS) {
    const match = mark.find.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { mark, match };
  }
  return first;
}

function link(address) {
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address);
}
