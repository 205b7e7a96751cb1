/* Copy buttons: for the address of a feed, or a handle to search for on one's own Mastodon server. */
export const copy = (text, status) => navigator.clipboard.writeText(text).then(() => { status.textContent = status.dataset.done; });

export function enhance(root) {
  if (!navigator.clipboard) return; // not available on a page from a disk or without https
  for (const button of root.querySelectorAll("[data-copy]")) {
    const [text, status] = [button.dataset.copy, button.nextElementSibling];
    button.classList.add("live");
    /* Where the browser refuses, show the text, to be copied by hand. */
    button.addEventListener("click", () => copy(text, status).catch(() => { status.textContent = text; }));
  }
}
