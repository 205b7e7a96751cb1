/* The panel of « Filtrer, trier »: the filters and the order, mirrored in the address. Choices without results are disabled. */

import { counted } from "./counting.js";
import { fromIndex, inPlace } from "./filtered.js";

/* For each axis: `of` returns the slugs of a fiche, `named` has all values, in the order of the index. */
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

/* The fiches of the list, by place in the index; undefined for one that the index no longer has, on an outdated page. */
function places({ hook, items, paginated }, found, known) {
  if (!paginated) {
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
  /* The button shows the number of results, so that a closed panel does not hide that the list is filtered. */
  const opener = hook.querySelector("button");
  const sort = form.elements.tri;
  const known = axes(found);
  const rows = places(list, found, known);
  const display = list.paginated ? fromIndex(list, found, rows) : inPlace(list, found, rows);

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
  const newest = (order) => ({ arrivee: found.came, activite: found.active })[order];
  for (const option of form.querySelectorAll("option")) option.dataset.name = option.textContent;
  for (const option of [...sort.options]) {
    const { when } = option.dataset;
    if (when === "ranked" && !list.ranked || when === "daily" && !list.rotates) option.remove();
    /* Remove an order by dates that fewer than half of the fiches have, or that are all the same. */
    const days = newest(option.value) && rows.flatMap((place) => newest(option.value)[place] || []);
    if (days && (days.length * 2 < rows.length || new Set(days).size < 2)) option.remove();
    /* Such a list is built by name and does not rotate: the order by name is the default. */
    if (option.value === "nom" && !list.rotates && !list.ranked) option.value = "";
  }
  sort.closest("label").hidden = sort.length < 2;

  let kept = [];
  let ignored = "";
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
    status.textContent = ignored + status.dataset.of.replace("{}", found.count(kept.length)).replace("{all}", found.number(rows.length));
    const chosen = [...selects, sort].some((select) => select.value);
    opener.textContent = list.label + (kept.length < rows.length ? ` (${found.number(kept.length)})` : "");
    form.querySelector("[type=reset]").hidden = !chosen;
    display(kept, sorted(), sort.value === "nom", chosen, form.elements.reseau?.value);
  }

  function write() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.pushState(null, "", location.pathname + (asked ? `?${asked}` : ""));
    ignored = "";
    show();
  }

  /* Set the filters from the address, except values without results, of which it is told. Return whether there are any. */
  function read() {
    const asked = new URLSearchParams(location.search);
    for (const select of [...selects, sort]) select.value = "";
    ignored = "";
    for (const select of [...selects, sort]) {
      const value = asked.get(select.name) || "";
      const there = [...select.options].some((option) => option.value === value);
      const left = select === sort || matching().counts[selects.indexOf(select)].get(value);
      if (there && left) select.value = value;
      else if (value && select !== sort) ignored = status.dataset.ignored;
    }
    show();
    return Boolean(ignored) || [...selects, sort].some((select) => select.value);
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
