const EDITION = "2026-11-29 94813";
const FILES = [
"index.html",
"search.html",
"errata.html",
"overview.html",
"calendar.html",
"persons.html",
"notes.html",
"about.html",
"persons/person-stalin-j-v.html",
"persons/person-churchill-winston-s.html",
"persons/person-roosevelt-franklin-d.html",
"persons/person-kaishek-chiang.html",
"persons/person-cripps-stafford.html",
"persons/person-eden-anthony.html",
"persons/person-fraser-peter.html",
"persons/person-golikov-f-i.html",
"persons/person-harriman-w-averell.html",
"persons/person-hitler-adolf.html",
"persons/person-hopkins-harry.html",
"persons/person-ismay-hastings.html",
"persons/person-litvinov-maxim.html",
"persons/person-masonmacfarlane-noel.html",
"persons/person-maisky-ivan.html",
"persons/person-paget-bernard.html",
"persons/person-toyoda-teijiro.html",
"persons/person-wavell-archibald.html",
"parts/title-page-1.html",
"parts/source-1.html",
"letters/letter-1.html",
"letters/letter-2.html",
"letters/letter-3.html",
"letters/letter-4.html",
"letters/letter-5.html",
"letters/letter-6.html",
"letters/letter-7.html",
"letters/letter-8.html",
"letters/letter-9.html",
"letters/letter-10.html",
"letters/letter-11.html",
"letters/letter-12.html",
"letters/letter-13.html",
"letters/letter-14.html",
"letters/letter-15.html",
"letters/letter-16.html",
"letters/letter-17.html",
"letters/letter-18.html",
"letters/letter-19.html",
"letters/letter-20.html",
"letters/letter-21.html",
"letters/letter-22.html",
"letters/letter-23.html",
"letters/letter-24.html",
"letters/letter-25.html",
"letters/letter-26.html",
"letters/letter-27.html",
"style/edition.css",
"style/icon.svg",
"manifest.webmanifest",
"script/search.js",
"script/letters.js",
"script/offline.js",
"script/search-data.js",
];
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
