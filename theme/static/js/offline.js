/* Register the service worker, for use without a connection: only on a published site, and where the browser allows it. */

export function enhance(root) {
  const { worker } = root.documentElement.dataset;
  if (worker && "serviceWorker" in navigator && isSecureContext) {
    addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  }
}
