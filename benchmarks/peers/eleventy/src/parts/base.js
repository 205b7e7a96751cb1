const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (found) => ENTITIES[found]);
let header;

/** The frame of every page; what is the same on all of them is made once. */
function base(categories, title, description, main) {
  header ??= categories
    .map((item) => `<li><a href="/categories/${item.id}/">${escape(item.name)}</a></li>`)
    .join("\n");
  return `<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} | Banc d’essai</title>
<meta name="description" content="${escape(description)}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<p><a href="/">Banc d’essai</a></p>
<nav>
<ul>
${header}
</ul>
</nav>
</header>
<main>
${main}
</main>
<footer><p>Des comptes inventés, métier par métier.</p></footer>
</body>
</html>
`;
}

module.exports = { base, escape };
