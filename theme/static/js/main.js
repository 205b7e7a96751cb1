/* The entry point of every page. Progressive enhancement: each module adds to the page if its elements are there. */

import { enhance as daily } from "./daily.js";
import { enhance as facets } from "./facets.js";
import { idOf } from "./index.js";
import { enhance as offline } from "./offline.js";
import { enhance as search } from "./search.js";
import { enhance as shortcut } from "./shortcut.js";

/* Elements that need scripts are in templates, so that they are not shown without scripts. */
for (const part of document.querySelectorAll("template[data-script]")) part.replaceWith(part.content);
/* In a list, the id of a fiche is derived from the address of its link: a hundred ids would double the size of the lines. */
for (const link of document.querySelectorAll(".h-card a.p-name")) link.closest(".h-card").dataset.fiche = idOf(link.href);
for (const enhance of [search, shortcut, facets, daily, offline]) enhance(document);
