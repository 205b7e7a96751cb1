/* Search: the twin of annuaire/search/search.py, line by line. What is changed here is changed there; one table holds both. */

import { fields, handles } from "./fields.js";
import { french } from "./words.js";

const NAME = 60, HANDLE = 45, TRADE = 36, SYNONYM = 28, SUBJECT = 20, TERRITORY = 18, NETWORK = 14, REASON = 8;
const PIECE = 16, ADDRESS = 3;
const SECOND = 6;
const EXACT = 10, FORM = 9, BEGINNING = 6, MISTAKE = 4;
const WHOLE_NAME = 2000, NAME_BEGINNING = 150, LETTERS = 8;
const ONE_MISTAKE = 4, TWO_MISTAKES = 8, SAID = 4, ROOT = 6, ENDING = 4;
const SIGNS = 500, WORDS = 24;

const raise = (found, key, weight) => { if (weight > (found.get(key) || 0)) found.set(key, weight); };
const lines = (column) => column.split("\n");
const listed = (text) => text ? text.split(" ") : [];
const child = (map, key) => map.get(key) || map.set(key, new Map()).get(key);
const same = (words, weight) => new Map([...words].map((word) => [word, weight]));

export function engine(index) {
  const { words, nameWords, handleWords, joined, stem, empty } = french(index.rules);
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
    const called = same(nameWords(name), NAME);
    const reached = new Map();
    for (const [network, handle] of handles(listed(accounts[fiche]), names[fiche])) {
      handleWords(handle).forEach((found, place) => {
        for (const word of found) raise(called, word, [HANDLE, PIECE, ADDRESS][place]);
      });
      for (const word of networks[network]) reached.set(word, NETWORK);
    }
    const does = new Map();
    listed(filed[fiche]).forEach((number, rank) => {
      const { forms, single, several } = trades[number];
      const less = rank ? SECOND : 0;
      for (const word of forms) raise(does, word, TRADE - less);
      for (const word of single) raise(does, word, SYNONYM - less);
      for (const phrase of several) raise(child(phrases, phrase), fiche, SYNONYM - less);
    });
    post(fiche, called);
    post(fiche, reached);
    post(fiche, does);
    post(fiche, same(listed(about[fiche]).flatMap((number) => subjects[number]), SUBJECT));
    post(fiche, same(places[origin[fiche]], TERRITORY));
    post(fiche, same(words(reasons[fiche] || ""), REASON));
  });

  const vocabulary = [...postings.keys()];
  /* What is only in addresses (com, social, xml) is found as it is; nobody who mistypes means it. */
  const meant = vocabulary.filter((word) => [...postings.get(word).values()].some((weight) => weight > ADDRESS));
  const forms = new Map();
  for (const word of vocabulary) {
    const root = stem(word);
    forms.set(root, [...forms.get(root) || [], word]);
  }

  function take(found, matches, quality, above = 0) {
    for (const match of matches) {
      for (const [fiche, weight] of postings.get(match)) if (weight > above) raise(found, fiche, weight * quality);
    }
  }

  function near(word) {
    const limit = (word.length >= ONE_MISTAKE) + (word.length >= TWO_MISTAKES);
    for (let allowed = 1; allowed <= limit; allowed += 1) {
      const found = meant.filter((other) => isNear(word, other, allowed));
      if (found.length) return found.flatMap((other) => forms.get(stem(other)));
    }
    return [];
  }

  /* The words that begin as a long one does: référencer, référencement. */
  function derived(word) {
    const whole = stem(word);
    const root = whole.slice(0, Math.max(ROOT, whole.length - ENDING));
    return root.length < ROOT ? [] : meant.filter((other) => other.startsWith(root));
  }

  /* How much each fiche answers one word, and whether it is there (FORM), as a beginning, or with a mistake. */
  function answers(word, typing) {
    const found = new Map();
    take(found, postings.has(word) ? [word] : [], EXACT);
    take(found, forms.get(stem(word)) || [], FORM);
    let how = found.size ? FORM : BEGINNING;
    if (typing && word.length > 1) {
      take(found, vocabulary.filter((other) => other.startsWith(word)), BEGINNING, word.length < SAID ? REASON : 0);
    }
    if (!found.size) {
      how = MISTAKE;
      take(found, near(word), MISTAKE);
    }
    if (!found.size) take(found, derived(word), MISTAKE);
    return { found, how };
  }

  function said(asked) {
    const stems = asked.map(stem);
    const found = new Map();
    for (let start = 0; start < stems.length; start += 1) {
      for (let end = start + 2; end <= Math.min(start + 4, stems.length); end += 1) {
        for (const [fiche, weight] of phrases.get(stems.slice(start, end).join(" ")) || []) {
          for (let place = start; place < end; place += 1) raise(child(found, place), fiche, weight);
        }
      }
    }
    return found;
  }

  /* Return { places, partial, guess }: the fiches that answer, best first, by place in the index; whether none has all the
     words; whether the best has only another word for one of them. */
  return function find(written) {
    const query = written.slice(0, SIGNS);
    const typed = words(query);
    const kept = typed.filter((word) => !empty.has(word));
    const asked = (kept.length ? kept : typed).slice(0, WORDS);
    const whole = joined(query);
    if (!asked.length) return { places: [] };
    const typing = typed.at(-1) === asked.at(-1) && /[\p{L}\p{N}]$/u.test(query.normalize("NFC"));
    const several = said(asked);
    const counts = new Map();
    const scores = new Map();
    const guessed = new Set();
    const rarest = new Map();
    asked.forEach((word, place) => {
      let { found, how } = answers(word, typing && place === asked.length - 1);
      for (const [fiche, weight] of several.get(place) || []) {
        raise(found, fiche, weight * FORM);
        how = FORM;
      }
      if (how === MISTAKE) found.forEach((_, fiche) => guessed.add(fiche));
      /* A word that is nowhere is not rare for being near few others, nor for being the beginning of few. */
      const few = how === FORM ? found.size : names.length;
      for (const [fiche, score] of found) {
        counts.set(fiche, (counts.get(fiche) || 0) + 1);
        scores.set(fiche, (scores.get(fiche) || 0) + score);
        rarest.set(fiche, Math.min(rarest.get(fiche) || few, few));
      }
    });
    names.forEach((name, fiche) => {
      if (!name.startsWith(whole) || !(typing || name === whole)) return;
      counts.set(fiche, asked.length);
      guessed.delete(fiche);
      const begun = NAME_BEGINNING * Math.min(whole.length, LETTERS);
      scores.set(fiche, (scores.get(fiche) || 0) + (name === whole ? WHOLE_NAME : begun));
    });
    const most = Math.max(0, ...new Set(counts.values()));
    if (most * 2 < asked.length) return { places: [] };
    let places = [...counts.keys()].filter((fiche) => counts.get(fiche) === most);
    /* One word of several, said in passing by a reason, answers nothing. */
    if (most === 1 && asked.length > 1) places = places.filter((fiche) => scores.get(fiche) > REASON * EXACT);
    const partial = most < asked.length;
    places.sort((a, b) => (partial && rarest.get(a) - rarest.get(b)) || scores.get(b) - scores.get(a) || a - b);
    return { places, partial: places.length > 0 && partial, guess: guessed.has(places[0]) };
  };
}

/* Say whether at most `allowed` letters are missing, added, wrong or exchanged with their neighbour. */
function isNear(word, other, allowed) {
  if (Math.abs(word.length - other.length) > allowed) return false;
  let older = [], before = [], row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= word.length; i += 1) {
    [older, before, row] = [before, row, [i]];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (word[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > allowed) return false;
  }
  return row[other.length] <= allowed;
}
