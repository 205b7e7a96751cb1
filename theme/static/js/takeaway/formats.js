/* The export formats, as in annuaire/exports: the same bytes for the same fiches. A test writes each case with both and compares. */
const xml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const ADDRESS = /(https?:\/\/[^\s<>]+)/g;
const linked = (html) => html.replace(ADDRESS, (address) => `<a href="${address}">${address.replace(/\//g, "/<wbr>")}</a>`);
const comment = (lines) => {
  const text = lines.join("\n").replace(ADDRESS, (address) => address.replace(/--/g, "-%2D"));
  return `<!--\n${text.replace(/-(?=-)/g, "- ")}\n-->`;
};
const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
const row = (cells, end) => cells.map(cell).join(",") + end;
const inert = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const markdown = (text) => text.replace(/[\\`*_{}[\]<>#|~]|&(?=#?[A-Za-z0-9]+;)/g, "\\$&").replace(/(?:^|\n)[ \t]*(?:[0-9]+(?=[.)])|(?=[-+]))/g, "$&\\");
const markdownLine = (text) => text.split(ADDRESS).map((part, place) => (place % 2 ? `<${part}>` : markdown(part))).join("");
const link = (text, url) => {
  const safe = url.replace(/[()<> ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${markdown(text)}](${safe})`;
};
const card = (text) => text.replace(/[\\,;]/g, "\\$&").replace(/\r?\n/g, "\\n");
const folded = (line) => {
  const parts = [];
  let current = "";
  let size = 0;
  for (const char of line) {
    const code = char.codePointAt(0);
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (size + width > 75) {
      parts.push(current);
      current = " ";
      size = 1;
    }
    current += char;
    size += width;
  }
  return `${[...parts, current].join("\r\n")}\r\n`;
};
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const on = (record, network) => record.accounts.find((account) => account.network === network);
const full = ({ title, list }) => (list === title ? title : `${title}\u00a0: ${list}`);
const lines = (header, words) => [...header.notes, words.source + header.source];
const about = ({ notes, published_rfc822, ...facts }) => facts;
const grouped = (records, write) => {
  const groups = new Map();
  for (const record of records) {
    const written = write(record);
    if (written) groups.set(record.group, [...(groups.get(record.group) ?? []), written]);
  }
  return [...groups];
};
const presentation = ({ reason, caveat }, words) => (caveat ? `${reason} ${words.caveat}${caveat}` : reason);
const all = () => true;
const has = (network) => (record) => on(record, network);

/* name: [filter of records, renderer] */
const FORMS = {
  mastodon: [has("mastodon"), (records) =>
    row(["Account address", "Show boosts", "Notify on new posts", "Languages"], "\n") +
    records.map((record) => row([on(record, "mastodon").handle, "true", "false", ""], "\n")).join("")],

  "mastodon-listes": [has("mastodon"), (records) =>
    row(["List name", "Account address"], "\n") +
    records.map((record) => row([record.group, on(record, "mastodon").handle], "\n")).join("")],

  bluesky: [has("bluesky"), (records, header) => json({
    ...about(header),
    members: records.map((record) => {
      const { handle, url, permanent_id: did } = on(record, "bluesky");
      return { name: record.name, handle, url, ...(did && { did }) };
    }),
  })],

  x: [has("x"), (records, header, words) => {
    const title = xml(words.x[0].replace("{list}", () => full(header)));
    return `${[
      "<!DOCTYPE html>", '<html lang="fr">', '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">', '<meta name="robots" content="noindex">',
      '<meta name="color-scheme" content="light dark">', `<title>${title}</title>`, `<h1>${title}</h1>`,
      `<p>${xml(words.x[1])}</p>`, "<ul>",
      ...records.map((record) => {
        const { follow_url: href, shown } = on(record, "x");
        return `<li><a href="${xml(href)}">${xml(record.name)}, ${xml(shown)}</a><br>${xml(presentation(record, words))}</li>`;
      }),
      "</ul>", ...lines(header, words).map((line) => `<p>${linked(xml(line))}</p>`), "</html>",
    ].join("\n")}\n`;
  }],

  opml: [has("flux"), (records, header, words) => {
    const seen = new Set();
    const groups = grouped(records, (record) => {
      const feed = on(record, "flux").url;
      const spelling = feed.replace(/^https?:\/\/(?:www\.)?|\/$/g, "");
      if (seen.has(spelling)) return "";
      seen.add(spelling);
      const site = on(record, "site");
      const name = xml(record.name);
      return `<outline type="rss" text="${name}" title="${name}" xmlUrl="${xml(feed)}"${site ? ` htmlUrl="${xml(site.url)}"` : ""} description="${xml(presentation(record, words))}"/>`;
    });
    return `${[
      '<?xml version="1.0" encoding="UTF-8"?>', comment(lines(header, words)), '<opml version="2.0">', "<head>",
      `<title>${xml(full(header))}</title>`, `<dateCreated>${header.published_rfc822}</dateCreated>`,
      `<ownerName>${xml(header.title)}</ownerName>`, "<docs>https://opml.org/spec2.opml</docs>", "</head>", "<body>",
      ...groups.flatMap(([group, outlines]) => [`<outline text="${xml(group)}" title="${xml(group)}">`, ...outlines, "</outline>"]),
      "</body>", "</opml>",
    ].join("\n")}\n`;
  }],

  vcard: [all, (records, header, words) => records.map((record) => [
    "BEGIN:VCARD", "VERSION:3.0", `UID:${record.url}`, `FN:${card(record.name)}`, `N:${card(record.name)};;;;`,
    ...(record.is_person ? [] : [`ORG:${card(record.name)}`]),
    ...record.accounts.map(({ url }, place) => `URL${place ? "" : ";TYPE=PREF"}:${url}`),
    `CATEGORIES:${record.categories.map(card).join(",")}`,
    `NOTE:${card([
      record.reason, ...(record.caveat ? [words.caveat + record.caveat] : []),
      ...(record.subjects.length ? [words.subjects + record.subjects.join(", ")] : []), "", ...lines(header, words),
    ].join("\n"))}`,
    `SOURCE:${record.url}`, `REV:${header.updated.replace(/-/g, "")}T000000Z`, "END:VCARD",
  ].map(folded).join("")).join("")],

  markdown: [all, (records, header, words) => {
    const groups = grouped(records, (record) => {
      const caveat = record.caveat ? ` *${markdown(words.caveat + record.caveat)}*` : "";
      const accounts = record.accounts.map(({ label, shown, url }) => link(`${label} ${shown}`, url)).join(" · ");
      return `- **${link(record.name, record.url)}** ${markdown(record.reason)}${caveat} ${accounts}`;
    });
    return `${[
      `# ${markdown(full(header))}`, ...lines(header, words).map(markdownLine),
      ...groups.flatMap(([group, items]) => [`## ${markdown(group)}`, items.join("\n")]),
    ].join("\n\n")}\n`;
  }],

  csv: [all, (records, header, words) => `\ufeff${row(words.columns, "\r\n")}` + records.map((record) => row([
    record.name, words.kinds[record.is_person ? 0 : 1], record.categories.join(", "), record.territory, record.reason,
    record.caveat, record.subjects.join(", "), record.since, record.url,
    ...words.networks.map((network) => on(record, network)?.url ?? ""),
    `${header.edition_title} (${header.published})`, `${header.licence} ${header.licence_url}`,
  ].map(inert), "\r\n")).join("")],

  json: [all, (records, header) => json({
    ...about(header),
    fiches: records.map((record) => ({
      id: record.id,
      name: record.name,
      kind: record.is_person ? "person" : "organisation",
      categories: record.category_ids.map((id, place) => ({ id, name: record.categories[place] })),
      territory: record.territory,
      reason: record.reason,
      subjects: record.subjects,
      since: record.since,
      url: record.url,
      accounts: record.accounts.map(({ network, handle, url, permanent_id: id }) => ({ network, handle, url, ...(id && { id }) })),
      ...(record.caveat && { caveat: record.caveat }),
    })),
  })],
};

/* The records that can be exported in a format, up to the limit of the platform. */
export function belonging(name, records, words) {
  const limit = words.forms.find(([form]) => form === name)[3] ?? undefined;
  return records.filter(FORMS[name][0]).slice(0, limit);
}

/* The text of a file; empty when no record can be exported in its format. */
export function write(name, records, header, words) {
  const found = belonging(name, records, words);
  return found.length ? FORMS[name][1](found, header, words) : "";
}
