/* Pictures: what is chosen is told, kinds are hidden and shown, arrows lead on. Without it all is there to read. */
(() => {
  "use strict";
  const SEGMENT = /-?\d*\.?\d+/g, NEAR = 1;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const make = (name, text, parent) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };
  const addressOf = (link) => link.getAttribute("href");
  const linesOf = (cell) => {
    const lines = [""];
    for (const one of cell.childNodes) {
      if (one.nodeName === "DETAILS") lines.push(...linesOf(one));
      else if (one.nodeName === "BR") lines.push("");
      else if (one.nodeName !== "SUMMARY") lines.push(lines.pop() + one.textContent);
    }
    return lines;
  };

  /* The two ends of each stroke of a path, as the drawing writes them. */
  const strokesOf = (path) => path.getAttribute("d").split(/(?=M)/).map((d) => {
    const n = (d.match(SEGMENT) || []).map(Number), last = n.length;
    const end = d.includes("l") ? [n[0] + n[2], n[1] + n[3]] : [n[last - 2], n[last - 1]];
    return { d, ends: [[n[0], n[1]], end] };
  });
  const meets = (stroke, place) =>
    stroke.ends.some(([x, y]) => Math.abs(x - place[0]) < NEAR && Math.abs(y - place[1]) < NEAR);

  class Picture {
    constructor(figure) {
      this.figure = figure;
      this.live = figure.querySelector(".cg-live");
      this.drawing = figure.querySelector(".cg-drawing");
      this.rows = [...figure.querySelectorAll(".cg-twin tbody tr:not(.cg-group)")];
      this.rowAt = new Map();
      for (const row of this.rows) {
        const link = row.querySelector("th a");
        if (link) this.rowAt.set(addressOf(link), row);
      }
      this.nodes = [...this.drawing.querySelectorAll("svg a")];
      this.lines = [...this.drawing.querySelectorAll("svg path[fill=none]")].map((path) => ({ path, strokes: strokesOf(path) }));
      this.chosen = null;
      this.listen();
      this.rove(this.nodes[0]);
      this.filters();
    }

    listen() {
      let before = null;
      this.drawing.addEventListener("pointerdown", () => { before = this.chosen; }, true);
      this.drawing.addEventListener("focusin", (event) => this.choose(event.target.closest("a")));
      this.drawing.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link || link.classList.contains("cg-bundle") || !event.detail || event.ctrlKey || event.metaKey || event.shiftKey || before === link) return;
        event.preventDefault();
        this.choose(link);
      });
      this.drawing.addEventListener("keydown", (event) => {
        const way = ARROWS[event.key];
        const next = way && this.chosen && this.towards(way);
        if (next) { event.preventDefault(); this.rove(next); next.focus(); }
        if (event.key === "Escape") this.choose(null);
      });
    }

    /* One stop for the tabulator; arrows go on from there. */
    rove(to) {
      for (const node of this.nodes) node.setAttribute("tabindex", node === to ? "0" : "-1");
    }

    towards([dx, dy]) {
      const middle = (node) => { const box = node.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
      const [x, y] = middle(this.chosen);
      let best = null, least = Infinity;
      for (const node of this.nodes) {
        if (node === this.chosen || node.classList.contains("cg-off")) continue;
        const [nx, ny] = middle(node), along = (nx - x) * dx + (ny - y) * dy;
        const aside = Math.abs((nx - x) * dy + (ny - y) * dx), cost = along + 2 * aside;
        if (along > 1 && cost < least) { best = node; least = cost; }
      }
      return best;
    }

    placeOf(node) {
      const path = node.querySelector("path");
      return path ? (path.getAttribute("d").match(SEGMENT) || []).slice(0, 2).map(Number) : null;
    }

    choose(node) {
      if (this.chosen) this.chosen.classList.remove("cg-chosen");
      if (this.way) this.way.remove();
      this.chosen = node;
      this.live.replaceChildren();
      if (!node) return;
      node.classList.add("cg-chosen");
      this.rove(node);
      this.tell(node);
      this.mark(node);
    }

    mark(node) {
      const place = this.placeOf(node), first = this.lines[0];
      if (!place || !first) return;
      const found = this.lines.flatMap((line) => line.strokes.filter((one) => !one.off && meets(one, place)));
      this.way = first.path.cloneNode();
      this.way.setAttribute("class", "cg-way");
      for (const name of ["stroke-opacity", "stroke-dasharray"]) this.way.removeAttribute(name);
      this.way.setAttribute("d", found.map((one) => one.d).join("") || "M0 0");
      const last = this.lines.filter((line) => line.path.parentNode === first.path.parentNode).pop();
      last.path.after(this.way);
    }

    tell(node) {
      const row = this.rowAt.get(addressOf(node)), title = node.querySelector("title");
      const name = row ? row.querySelector("th a").textContent : title ? title.textContent : node.textContent;
      make("strong", title && row ? title.textContent : name, this.live);
      const said = row ? this.said(row, name) : [];
      const rests = row ? this.sources(row) : [];
      if (rests.length) said.push(this.figure.dataset.sources + " " + rests.join("; "));
      if (said.length) this.live.append("\n" + said.join("\n"));
      this.live.append("\n");
      this.leads(addressOf(node));
    }

    /* What its own row says, and what others say of it. */
    said(row, name) {
      const own = [...row.querySelectorAll("td")].flatMap(linesOf);
      const others = this.rows.filter((one) => one !== row).flatMap((one) => [...one.querySelectorAll("td")].flatMap(linesOf)
        .filter((line) => line.split("\n")[0].split("→ ").slice(1).some((end) => end === name || end.startsWith(name + ", ")))
        .map((line) => one.querySelector("th a, th span").textContent + ": " + line));
      return [...own, ...others].filter(Boolean).slice(0, 6);
    }

    sources(row) {
      const named = [...this.figure.querySelectorAll(".cg-sources > span")], marks = row.querySelector("th sup");
      return marks ? marks.textContent.split(" ").map((one) => named[one - 1].textContent) : [];
    }

    leads(address) {
      const { records, inside, page } = this.figure.dataset;
      const id = new URL(address, location.href).searchParams.get("id");
      if (records && id) {
        make("a", inside, this.live).href = address;
        const link = make("a", page, this.live);
        Object.assign(link, { href: records + id, target: "_blank", rel: "noopener" });
      } else {
        make("a", page, this.live).href = address;
      }
    }

    filters() {
      const groups = new Map();
      for (const head of this.figure.querySelectorAll(".cg-twin .cg-group")) {
        const name = head.textContent.trim();
        groups.set(name, [...(groups.get(name) || []), head.parentNode]);
      }
      if (groups.size < 2 || groups.size > 12 || this.figure.dataset.form === "path") return;
      const bar = make("div");
      bar.className = "cg-filters";
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", this.figure.dataset.filter);
      for (const [name, bodies] of groups) {
        const button = make("button", name, bar);
        button.type = "button";
        button.setAttribute("aria-pressed", "true");
        button.addEventListener("click", () => {
          const off = !bodies[0].hidden;
          for (const body of bodies) body.hidden = off;
          button.setAttribute("aria-pressed", String(!off));
          this.hide();
        });
      }
      this.drawing.before(bar);
    }

    hide() {
      const labels = this.labels();
      const gone = [];
      for (const node of this.nodes) {
        const row = this.rowAt.get(addressOf(node)), off = Boolean(row && row.parentNode.hidden);
        node.classList.toggle("cg-off", off);
        if (labels.has(node)) labels.get(node).classList.toggle("cg-off", off);
        if (off && this.placeOf(node)) gone.push(this.placeOf(node));
      }
      for (const { path, strokes } of this.lines) {
        for (const one of strokes) one.off = gone.some((place) => meets(one, place));
        path.setAttribute("d", strokes.filter((one) => !one.off).map((one) => one.d).join("") || "M0 0");
      }
      this.choose(this.chosen && this.chosen.classList.contains("cg-off") ? null : this.chosen);
      if (!this.chosen) this.rove(this.nodes.find((node) => !node.classList.contains("cg-off")));
    }

    /* Each label belongs to the shape that it lies nearest to. */
    labels() {
      if (this.known || !this.drawing.offsetWidth) return this.known || new Map();
      this.known = new Map();
      const boxes = this.nodes.map((node) => node.getBoundingClientRect());
      for (const text of this.drawing.querySelectorAll(".cg-label text")) {
        const box = text.getBoundingClientRect();
        const away = (one) => Math.hypot(
          Math.max(one.left - box.right, box.left - one.right, 0), Math.max(one.top - box.bottom, box.top - one.bottom, 0));
        let best = 0;
        boxes.forEach((one, index) => { if (away(one) < away(boxes[best])) best = index; });
        if (boxes.length) this.known.set(this.nodes[best], text);
      }
      return this.known;
    }
  }

  for (const figure of document.querySelectorAll("figure.cg-picture")) {
    const twin = figure.querySelector(".cg-twin");
    if (!CSS.supports("selector(::details-content)")) {
      const narrow = () => { if (figure.offsetWidth < 600) twin.open = true; };
      new ResizeObserver(narrow).observe(figure);
    }
    new Picture(figure);
  }

  /* The page around it is told how high it is, and nothing else. */
  if (parent !== window && document.body.classList.contains("cg-alone")) {
    const tell = () => parent.postMessage({ coopgraph: 1, height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
    new ResizeObserver(tell).observe(document.documentElement);
  }
})();
