/* Extracts the searchable words from columns of the index, as tests/support/reference/fields.py does. */

import { french } from "./words.js";

const ACCOUNT = /^(\d+):([~=]?)(.*)$/;

/* The accounts of a fiche, as [place of the network, handle]: « ~ » abbreviates the name without spaces, « = » the handle
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

/* Return the functions that extract the words of a category and of a territory, without stop words. */
export function fields({ rules, territories }) {
  const { words, joined, stem, stopWords } = french(rules);
  const contentWords = (text) => words(text).filter((word) => !stopWords.has(word));

  /* The words of its name and forms, its synonyms as single words (start-up, startup), the stems of its synonyms of several
     words. */
  function trade([, name, written]) {
    const [forms, synonyms] = written.split(";");
    const phrases = synonyms.split(",").map((synonym) => [synonym, contentWords(synonym)]).filter(([, several]) => several.length);
    return {
      forms: contentWords(`${name} ${forms.replaceAll(",", " ")}`),
      single: phrases.map(([synonym, several]) => several.length > 1 ? joined(synonym) : several[0]),
      several: phrases.filter(([, several]) => several.length > 1).map(([, several]) => several.map(stem).join(" ")),
    };
  }

  /* The words of its name and demonyms, and of those of the country that it is in. */
  function territory([, name, parent, people]) {
    const country = territories.filter(([slug]) => parent && slug === parent).map((other) => `${other[1]} ${other[3]}`);
    return contentWords([name, people, ...country].join(" "));
  }

  return { trade, territory };
}
