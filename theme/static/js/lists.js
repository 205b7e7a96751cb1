/* The order of a list: that of the day by default, so that nobody is always first; by name or date on request. Where people look
   a name up, under letters or on several pages, and where the curators ranked it, it is as built. */

import { ofToday } from "./daily.js";
import { idOf } from "./index.js";

/* The list of a page, which may be divided by letters; `items` are the fiches of this page, in the built order. A `paginated` list
   has more of them. */
export function listing(root) {
  const hook = root.querySelector("[data-filters]");
  const lists = hook ? [...root.querySelectorAll("main :is(.cards, .lines)")] : [];
  if (!lists.length) return null;
  const groups = lists.map((list) => ({ list, part: list.closest(".letter"), items: [...list.children] }));
  const items = groups.flatMap((group) => group.items.map((item) => {
    const link = item.querySelector("a.u-url");
    return { item, link, id: idOf(link.href) };
  }));
  const flat = lists[0].cloneNode(false);
  if (groups.length > 1) groups.at(-1).part.after(flat);
  const [ranked, paginated] = ["ranked" in hook.dataset, "whole" in hook.dataset];
  return { hook, groups, items, flat, ranked, paginated, rotates: !ranked && !paginated && groups.length === 1 };
}

/* Reorder the list: in the order of `sorted`, an array of its items, else in the built order rotated to begin with the id
   `first`. */
export function arrange({ groups, items, flat }, sorted, first) {
  if (sorted) {
    (groups.length > 1 ? flat : groups[0].list).append(...sorted.map(({ item }) => item));
  } else {
    const from = Math.max(0, items.findIndex(({ id }) => id === first));
    for (const { list, items: built } of groups) list.append(...built.slice(from), ...built.slice(0, from));
  }
  tidy({ groups });
}

/* Hide the letters without visible items. */
export function tidy({ groups }) {
  for (const { list, part } of groups.length > 1 ? groups : []) {
    part.hidden = ![...list.children].some((item) => !item.hidden);
    const heading = part.querySelector("[id]");
    const mark = document.querySelector(`a[href="#${CSS.escape(heading.id)}"]`);
    if (mark) mark.parentElement.hidden = part.hidden;
  }
}

/* Return the id that comes first today. */
export function firstOfDay({ hook, items }) {
  const { edition, published } = hook.dataset;
  return ofToday(items.map(({ id }) => id), edition, published);
}
