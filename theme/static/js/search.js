/* The search field: answers under it while one types, or in the page made for them. */

import { load, loadReasons } from "./index.js";

/* How many answers are shown in the page. */
const MOST = 100;
/* Milliseconds without a key before the address follows. */
const PAUSE = 300;
/* Milliseconds without a key before the number of answers is heard: said at each key, it would drown what one types. */
const SILENCE = 1000;
/* Milliseconds after which reasons that do not come are given up. */
const PATIENCE = 4000;

export function enhance(root) {
  const form = root.querySelector("form[role=search]");
  if (!form) return;
  const field = form.querySelector("input");
  const results = root.querySelector("[data-results]");
  const show = results ? page(root, form, field, results) : menu(form, field);
  const heard = form.querySelector("[aria-live]");
  let silence;
  const say = (text) => {
    clearTimeout(silence);
    silence = setTimeout(() => { heard.textContent = text; }, SILENCE);
  };
  const answer = async () => {
    const query = field.value;
    try {
      const found = await load();
      const late = !found.whole && query && loadReasons().catch(() => {});
      const tell = (final) => { if (query === field.value) say(show(found, query, final)); };
      tell(!late);
      if (!late) return;
      const enough = setTimeout(tell, PATIENCE, true);
      await late;
      clearTimeout(enough);
      tell(true);
    } catch {
      /* Without the index the form still leads to the page of answers, which holds the index of words. */
      if (!results) return;
      const count = root.querySelector("[data-count]");
      count.textContent = count.dataset.failed;
      say(count.dataset.failed);
      root.querySelector("[data-without-query]").hidden = false;
    }
  };
  /* Who enters the field will search: the first part is made ready, then the second. */
  const ready = (found) => found.find;
  field.addEventListener("focus", () => load().then(ready).then(loadReasons).then(load).then(ready).catch(() => {}), { once: true });
  field.addEventListener("input", answer);
  if (field.value) answer();
}

/* ↓ and ↑ walk from the field through the answers and back. Say whether the key did. */
function walk(event, field, links) {
  const at = links.indexOf(document.activeElement);
  const next = { ArrowDown: links[(at + 1) % links.length], ArrowUp: at >= 0 && (links[at - 1] || field) }[event.key];
  if (!next) return false;
  event.preventDefault();
  next.focus();
  return true;
}

/* Whoever is quicker than the answers, and walks in a list that is made again, keeps the fiche, or else the place: return
   what gives the focus back. */
function holding(list, field) {
  const held = document.activeElement;
  if (!list.contains(held)) return () => {};
  const item = held.closest("li");
  const at = [...list.children].indexOf(item);
  const { href } = item.querySelector("a");
  return () => {
    const same = [...list.children].find((other) => other.querySelector("a").href === href) || list.children[at];
    (same?.querySelector(held.localName) || field).focus();
  };
}

/* Answers hang under the field; arrows walk through them, Escape puts them away. Return what shows them and says how many. */
function menu(form, field) {
  const box = form.querySelector(".search-answers");
  const count = box.querySelector("p");
  const list = box.querySelector("ul");
  box.hidden = true;

  const links = () => [...list.querySelectorAll("a")];
  /* Answers that come late do not open again what was put away. */
  let away = false;
  const close = () => { box.hidden = away = true; };
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  /* Safari gives no focus to a link that is pressed: the answers would be put away before they are followed. */
  box.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusin", () => { away = false; box.hidden = !field.value || !count.textContent; });
  /* Before the answers, which may be there at once. */
  form.addEventListener("input", () => { away = false; }, true);
  form.addEventListener("keydown", (event) => {
    const walks = links().includes(document.activeElement);
    /* Also what Escape put away. */
    if (event.key === "ArrowDown" && count.textContent) box.hidden = away = false;
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      field.focus();
      close();
    } else if (!walk(event, field, box.hidden ? [] : links()) && walks && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      field.focus();
    }
  });

  return (found, query, final) => {
    const answers = found.find(query);
    const text = annuaireTools.sentence(found, query, answers, final);
    const giveBack = holding(list, field);
    /* A link that is taken away loses the focus, which would put the answers away. */
    const wasAway = away;
    count.textContent = text;
    list.replaceChildren(...annuaireTools.items(found, query, answers, form.action));
    away = wasAway;
    box.hidden = away || !text;
    giveBack();
    return text;
  };
}

/* The page of answers: the address follows the query when typing pauses, and the query the address. */
function page(root, form, field, results) {
  const count = root.querySelector("[data-count]");
  const list = results.querySelector("ul");
  const index = root.querySelector("[data-without-query]");
  const asked = () => new URLSearchParams(location.search).get("q") || "";
  const move = (how, state) => {
    try {
      history[how](state, "", location.pathname + (field.value ? `?q=${encodeURIComponent(field.value)}` : ""));
    } catch {
      /* WebKit bears so many changes of address in ten seconds: the answers do without. */
    }
  };
  /* A query that was sent, or came with the address, keeps its place in the history; what is being typed takes the next. */
  const keep = () => move("replaceState", { kept: true });
  const { title } = document;
  const entitle = () => { document.title = field.value.trim() ? `${field.value} — ${title}` : title; };
  let pause;
  /* The title goes with the address: the browser keeps both of what was asked before. */
  const follow = () => {
    clearTimeout(pause);
    if (asked() !== field.value) move(history.state?.kept ? "pushState" : "replaceState", null);
    entitle();
  };

  results.hidden = true;
  /* Here the answers have the page to themselves. */
  form.querySelector(".search-answers").hidden = true;
  field.value = asked();
  /* Until it is known that nothing is found. */
  index.hidden = Boolean(field.value);
  if (field.value) keep();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
    keep();
    list.querySelector("a")?.focus();
  });
  /* Before an answer is opened. */
  field.addEventListener("blur", follow);
  const links = () => [...list.querySelectorAll("a")];
  form.addEventListener("keydown", (event) => { walk(event, field, results.hidden ? [] : links()); });
  list.addEventListener("keydown", (event) => { if (event.target.closest("a")) walk(event, field, links()); });
  addEventListener("popstate", () => {
    field.value = asked();
    field.dispatchEvent(new Event("input"));
  });

  return (found, query, final) => {
    const answers = found.find(query);
    const text = annuaireTools.sentence(found, query, answers, final);
    results.hidden = !text;
    /* Whoever finds nothing has the index of words to look through. */
    index.hidden = text ? answers.places.length > 0 : Boolean(query.trim());
    count.textContent = text;
    if (asked() === query) entitle();
    const giveBack = holding(list, field);
    list.replaceChildren(...answers.places.slice(0, MOST).map((place) => found.entry(place)));
    dispatchEvent(new Event("fiches"));
    giveBack();
    clearTimeout(pause);
    pause = setTimeout(follow, PAUSE);
    return text;
  };
}
