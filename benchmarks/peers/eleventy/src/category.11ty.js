const { base, escape } = require("./parts/base.js");

module.exports = class {
  data() {
    return {
      pagination: { data: "categories", size: 1, alias: "category" },
      permalink: ({ category }) => `categories/${category.id}/index.html`,
    };
  }

  render({ category, categories, fiches }) {
    const card = (fiche) => `<li>
<h2><a href="/comptes/${fiche.id}/">${escape(fiche.name)}</a></h2>
<p>${escape(fiche.reason)}</p>
<p>${escape(fiche.territory)}</p>
</li>`;
    const found = fiches.filter((fiche) => fiche.categories.includes(category.id));
    return base(
      categories,
      category.name,
      category.description,
      `<h1>${escape(category.name)}</h1>
<p>${escape(category.description)}</p>
<ul>
${found.map(card).join("\n")}
</ul>`,
    );
  }
};
