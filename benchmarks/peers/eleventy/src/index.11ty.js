const { base, escape } = require("./parts/base.js");

module.exports = class {
  data() {
    return { permalink: "index.html" };
  }

  render({ categories, fiches }) {
    const count = {};
    for (const fiche of fiches) for (const id of fiche.categories) count[id] = (count[id] ?? 0) + 1;
    const line = (item) =>
      `<li><a href="/categories/${item.id}/">${escape(item.name)}</a> (${count[item.id] ?? 0})</li>`;
    return base(
      categories,
      "Accueil",
      "Un annuaire inventé.",
      `<h1>Banc d’essai</h1>
<p>Un annuaire inventé.</p>
<ul>
${categories.map(line).join("\n")}
</ul>`,
    );
  }
};
