/* What one pastes elsewhere: a feed's address into a reader, an identifier into one's own Mastodon server. */
export const copy = (text, status) => navigator.clipboard.writeText(text).then(() => { status.textContent = status.dataset.done; });

export function enhance(root) {
  if (!navigator.clipboard) return; // a page from a disk, or without https, has none
  for (const button of root.querySelectorAll("[data-copy]")) {
    const [text, status] = [button.dataset.copy, button.nextElementSibling];
    button.classList.add("live");
    /* Where the browser refuses, what was to be copied is shown: one can take it by hand. */
    button.addEventListener("click", () => copy(text, status).catch(() => { status.textContent = text; }));
  }
}
