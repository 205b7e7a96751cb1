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
    /* A cut script is loaded too, but gives nothing: what an earlier one gave must not pass for it. */
    element.addEventListener("load", () => { resolve(globalThis.annuaire); delete globalThis.annuaire; });
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

/* Milliseconds to wait for a stylesheet: answers are better plain than late. */
const STYLE_TIMEOUT = 2000;

function style(address) {
  return new Promise((resolve) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = base + address;
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", resolve);
    setTimeout(resolve, STYLE_TIMEOUT);
    document.head.append(sheet);
  });
}

let indexLoading;

/* Load the index once; after a failure, the next call tries again. */
export function load() {
  indexLoading ||= Promise.all([loadScript(script.dataset.index), loadScript(script.dataset.tools), style(script.dataset.sheet)])
    .then(([data]) => new annuaireTools.SearchIndex(data, addressOf))
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
