/** What a picture needs of the style sheets to look the same without them. */
const KEPT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'unicode-bidi',
] as const;

/** A drawn picture as a file that stands by itself: its size, its ground, and every style written out. */
export function svgText(picture: SVGSVGElement): string {
  const copy = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const { width, height } = picture.viewBox.baseVal;
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', String(width));
  ground.setAttribute('height', String(height));
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.append(ground, ...[...picture.children].map(standalone));
  return new XMLSerializer().serializeToString(copy);
}

function standalone(element: Element): Element {
  const copy = document.createElementNS(element.namespaceURI, element.tagName);
  for (const { name, value } of element.attributes) {
    // Classes, focus and roles mean nothing outside the window.
    if (!/^(?:class|style|tabindex|role|aria-.*|data-.*)$/u.test(name)) copy.setAttribute(name, value);
  }
  if (element.children.length === 0) copy.textContent = element.textContent;
  if (element.tagName !== 'g' && element.tagName !== 'title') {
    const style = getComputedStyle(element);
    for (const name of KEPT) copy.setAttribute(name, style.getPropertyValue(name));
  }
  copy.append(...[...element.children].map(standalone));
  return copy;
}
