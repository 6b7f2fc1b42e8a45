// Keeps the page for when there is no network. The service worker of one build: it knows the files of
// that build by their SHA-256, keeps them in a cache of their own, and never serves one for another.
//
// No two builds are mixed, because an address names what it stands for: a file's name has a hash in it,
// or `?v=` and its build stand behind it. Such an address is answered from the cache; one that this
// build does not know is left to the network. The start page and the icons have no such address: they
// come from the network where there is one, so a new build shows with the next reload, and never before.
//
// A file is checked when it comes into the cache, and again some time after each visit; a visit itself does
// not wait for that, and the browser can keep the compiled program beside a file that it serves as it is.

// `cargo xtask build` writes both: the version of the whole site, and each file's address with its
// SHA-256, the start page last.
const VERSION = "";
const FILES = {};

const SCOPE = registration.scope;
const OURS = `spanwright ${SCOPE} `;
const at = (file) => new URL(file, SCOPE).href;

// The network is given up when it is silent for so long.
const PATIENCE_MS = 4000;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(activate()));

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  const address = url.slice(SCOPE.length).replace(/#.*/, "");
  const isStart = mode === "navigate" && /^(index\.html)?(\?|$)/.test(address);
  const file = isStart ? "./" : address;
  if (!FILES[file]) return;
  event.respondWith(/\?v=|-[0-9a-f]{16}/.test(file) ? stored(file) : newest(event.request, file));
});

// A page asks for a check, or says of which version it is. Where it is of this one, and no other page is open
// that could be of an earlier one, this worker need not wait any longer for its turn. Otherwise the page hears
// that a newer version is ready.
addEventListener("message", async (event) => {
  const { data, source } = event;
  if (data === "check") return event.waitUntil(keep());
  if (data !== VERSION) return source.postMessage("newer");
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length === 1) await skipWaiting();
});

// Has each file of this build in its cache, whole.
async function keep() {
  const cache = await caches.open(OURS + VERSION);
  for (const file of Object.keys(FILES)) {
    if (await wholeIn(cache, file)) continue;
    await cache.put(at(file), (await fromCaches(file)) ?? (await fromNetwork(file)));
  }
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== OURS + VERSION) await caches.delete(name);
  }
  await clients.claim();
}

// A file of this build: as it is kept, or fetched anew where it is missing.
async function stored(file) {
  const cache = await caches.open(OURS + VERSION);
  const kept = await cache.match(at(file));
  if (kept) return kept;
  const fetched = await fromNetwork(file);
  await cache.put(at(file), fetched.clone());
  return fetched;
}

// What the network has now, or else the file of this build.
async function newest(request, file) {
  const silence = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  try {
    const response = await Promise.race([fetch(request), silence]);
    if (response.status < 500) return response;
  } catch {
    // There is no network.
  }
  return (await fromCaches(file)) ?? Response.error();
}

// The file from this build's cache or that of an earlier build, which may have had the same: the model
// is large and seldom changes.
async function fromCaches(file) {
  for (const name of (await caches.keys()).filter((name) => name.startsWith(OURS)).reverse()) {
    const whole = await wholeIn(await caches.open(name), file);
    if (whole) return whole;
  }
}

// The file as this cache has it, if it has it whole.
async function wholeIn(cache, file) {
  const found = await cache.match(at(file), { ignoreSearch: true });
  return found && checked(found, file);
}

// The file as the host has it. While a host changes to another build, it may have some files of each;
// then this build is not kept.
async function fromNetwork(file) {
  for (const cache of ["default", "reload"]) {
    const response = await fetch(at(file), { cache });
    const whole = response.ok && (await checked(response, file));
    if (whole) return whole;
  }
  throw new Error(`${file} is not of version ${VERSION}`);
}

// The response, where its SHA-256 is the file's.
async function checked(response, file) {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex === FILES[file]) return new Response(bytes, response);
}
