/* The only module that every page loads, beside the classic script. It imports the modules that the page needs. */
const load = (selector, module) => document.querySelector(selector) && import(module).then(({ enhance }) => enhance(document));
load("[data-follow]", "./follow.js");
load("[data-copy]", "./copy.js");
load("[data-fiche], [data-results], #board", "./selection.js");
load("#board", "./board.js");
