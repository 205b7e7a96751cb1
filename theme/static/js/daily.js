/* The daily rotation, as in annuaire/directory/daily.py, and the blocks that show the fiche of the day. */

import { addressOf, loadScript } from "./index.js";

const DAY = 86400000;
const WEEK = 7;

function fnv1a(text) {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
  return found;
}

function shuffled(ids, edition) {
  const hashes = new Map(ids.map((id) => [id, fnv1a(`${edition}:${id}`)]));
  return [...ids].sort((a, b) => hashes.get(a) - hashes.get(b) || (a < b ? -1 : 1));
}

/* The number of days from a date, as YYYY-MM-DD, to today in the visitor's time zone. */
function daysSince(published) {
  const now = new Date();
  return Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(published)) / DAY);
}

const modulo = (number, length) => (number % length + length) % length;

export function ofToday(ids, edition, published) {
  const order = shuffled(ids, edition);
  return order[modulo(daysSince(published), order.length)];
}

/* [data-daily] is the first day of the rotation, [data-length] its days; there is a file of fiches for each week. A calendar
   of the whole rotation is reordered to begin with today; one on several pages stays as it was built. */
export function enhance(root) {
  for (const block of root.querySelectorAll("[data-daily]")) {
    const length = Number(block.dataset.length);
    const first = modulo(daysSince(block.dataset.daily), length);
    const calendar = block.querySelector("ol");
    showName(block, first).catch(() => { block.hidden = !calendar; });
    if (calendar?.children.length !== length) continue;
    const rows = [...calendar.children];
    rows.slice(0, first).forEach((row, number) => redate(row, number + length - first));
    rows.slice(first).forEach((row, number) => redate(row, number));
    calendar.append(...rows.slice(first), ...rows.slice(0, first));
    /* The guide words above it are its first and last day. */
    const guide = [...root.querySelectorAll(".guide span")];
    const days = [...calendar.querySelectorAll("time")];
    for (const end of [0, -1]) guide.at(end)?.replaceChildren(...days.at(end).cloneNode(true).childNodes);
    const heading = block.firstElementChild;
    heading.textContent = heading.dataset.now;
  }
}

async function showName(block, day) {
  const { fiches } = await loadScript(block.dataset.weeks.replace("{number}", Math.floor(day / WEEK)));
  const [id, called, reason] = fiches[day % WEEK];
  const link = document.createElement("a");
  link.href = addressOf(id);
  link.textContent = called;
  block.querySelector("[data-name]").replaceChildren(link);
  block.querySelector("[data-reason]").textContent = reason;
}

/* Set the date of a row of the calendar: `ahead` days from today. */
function redate(row, ahead) {
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
