const { base, escape } = require("./parts/base.js");

module.exports = class {
  data() {
    return {
      pagination: { data: "fiches", size: 1, alias: "fiche" },
      permalink: ({ fiche }) => `comptes/${fiche.id}/index.html`,
    };
  }

  render({ fiche, categories }) {
    const proof = (item) => `<li><a href="${escape(item.url)}">${escape(item.note)}</a>, ${item.seen}</li>`;
    const account = (item) => `<li><a href="${escape(item.url)}">${item.label}</a> ${escape(item.shown)}
<ul>
${item.proofs.map(proof).join("\n")}
</ul></li>`;
    return base(
      categories,
      fiche.name,
      fiche.reason,
      `<article>
<h1>${escape(fiche.name)}</h1>
<p>${fiche.nature}, <a href="/categories/${fiche.categories[0]}/">${escape(fiche.trade)}</a>, ${escape(fiche.territory)}</p>
<p class="reason">${escape(fiche.reason)}</p>
<p>${escape(fiche.caveat)}</p>
<ul>
${fiche.accounts.map(account).join("\n")}
</ul>
<p>Sujets : ${escape(fiche.subjects.join(", "))}</p>
<p>Par ${escape(fiche.signature)}, le ${fiche.since}</p>
</article>`,
    );
  }
};
