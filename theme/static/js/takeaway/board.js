/* The page « Emporter »: the selection, its reading time, its files, its shareable address; proposals for a given reading time. */
import { copy } from "./copy.js";
import { loadFacts, saveSelection, selectedIds } from "./selection.js";
import { instantiate, plural } from "./store.js";

/* The ids in the address, if any. Other programs may encode the commas of an address, or add a full stop. */
const shared = () => {
  const found = /^#s=([a-z0-9,-]+)/.exec(location.hash.replace(/%2c/gi, ",").replace(/%20/g, ""));
  return found && new Set(found[1].split(",").filter(Boolean));
};

/* From formats.js and budget.js, which are loaded with the first selected fiche, so that exporting makes no request. */
let belonging;
let write;
let readingTime;

export async function enhance(root) {
  const facts = await loadFacts().catch(() => {});
  const board = instantiate(root, "board");
  const part = (name) => board.querySelector(`[data-part=${name}]`);
  const texts = part("summary").dataset;
  /* What follows the board is hidden until the board has its size. */
  const settle = () => delete root.querySelector("#board").dataset.turning;
  if (!facts) {
    part("summary").textContent = texts.failed;
    part("propose")?.remove();
    return settle();
  }
  const { header, words, fiches } = facts;
  /* Elements that have another text when the selection is somebody else's, with their own text. */
  const relabelled = ["title", "keep", "clear"].map(part).map((element) => [element, element.textContent]);
  /* The ids that « Tout retirer » removed, until they are restored. */
  let removed = new Set();
  const asked = () => shared() ?? selectedIds();
  const chosen = () => {
    const ids = asked();
    return fiches.filter(({ id }) => ids.has(id));
  };
  const address = (found) => `${location.href.split("#")[0]}#s=${found.map(({ id }) => id).join(",")}`;
  /* Show a selection without storing it: it is only in the address, and the visitor's own stays as it is. */
  const showShared = (found) => {
    history.replaceState(null, "", found.length ? address(found) : location.pathname + location.search);
    show();
  };

  /* Move the focus from a button that disappears to the text that describes the new state. */
  const focusSummary = () => part(asked().size ? "summary" : "empty").focus();

  const row = (record) => {
    const line = part("line").content.firstElementChild.cloneNode(true);
    const [name, remove] = [line.querySelector("a"), line.querySelector("button")];
    name.textContent = record.name;
    name.href = board.dataset.listing.replace("{slug}", record.id);
    remove.setAttribute("aria-label", remove.dataset.label.replace("{name}", record.name));
    remove.addEventListener("click", () => {
      const position = [...part("list").children].indexOf(line);
      const left = chosen().filter(({ id }) => id !== record.id);
      if (shared()) showShared(left);
      else saveSelection(new Set(left.map(({ id }) => id)));
      /* Once the list is rebuilt, focus the next fiche, or the last one. */
      show().then(() => {
        const near = part("list").children[Math.min(position, left.length - 1)];
        if (near) near.querySelector("button").focus();
        else focusSummary();
      });
    });
    return line;
  };
  const summary = (found) => {
    const counts = new Map();
    for (const { accounts } of found) for (const { label } of accounts) counts.set(label, (counts.get(label) ?? 0) + 1);
    const { messages, minutes, unknown } = readingTime(found.map(({ pace }) => pace));
    const daily = messages ? plural(texts.messages, messages) : texts.few;
    const parts = [plural(texts.count, found.length), [...counts].map(([label, count]) => `${label}\u00a0${count}`).join(", ")];
    if (unknown < found.length) parts.push(texts.budget.replace("{messages}", daily).replace("{minutes}", plural(texts.minutes, minutes)));
    if (unknown) parts.push(plural(texts.unknown, unknown));
    return parts.join(texts.between) + ".";
  };
  /* The same text set again would be said again. */
  const summarise = (text) => { if (part("summary").textContent !== text) part("summary").textContent = text; };
  const show = async () => {
    const found = chosen();
    const gone = asked().size - found.length;
    part("empty").hidden = asked().size;
    part("full").hidden = !found.length;
    part("keep").hidden = !(shared() ? found.length : removed.size);
    part("clear").hidden = !asked().size;
    for (const [element, own] of relabelled) element.textContent = shared() ? element.dataset.shared : own;
    part("list").replaceChildren(...found.map(row));
    part("address").value = address(found);
    part("copied").textContent = "";
    try {
      if (found.length) [{ belonging, write }, { readingTime }] = await Promise.all([import("./formats.js"), import("./budget.js")]);
    } catch {
      return summarise(texts.failed); // the names are there, the buttons stay disabled
    }
    summarise([...(found.length ? [summary(found)] : []), ...(gone ? [plural(texts.gone, gone)] : [])].join(" "));
    for (const button of board.querySelectorAll("[data-form]")) {
      const n = found.length && belonging(button.dataset.form, found, words).length;
      button.disabled = !n;
      button.dataset.label ??= button.textContent;
      button.textContent = button.dataset.label + (n < found.length ? ` (${n})` : "");
    }
  };

  const save = (form) => {
    const [, file, type] = words.forms.find(([name]) => name === form);
    const found = chosen();
    const source = `${header.source}#s=${found.map(({ id }) => id).join(",")}`;
    const link = root.createElement("a");
    link.href = URL.createObjectURL(new Blob([write(form, found, { ...header, source }, words)], { type: `${type};charset=utf-8` }));
    link.download = `${board.dataset.name}-${file}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  /* One listener for each button: with a single one on the board, screen readers would call all of its text clickable. */
  for (const button of board.querySelectorAll("[data-form]")) button.addEventListener("click", () => save(button.dataset.form));
  part("keep").addEventListener("click", () => {
    const ids = shared() ? chosen().map(({ id }) => id) : removed;
    removed = new Set();
    showShared([]);
    saveSelection(new Set([...selectedIds(), ...ids]));
    focusSummary();
  });
  part("clear").addEventListener("click", () => {
    if (shared()) showShared([]);
    else {
      removed = selectedIds();
      saveSelection(new Set());
    }
    focusSummary();
  });
  part("copy").addEventListener("click", () => {
    part("address").select();
    if (navigator.clipboard) copy(part("address").value, part("copied")).catch(() => { /* it is selected, to be copied by hand */ });
  });
  part("propose")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { propose } = await import("./budget.js");
    const boxes = [...event.target.querySelectorAll("[name=category]")];
    const checked = boxes.filter((box) => box.checked);
    const categories = (checked.length ? checked : boxes).map((box) => box.value);
    const candidates = fiches.toSorted((a, b) => a.turn - b.turn).map(({ id, category_ids: [first], pace }) => ({ id, category: first, pace }));
    const ids = new Set(propose(candidates, categories, Number(event.target.elements.minutes.value)));
    if (ids.size) showShared(fiches.filter(({ id }) => ids.has(id)));
    else part("summary").textContent = texts.short;
    part("summary").focus();
  });
  addEventListener("selection", show);
  addEventListener("storage", show);
  addEventListener("pageshow", show); // restored from the back/forward cache
  addEventListener("hashchange", show);
  show().finally(settle);
}
