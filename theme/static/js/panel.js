/* What « Filtrer, trier » opens. What is chosen is in the address; no choice leads to an empty page. A list that stands on
   one page is filtered where it stands; of one on several pages, the whole is looked through in the index, and the answers
   take the place of the numbered page. */

import { counted } from "./counting.js";

/* How many answers are shown at once, of a list on several pages. */
const SHOWN = 30;

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

/* A list on one page: what is left out is hidden, and the order is that of the items. A line has room for one account: of
   the network that was chosen, else the one to follow first. */
function inPlace(list, found, rows) {
  const accounts = list.items.map(({ item }) => item.querySelector(":scope > b"));
  const built = accounts.map((account) => account?.cloneNode(true).childNodes);
  return (kept, sorted, byName, chosen, network) => {
    const shown = new Set(kept);
    list.items.forEach(({ item }, row) => {
      item.hidden = !shown.has(row);
      if (!accounts[row] || !shown.has(row)) return;
      accounts[row].replaceChildren(...[...built[row]].map((node) => node.cloneNode(true)));
      if (!network) return;
      const [label, handle] = found.account(rows[row], network);
      accounts[row].firstChild.textContent = label;
      accounts[row].lastChild.textContent = ` ${handle}`;
    });
    list.arranged(sorted && sorted.map((row) => list.items[row]), byName);
    const turns = list.hook.querySelector(":scope > span");
    if (turns) turns.hidden = Boolean(sorted || byName);
    list.tidy(list);
  };
}

/* A list on several pages: answers from the index, so many at once, instead of the page. */
function instead(list, found, rows) {
  const part = list.hook.appendChild(document.importNode(found.part("answers"), true));
  const answers = part.querySelector("ul");
  const more = part.querySelector("button");
  const paper = [...list.groups.map((group) => group.part || group.list), ...document.querySelectorAll(".letters, .pages")];
  let order = [];
  const add = () => {
    const from = answers.children.length;
    answers.append(...order.slice(from, from + SHOWN).map((row) => {
      const item = found.entry(rows[row], network);
      if (list.ranked && !list.hook.dataset.filters) item.querySelector("a").before(`${rows[row] + 1}. `);
      return item;
    }));
    more.hidden = answers.children.length === order.length;
    dispatchEvent(new Event("fiches"));
    return answers.children[from];
  };
  more.addEventListener("click", () => add().querySelector("a").focus());
  let network = "";
  return (kept, sorted, byName, chosen, reached) => {
    network = reached;
    part.hidden = !chosen;
    for (const element of paper) element.hidden = chosen;
    answers.replaceChildren();
    if (!chosen) return;
    order = sorted || kept;
    add();
    list.loadReasons().then(() => {
      [...answers.children].forEach((item, number) => {
        item.querySelector("[data-reason]").textContent = found.reasons[rows[order[number]]] || "";
      });
    }, () => {});
  };
}

export function panel(found, list) {
  const { hook } = list;
  const form = hook.appendChild(document.importNode(found.part("facets"), true));
  const status = form.querySelector("[role=status]");
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
      const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
      return [...kept].sort((a, b) => compare(found.names[rows[a]], found.names[rows[b]]));
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
