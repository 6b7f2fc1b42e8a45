// Starts the page. A file of its own, because the page's content security policy allows no
// inline script; the names of the files that it starts are in the attributes of its element.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

try {
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Spanwright could not start in this browser. It needs WebAssembly, " +
    "as in Chrome or Edge 114, Firefox 140 or Safari 17.2 and later; nothing of your work is lost. " +
    `The reason: ${error}`;
  document.body.append(message);
  throw error;
}
