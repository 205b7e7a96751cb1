/* Each part betters the page if what it needs is there; without them the page is whole. */

import { enhance as daily } from "./daily.js";
import { enhance as facets } from "./facets.js";
import { idOf } from "./index.js";
import { enhance as offline } from "./offline.js";
import { enhance as search } from "./search.js";
import { enhance as shortcut } from "./shortcut.js";

/* What only a script can bring to life waits in a template, so that nothing dead is ever shown. */
for (const part of document.querySelectorAll("template[data-script]")) part.replaceWith(part.content);
/* In a list, a fiche is known by the address of its link: a hundred ids would weigh as much as the rest of their lines. */
for (const link of document.querySelectorAll(".h-card a.p-name")) link.closest(".h-card").dataset.fiche = idOf(link.href);
for (const enhance of [search, shortcut, facets, daily, offline]) enhance(document);
