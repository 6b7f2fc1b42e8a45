// Has the page kept for when there is no network (sw.js), and hears of newer versions. boot.js loads it
// when the page has been there for a while.
const { serviceWorker } = navigator;
const version = new URL(import.meta.url).searchParams.get("v");

if (serviceWorker && version) {
  const registration = await serviceWorker.register(new URL("sw.js", document.baseURI));
  const { active, waiting } = registration;
  active?.postMessage("check");
  // It may be of this page's version, and then has to wait for nobody.
  waiting?.postMessage(version);
  const ask = ({ target: worker }) => worker.state === "installed" && worker.postMessage(version);
  const found = (worker) => worker?.addEventListener("statechange", ask);
  found(registration.installing);
  registration.addEventListener("updatefound", () => found(registration.installing));
  serviceWorker.addEventListener("message", ({ data, source }) => {
    // One that was waiting before this page came is not newer than the page.
    if (data === "newer" && source !== waiting) dispatchEvent(new Event("newer-version"));
  });
}
