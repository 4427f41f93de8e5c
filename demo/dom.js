// Builds page elements without ever handing text to an HTML parser. Knows nothing of the wallet.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "value") {
      node.value = value;
    } else {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  // A select takes its value only once its options stand inside it.
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  if (node.localName === "select" && attributes.value !== undefined) node.value = attributes.value;
  return node;
}

/** `h("p", {class: "lead", on: {click}}, "text", node)`; empty attributes and children are left out. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Short facts in one line, a dot drawn between them. */
export function dotted(className, ...parts) {
  return h("span", { class: `dotted ${className}` }, parts.filter(Boolean).map((part, index) => [index > 0 && " ", h("span", {}, part)]));
}

/** The same for SVG elements. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}
