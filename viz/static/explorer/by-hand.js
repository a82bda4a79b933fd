// Records moved by hand: the same diagram drawn by vis-network, which is loaded only for this.
// What was moved stays where it was put while the diagram grows. Text is drawn on the canvas alone.
(() => {
  "use strict";
  const cg = (window.cgExplorer ||= {});
  const FONT = "11px Arial, Helvetica, 'Liberation Sans', sans-serif", LEADING = 13;

  cg.byHand = (root, choosing, open) => {
    const find = (query) => root.querySelector(query);
    const box = find(".cg-canvas"), drawing = find(".cg-drawing");
    let network = null, data = null, kept = {}, colours = null;

    async function draw() {
      const answer = await fetch(root.dataset.network);
      data = await answer.json();
      colours = read();
      if (network) kept = { ...kept, ...network.getPositions() };
      network?.destroy();
      const [dx, dy] = data.begins;
      const nodes = data.nodes.map((node) => ({ ...painted(node), x: node.x + dx, y: node.y + dy, ...kept[node.id] }));
      const edges = data.edges.map((edge, id) => lined({ ...edge, id }));
      network = new vis.Network(box, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) },
        { ...data.options, interaction: { ...data.options.interaction, zoomView: false, dragView: true } });
      for (const inner of box.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
      network.on("afterDrawing", labels);
      network.on("click", (event) => event.nodes[0] && choosing.choose(event.nodes[0]));
      network.on("doubleClick", (event) => open(event.nodes[0]));
      network.fit({ animation: false });
      if (choosing.chosen) network.selectNodes([choosing.chosen]);
      box.dataset.ready = "yes";
    }
    async function toggle() {
      const on = box.hidden;
      if (on) box.style.height = `${Math.max(320, drawing.clientHeight)}px`;
      box.hidden = !on;
      drawing.hidden = on;
      find(".cg-tools [data-do='hand']").setAttribute("aria-pressed", String(on));
      for (const name of ["larger", "smaller", "whole"]) find(`.cg-tools [data-do='${name}']`).disabled = on;
      if (on) await draw();
    }
    root.addEventListener("cg-renewed", () => { if (!box.hidden) draw(); });
    root.addEventListener("cg-chosen", (event) => { if (!box.hidden) network?.selectNodes([event.detail]); });

    function labels(ctx) {
      const places = network.getPositions();
      ctx.font = FONT;
      ctx.lineJoin = "round";
      ctx.lineWidth = 3;
      ctx.textBaseline = "alphabetic";
      ctx.strokeStyle = colours.paper;
      ctx.fillStyle = colours.ink;
      for (const [id, [dx, dy, anchor, text]] of Object.entries(data.labels)) {
        ctx.textAlign = anchor === "middle" ? "center" : anchor;
        text.split("\n").forEach((line, row) => {
          ctx.strokeText(line, places[id].x + dx, places[id].y + dy + row * LEADING);
          ctx.fillText(line, places[id].x + dx, places[id].y + dy + row * LEADING);
        });
      }
    }
    function read() {
      const style = getComputedStyle(root);
      const value = (name) => style.getPropertyValue(`--cg-${name}`).trim();
      return { ink: value("ink"), paper: value("paper"), structure: value("structure") };
    }
    function painted({ label, title, ...node }) {
      const swap = { "#1a1a1a": colours.ink, "#ffffff": colours.paper };
      const background = swap[node.color.background] || node.color.background, border = swap[node.color.border] || node.color.border;
      return { ...node, color: { background, border, highlight: { background, border: colours.ink }, hover: { background, border: colours.ink } } };
    }
    function lined({ title, ...edge }) {
      const color = edge.color.color === "#4d4d4d" ? colours.structure : edge.color.color;
      return { ...edge, color: { ...edge.color, color, highlight: colours.ink, hover: colours.ink } };
    }
    return { toggle };
  };
})();
