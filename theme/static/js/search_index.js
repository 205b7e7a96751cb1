/* The search index as filters and search read it: the data of annuaire/search/search_index.py, and elements made from them. */

import { engine } from "./engine.js";
import { handles } from "./fields.js";
import { french } from "./words.js";

export class SearchIndex {
  constructor(data, addressOf) {
    const lines = (column) => column.split("\n");
    this.data = data;
    this.addressOf = addressOf;
    this.names = lines(data.names);
    this.reasons = [];
    this.complete = !data.reasons_at;
    const numbers = (column) => lines(column).map((line) => line ? line.split(" ") : []);
    this.filed = numbers(data.filed);
    this.from = numbers(data.from);
    this.about = numbers(data.about);
    this.accounts = numbers(data.accounts);
    this.networks = this.accounts.map((accounts) => accounts.map((account) => account.split(":")[0]));
    this.came = lines(data.came);
    this.active = lines(data.active);
    this.rhythms = data.rhythms ? numbers(data.rhythms) : [];
    const { joined, slug } = french(data.rules);
    this.joined = joined;
    this.slug = slug;
    /* Most ids are the slugs of names, and are left out of the index. */
    this.ids = lines(data.ids).map((id, place) => id || this.slug(this.names[place]));
    this.markup = new DOMParser().parseFromString(data.markup, "text/html");
    this.words = this.part("words").dataset;
  }

  /* The engine is built on the first search: filters do not need it. */
  get find() {
    this.engine ||= engine({ ...this.data, reasons: this.reasons.join("\n") });
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
    return this.addressOf(this.ids[place]);
  }

  /* The label and the displayed handle of the account on a network, else of the one to follow first. */
  account(place, slug) {
    const accounts = handles(this.accounts[place], this.joined(this.names[place]));
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
