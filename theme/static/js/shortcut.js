/* The keyboard shortcut to the search field. It can be turned off, for speech input or other shortcuts (WCAG 2.1.4). */

/* The key of the choice in localStorage: « on » or « off ». */
const NAME = "annuaire-shortcut";

/* On by default, also where localStorage is not available. */
function isOn() {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(NAME, on ? "on" : "off");
  } catch {
    /* Not stored: the checkbox shows it when the page is opened again. */
  }
}

export function enhance(root) {
  const field = root.querySelector("form[role=search] input");
  if (!field) return;
  const announce = () => { field.ariaKeyShortcuts = isOn() ? "/" : null; };
  announce();
  const choice = root.querySelector("[data-shortcut]");
  if (choice) {
    choice.checked = isOn();
    choice.addEventListener("change", () => {
      keep(choice.checked);
      announce();
    });
  }
  root.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
