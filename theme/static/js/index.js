/* Addresses of the site, and the search index. The index and its tools (late.js) are scripts of their own, loaded once, when
   search or filters are first used. */

const script = document.currentScript;
const parts = script ? script.dataset.listing.split("{slug}") : ["", ""];

/* The base address of the site, which may be in a folder. */
const base = script ? new URL(script.dataset.root, document.baseURI).href : "";
export const addressOf = (id) => base + parts.join(id);
export function idOf(address) {
  const rest = address.slice(base.length + parts[0].length);
  return rest.slice(0, rest.length - parts[1].length).split("#")[0];
}

/* Data files are scripts, because a page opened from a disk can load nothing else. */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = base + address;
    element.addEventListener("load", () => resolve(globalThis.annuaire));
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function style(address) {
  return new Promise((resolve) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = base + address;
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", resolve);
    document.head.append(sheet);
  });
}

class SearchIndex {
  constructor(data) {
    const lines = (column) => column.split("\n");
    this.data = data;
    this.names = lines(data.names);
    this.reasons = [];
    this.complete = !data.reasons_at;
    const numbers = (column) => lines(column).map((line) => line ? line.split(" ") : []);
    this.filed = numbers(data.filed);
    this.from = numbers(data.from);
    this.about = numbers(data.about);
    this.accounts = numbers(data.accounts);
    this.networks = this.accounts.map((accounts) => accounts.map((account) => account.split(":")[0]));
    this.since = lines(data.since);
    this.active = lines(data.active);
    this.rhythms = data.rhythms ? numbers(data.rhythms) : [];
    const { joined, slug } = annuaireTools.french(data.rules);
    this.joined = joined;
    this.slug = slug;
    /* Most ids are the slugs of names, and are left out of the index. */
    this.ids = lines(data.ids).map((id, place) => id || this.slug(this.names[place]));
    this.markup = new DOMParser().parseFromString(data.markup, "text/html");
    this.words = this.part("words").dataset;
  }

  /* The engine is built on the first search: filters do not need it. */
  get find() {
    this.engine ||= annuaireTools.engine({ ...this.data, reasons: this.reasons.join("\n") });
    return this.engine;
  }

  part(name) {
    return this.markup.querySelector(`[data-part="${name}"]`);
  }

  copy(name) {
    return document.importNode(this.part(name).content, true).firstElementChild;
  }

  /* « 1 fiche », « 12 fiches »: the texts are in the markup; 0 is singular. */
  count(number) {
    return (number < 2 ? this.words.one : this.words.many).replace("{}", this.number(number));
  }

  number(value) {
    return value.toLocaleString(document.documentElement.lang);
  }

  address(place) {
    return addressOf(this.ids[place]);
  }

  /* The label and the displayed handle of the account on a network, else of the one to follow first. */
  account(place, slug) {
    const accounts = annuaireTools.handles(this.accounts[place], this.joined(this.names[place]));
    const [network, handle] = accounts.find(([number]) => this.data.networks[number][0] === slug) || accounts[0];
    const [, label, sign] = this.data.networks[network];
    const shown = { "@": `@${handle}`, ".": handle.split("/")[0], "/": handle.replace(/.*\//, "") };
    return [label, shown[sign] ?? handle];
  }

  /* The element of a fiche among answers, made from the index. */
  entry(place, slug) {
    const item = this.copy("entry");
    const link = item.querySelector("a");
    link.href = this.address(place);
    link.textContent = this.names[place];
    item.firstElementChild.dataset.fiche = this.ids[place];
    item.querySelector("[data-reason]").textContent = this.reasons[place] || "";
    item.querySelector("[data-line]").textContent = `${this.line(place)}. ${this.account(place, slug).join(" ")}`;
    return item;
  }

  line(place) {
    const { categories, territories } = this.data;
    return [categories[this.filed[place][0]], territories[this.from[place][0]]].map(([, name]) => name).join(", ");
  }
}

let indexLoading;

/* Load the index once; after a failure, the next call tries again. */
export function load() {
  indexLoading ||= Promise.all([loadScript(script.dataset.index), loadScript(script.dataset.tools), style(script.dataset.sheet)])
    .then(([data]) => new SearchIndex(data))
    .catch((error) => { indexLoading = undefined; throw error; });
  return indexLoading;
}

let reasonsLoading;

/* Load the reasons too, which are the largest part: after the first answers. */
export function loadReasons() {
  reasonsLoading ||= load().then(async (found) => {
    if (found.complete) return;
    const { reasons } = await loadScript(found.data.reasons_at);
    found.reasons = reasons.split("\n");
    found.engine = undefined;
    found.complete = true;
  }).catch((error) => { reasonsLoading = undefined; throw error; });
  return reasonsLoading;
}
