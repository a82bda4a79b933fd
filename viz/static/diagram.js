// Brings diagrams to life: who is touched in the picture is told; vis-network draws it anew for those who enlarge or move it.
// The library is large: it is run when somebody first needs it. Text of the base is only ever drawn or set as textContent.
(() => {
  "use strict";
  const FONT = "11px Arial, Helvetica, 'Liberation Sans', sans-serif", LEADING = 13;
  const STEP = 1.25;
  const REACH = 22;
  const TURN = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };
  const asked = (query) => window.matchMedia(query).matches;
  let library = null;

  for (const figure of document.querySelectorAll(".cg-diagram")) begin(figure);

  // The library as it lies in the page, or at its address.
  function loaded(figure) {
    library ||= new Promise((resolve, reject) => {
      const script = document.createElement("script"), text = document.querySelector("script.cg-library");
      script.onload = resolve;
      script.onerror = () => { library = null; reject(new Error("vis-network")); };
      if (text) script.textContent = text.textContent;
      else script.src = figure.dataset.library;
      document.head.append(script);
      if (text) resolve();
    });
    return library;
  }

  function begin(figure) {
    const find = (name) => figure.querySelector(name);
    const poster = find(".cg-poster"), box = find(".cg-canvas"), live = find(".cg-live"), explore = find(".cg-start"), ring = find(".cg-ring");
    const still = asked("(forced-colors: active)");
    const lies = poster.querySelector("svg > g");
    let held = null, near = null, network = null, starting = null, chosen = null;
    const data = () => held ||= JSON.parse(find(".cg-data").textContent);
    const node = (id) => data().nodes.find((one) => one.id === id);
    const middle = () => data().size.map((one) => Math.floor(one / 2));

    for (const link of poster.querySelectorAll("a")) link.tabIndex = -1;
    box.hidden = find(".cg-keys").hidden = false;
    // High contrast keeps the picture; fingers scroll the page until they ask for the diagram.
    if (!still) (asked("(pointer: coarse)") ? explore : find(".cg-tools")).hidden = false;
    figure.dataset.ready = "yes";

    // Who lies under a pointer, or no further from it than a finger is wide.
    function under(event) {
      const to = lies.getScreenCTM(), [dx, dy] = middle();
      const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(to.inverse());
      let found = null, least = Infinity;
      for (const one of data().nodes) {
        const away = Math.hypot(one.x + dx - spot.x, one.y + dy - spot.y) - one.size;
        if (away < least) [found, least] = [one, away];
      }
      return least * to.a < REACH ? found : null;
    }
    function encircle(id) {
      ring.hidden = !id || Boolean(network);
      if (ring.hidden) return;
      const one = node(id), [dx, dy] = middle(), about = box.getBoundingClientRect(), to = lies.getScreenCTM();
      const spot = new DOMPoint(one.x + dx, one.y + dy).matrixTransform(to), wide = 2 * (one.size * to.a + 5);
      Object.assign(ring.style, {
        left: `${100 * (spot.x - about.left) / about.width}%`, top: `${100 * (spot.y - about.top) / about.height}%`,
        width: `${wide}px`, height: `${wide}px`,
      });
    }
    function choose(id) {
      chosen = id;
      live.textContent = id ? data().said[id] : "";
      if (id && data().hrefs[id]) {
        const link = document.createElement("a");
        link.href = data().hrefs[id];
        link.textContent = live.dataset.open;
        live.append(" ", link);
      }
      network ? network.choose(id) : encircle(id);
    }
    function turn(way) {
      near ||= neighbours(data().edges);
      const places = network ? network.places() : Object.fromEntries(data().nodes.map((one) => [one.id, one]));
      choose(chosen ? towards(places, near[chosen] || [], chosen, way) : data().focus || data().nodes[0].id);
    }
    function follow(id) { if (id && data().hrefs[id]) window.location.assign(data().hrefs[id]); }
    // Draws with vis-network from now on, then does what was asked of it.
    async function start(then = () => {}) {
      if (still) return;
      starting ||= loaded(figure).then(() => {
        network = drawn(figure, data(), choose);
        explore.hidden = ring.hidden = true;
        box.removeAttribute("title");
        network.choose(chosen);
      }, () => { starting = null; });
      await starting;
      if (network) then(network);
    }
    const keys = {
      Enter: () => follow(chosen),
      Escape: () => choose(null),
      Home: () => choose(data().focus || data().nodes[0].id),
      "+": () => start((one) => one.zoom(STEP)),
      "-": () => start((one) => one.zoom(1 / STEP)),
      0: () => start((one) => one.whole()),
    };
    const does = { larger: keys["+"], smaller: keys["-"], whole: keys[0], explore: () => start(() => box.focus()) };

    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in TURN) turn(TURN[event.key]);
      else if (event.key in keys) keys[event.key]();
      else return;
      event.preventDefault();
    });
    // The wheel scrolls the page; only with Ctrl it enlarges.
    box.addEventListener("wheel", (event) => {
      if (still || !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      start((one) => one.zoom(event.deltaY < 0 ? STEP : 1 / STEP));
    }, { passive: false });
    box.addEventListener("pointermove", (event) => {
      if (!network) box.title = under(event)?.title || "";
    });
    box.addEventListener("click", (event) => {
      if (network) return;
      choose(under(event)?.id || null);
      // It is told and seen first; only then the library takes its time.
      if (event.pointerType === "mouse") requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(start, 50)));
    });
    box.addEventListener("dblclick", () => follow(chosen));
    figure.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button && does[button.dataset.do]) does[button.dataset.do]();
    });
  }

  // The same diagram drawn by vis-network, in the place of the picture.
  function drawn(figure, data, choose) {
    const find = (name) => figure.querySelector(name);
    const box = find(".cg-canvas");
    let colours = read(figure);
    let chosen = null, hovered = null;

    const height = Math.round(find(".cg-stage").clientWidth * data.size[1] / data.size[0]);
    box.style.height = `${Math.max(320, Math.min(height, window.innerHeight * 0.85))}px`;
    box.classList.remove("cg-over");
    find(".cg-poster").hidden = true;
    find(".cg-tools").hidden = find(".cg-legend").hidden = false;
    const nodes = new vis.DataSet(data.nodes.map((node) => painted(node, colours)));
    const edges = new vis.DataSet(data.edges.map((edge, id) => lined({ ...edge, id }, colours)));
    const network = new vis.Network(box, { nodes, edges }, data.options);
    // One tab stop: ours.
    for (const inner of box.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");

    network.on("afterDrawing", (ctx) => {
      const places = network.getPositions();
      ctx.font = FONT;
      ctx.lineJoin = "round";
      for (const [id, label] of Object.entries(data.labels)) write(ctx, places[id], label, colours);
      for (const id of [hovered, chosen]) if (id && places[id]) name(ctx, places[id], data.nodes.find((n) => n.id === id));
      figure.dataset.drawn = "yes";
    });
    whole();

    // The whole name below a node, kept within the box.
    function name(ctx, place, node) {
      const text = node.title.split("\n")[0].replace("\u200b", "");
      const width = ctx.measureText(text).width + 8, top = place.y + node.size + 4;
      const least = network.DOMtoCanvas({ x: 2, y: 0 }).x, most = network.DOMtoCanvas({ x: box.clientWidth - 2, y: 0 }).x;
      const left = Math.max(least, Math.min(place.x - width / 2, most - width));
      ctx.fillStyle = colours.paper;
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = 1;
      ctx.fillRect(left, top, width, 16);
      ctx.strokeRect(left, top, width, 16);
      ctx.textAlign = "start";
      ctx.fillStyle = colours.ink;
      ctx.fillText(text, left + 4, top + 12);
    }
    function mark(id) {
      chosen = id;
      if (!id) return network.unselectAll();
      network.selectNodes([id]);
      const at = network.canvasToDOM(network.getPosition(id));
      if (at.x < 0 || at.y < 0 || at.x > box.clientWidth || at.y > box.clientHeight) {
        network.moveTo({ position: network.getPosition(id), animation: false });
      }
    }
    // The frame of the layout, which has room for the labels, fills the box.
    function whole() {
      const scale = Math.min(box.clientWidth / data.size[0], box.clientHeight / data.size[1], 2);
      network.moveTo({ position: { x: 0, y: 0 }, scale, animation: false });
    }
    function zoom(by) { network.moveTo({ scale: Math.min(8, Math.max(0.1, network.getScale() * by)), animation: false }); }

    network.on("click", (event) => choose(event.nodes[0] || null));
    network.on("hoverNode", (event) => { hovered = event.node; network.redraw(); });
    network.on("blurNode", () => { hovered = null; network.redraw(); });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      colours = read(figure);
      nodes.update(data.nodes.map((node) => painted(node, colours)));
      edges.update(data.edges.map((edge, id) => lined({ ...edge, id }, colours)));
    });
    return { choose: mark, places: () => network.getPositions(), whole, zoom };
  }

  function read(figure) {
    const style = getComputedStyle(figure);
    const value = (name) => style.getPropertyValue(`--cg-${name}`).trim();
    return { ink: value("ink"), paper: value("paper"), structure: value("structure") };
  }
  // Labels are written by us where they do not overlap, so vis-network gets none.
  function painted(node, colours) {
    const { label, ...rest } = node;
    const swap = { "#1a1a1a": colours.ink, "#ffffff": colours.paper };
    const background = swap[node.color.background] || node.color.background;
    const border = swap[node.color.border] || node.color.border;
    return { ...rest, color: { background, border, highlight: { background, border: colours.ink }, hover: { background, border: colours.ink } } };
  }
  function lined(edge, colours) {
    const color = edge.color.color === "#4d4d4d" ? colours.structure : edge.color.color;
    return { ...edge, color: { ...edge.color, color, highlight: colours.ink, hover: colours.ink } };
  }
  function neighbours(edges) {
    const near = {};
    for (const { from, to } of edges) {
      (near[from] ||= new Set()).add(to);
      (near[to] ||= new Set()).add(from);
    }
    return near;
  }
  // The nearest in that direction: among neighbours, else among all.
  function towards(places, among, from, turn) {
    const here = places[from];
    const best = (ids) => {
      let found = null, least = Infinity;
      for (const id of ids) {
        const x = places[id].x - here.x, y = places[id].y - here.y;
        const off = Math.abs(Math.atan2(Math.sin(Math.atan2(y, x) - turn), Math.cos(Math.atan2(y, x) - turn)));
        const cost = Math.hypot(x, y) * (1 + 2 * off);
        if (id !== from && off < 1.2 && cost < least) [found, least] = [id, cost];
      }
      return found;
    };
    return best(among) || best(Object.keys(places)) || from;
  }
  function write(ctx, place, [dx, dy, anchor, text], colours) {
    ctx.textAlign = anchor === "middle" ? "center" : anchor;
    ctx.textBaseline = "alphabetic";
    ctx.lineWidth = 3;
    ctx.strokeStyle = colours.paper;
    ctx.fillStyle = colours.ink;
    text.split("\n").forEach((line, row) => {
      ctx.strokeText(line, place.x + dx, place.y + dy + row * LEADING);
      ctx.fillText(line, place.x + dx, place.y + dy + row * LEADING);
    });
  }
})();
