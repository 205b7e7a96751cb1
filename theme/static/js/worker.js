/* The service worker. The build writes the lines above this one: VERSION, PRECACHED (the files to cache on
   installation) and FALLBACK (the offline page). */

const base = self.registration.scope;
const name = `${base} ${VERSION}`;
const absolute = (path) => new URL(path, base).href;
const withoutQuery = (url) => url.replace(/[?#].*/, "");
const TIMEOUT = 4000; // milliseconds to wait for the network before using the cache
const IMMUTABLE = /\.[0-9a-f]{8}\.[a-z0-9]+$/;

self.addEventListener("install", (event) => {
  const reload = (url) => new Request(url, { cache: "reload" });
  event.waitUntil(caches.open(name).then(async (cache) => {
    await cache.addAll(PRECACHED.map(absolute).map(reload));
    /* Cache the open pages too, which were loaded before the worker was installed. */
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    await Promise.all(open.filter(({ url }) => url.startsWith(base)).map(({ url }) => cache.add(reload(withoutQuery(url))).catch(() => {})));
    return self.skipWaiting();
  }));
});

self.addEventListener("activate", (event) => {
  const deleteOld = (names) => Promise.all(names.filter((old) => old.startsWith(`${base} `) && old !== name).map((old) => caches.delete(old)));
  event.waitUntil(caches.keys().then(deleteOld).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(base)) return;
  if (IMMUTABLE.test(new URL(request.url).pathname)) event.respondWith(cacheFirst(request));
  else if (request.url.startsWith(absolute("data/"))) event.respondWith(networkFirst(request).catch(() => Response.error()));
  else if (request.mode === "navigate" || request.headers.get("accept")?.includes("text/html")) event.respondWith(networkFirst(request).catch(offlinePage));
});

async function cacheFirst(request) {
  const cache = await caches.open(name);
  return await cache.match(request) || store(cache, request, await fetch(request));
}

/* For pages and data: fetch them each time, and use the cache when the network fails or is slow. */
async function networkFirst(request) {
  const cache = await caches.open(name);
  const before = await cache.match(withoutQuery(request.url));
  const came = fetch(request).then((answer) => store(cache, request, answer));
  if (!before) return came;
  const timeout = new Promise((done) => { setTimeout(done, TIMEOUT, before); });
  return Promise.race([came.catch(() => before), timeout]);
}

const offlinePage = async () => (await caches.open(name)).match(absolute(FALLBACK));

/* Cache an answer; a full disk is ignored. What is gone from the site (404, 410) is deleted from the cache. */
async function store(cache, request, answer) {
  if (answer.ok) await cache.put(withoutQuery(request.url), answer.clone()).catch(() => {});
  else if (answer.status === 404 || answer.status === 410) await cache.delete(withoutQuery(request.url));
  return answer;
}
