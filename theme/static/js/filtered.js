/* Display of a filtered list: `inPlace` for a list on one page; for a list on several pages, `fromIndex`, which replaces the
   numbered page by answers from the index. Both take the list, the index, and the place in the index of each row, and return
   the function that shows the rows `kept`, in the order `sorted` if there is one. */

/* How many answers `fromIndex` shows at once. */
const SHOWN = 30;

/* For a list on one page: hide the other items, and reorder. A line has room for one account: that of the chosen network, else
   the one to follow first. */
export function inPlace(list, found, rows) {
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

/* For a list on several pages: show answers from the index, SHOWN at a time, instead of the page. */
export function fromIndex(list, found, rows) {
  const part = list.hook.appendChild(document.importNode(found.part("answers"), true));
  const answers = part.querySelector("ul");
  const more = part.querySelector("button");
  const pageParts = [...list.groups.map((group) => group.part || group.list), ...document.querySelectorAll(".letters, .pages")];
  let order = [];
  let network = "";
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
  return (kept, sorted, byName, chosen, chosenNetwork) => {
    network = chosenNetwork;
    part.hidden = !chosen;
    for (const element of pageParts) element.hidden = chosen;
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
