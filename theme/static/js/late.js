/* The entry point of the second script, loaded with the index when search or filters are first used. */

import { items, sentence } from "./answers.js";
import { panel } from "./panel.js";
import { SearchIndex } from "./search_index.js";

globalThis.annuaireTools = { SearchIndex, items, panel, sentence };
