// A word cloud whose words can be chosen. Texts from the library only ever become text nodes.
const SVG = "http://www.w3.org/2000/svg";

function word({ text, told, x, y, size, colour }, choose) {
  const node = document.createElementNS(SVG, "text");
  const attributes = { x, y, "font-size": size, fill: colour, tabindex: 0, role: "button", "aria-label": text };
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  const hint = document.createElementNS(SVG, "title");
  hint.textContent = told;
  node.append(text, hint);
  node.onclick = () => choose(text);
  node.onkeydown = (event) => event.key === "Enter" && choose(text);
  return node;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`);
  drawing.setAttribute("aria-label", data.title);
  drawing.append(...data.words.map((one) => word(one, (text) => setTriggerValue("word", text))));
  parentElement.querySelector("div").replaceChildren(drawing);
}
