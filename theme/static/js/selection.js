// Ma sélection: a box on every fiche, and a tray that says how many are kept.
import { forget, recall, remember, say } from "./store.js";

const KEY = "annuaire.selection";
let loading;

// Everything that exporting needs, asked for at the first tick so that exporting asks for nothing.
export const facts = (root) => (loading ??= fetch(root.querySelector("[data-facts]").dataset.facts).then((answer) => answer.json()));
export const kept = () => {
  const ids = recall(KEY);
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : []);
};
export const keep = (ids) => {
  if (ids.size) remember(KEY, [...ids]);
  else forget(KEY);
  dispatchEvent(new Event("selection"));
};

export function enhance(root) {
  const tray = root.querySelector("[data-facts]");
  const box = root.querySelector("#tick");
  for (const fiche of root.querySelectorAll("[data-fiche]")) {
    const tick = box.content.firstElementChild.cloneNode(true);
    const input = tick.querySelector("input");
    const name = fiche.querySelector(".p-name").textContent;
    input.setAttribute("aria-label", tick.dataset.label.replace("{name}", name));
    input.addEventListener("change", () => {
      const ids = kept();
      ids[input.checked ? "add" : "delete"](fiche.dataset.fiche);
      facts(root);
      keep(ids);
    });
    fiche.append(tick);
  }
  const show = () => {
    const ids = kept();
    for (const fiche of root.querySelectorAll("[data-fiche]")) fiche.querySelector(".tick input").checked = ids.has(fiche.dataset.fiche);
    tray.querySelector("[role=status]").textContent = say(tray.dataset.count, ids.size);
    tray.hidden = !ids.size;
  };
  addEventListener("selection", show);
  addEventListener("storage", show); // another tab
  addEventListener("pageshow", show); // back to a page that the browser had kept
  show();
}
