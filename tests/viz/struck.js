/* Texts of a drawing that a line runs through, or that leave it: what a reader would see struck or cut. */
() => {
  const root = document.querySelector("svg"), sheet = root.viewBox.baseVal, toRoot = root.getCTM().inverse();
  const own = (element) => toRoot.multiply(element.getCTM());
  const moved = ({ a, b, c, d, e, f }, x, y) => [a * x + c * y + e, b * x + d * y + f];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("defs");
  const elements = [...root.querySelectorAll("*")];
  const place = new Map(elements.map((element, index) => [element, index]));
  const STEP = 1.5;

  /* Points of what is stroked without being filled, in units of the whole drawing. */
  const lines = elements
    .filter((one) => one.tagName === "path" && shown(one) && getComputedStyle(one).stroke !== "none"
      && (one.getAttribute("fill") === "none" || !/z/i.test(one.getAttribute("d"))))
    .map((path) => {
      const matrix = own(path), points = [], alone = path.cloneNode();
      for (const part of path.getAttribute("d").split(/(?=M)/)) {
        alone.setAttribute("d", part);
        const long = alone.getTotalLength();
        for (let along = 0; along <= long; along += STEP) {
          const { x, y } = alone.getPointAtLength(along);
          points.push(moved(matrix, x, y));
        }
      }
      return { index: place.get(path), points };
    });
  /* Grounds of paper interrupt what was drawn before them. */
  const plates = elements.filter((one) => one.matches(".cg-paper") && shown(one));
  const covered = ([x, y], after, before) => plates.some((plate) => {
    const index = place.get(plate);
    return index > after && index < before && plate.isPointInFill(new DOMPoint(...moved(own(plate).inverse(), x, y)));
  });
  /* A box for each line of a text. */
  const boxesOf = (text) => {
    if (!text.querySelector("tspan[dy]")) return [text.getBBox()];
    const rows = new Map();
    for (let n = 0; n < text.getNumberOfChars(); n++) {
      const { x, y, width, height } = text.getExtentOfChar(n), row = rows.get(Math.round(y));
      const left = row ? Math.min(row.x, x) : x, right = row ? Math.max(row.x + row.width, x + width) : x + width;
      rows.set(Math.round(y), { x: left, y, width: right - left, height });
    }
    return [...rows.values()];
  };

  const found = new Set();
  for (const text of root.querySelectorAll("text")) {
    if (!shown(text) || !text.textContent.trim()) continue;
    const size = parseFloat(getComputedStyle(text).fontSize), matrix = own(text), back = matrix.inverse(), before = place.get(text);
    for (const box of boxesOf(text)) {
      /* Where letters are, not the room that their font keeps above and below them. */
      const middle = box.y + box.height / 2, top = middle - size * 0.35, bottom = middle + size * 0.25;
      const left = box.x + 0.5, right = box.x + box.width - 0.5;
      const corners = [[left, top], [right, top], [left, bottom], [right, bottom]].map(([x, y]) => moved(matrix, x, y));
      if (corners.some(([x, y]) => x < 0 || y < 0 || x > sheet.width || y > sheet.height)) found.add("cut: " + text.textContent);
      const xs = corners.map(([x]) => x), ys = corners.map(([, y]) => y);
      const near = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const struck = ([px, py], index) => {
        if (px <= near[0] || px >= near[1] || py <= near[2] || py >= near[3]) return false;
        const [x, y] = moved(back, px, py);
        return x > left && x < right && y > top && y < bottom && !covered([px, py], index, before);
      };
      if (lines.some(({ index, points }) => points.some((point) => struck(point, index)))) found.add("struck: " + text.textContent);
    }
  }
  return [...found];
}
