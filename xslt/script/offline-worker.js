// Keeps the files of this edition: what the network gives comes first, so that a page is never older than it must be.
"use strict";

const CACHE = `${self.registration.scope} ${EDITION}`;

self.addEventListener("install", (event) => {
  const fetched = async () => (await caches.open(CACHE)).addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  event.waitUntil(fetched().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const older = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`${self.registration.scope} `) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(older());
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(self.registration.scope)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    try {
      const fresh = await fetch(event.request);
      if (fresh.ok) await cache.put(event.request, fresh.clone());
      return fresh;
    } catch (fault) {
      const { pathname, href } = new URL(event.request.url);
      const kept = await cache.match(pathname.endsWith("/") ? new URL("index.html", href).href : event.request, { ignoreSearch: true });
      if (kept) return kept;
      throw fault;
    }
  };
  event.respondWith(answer());
});
