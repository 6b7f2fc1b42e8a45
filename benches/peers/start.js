// Loads the document and the annotator that the address names: `peer.html?recogito-spans&doc=10000`.
const parameters = new URLSearchParams(location.search);
const [name] = parameters.keys();
const text = document.getElementById("text");
const program = { "recogito-spans": "recogito", "recogito-highlights": "recogito", react: "react", marks: "marks" }[name];
const [{ show }, answer] = await Promise.all([
  import(`./${program}.js`),
  fetch(`doc-${parameters.get("doc")}.json`),
]);
show(text, await answer.json(), name);
