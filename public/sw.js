// The service worker: after the first visit the whole site works without a
// network. The build fills in the two lists: path from the site's root to the
// SHA-256 of the file's content, in base64.
//
// Every file is kept under its address and digest, in one cache for all
// versions. So an update loads only what has changed, and the version in use
// keeps its files until the next one is whole and takes over: an update that
// fails half-way, or meets a half-uploaded site, changes nothing.
"use strict";

const FILES = /*FILES*/ {};
// Large files, kept at first use.
const ON_DEMAND = /*ON_DEMAND*/ {};

const SCOPE = new URL(self.registration.scope);
// Other sites of the same origin have other scopes, and other caches.
const PREFIX = `qimo:${SCOPE.pathname}:`;
const CACHE = `${PREFIX}files`;
const AT_ONCE = 6;

/** The key of a file in the cache: changes with its content. */
function keyOf(path, digest) {
  return new URL(`${encodeURI(path)}?sha256=${encodeURIComponent(digest)}`, SCOPE).href;
}

/** The address a file is served at; hosts may redirect from `index.html`. */
function addressOf(path) {
  return new URL(encodeURI(path.replace(/(^|\/)index\.html$/, "$1")), SCOPE);
}

/** Loads a file past the browser's own cache; fails unless its content is the expected. */
async function load(path, digest) {
  const response = await fetch(addressOf(path), {
    cache: "reload",
    credentials: "same-origin",
    integrity: `sha256-${digest}`,
  });
  // A host may answer a request for 404.html with the status that it names.
  if (!response.ok && path !== "404.html") {
    throw new Error(`${path}: status ${response.status}`);
  }
  return answer(await response.blob(), response.headers.get("content-type"));
}

/** A response of our own: neither redirected nor marked by the host. */
function answer(body, type, status = 200) {
  return new Response(body, { status, headers: { "content-type": type ?? "application/octet-stream" } });
}

async function install() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const missing = Object.entries(FILES).filter(([path, digest]) => !kept.has(keyOf(path, digest)));
  const next = async () => {
    for (let file = missing.pop(); file; file = missing.pop()) {
      await cache.put(keyOf(...file), await load(...file));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function cleanUp() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  const cache = await caches.open(CACHE);
  const wanted = new Set(Object.entries({ ...FILES, ...ON_DEMAND }).map((file) => keyOf(...file)));
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
}

async function activate() {
  // What a still newer version is loading meanwhile is left to it.
  if (!self.registration.installing) await cleanUp();
  await self.clients.claim();
}

/** A listed file: from the cache, else from the network. */
async function serve(path, status = 200) {
  const digest = FILES[path] ?? ON_DEMAND[path];
  const cache = await caches.open(CACHE);
  const key = keyOf(path, digest);
  let response = await cache.match(key);
  if (!response) {
    // Used for the first time, or taken away by the browser.
    response = await load(path, digest);
    await cache.put(key, response.clone()).catch(() => {
      // No room: it is served all the same.
    });
  }
  return status === 200 ? response : answer(await response.blob(), response.headers.get("content-type"), status);
}

async function navigate(request, path) {
  const folder = path === "" || path.endsWith("/");
  if (folder && Object.hasOwn(FILES, `${path}index.html`)) return serve(`${path}index.html`);
  if (!folder && Object.hasOwn(FILES, `${path}/index.html`)) {
    const url = new URL(request.url);
    url.pathname += "/";
    return Response.redirect(url, 301);
  }
  if (Object.hasOwn(FILES, path)) return serve(path);
  // A page this version doesn't know, or no page at all: the host knows.
  try {
    return await fetch(request);
  } catch {
    return serve("404.html", 404);
  }
}

/** The path below the scope, or null for other places. */
function pathOf(address) {
  const url = new URL(address);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return null;
  try {
    return decodeURIComponent(url.pathname.slice(SCOPE.pathname.length));
  } catch {
    return null;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range")) return;
  const path = pathOf(request.url);
  if (path === null) return;
  if (request.mode === "navigate") {
    event.respondWith(navigate(request, path));
  } else if (Object.hasOwn(FILES, path) || Object.hasOwn(ON_DEMAND, path)) {
    event.respondWith(serve(path).catch(() => fetch(request)));
  } else if (Object.hasOwn(FILES, `${path}index.html`) && (path === "" || path.endsWith("/"))) {
    // The app reads the text of other pages.
    event.respondWith(serve(`${path}index.html`).catch(() => fetch(request)));
  }
});
