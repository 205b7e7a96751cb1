/* What « Filtrer, trier » opens: the choices, which are also in the address; none leads to an empty page. */

import { counted } from "./counting.js";
import { inPlace, instead } from "./filtered.js";

/* What each axis says of a fiche: slugs, and the names that go with them, in the order of the index. */
function axes(found) {
  const { categories, networks, territories, natures, nature } = found.data;
  const parent = new Map(territories.map(([slug, , above]) => [slug, above]));
  const subjects = found.data.subjects.split("\n").map(found.slug);
  const of = (column, named) => (place) => (column[place] || []).map((number) => named[number][0]);
  const from = of(found.from, territories);
  return {
    categories: { of: of(found.filed, categories), named: categories },
    reseaux: { of: of(found.networks, networks), named: networks },
    territoires: { of: (place) => from(place).flatMap((slug) => [slug, parent.get(slug)]), named: territories },
    sujets: { of: (place) => found.about[place].map((number) => subjects[number]) },
    nature: { of: (place) => [natures[nature[place]]] },
    rythme: { of: (place) => found.rhythms[place] || [] },
  };
}

/* The fiches of the list, by place in the index; an older page may hold one that the index no longer has. */
function places({ hook, items, several }, found, known) {
  if (!several) {
    const place = new Map(found.ids.map((id, number) => [id, number]));
    return items.map(({ id }) => place.get(id));
  }
  const { filters, whole } = hook.dataset;
  const all = found.ids.map((_, place) => place);
  return whole ? all.filter((place) => known[filters].of(place).includes(whole)) : all;
}

export function panel(found, list) {
  const { hook } = list;
  const form = hook.appendChild(document.importNode(found.part("facets"), true));
  const status = form.querySelector("[aria-live]");
  /* Once the panel is put away, the button says that the list is filtered. */
  const opener = hook.querySelector("button");
  const label = opener.textContent;
  const sort = form.elements.tri;
  const known = axes(found);
  const rows = places(list, found, known);
  const display = list.several ? instead(list, found, rows) : inPlace(list, found, rows);

  const selects = [];
  const columns = [];
  for (const select of form.querySelectorAll("select[data-axis]")) {
    const { of, named } = known[select.dataset.axis];
    const column = rows.map((place) => (place === undefined ? [] : of(place)));
    const used = new Set(column.flat());
    for (const [slug, name] of named || []) {
      if (used.has(slug)) select.append(new Option(name, slug));
    }
    for (const option of [...select.options].slice(1)) {
      if (!used.has(option.value)) option.remove();
    }
    const useful = select.dataset.axis !== hook.dataset.filters && select.options.length > 2;
    if (!useful) {
      select.closest("label").remove();
      continue;
    }
    selects.push(select);
    columns.push(column);
  }
  const newest = (order) => ({ arrivee: found.since, activite: found.active })[order];
  for (const option of form.querySelectorAll("option")) option.dataset.name = option.textContent;
  for (const option of [...sort.options]) {
    const { when } = option.dataset;
    if (when === "ranked" && !list.ranked || when === "daily" && (list.ranked || list.several)) option.remove();
    /* An order by days that few have, or that are all one day, is none. */
    const days = newest(option.value) && rows.flatMap((place) => newest(option.value)[place] || []);
    if (days && (days.length * 2 < rows.length || new Set(days).size < 2)) option.remove();
    /* Built by name, and not turning: that order is the one of who asks for none. */
    if (option.value === "nom" && list.several && !list.ranked) option.value = "";
  }

  let kept = [];
  const matching = () => counted(columns, selects.map((select) => select.value), rows.length);

  function sorted() {
    if (sort.value === "nom" && list.ranked) {
      const { by_name: at } = found.data;
      return [...kept].sort((a, b) => at[rows[a]] - at[rows[b]]);
    }
    const days = newest(sort.value);
    const day = (row) => days[rows[row]] || "";
    return days && [...kept].sort((a, b) => (day(a) < day(b)) - (day(a) > day(b)));
  }

  function show() {
    const { kept: passing, counts } = matching();
    kept = passing;
    selects.forEach((select, number) => {
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts[number].get(option.value) || 0;
        option.textContent = `${option.dataset.name} (${found.number(count)})`;
        option.disabled = option.hidden = !count;
      }
    });
    status.textContent = status.dataset.of.replace("{}", found.count(kept.length)).replace("{all}", found.number(rows.length));
    const chosen = [...selects, sort].some((select) => select.value);
    opener.textContent = label + (kept.length < rows.length ? ` (${found.number(kept.length)})` : "");
    form.querySelector("[type=reset]").hidden = !chosen;
    display(kept, sorted(), sort.value === "nom", chosen, form.elements.reseau?.value);
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
      const left = select === sort || matching().counts[selects.indexOf(select)].get(value);
      if (there && left) select.value = value;
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
  return { form, read, addresses: () => kept.map((row) => found.address(rows[row])) };
}
