/* Where the site is, and the search index: it and its tools (late.js) are scripts of their own, asked for once, when
   search or filters are first used. */

const script = document.currentScript;
const parts = script ? script.dataset.listing.split("{slug}") : ["", ""];

/* The site's own addresses, whatever folder it lives in. */
const base = script ? new URL(script.dataset.root, document.baseURI).href : "";
export const addressOf = (id) => base + parts.join(id);
export function idOf(address) {
  const rest = address.slice(base.length + parts[0].length);
  return rest.slice(0, rest.length - parts[1].length).split("#")[0];
}

/* Data are scripts: from a disk nothing else can be read. */
export function ask(address) {
  return new Promise((resolve, reject) => {
    const asked = document.createElement("script");
    asked.src = base + address;
    asked.addEventListener("load", () => resolve(globalThis.annuaire));
    asked.addEventListener("error", reject);
    document.head.append(asked);
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

class Found {
  constructor(data) {
    const lines = (column) => column.split("\n");
    this.data = data;
    this.names = lines(data.names);
    this.reasons = [];
    this.whole = !data.reasons_at;
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
    /* Most ids are their names made plain. */
    this.ids = lines(data.ids).map((id, place) => id || this.slug(this.names[place]));
    this.markup = new DOMParser().parseFromString(data.markup, "text/html");
    this.words = this.part("words").dataset;
  }

  /* The engine is made when somebody searches: filters do without. */
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

  /* « 1 fiche », « 12 fiches »: the words are in the markup, and 0 goes with 1. */
  count(number) {
    return (number < 2 ? this.words.one : this.words.many).replace("{}", this.number(number));
  }

  number(value) {
    return value.toLocaleString(document.documentElement.lang);
  }

  address(place) {
    return addressOf(this.ids[place]);
  }

  /* The label of an account and its handle as pages show it: of the one to follow first, or of the one on a network. */
  account(place, slug) {
    const accounts = annuaireTools.handles(this.accounts[place], this.joined(this.names[place]));
    const [network, handle] = accounts.find(([number]) => this.data.networks[number][0] === slug) || accounts[0];
    const [, label, sign] = this.data.networks[network];
    const shown = { "@": `@${handle}`, ".": handle.split("/")[0], "/": handle.replace(/^channel\/.*|.*\//, "") };
    return [label, shown[sign] ?? handle];
  }

  /* A fiche among answers, in the words of the index. */
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

let asked;

/* Return what search and filters need; it can be asked for as often as one likes. */
export function load() {
  asked ||= Promise.all([ask(script.dataset.index), ask(script.dataset.tools), style(script.dataset.sheet)])
    .then(([data]) => new Found(data))
    .catch((error) => { asked = undefined; throw error; });
  return asked;
}

let told;

/* Have the reasons too: the longest part, which comes after the first answers. */
export function loadReasons() {
  told ||= load().then(async (found) => {
    if (found.whole) return;
    const { reasons } = await ask(found.data.reasons_at);
    found.reasons = reasons.split("\n");
    found.engine = undefined;
    found.whole = true;
  }).catch((error) => { told = undefined; throw error; });
  return told;
}
