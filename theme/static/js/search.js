/* The search field: answers in a menu under it while one types, or on the results page. */

import { load, loadReasons } from "./index.js";

/* Characters of a query, as many as the engine reads: servers refuse very long addresses. */
const MAX_LENGTH = 500;
/* How many answers the results page shows. */
const MAX_ANSWERS = 100;
/* Milliseconds without a key before the address is updated. */
const ADDRESS_DELAY = 300;
/* Milliseconds without a key before screen readers announce the number of answers: at each key, it would drown the typing. */
const ANNOUNCE_DELAY = 1000;
/* Milliseconds to wait for the reasons before answering without them; on the results page, before showing what the names give:
   answers that come twice move under the eyes. */
const REASONS_TIMEOUT = 4000, PATIENCE = 600;

/* Hide or show what introduces the field, and the index of words: little stands between the query and its answers. */
const fold = (root, hides) => {
  for (const part of root.querySelectorAll("[data-without-query]")) part.hidden = hides;
};

export function enhance(root) {
  const form = root.querySelector("form[role=search]");
  if (!form) return;
  const field = form.querySelector("input");
  field.maxLength = MAX_LENGTH;
  const results = root.querySelector("[data-results]");
  const show = results ? page(root, form, field, results) : menu(form, field);
  const status = form.querySelector("[aria-live]");
  let timer;
  const announce = (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = text; }, ANNOUNCE_DELAY);
  };
  const answer = async () => {
    const query = field.value;
    try {
      const found = await load();
      const pending = !found.complete && query && loadReasons().catch(() => {});
      const render = (final) => { if (query === field.value) announce(show(found, query, final)); };
      if (pending) {
        const timers = [setTimeout(render, results ? PATIENCE : 0, false), setTimeout(render, REASONS_TIMEOUT, true)];
        await pending;
        timers.forEach(clearTimeout);
      }
      render(true);
    } catch {
      /* Without the search index, the form still leads to the results page, which has the index of words. */
      if (!results) return;
      const count = root.querySelector("[data-count]");
      count.textContent = count.dataset.failed;
      announce(count.dataset.failed);
      results.hidden = true;
      fold(root, false);
    }
  };
  /* Focus on the field announces a search: load and prepare the index, then the reasons. */
  const ready = (found) => found.find;
  field.addEventListener("focus", () => load().then(ready).then(loadReasons).then(load).then(ready).catch(() => {}), { once: true });
  field.addEventListener("input", answer);
  if (field.value) answer();
}

/* Move the focus between the field and the answers with ↓ and ↑. Return whether the key did. */
function moveFocus(event, field, links) {
  const at = links.indexOf(document.activeElement);
  const next = { ArrowDown: links[(at + 1) % links.length], ArrowUp: at >= 0 && (links[at - 1] || field) }[event.key];
  if (!next || event.isComposing) return false; // the arrows choose among the proposals of an input method
  event.preventDefault();
  next.focus();
  return true;
}

/* Before a list that may have the focus is rebuilt: return the function that restores the focus, on the same fiche, or else on the
   same position. */
