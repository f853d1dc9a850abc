// The sheet with the rows of a list message.

import { byId, h, icon } from "./dom.js";

const WIDE = "(min-width: 47.5em)";

/** On a wide screen the sheet rises inside the phone; on a phone the screen is the phone. */
function place(sheet) {
  const inside = matchMedia(WIDE).matches;
  const phone = sheet.parentElement;
  const box = phone.getBoundingClientRect();
  const left = box.left + phone.clientLeft;
  const bottom = Math.max(0, window.innerHeight - box.bottom + phone.clientTop);
  sheet.classList.toggle("in-phone", inside);
  sheet.style.inset = inside ? `auto auto ${bottom}px ${left}px` : "";
  sheet.style.width = inside ? `${phone.clientWidth}px` : "";
  sheet.style.maxHeight = inside ? `${phone.clientHeight * 0.8}px` : "";
}

/** Opens the sheet; `choose` gets the id of the row that was tapped. */
export function openSheet(item, choose) {
  const { action, header } = item.message.interactive;
  const sheet = byId("sheet");
  const close = () => sheet.close();
  const pick = (row) => {
    close();
    choose(row.id);
  };
  const line = (row) => h("li", null,
    h("button", { class: "choice", type: "button", onclick: () => pick(row) }, row.title, row.description && h("small", null, row.description)));
  const section = (part) => [part.title && h("h4", null, part.title), h("ul", { role: "list" }, part.rows.map(line))];
  const title = h("h3", { id: "sheet-title" }, header?.text ?? action.button);
  const head = h("header", null, title, h("button", { type: "button", "aria-label": "Close", onclick: close }, icon("close")));
  sheet.replaceChildren(head, ...action.sections.flatMap(section).filter(Boolean));
  sheet.onclick = (event) => { if (event.target === sheet) close(); };
  place(sheet);
  sheet.showModal();
  sheet.querySelector(".choice")?.focus();
}
