import React, { useState } from "react";
import { render } from "react-dom";
import { TextAnnotator } from "react-text-annotate";

export function show(root, { paragraphs, spans }) {
  const content = paragraphs.join("");
  const first = spans.map(([start, end, tag]) => ({ start, end, tag }));
  const App = () => {
    const [value, onChange] = useState(first);
    const getSpan = (span) => ({ ...span, tag: "PERSON" });
    return React.createElement(TextAnnotator, { content, value, onChange, getSpan });
  };
  render(React.createElement(App), root);
}
