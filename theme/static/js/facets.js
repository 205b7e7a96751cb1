/* The buttons above a list of fiches, for filters and order. The panel that they open is loaded with the index (panel.js). */

import { load, loadReasons } from "./index.js";
import { arrange, firstOfDay, listing, tidy } from "./lists.js";

export function enhance(root) {
  const list = listing(root);
  if (!list) return;
  const { hook, items } = list;
  const [opener, random] = hook.querySelectorAll("button");
  const label = opener.textContent;
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
      .then((found) => annuaireTools.panel(found, { ...list, label, arranged, tidy, loadReasons }))
      .catch(() => {
        panel = undefined;
        opener.textContent = hook.dataset.failed;
      });
    return panel;
  };
  random.addEventListener("click", async () => {
    const chosen = list.paginated && await open();
    const shown = chosen ? chosen.addresses() : items.filter(({ item }) => !item.hidden).map(({ link }) => link.href);
    location.assign(shown[Math.floor(Math.random() * shown.length)]);
  });
  opener.addEventListener("click", async () => {
    /* Before the panel is there: a second click while it loads asks for the same. */
    const closes = opener.getAttribute("aria-expanded") === "true";
    const shown = await open();
    if (!shown) return;
    shown.form.hidden = closes;
    opener.setAttribute("aria-expanded", !closes);
    if (!closes) hook.scrollIntoView();
  });
  /* The filters of an address are shown when it is opened, not when one goes back to it, or to a letter of it. */
  const follow = async (back) => {
    if (!panel && !location.search) return;
    const shown = await open();
    if (!shown?.read() || back) return;
    shown.form.hidden = false;
    opener.setAttribute("aria-expanded", "true");
  };
  addEventListener("popstate", follow);
  follow();
}
