/* A day's turn, the twin of annuaire/daily.py; and the blocks that show whose day it is. */

const DAY = 86400000;

export function fnv(text) {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
  return found;
}

export function drawn(ids, edition) {
  const hashes = new Map(ids.map((id) => [id, fnv(`${edition}:${id}`)]));
  return [...ids].sort((a, b) => hashes.get(a) - hashes.get(b) || (a < b ? -1 : 1));
}

/* The number of days between two days, written AAAA-MM-JJ or taken from the visitor's own calendar. */
export function daysSince(published, day = new Date()) {
  const at = typeof day === "string" ? Date.parse(day) : Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((at - Date.parse(published)) / DAY);
}

export const turn = (number, length) => (number % length + length) % length;

export function ofDay(ids, edition, published, day) {
  const order = drawn(ids, edition);
  return order[turn(daysSince(published, day), order.length)];
}

/* [data-daily] holds, in a template or in full view, the fiches in the drawn order; `data-daily` is the first day. */
export function enhance(root) {
  for (const block of root.querySelectorAll("[data-daily]")) {
    const whole = block.querySelector("ol");
    const calendar = whole || block.querySelector("[data-turn]").content;
    const rows = [...calendar.querySelectorAll("li")];
    const past = daysSince(block.dataset.daily);
    const first = turn(past, rows.length);
    const place = block.querySelector("[data-today]");
    const today = rows[first].querySelector("a").cloneNode(true);
    place.querySelector("[data-name]").replaceChildren(today);
    readReason(today.href, place.querySelector("[data-reason]"));
    if (!whole) continue;
    rows.slice(0, first).forEach((row, number) => date(row, number + rows.length - first));
    rows.slice(first).forEach((row, number) => date(row, number));
    whole.append(...rows.slice(first), ...rows.slice(0, first));
  }
}

/* A row of the calendar that is over comes again one turn later. */
function date(row, ahead) {
  const now = new Date();
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead);
  const time = row.querySelector("time");
  time.dateTime = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const shown = day.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
  time.textContent = shown.replace(/^1 /, `${row.parentNode.dataset.first} `);
}

/* The reason is on the fiche's own page; from a disk it cannot be read, and the name alone is shown. */
async function readReason(address, place) {
  if (!location.protocol.startsWith("http")) return;
  const answer = await fetch(address).catch(() => null);
  if (!answer || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.textContent = page.querySelector(".p-note").textContent;
}
