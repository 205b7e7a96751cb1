/* The only module that every page names, beside the classic script. It loads what the page has a use for; without it every list is a plain link. */
const load = (selector, module) => document.querySelector(selector) && import(module).then(({ enhance }) => enhance(document));
load("[data-follow]", "./follow.js");
load("[data-copy]", "./copy.js");
load("[data-fiche], [data-results], #board", "./selection.js");
load("#board", "./board.js");
