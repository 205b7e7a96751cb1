/* The entry point of the second script, loaded with the index when search or filters are first used. */

import { items, sentence } from "./answers.js";
import { engine } from "./engine.js";
import { handles } from "./fields.js";
import { panel } from "./panel.js";
import { french } from "./words.js";

globalThis.annuaireTools = { engine, french, handles, items, panel, sentence };
