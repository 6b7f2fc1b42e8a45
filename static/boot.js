// Starts the page. A file of its own, because the page's content security policy allows no
// inline script; the names of the files that it starts are in the attributes of its element.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const beside = (file) => new URL(file, document.baseURI).href;

// Where the browser has Trusted Types, a string becomes a script or markup in two places alone: a worker
// is started from a blob of the page's own (and sw.js), and HTML goes to the parser that runs nothing.
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => (url.startsWith(`blob:${origin}/`) || url === beside("sw.js") ? url : null),
  createHTML: (html, _, sink) => (sink === "DOMParser parseFromString" ? html : null),
});

// The page comes first; what is for the next visit waits until its workers have started. It
// mends what keeps the page from starting, too.
setTimeout(() => import(`./offline.js${new URL(import.meta.url).search}`), 2000);

try {
  const { default: start } = await import(beside(js));
  await start({ module_or_path: beside(wasm) });
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Spanwright could not start; nothing of your work is lost. Reload the page in a moment. If that does not " +
    "help: it needs WebAssembly, as in Chrome or Edge 114, Firefox 140 or Safari 17.2 and later. " +
    `The reason: ${error}`;
  document.body.append(message);
  throw error;
}
