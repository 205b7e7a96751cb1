/* Filters and order of a list of fiches. What is chosen is in the address; no choice leads to an empty page. */

import { load } from "./index.js";
import { arrange, firstOfDay, listing, tidy } from "./lists.js";

export function enhance(root) {
  const list = listing(root);
  if (!list) return;
  const { hook, items } = list;
  const [opener, random] = hook.querySelectorAll("button");
  if (!list.ranked) arrange(list, null, firstOfDay(list));
  random.addEventListener("click", () => {
    const shown = items.filter(({ item }) => !item.hidden);
    location.assign(shown[Math.floor(Math.random() * shown.length)].link.href);
  });

  let panel;
  const open = async () => {
    panel ||= await load().then((found) => filters(found, list)).catch(() => null);
    return panel;
  };
  opener.addEventListener("click", async () => {
    const shown = await open();
    if (!shown) return;
    shown.form.hidden = !shown.form.hidden;
    opener.setAttribute("aria-expanded", String(!shown.form.hidden));
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

/* What each axis says of a fiche: slugs, and the names that go with them, in the order of the index. */
function axes(found) {
  const { categories, networks, territories, natures, nature } = found.data;
  const parent = new Map(territories.map(([slug, , above]) => [slug, above]));
  return {
    categories: { of: (place) => found.filed[place].map((number) => categories[number][0]), named: categories },
    reseaux: { of: (place) => found.networks[place].map((number) => networks[number][0]), named: networks },
    territoires: {
      of: (place) => found.from[place].flatMap((number) => [territories[number][0], parent.get(territories[number][0])]),
      named: territories,
    },
    nature: { of: (place) => [natures[nature[place]]], named: null },
    rythme: { of: (place) => found.rhythms[place] || [], named: null },
  };
}

function filters(found, list) {
  const { hook, items } = list;
  const form = hook.appendChild(document.importNode(found.part("facets"), true));
  const status = form.querySelector("[role=status]");
  const sort = form.elements.tri;
  const known = axes(found);
  const place = new Map(found.ids.map((id, number) => [id, number]));
  for (const item of items) item.place = place.get(item.id);

  const selects = [...form.querySelectorAll("select[data-axis]")].filter((select) => {
    const { of, named } = known[select.dataset.axis];
    const used = new Set(items.flatMap((item) => of(item.place)));
    for (const [slug, name] of named || []) {
      if (used.has(slug)) select.append(new Option(name, slug));
    }
    for (const option of [...select.options].slice(1)) {
      if (!used.has(option.value)) option.remove();
    }
    select.of = of;
    const useful = select.dataset.axis !== hook.dataset.filters && select.options.length > 2;
    if (!useful) select.closest("label").remove();
    return useful;
  });
  for (const option of form.querySelectorAll("option")) option.dataset.name = option.textContent;
  for (const option of [...sort.options]) {
    const { when } = option.dataset;
    if (when === "ranked" && !list.ranked || when === "daily" && list.ranked) option.remove();
    if (when === "active" && !items.some((item) => found.active[item.place])) option.remove();
  }

  const passes = (item, select, value) => !value || select.of(item.place).includes(value);
  const matching = (except, value) => items.filter((item) => selects.every((select) => (
    passes(item, select, select === except ? value : select.value))));

  function show() {
    const kept = new Set(matching());
    for (const item of items) item.item.hidden = !kept.has(item);
    for (const select of selects) {
      for (const option of select.options) {
        const number = matching(select, option.value).length;
        option.textContent = option.value ? `${option.dataset.name} (${number})` : option.dataset.name;
        option.disabled = option.hidden = !number;
      }
    }
    order();
    tidy(list);
    status.textContent = status.dataset.of.replace("{}", found.count(kept.size)).replace("{all}", items.length);
    form.querySelector("[type=reset]").hidden = kept.size === items.length && !sort.value;
  }

  function order() {
    const newest = { arrivee: found.since, activite: found.active }[sort.value];
    const byDate = (a, b) => (newest[a.place] < newest[b.place]) - (newest[a.place] > newest[b.place]);
    if (newest) arrange(list, [...items].sort(byDate));
    else arrange(list, null, sort.value || list.ranked ? null : firstOfDay(list));
  }

  function write() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.pushState(null, "", location.pathname + (asked ? `?${asked}` : ""));
    show();
  }

  /* Take what the address asks for; what it asks in vain is left out. Say whether it asked for anything. */
  function read() {
    const asked = new URLSearchParams(location.search);
    for (const select of [...selects, sort]) select.value = "";
    for (const select of [...selects, sort]) {
      const value = asked.get(select.name) || "";
      const there = [...select.options].some((option) => option.value === value);
      if (there && (select === sort || matching(select, value).length)) select.value = value;
    }
    show();
    return [...selects, sort].some((select) => select.value);
  }

  form.hidden = true;
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of [...selects, sort]) select.value = "";
    write();
    (selects[0] || sort).focus();
  });
  read();
  return { form, read };
}
