/* The buttons above a list of fiches, for filters and order. The panel that they open is loaded with the index (panel.js). */

import { load, loadReasons } from "./index.js";
import { arrange, firstOfDay, listing, tidy } from "./lists.js";

export function enhance(root) {
  const list = listing(root);
  if (!list) return;
  const { hook, items } = list;
  const [opener, random] = hook.querySelectorAll("button");
  const { rotates } = list;
  let order = [];
  const arranged = (...asked) => {
    order = asked;
    const [sorted, byName] = asked;
    arrange(list, sorted, rotates && !byName && firstOfDay(list));
  };
  /* Print an unsorted list in its built order, not in that of the day. */
  if (rotates) {
    arranged();
    addEventListener("beforeprint", () => order[0] || arrange(list));
    addEventListener("afterprint", () => arranged(...order));
  }

  /* Load the panel once, even when it is requested several times; after a failure, load it again. */
  let panel;
  const open = () => {
    panel ||= load()
      .then((found) => annuaireTools.panel(found, { ...list, arranged, tidy, loadReasons }))
      .catch(() => { panel = undefined; });
    return panel;
  };
  random.addEventListener("click", async () => {
    const chosen = list.paginated && await open();
    const shown = chosen ? chosen.addresses() : items.filter(({ item }) => !item.hidden).map(({ link }) => link.href);
    location.assign(shown[Math.floor(Math.random() * shown.length)]);
  });
  opener.addEventListener("click", async () => {
    const shown = await open();
    if (!shown) return;
    shown.form.hidden = !shown.form.hidden;
    opener.setAttribute("aria-expanded", String(!shown.form.hidden));
    if (!shown.form.hidden) hook.scrollIntoView();
  });
  const follow = async () => {
    if (!panel && !location.search) return;
    const shown = await open();
    if (!shown || !shown.read()) return;
    shown.form.hidden = false;
    opener.setAttribute("aria-expanded", "true");
  };
  addEventListener("popstate", follow);
  follow();
}
