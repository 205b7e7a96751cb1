/* What the columns of the index hold, as words to search in: the twin of annuaire/search/fields.py. */

import { french } from "./words.js";

const ACCOUNT = /^(\d+):([~=]?)(.*)$/;

/* The accounts of a fiche, as [place of the network, handle]: « ~ » stands for the name in one piece, « = » for the handle
   before. */
export function handles(accounts, name) {
  let local = "";
  return accounts.map((account) => {
    const [, network, mark, rest] = ACCOUNT.exec(account);
    const handle = ({ "~": name, "=": local }[mark] || "") + rest;
    local = handle.split("@")[0];
    return [network, handle];
  });
}

/* The words that say something; those of a category, of a territory. */
export function fields({ rules, territories }) {
  const { words, joined, stem, empty } = french(rules);
  const full = (text) => words(text).filter((word) => !empty.has(word));

  /* The words of its name and forms, its synonyms in one word (start-up, startup), the stems of the longer ones. */
  function trade([, name, written]) {
    const [forms, synonyms] = written.split(";");
    const phrases = synonyms.split(",").map((synonym) => [synonym, full(synonym)]).filter(([, several]) => several.length);
    return {
      forms: full(`${name} ${forms.replaceAll(",", " ")}`),
      single: phrases.map(([synonym, several]) => several.length > 1 ? joined(synonym) : several[0]),
      several: phrases.filter(([, several]) => several.length > 1).map(([, several]) => several.map(stem).join(" ")),
    };
  }

  /* Its words, those of what its people are called, and of the country it is in. */
  function territory([, name, parent, people]) {
    const country = territories.filter(([slug]) => parent && slug === parent).map((other) => `${other[1]} ${other[3]}`);
    return full([name, people, ...country].join(" "));
  }

  return { trade, territory };
}
