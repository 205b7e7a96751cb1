/* A day's turn, the twin of annuaire/directory/daily.py; and the blocks that show whose day it is. */

import { addressOf, ask } from "./index.js";

const DAY = 86400000;
const WEEK = 7;

function fnv(text) {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
  return found;
}

function drawn(ids, edition) {
  const hashes = new Map(ids.map((id) => [id, fnv(`${edition}:${id}`)]));
  return [...ids].sort((a, b) => hashes.get(a) - hashes.get(b) || (a < b ? -1 : 1));
}

/* The number of days from a day, written AAAA-MM-JJ, to today in the visitor's own calendar. */
function daysSince(published) {
  const now = new Date();
  return Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(published)) / DAY);
}

const turn = (number, length) => (number % length + length) % length;

export function ofToday(ids, edition, published) {
  const order = drawn(ids, edition);
  return order[turn(daysSince(published), order.length)];
}

/* [data-daily] is the first day of a turn of so many days; the fiches of each week are in a file of their own. A calendar of
   the whole turn begins with today; one on several pages stays as it was built. */
export function enhance(root) {
  for (const block of root.querySelectorAll("[data-daily]")) {
    const length = Number(block.dataset.length);
    const first = turn(daysSince(block.dataset.daily), length);
    const calendar = block.querySelector("ol");
    name(block, first).catch(() => { block.hidden = !calendar; });
    if (calendar?.children.length !== length) continue;
    const rows = [...calendar.children];
    rows.slice(0, first).forEach((row, number) => date(row, number + length - first));
    rows.slice(first).forEach((row, number) => date(row, number));
    calendar.append(...rows.slice(first), ...rows.slice(0, first));
    /* The words above it say its first and its last day. */
    const guide = [...root.querySelectorAll(".guide span")];
    const days = [...calendar.querySelectorAll("time")];
    for (const end of [0, -1]) guide.at(end)?.replaceChildren(...days.at(end).cloneNode(true).childNodes);
    const heading = block.firstElementChild;
    heading.textContent = heading.dataset.now;
  }
}

async function name(block, day) {
  const { fiches } = await ask(block.dataset.weeks.replace("{number}", Math.floor(day / WEEK)));
  const [id, called, reason] = fiches[day % WEEK];
  const link = document.createElement("a");
  link.href = addressOf(id);
  link.textContent = called;
  block.querySelector("[data-name]").replaceChildren(link);
  block.querySelector("[data-reason]").textContent = reason;
}

/* A row of the calendar that is over comes again one turn later. */
function date(row, ahead) {
  const now = new Date();
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead);
  const time = row.querySelector("time");
  time.dateTime = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const shown = day.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
  time.textContent = shown;
  if (day.getDate() > 1) return;
  const ordinal = document.createElement("sup");
  ordinal.textContent = row.parentNode.dataset.first;
  time.replaceChildren("1", ordinal, shown.slice(1));
}
