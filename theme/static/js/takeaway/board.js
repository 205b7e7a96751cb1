/* The page « Emporter »: what is kept, what it asks to read, its files, its address; a proposal within a time. */
import { copy } from "./copy.js";
import { facts, keep, kept } from "./selection.js";
import { place, say } from "./store.js";

/* What sends an address on may write its commas otherwise, and put a full stop behind it. */
const shared = () => {
  const found = /^#s=([a-z0-9,-]+)/.exec(location.hash.replace(/%2c/gi, ",").replace(/%20/g, ""));
  return found && new Set(found[1].split(",").filter(Boolean));
};

/* The formats come with the first fiche that is kept, so that exporting asks for nothing; what is told in time comes then, too. */
let belonging;
let write;
let reading;

export async function enhance(root) {
  const { header, words, fiches } = await facts();
  const board = place(root, "board");
  const part = (name) => board.querySelector(`[data-part=${name}]`);
  const said = part("summary").dataset;
  /* What is called otherwise where the selection is somebody else's. */
  const called = ["title", "clear"].map(part).map((element) => [element, element.textContent]);
  const asked = () => shared() ?? kept();
  const chosen = () => {
    const ids = asked();
    return fiches.filter(({ id }) => ids.has(id));
  };
  const address = (found) => `${location.href.split("#")[0]}#s=${found.map(({ id }) => id).join(",")}`;
  /* A selection that is only looked at is nowhere but in the address: what the visitor keeps stays as it is. */
  const look = (found) => {
    history.replaceState(null, "", found.length ? address(found) : location.pathname + location.search);
    show();
  };

  /* A button that goes away leaves the focus to what says what there is now. */
  const land = () => part(asked().size ? "summary" : "empty").focus();

  const row = (record) => {
    const line = part("line").content.firstElementChild.cloneNode(true);
    const [name, remove] = [line.querySelector("a"), line.querySelector("button")];
    name.textContent = record.name;
    name.href = board.dataset.listing.replace("{slug}", record.id);
    remove.setAttribute("aria-label", remove.dataset.label.replace("{name}", record.name));
    remove.addEventListener("click", () => {
      const place = [...part("list").children].indexOf(line);
      const left = chosen().filter(({ id }) => id !== record.id);
      if (shared()) look(left);
      else keep(new Set(left.map(({ id }) => id)));
      /* Where the eye is, once the list is there again: at the next one, or at the last. */
      show().then(() => {
        const near = part("list").children[Math.min(place, left.length - 1)];
        if (near) near.querySelector("button").focus();
        else land();
      });
    });
    return line;
  };
  const summary = (found) => {
    const counts = new Map();
    for (const { accounts } of found) for (const { label } of accounts) counts.set(label, (counts.get(label) ?? 0) + 1);
    const { messages, minutes, unknown } = reading(found.map(({ pace }) => pace));
    const daily = messages ? say(said.messages, messages) : said.few;
    const parts = [say(said.count, found.length), [...counts].map(([label, count]) => `${label}\u00a0${count}`).join(", ")];
    if (unknown < found.length) parts.push(said.budget.replace("{messages}", daily).replace("{minutes}", say(said.minutes, minutes)));
    if (unknown) parts.push(say(said.unknown, unknown));
    return parts.join(said.between) + ".";
  };
  const show = async () => {
    const found = chosen();
    if (found.length) [{ belonging, write }, { reading }] = await Promise.all([import("./formats.js"), import("./budget.js")]);
    const gone = asked().size - found.length;
    part("empty").hidden = asked().size;
    part("full").hidden = !found.length;
    part("keep").hidden = !shared() || !found.length;
    part("clear").hidden = !asked().size;
    for (const [element, own] of called) element.textContent = shared() ? element.dataset.shared : own;
    part("list").replaceChildren(...found.map(row));
    part("summary").textContent = [...(found.length ? [summary(found)] : []), ...(gone ? [say(said.gone, gone)] : [])].join(" ");
    part("address").value = address(found);
    part("copied").textContent = "";
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
  /* Each button listens for itself: of a board that did, readers would call every word clickable. */
  for (const button of board.querySelectorAll("[data-form]")) button.addEventListener("click", () => save(button.dataset.form));
  part("keep").addEventListener("click", () => {
    const ids = chosen().map(({ id }) => id);
    look([]);
    keep(new Set([...kept(), ...ids]));
    land();
  });
  part("clear").addEventListener("click", () => {
    if (shared()) look([]);
    else keep(new Set());
    land();
  });
  part("copy").addEventListener("click", () => {
    part("address").select();
    if (navigator.clipboard) copy(part("address").value, part("copied")).catch(() => { /* it is selected: one copies it by hand */ });
  });
  part("propose")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { propose } = await import("./budget.js");
    const boxes = [...event.target.querySelectorAll("[name=category]")];
    const checked = boxes.filter((box) => box.checked);
    const categories = (checked.length ? checked : boxes).map((box) => box.value);
    const candidates = fiches.toSorted((a, b) => a.turn - b.turn).map(({ id, category_ids: [first], pace }) => ({ id, category: first, pace }));
    const ids = new Set(propose(candidates, categories, Number(event.target.elements.minutes.value)));
    if (ids.size) look(fiches.filter(({ id }) => ids.has(id)));
    else part("summary").textContent = said.short;
    part("summary").focus();
  });
  addEventListener("selection", show);
  addEventListener("storage", show);
  addEventListener("pageshow", show); // back to a page that the browser had kept
  addEventListener("hashchange", show);
  show();
}
