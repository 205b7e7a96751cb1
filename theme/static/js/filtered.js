/* A filtered list as it is shown: one that stands on one page where it stands; of one on several pages the whole is looked
   through in the index, and the answers take the place of the numbered page. Both take the index, the list, and the place in
   the index of each of its rows, and return what shows the rows that were `kept`, in the order `sorted` if there is one. */

/* How many answers are shown at once, of a list on several pages. */
const SHOWN = 30;

/* A list on one page: what is left out is hidden, and the order is that of the items. A line has room for one account: of
   the network that was chosen, else the one to follow first. */
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

/* A list on several pages: answers from the index, so many at once, instead of the page. */
export function instead(list, found, rows) {
  const part = list.hook.appendChild(document.importNode(found.part("answers"), true));
  const answers = part.querySelector("ul");
  const more = part.querySelector("button");
  const paper = [...list.groups.map((group) => group.part || group.list), ...document.querySelectorAll(".letters, .pages")];
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
