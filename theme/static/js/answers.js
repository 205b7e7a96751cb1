/* What is said and shown of answers under the search field. */

/* How many answers are shown there. */
const SHOWN = 7;

/* How many answers there are, in words that are there for that. That something is nowhere is said of what was read to
   its end: nothing while the reasons are awaited, and not of them when they did not come. */
export function sentence(found, query, { places, partial, guess }, final) {
  const count = found.count(places.length);
  const sure = places.length && !partial && !guess;
  if (!query.trim() || !final && !sure) return "";
  if (sure) return count;
  const text = found.words[partial ? "partial" : guess ? "near" : "none"].replace("{}", count);
  return found.whole ? text : found.words.unread.replace("{}", text[0].toLowerCase() + text.slice(1));
}

/* The first answers, each with its line, then where the others are, or where else to look. */
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
