// What one pastes elsewhere: a feed's address into a reader, an identifier into one's own Mastodon server.
export function enhance(root) {
  if (!navigator.clipboard) return; // a page from a disk, or without https, has none
  for (const button of root.querySelectorAll("[data-copy]")) {
    const status = button.nextElementSibling;
    const { copy } = button.dataset;
    button.classList.add("live");
    // Where the browser refuses, what was to be copied is shown: one can take it by hand.
    button.addEventListener("click", () => navigator.clipboard.writeText(copy).then(() => { status.textContent = status.dataset.done; }, () => { status.textContent = copy; }));
  }
}
