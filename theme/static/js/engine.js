/* The search engine: the same as tests/support/reference/engine.py, line by line, which documents the constants. Change both together:
   the same table of queries tests them. */

import { fields, handles } from "./fields.js";
import { french } from "./words.js";

const NAME = 60, HANDLE = 45, TRADE = 36, SYNONYM = 28, SUBJECT = 18, TERRITORY = 20, NETWORK = 14, REASON = 8;
const PIECE = 16, ADDRESS = 3;
const SECONDARY = 6;
const EXACT = 10, FORM = 9, PREFIX = 6, FUZZY = 4;
const WHOLE_NAME = 2000, NAME_PREFIX = 150, MAX_LETTERS = 8;
const ONE_TYPO = 4, TWO_TYPOS = 8, REASON_PREFIX = 4, ROOT = 6, ENDING = 4;
const MAX_CHARACTERS = 500, MAX_WORDS = 24;

const keepMax = (found, key, weight) => { if (weight > (found.get(key) || 0)) found.set(key, weight); };
const lines = (column) => column.split("\n");
const listed = (text) => text ? text.split(" ") : [];
const child = (map, key) => map.get(key) || map.set(key, new Map()).get(key);
const weighted = (words, weight) => new Map([...words].map((word) => [word, weight]));

export function engine(index) {
  const { words, nameWords, handleWords, joined, shortened, stem, stopWords } = french(index.rules);
  const postings = new Map();
  const phrases = new Map();

  function post(fiche, field) {
    for (const [word, weight] of field) {
      const weights = child(postings, word);
      weights.set(fiche, (weights.get(fiche) || 0) + weight);
    }
  }

  const names = lines(index.names).map(joined);
  const { trade, territory } = fields(index);
  const trades = index.categories.map(trade);
  const places = index.territories.map(territory);
  const networks = index.networks.map((item) => words(item.join(" ")));
  const subjects = lines(index.subjects).map(words);
  const [filed, origin, about, accounts] = [index.filed, index.from, index.about, index.accounts].map(lines);
  const reasons = index.reasons ? lines(index.reasons) : [];

  lines(index.names).forEach((name, fiche) => {
    const identity = weighted(nameWords(name), NAME);
    const onNetworks = new Map();
    for (const [network, handle] of handles(listed(accounts[fiche]), names[fiche])) {
      handleWords(handle).forEach((found, place) => {
        for (const word of found) keepMax(identity, word, [HANDLE, PIECE, ADDRESS][place]);
      });
      for (const word of networks[network]) onNetworks.set(word, NETWORK);
    }
    const tradeWords = new Map();
    listed(filed[fiche]).forEach((number, rank) => {
      const { forms, single, several } = trades[number];
      const penalty = rank ? SECONDARY : 0;
      for (const word of forms) keepMax(tradeWords, word, TRADE - penalty);
      for (const word of single) keepMax(tradeWords, word, SYNONYM - penalty);
      for (const phrase of several) keepMax(child(phrases, phrase), fiche, SYNONYM - penalty);
    });
    post(fiche, identity);
    post(fiche, onNetworks);
    post(fiche, tradeWords);
    post(fiche, weighted(listed(about[fiche]).flatMap((number) => subjects[number]), SUBJECT));
    post(fiche, weighted(places[origin[fiche]], TERRITORY));
    post(fiche, weighted(words(reasons[fiche] || ""), REASON));
  });

  const vocabulary = [...postings.keys()];
  /* Words that are only in addresses (com, social, xml) are no candidates for fuzzy matching. */
  const weighs = (word, above) => [...postings.get(word).values()].some((weight) => weight > above);
  const fuzzyVocabulary = vocabulary.filter((word) => weighs(word, ADDRESS));
  const forms = new Map();
  for (const word of vocabulary) {
    const root = stem(word);
    forms.set(root, [...forms.get(root) || [], word]);
  }

  function addMatches(found, matches, quality, above = 0) {
    for (const match of matches) {
      for (const [fiche, weight] of postings.get(match)) if (weight > above) keepMax(found, fiche, weight * quality);
    }
  }

  function near(word) {
    const limit = (word.length >= ONE_TYPO) + (word.length >= TWO_TYPOS);
    /* In thousands of words of reasons, « juif » is near « juin ». */
    const above = word.length === ONE_TYPO ? REASON : ADDRESS;
    for (let allowed = 1; allowed <= limit; allowed += 1) {
      const found = fuzzyVocabulary.filter((other) => isNear(word, other, allowed) && weighs(other, above));
      if (found.length) return found.flatMap((other) => forms.get(stem(other)));
    }
    return [];
  }

  /* The words of the index with the same root as a long word: référencer, référencement. */
  function derived(word) {
    const whole = stem(word);
    const root = whole.slice(0, Math.max(ROOT, whole.length - ENDING));
    return root.length < ROOT ? [] : fuzzyVocabulary.filter((other) => other.startsWith(root));
  }

  /* The scores of the fiches that match one word, and the kind of match: FORM (exact or by stem), PREFIX or FUZZY. */
  function matchWord(word, typing) {
    const found = new Map();
    addMatches(found, postings.has(word) ? [word] : [], EXACT);
    addMatches(found, forms.get(stem(word)) || [], FORM);
    let kind = found.size ? FORM : PREFIX;
    if (typing && word.length > 1) {
      addMatches(found, vocabulary.filter((other) => other.startsWith(word)), PREFIX, word.length < REASON_PREFIX ? REASON : ADDRESS);
    }
    if (!found.size) {
      kind = FUZZY;
      addMatches(found, near(word), FUZZY);
    }
    if (!found.size) addMatches(found, derived(word), FUZZY);
    return { found, kind };
  }

  function phrasesIn(asked) {
    const stems = asked.map(stem);
    const found = new Map();
    for (let start = 0; start < stems.length; start += 1) {
      for (let end = start + 2; end <= Math.min(start + 4, stems.length); end += 1) {
        for (const [fiche, weight] of phrases.get(stems.slice(start, end).join(" ")) || []) {
          for (let place = start; place < end; place += 1) keepMax(child(found, place), fiche, weight);
        }
      }
    }
    return found;
  }

  /* Return { places, partial, guess }: the fiches that match, best first, by place in the index; whether none matches all words;
     whether one word of the best is only a fuzzy match. */
  function search(query) {
    const typed = words(query);
    const kept = typed.filter((word) => !stopWords.has(word));
    const asked = (kept.length ? kept : typed).slice(0, MAX_WORDS);
    const whole = joined(query);
    if (!asked.length) return { places: [] };
    const typing = typed.at(-1) === asked.at(-1) && /[\p{L}\p{N}]$/u.test(query.normalize("NFC"));
    const several = phrasesIn(asked);
    const counts = new Map();
    const scores = new Map();
    const guessed = new Set();
    const rarest = new Map();
    asked.forEach((word, place) => {
      let { found, kind } = matchWord(word, typing && place === asked.length - 1);
      for (const [fiche, weight] of several.get(place) || []) {
        keepMax(found, fiche, weight * FORM);
        kind = FORM;
      }
      if (kind === FUZZY) found.forEach((_, fiche) => guessed.add(fiche));
      /* Only a word that is in the index can be rare: a prefix or a fuzzy match counts as the most frequent. */
      const frequency = kind === FORM ? found.size : names.length;
      for (const [fiche, score] of found) {
        counts.set(fiche, (counts.get(fiche) || 0) + 1);
        scores.set(fiche, (scores.get(fiche) || 0) + score);
        rarest.set(fiche, Math.min(rarest.get(fiche) || frequency, frequency));
      }
    });
    names.forEach((name, fiche) => {
      if (!name.startsWith(whole) || !(typing || name === whole)) return;
      counts.set(fiche, asked.length);
      guessed.delete(fiche);
      const prefixBonus = NAME_PREFIX * Math.min(whole.length, MAX_LETTERS);
      scores.set(fiche, (scores.get(fiche) || 0) + (name === whole ? WHOLE_NAME : prefixBonus));
    });
    const most = Math.max(0, ...new Set(counts.values()));
    if (most * 2 < asked.length) return { places: [] };
    let places = [...counts.keys()].filter((fiche) => counts.get(fiche) === most);
    /* If only one word of several matches, a match in a reason is not enough. */
    if (most === 1 && asked.length > 1) places = places.filter((fiche) => scores.get(fiche) > REASON * EXACT);
    const partial = most < asked.length;
    places.sort((a, b) => (partial && rarest.get(a) - rarest.get(b)) || scores.get(b) - scores.get(a) || a - b);
    return { places, partial: places.length > 0 && partial, guess: guessed.has(places[0]) };
  }

  return function find(written) {
    const query = written.slice(0, MAX_CHARACTERS);
    const isSure = ({ places, partial, guess }) => places.length && !partial && !guess;
    const first = search(query);
    if (isSure(first)) return first;
    return shortened(query).map(search).find(isSure) || first;
  };
}

/* Whether the edit distance of two words (missing, added, wrong or transposed letters) is at most `allowed`. */
function isNear(word, other, allowed) {
  if (Math.abs(word.length - other.length) > allowed) return false;
  let older = [], before = [], row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= word.length; i += 1) {
    [older, before, row] = [before, row, [i]];
    let minimum = i;
    for (let j = 1; j <= other.length; j += 1) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (word[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
      minimum = Math.min(minimum, cost);
    }
    if (minimum > allowed) return false;
  }
  return row[other.length] <= allowed;
}
