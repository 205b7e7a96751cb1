/* Keep the site for when there is no connection: only where it is published, and where browsers allow it. */

export function enhance(root) {
  const { worker } = root.documentElement.dataset;
  if (worker && "serviceWorker" in navigator && isSecureContext) {
    addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  }
}
