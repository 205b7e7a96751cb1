/* What the visitor's own browser remembers, and nobody else; where it refuses (full disk, settings), the page does. */
const here = new Map();
/* Sites in folders of one host share what a browser keeps: each keeps under its own folder. */
const folder = new URL("../../..", import.meta.url).pathname.slice(1);
const named = (key) => `annuaire.${folder}${key}`;
export const recall = (key) => {
  if (here.has(key)) return here.get(key);
  try { return JSON.parse(localStorage.getItem(named(key))); } catch { return null; }
};
export const remember = (key, value) => {
  here.delete(key);
  try { localStorage.setItem(named(key), JSON.stringify(value)); } catch { here.set(key, value); }
};
export const forget = (key) => {
  here.delete(key);
  try { localStorage.removeItem(named(key)); } catch { /* nothing was kept */ }
};
/* A piece that only scripts have a use for waits in a template, so that without them it is not there. */
export const place = (root, id) => {
  const waiting = root.querySelector(`#${id}`);
  const piece = waiting.content.firstElementChild.cloneNode(true);
  waiting.after(piece);
  delete waiting.dataset.turning;
  return piece;
};
/* « {n} fiche|{n} fiches »: in French 0 and 1 are singular. */
export const say = (words, n) => words.split("|")[n < 2 ? 0 : 1].replace("{n}", n.toLocaleString("fr"));
