/* The answers under the search field: the sentence that counts them, and the list. */

/* How many answers are listed. */
const SHOWN = 7;

/* The sentence that counts the answers, from the texts in the markup. « Not found » is only said once the reasons are loaded:
   empty while they are awaited; when they could not be loaded, another text says so. */
export function sentence(found, query, { places, partial, guess }, final) {
  const count = found.count(places.length);
  const sure = places.length && !partial && !guess;
  if (!query.trim() || !final && !sure) return "";
  if (sure) return count;
  const text = found.words[partial ? "partial" : guess ? "near" : "none"].replace("{}", count);
  return found.complete ? text : found.words.unread.replace("{}", text[0].toLowerCase() + text.slice(1));
}

/* The first answers, each with its line; then a link to all answers, or, without any answer, to the index of words. */
export function items(found, query, { places }, address) {
  const shown = places.slice(0, SHOWN).map((place) => {
    const line = document.createElement("span");
    line.textContent = found.line(place);
    const link = item(found.address(place), found.names[place]);
    link.firstChild.append(line);
    return link;
  });
  if (!places.length) return [item(address, found.words.index)];
  if (places.length === shown.length) return shown;
  return [...shown, item(`${address}?q=${encodeURIComponent(query)}`, found.words.all.replace("{}", found.count(places.length)))];
}

function item(address, text) {
  const made = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  made.append(link);
  return made;
}
