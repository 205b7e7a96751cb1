/* The service worker. What is above this line is written by the build: a version, what to keep from the start, and
   the page for when there is nothing else. */

const base = self.registration.scope;
const name = `${base} ${VERSION}`;
const whole = (path) => new URL(path, base).href;
const bare = (url) => url.replace(/[?#].*/, "");
const PATIENCE = 4000; // milliseconds after which what was seen before will do
const FOR_EVER = /\.[0-9a-f]{8}\.[a-z0-9]+$/;

self.addEventListener("install", (event) => {
  const again = (url) => new Request(url, { cache: "reload" });
  event.waitUntil(caches.open(name).then(async (cache) => {
    await cache.addAll(KEPT.map(whole).map(again));
    /* The page that is being read came before there was a worker. */
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    await Promise.all(open.filter(({ url }) => url.startsWith(base)).map(({ url }) => cache.add(again(bare(url))).catch(() => {})));
    return self.skipWaiting();
  }));
});

self.addEventListener("activate", (event) => {
  const forget = (names) => Promise.all(names.filter((old) => old.startsWith(`${base} `) && old !== name).map((old) => caches.delete(old)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(base)) return;
  if (FOR_EVER.test(new URL(request.url).pathname)) event.respondWith(kept(request));
  else if (request.url.startsWith(whole("data/"))) event.respondWith(fresh(request).catch(() => Response.error()));
  else if (request.mode === "navigate" || request.headers.get("accept")?.includes("text/html")) event.respondWith(fresh(request).catch(away));
});

async function kept(request) {
  const cache = await caches.open(name);
  return await cache.match(request) || store(cache, request, await fetch(request));
}

/* Pages and data are asked for each time; what was seen before answers when there is no connection. */
async function fresh(request) {
  const cache = await caches.open(name);
  const before = await cache.match(bare(request.url));
  const came = fetch(request).then((answer) => store(cache, request, answer));
  if (!before) return came;
  const late = new Promise((done) => { setTimeout(done, PATIENCE, before); });
  return Promise.race([came.catch(() => before), late]);
}

const away = async () => (await caches.open(name)).match(whole(AWAY));

/* A disk that is full keeps nothing, and is no reason to withhold what came. What is gone from the site is gone from here. */
async function store(cache, request, answer) {
  if (answer.ok) await cache.put(bare(request.url), answer.clone()).catch(() => {});
  else if (answer.status === 404 || answer.status === 410) await cache.delete(bare(request.url));
  return answer;
}