function focusKeeper(list, field) {
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

/* Set up the menu of answers under the field: arrows move through it, Escape closes it. Return the function that shows answers and
   returns the sentence that counts them. */
function menu(form, field) {
  const box = form.querySelector(".search-answers");
  const count = box.querySelector("p");
  const list = box.querySelector("ul");
  box.hidden = true;

  const links = () => [...list.querySelectorAll("a")];
  /* Answers that arrive late must not reopen a menu that was dismissed. */
  let dismissed = false;
  const close = () => { box.hidden = dismissed = true; };
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  /* Safari does not focus a link on mousedown: focusout would close the menu before the click. */
  box.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusin", () => { dismissed = false; box.hidden = !field.value || !count.textContent; });
  /* In the capture phase: before the listener that shows the answers. */
  form.addEventListener("input", () => { dismissed = false; }, true);
  form.addEventListener("keydown", (event) => {
    const onLink = links().includes(document.activeElement);
    /* Reopens a menu closed by Escape too. */
    if (event.key === "ArrowDown" && count.textContent) box.hidden = dismissed = false;
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      field.focus();
      close();
    } else if (!moveFocus(event, field, box.hidden ? [] : links()) && onLink && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      field.focus();
    }
  });

  return (found, query, final) => {
    const answers = found.find(query);
    const text = annuaireTools.sentence(found, query, answers, final);
    const restoreFocus = focusKeeper(list, field);
    /* Removing the focused link triggers focusout, which would dismiss the menu. */
    const wasDismissed = dismissed;
    count.textContent = text;
    list.replaceChildren(...annuaireTools.items(found, query, answers, form.action));
    dismissed = wasDismissed;
    box.hidden = dismissed || !text;
    restoreFocus();
    return text;
  };
}

/* Set up the results page: the address is updated when typing pauses, and the query when the address changes. Return the function
   that shows answers and returns the sentence that counts them. */
function page(root, form, field, results) {
  const count = root.querySelector("[data-count]");
  const list = results.querySelector("ul");
  const asked = () => new URLSearchParams(location.search).get("q") || "";
  const setAddress = (how, state) => {
    try {
      history[how](state, "", location.pathname + (field.value ? `?q=${encodeURIComponent(field.value)}` : ""));
    } catch {
      /* WebKit limits the changes of address in ten seconds: ignore it, the answers do not depend on the address. */
    }
  };
  /* A query that was submitted, or came with the address, keeps its history entry; typing then creates the next one. */
  const keepEntry = () => setAddress("replaceState", { kept: true });
  const { title } = document;
  const updateTitle = () => { document.title = field.value.trim() ? `${field.value} — ${title}` : title; };
  let timer;
  /* Change the title after the address: the browser keeps both in the history entry. */
  const syncAddress = () => {
    clearTimeout(timer);
    if (asked() !== field.value) setAddress(history.state?.kept ? "pushState" : "replaceState", null);
    updateTitle();
  };

  /* This page does not need the menu. */
  form.querySelector(".search-answers").hidden = true;
  field.value = asked();
  /* Hide the index of words until it is known that nothing is found; the room of the answers is kept until they come. */
  fold(root, Boolean(field.value));
  results.hidden = !field.value;
  if (field.value) {
    keepEntry();
    /* While a script hangs, the index of words is there. */
    setTimeout(() => {
      if (count.textContent || list.children.length) return;
      results.hidden = true;
      fold(root, false);
    }, REASONS_TIMEOUT);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    syncAddress();
    keepEntry();
    list.querySelector("a")?.focus();
  });
  /* Update the address before an answer is opened. */
  field.addEventListener("blur", syncAddress);
  const links = () => [...list.querySelectorAll("a")];
  form.addEventListener("keydown", (event) => { moveFocus(event, field, results.hidden ? [] : links()); });
  list.addEventListener("keydown", (event) => { if (event.target.closest("a")) moveFocus(event, field, links()); });
  addEventListener("popstate", () => {
    field.value = asked();
    field.dispatchEvent(new Event("input"));
  });

  return (found, query, final) => {
    const answers = found.find(query);
    const text = annuaireTools.sentence(found, query, answers, final);
    results.hidden = !text || !answers.places.length;
    /* Show the index of words when nothing is found. */
    fold(root, text ? answers.places.length > 0 : Boolean(query.trim()));
    count.textContent = text;
    if (asked() === query) updateTitle();
    const restoreFocus = focusKeeper(list, field);
    list.replaceChildren(...answers.places.slice(0, MAX_ANSWERS).map((place) => found.entry(place)));
    dispatchEvent(new Event("fiches"));
    restoreFocus();
    clearTimeout(timer);
    timer = setTimeout(syncAddress, ADDRESS_DELAY);
    return text;
  };
}
