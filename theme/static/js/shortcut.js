/* One key leads to the search field. Whoever dictates or has it for something else can turn it off (WCAG 2.1.4). */

/* Under which the browser keeps the choice: « on » or « off ». */
const NAME = "annuaire-shortcut";

/* A browser that keeps nothing keeps the shortcut. */
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
    /* The box says so when the page is opened again. */
  }
}

export function enhance(root) {
  const field = root.querySelector("form[role=search] input");
  if (!field) return;
  const choice = root.querySelector("[data-shortcut]");
  if (choice) {
    choice.checked = isOn();
    choice.addEventListener("change", () => keep(choice.checked));
  }
  root.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
