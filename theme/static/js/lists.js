/* The order of a list: that of the day by default, so that nobody is always first; by name or date on request. */

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
  return { hook, groups, items, flat, ranked: "ranked" in hook.dataset, paginated: "whole" in hook.dataset };
}

const rotated = (values, first) => [...values.slice(first), ...values.slice(0, first)];

/* Reorder the list: in the order of `sorted`, an array of its items, else in the built order rotated to begin with the id
   `first`. */
export function arrange({ groups, items, flat }, sorted, first) {
  if (sorted) {
    (groups.length > 1 ? flat : groups[0].list).append(...sorted.map(({ item }) => item));
  } else {
    const found = items.find(({ id }) => id === first);
    const start = Math.max(0, groups.findIndex((group) => found && group.items.includes(found.item)));
    const order = rotated(groups, start);
    groups.forEach((group) => {
      const from = group === order[0] && found ? group.items.indexOf(found.item) : 0;
      group.list.append(...rotated(group.items, from));
    });
    if (groups.length > 1) flat.before(...order.map(({ part }) => part));
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
