/* Tokenisation and stemming, as in tests/support/reference/words.py: the same rules, read from the index. */

const WORD = /[\p{L}\p{N}]+/gu;
/* Fast path: a text that needs no folding but lower case, as most handles and queries. */
const PLAIN = /^[\w@.:/-]*$/;
/* « camille » of camille@mastodon.example, in/camille, @camille, camille.example/feed. */
const LOCAL = /^@?(?:[^./@]+\/)*([^./@]+)/;
const CAPITALS = /([a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|([A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])/g;

export function french(rules) {
  const listed = (text) => text.split(" ");
  const starts = listed(rules.addresses);
  const endings = listed(rules.inclusive).sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");
  const inclusive = new RegExp(`([\\p{L}\\p{N}]{3,})[·•‧./(-](?:${endings})\\)?(?:[·•‧.-]?s)?(?![\\p{L}\\p{N}])`, "gu");
  const elision = new RegExp(`(^|[^\\p{L}\\p{N}])(?:${listed(rules.elisions).join("|")})'`, "gu");
  /* A pasted address: its host, and « camille », « @camille » or « in/camille » of its path. */
  const pasted = new RegExp(`^(\\S+://[^\\s/?#]+|[^\\s/?#]+\\.[^\\s/?#]+)(?:/((?:(?:${listed(rules.paths).join("|")})/)?[^\\s/?#]*))?[/?#]\\S*$`);
  const letters = new RegExp(`[${Object.keys(rules.letters).join("")}]`, "gu");
  const stopWords = new Set(listed(rules.empty));

  const fold = (text) => PLAIN.test(text) ? text.toLowerCase() : text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "")
    .replace(letters, (letter) => rules.letters[letter]).trim().replace(/\s+/g, " ");

  /* The same as text.slugify. */
  const slug = (text) => fold(text).replaceAll("+", " plus ").replaceAll("#", " diese ").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  const bare = (text) => text.match(WORD) || [];

  const joined = (text) => bare(fold(text)).join("");

  function words(text) {
    let folded = fold(text);
    for (const start of starts) {
      folded = folded.split(" ").map((part) => part.startsWith(start) ? part.slice(start.length) : part).join(" ");
    }
    folded = folded.replace(inclusive, "$1").replace(elision, "$1").replaceAll("'", "");
    for (const compound of rules.compounds) folded = folded.replaceAll(compound, bare(compound).join(""));
    return bare(folded);
  }

  function nameWords(name) {
    const apart = words(name.replace(CAPITALS, "$& "));
    return new Set([...words(name), ...apart, ...bare(fold(name).replaceAll("'", "")), joined(name)]);
  }

  /* A handle without its server, as one word; its words; the words of the whole address. */
  function handleWords(handle) {
    const local = LOCAL.exec(handle)?.[1] || handle;
    return [[joined(local)], [...bare(fold(local.replace(CAPITALS, "$& "))), ...bare(fold(local))], bare(fold(handle))];
  }

  function stem(word) {
    word = Object.hasOwn(rules.irregular, word) ? rules.irregular[word] : word;
    for (const step of rules.steps) {
      const found = step.find(([ending, , kept]) => word.endsWith(ending) && word.length - ending.length >= kept);
      if (found) word = word.slice(0, word.length - found[0].length) + found[1];
    }
    return word;
  }

  /* A pasted address without what follows the account, then, if that may be a folder of a site, its host alone. */
  function shortened(query) {
    const [found, host, path = ""] = pasted.exec(query.trim()) || [];
    if (!found) return [];
    return [`${host}/${path}`, ...(path && !path.includes("/") && path[0] !== "@" ? [`${host}/`] : [])];
  }

  return { fold, slug, words, nameWords, handleWords, joined, shortened, stem, stopWords };
}
