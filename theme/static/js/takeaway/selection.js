/* Ma sélection: a box on every fiche, and a tray that says how many are kept. */
import { forget, place, recall, remember, say } from "./store.js";

const KEY = "selection";
let loading;

/* Everything that exporting needs, asked for at the first tick so that exporting asks for nothing; what failed is asked again. */
export const facts = () => (loading ??= fetch(document.querySelector("#tray").dataset.facts)
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
  .catch((error) => { loading = undefined; throw error; }));
export const kept = () => {
  const ids = recall(KEY);
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : []);
};
export const keep = (ids) => {
  if (ids.size) remember(KEY, [...ids]);
  else forget(KEY);
  dispatchEvent(new Event("selection"));
};

let tray;

function show() {
  const ids = kept();
  for (const fiche of document.querySelectorAll("[data-fiche]")) {
    const input = fiche.querySelector(".tick input");
    if (input) input.checked = ids.has(fiche.dataset.fiche);
  }
  const hidden = !ids.size || document.querySelector("#board"); // the board itself says it all
  const status = tray.querySelector("[aria-live]");
  const text = hidden ? "" : say(document.querySelector("#tray").dataset.count, ids.size);
  /* What a tray comes with is not heard: it comes first, and the number then. And nothing is said twice. */
  if (tray.hidden && !hidden) setTimeout(show, 100);
  else if (status.textContent !== text) status.textContent = text;
  tray.hidden = hidden;
}

export function enhance(root) {
  if (!tray) {
    tray = place(document, "tray");
    addEventListener("fiches", () => enhance(document)); // answers that came into the page
    addEventListener("selection", show);
    addEventListener("storage", show); // another tab
    addEventListener("pageshow", show); // back to a page that the browser had kept
  }
  const box = document.querySelector("#tick").content.firstElementChild;
  for (const fiche of root.querySelectorAll("[data-fiche]")) {
    if (fiche.querySelector(".tick")) continue;
    const tick = box.cloneNode(true);
    const input = tick.querySelector("input");
    input.setAttribute("aria-label", tick.dataset.label.replace("{name}", fiche.querySelector(".p-name").textContent));
    input.addEventListener("change", () => {
      const ids = kept();
      ids[input.checked ? "add" : "delete"](fiche.dataset.fiche);
      facts().catch(() => {});
      keep(ids);
    });
    (fiche.querySelector("[data-tick]") ?? fiche).append(tick);
  }
  show();
}
