import { createTextAnnotator } from "@recogito/text-annotator";
import "@recogito/text-annotator/text-annotator.css";

export function show(root, { paragraphs, spans }, name) {
  const texts = paragraphs.map((words) => {
    const paragraph = Object.assign(document.createElement("p"), { textContent: words });
    root.append(paragraph);
    return paragraph.firstChild;
  });
  // The renderer with highlights takes ranges and does not make them.
  let [at, n] = [0, 0];
  const annotations = spans.map(([start, end], id) => {
    while (start >= at + paragraphs[n].length) at += paragraphs[n++].length;
    const range = document.createRange();
    range.setStart(texts[n], start - at);
    range.setEnd(texts[n], end - at);
    const quote = paragraphs[n].slice(start - at, end - at);
    return {
      id: `a${id}`,
      bodies: [],
      target: { annotation: `a${id}`, selector: [{ quote, start, end, range }] },
    };
  });
  const renderer = name === "recogito-spans" ? "SPANS" : "CSS_HIGHLIGHTS";
  const annotator = createTextAnnotator(root, { renderer });
  annotator.setAnnotations(annotations);
  // The annotator has no key of its own for it.
  document.addEventListener("keydown", ({ key }) => {
    const [selected] = annotator.getSelected();
    if (key === "Delete" && selected) annotator.removeAnnotation(selected);
  });
}
