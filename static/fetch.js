// Fetches one address when the page asks for it, which it does only when the annotator has typed
// the address and said so. The page adds this frame then and removes it afterwards.
//
// The page sends `{ url }` and a port, once the frame has loaded. On the port comes
// `{ status, type, url, bytes }` (the status code, the Content-Type or "", the address after
// redirects, an ArrayBuffer), or `{ error }` where the browser could not or may not read the answer.
addEventListener("message", async ({ origin, source, data, ports: [port] }) => {
  if (origin !== location.origin || source !== parent || !port) return;
  try {
    const answer = await fetch(data.url, { credentials: "omit", referrerPolicy: "no-referrer" });
    const bytes = await answer.arrayBuffer();
    const type = answer.headers.get("Content-Type") ?? "";
    port.postMessage({ status: answer.status, type, url: answer.url, bytes }, [bytes]);
  } catch (error) {
    port.postMessage({ error: String(error) });
  }
});
