// A bare page: paragraphs and marks, and the least script that labels and deletes.
export function show(root, { paragraphs, spans }) {
  let at = 0;
  let next = 0;
  const mark = (words) => Object.assign(document.createElement("mark"), { textContent: words });
  for (const words of paragraphs) {
    const paragraph = document.createElement("p");
    let from = at;
    for (; next < spans.length && spans[next][0] < at + words.length; next++) {
      const [start, end] = spans[next];
      paragraph.append(words.slice(from - at, start - at), mark(words.slice(start - at, end - at)));
      from = end;
    }
    paragraph.append(words.slice(from - at));
    root.append(paragraph);
    at += words.length;
  }
  root.addEventListener("mouseup", () => {
    const selection = getSelection();
    if (selection.isCollapsed) return;
    selection.getRangeAt(0).surroundContents(document.createElement("mark"));
    selection.empty();
  });
  root.addEventListener("click", ({ target, detail }) => {
    if (detail === 1 && target.matches("mark")) target.replaceWith(...target.childNodes);
  });
}
