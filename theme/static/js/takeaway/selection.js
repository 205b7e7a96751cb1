/* « Ma sélection »: a checkbox on every fiche, and a tray with the number of selected ones. */
import { forget, instantiate, memory, plural, recall, remember } from "./store.js";

const KEY = "selection";
let loading;

/* The data for exports, loaded when the first fiche is selected, so that exporting makes no request; after a failure, the next call
   tries again. */
export const loadFacts = () => (loading ??= fetch(document.querySelector("#tray").dataset.facts)
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
  .catch((error) => { loading = undefined; throw error; }));
export const selectedIds = () => {
  const ids = recall(KEY);
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : []);
};
export const saveSelection = (ids) => {
  if (ids.size) remember(KEY, [...ids]);
  else forget(KEY);
  dispatchEvent(new Event("selection"));
};

let tray;

function show() {
  const ids = selectedIds();
  for (const fiche of document.querySelectorAll("[data-fiche]")) {
    const input = fiche.querySelector(".tick input");
    if (input) input.checked = ids.has(fiche.dataset.fiche);
  }
  const hidden = !ids.size || document.querySelector("#board"); // the board shows the selection itself
  const status = tray.querySelector("[aria-live]");
  const text = hidden ? "" : plural(document.querySelector("#tray").dataset.count, ids.size);
  /* Screen readers do not announce the text with which a live region appears: show the tray first, then set its text. And set it
     only when it changes, so that nothing is announced twice. */
  if (tray.hidden && !hidden) setTimeout(show, 100);
  else if (status.textContent !== text) status.textContent = text;
  tray.hidden = hidden;
  /* A browser that stores nothing is given the selection in the address. */
  const link = tray.querySelector("a");
  const hash = memory.has(KEY) ? `#s=${[...ids]}` : "";
  if (link.hash !== hash) link.hash = hash;
}

export function enhance(root) {
  if (!tray) {
    tray = instantiate(document, "tray");
    addEventListener("fiches", () => enhance(document)); // answers were added to the page
    addEventListener("selection", show);
    addEventListener("storage", show); // another tab
    addEventListener("pageshow", show); // restored from the back/forward cache
  }
  const box = document.querySelector("#tick").content.firstElementChild;
  for (const fiche of root.querySelectorAll("[data-fiche]")) {
    if (fiche.querySelector(".tick")) continue;
    const tick = box.cloneNode(true);
    const input = tick.querySelector("input");
    input.setAttribute("aria-label", tick.dataset.label.replace("{name}", fiche.querySelector(".p-name").textContent));
    input.addEventListener("change", () => {
      const ids = selectedIds();
      ids[input.checked ? "add" : "delete"](fiche.dataset.fiche);
      loadFacts().catch(() => {});
      saveSelection(ids);
    });
    (fiche.querySelector("[data-tick]") ?? fiche).append(tick);
  }
  show();
}
