/* Storage in the visitor's browser (localStorage); where the browser refuses (full disk, settings), in the memory of the page. */
export const memory = new Map();
/* Sites in folders of one host share localStorage: prefix the keys with the folder. */
const folder = new URL("../../..", import.meta.url).pathname.slice(1);
const storageKey = (key) => `annuaire.${folder}${key}`;
export const recall = (key) => {
  if (memory.has(key)) return memory.get(key);
  try { return JSON.parse(localStorage.getItem(storageKey(key))); } catch { return null; }
};
export const remember = (key, value) => {
  memory.delete(key);
  try { localStorage.setItem(storageKey(key), JSON.stringify(value)); } catch { memory.set(key, value); }
};
export const forget = (key) => {
  memory.delete(key);
  try { localStorage.removeItem(storageKey(key)); } catch { /* nothing was stored */ }
};
/* Insert a copy of the content of a template after it. Elements that need scripts are in templates, so that they are not shown
   without scripts. */
export const instantiate = (root, id) => {
  const template = root.querySelector(`#${id}`);
  const copy = template.content.firstElementChild.cloneNode(true);
  template.after(copy);
  return copy;
};
/* « {n} fiche|{n} fiches »: in French 0 and 1 are singular. */
export const plural = (words, n) => words.split("|")[n < 2 ? 0 : 1].replace("{n}", n.toLocaleString("fr"));
