// What is chosen in a diagram: marked in the drawing, told in the list beside it, kept in the address.
// Text of the base is only ever set as textContent.
(() => {
  "use strict";
  const cg = (window.cgExplorer ||= {});
  const TURN = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

  cg.choosing = (root) => {
    const find = (query) => root.querySelector(query);
    const named = (query, id) => find(`${query}[data-id="${CSS.escape(id)}"]`);
    const live = find(".cg-live");
    let chosen = null;
    const nodes = () => [...root.querySelectorAll(".cg-node")];

    // One tab stop: the chosen record, else the middle.
    function stops() {
      const here = chosen || root.dataset.middle;
      for (const node of nodes()) node.tabIndex = node.dataset.id === here ? 0 : -1;
    }
    function choose(id, { focus = false, quiet = false } = {}) {
      const before = chosen;
      chosen = id && named(".cg-node", id) ? id : null;
      if (before && before !== chosen) {
        named(".cg-node", before)?.removeAttribute("aria-current");
        const left = named(".cg-entry", before);
        if (left) left.open = false;
      }
      mark();
      stops();
      if (!quiet) history.replaceState(null, "", chosen ? `#row-${chosen}` : location.pathname + location.search);
      if (!chosen) {
        live.textContent = "";
        return;
      }
      const node = named(".cg-node", chosen), entry = named(".cg-entry", chosen);
      node.setAttribute("aria-current", "true");
      live.textContent = node.querySelector("title").textContent;
      entry.open = true;
      reveal(entry);
      if (focus) node.focus({ preventScroll: true });
      root.dispatchEvent(new CustomEvent("cg-chosen", { detail: chosen }));
    }
    // Scrolls the list, where it scrolls, and never the page.
    function reveal(entry) {
      const list = find(".cg-list");
      if (list.scrollHeight <= list.clientHeight) return;
      list.scrollTop += entry.getBoundingClientRect().top - list.getBoundingClientRect().top - 4;
    }
    // The chosen record, its lines and its neighbours stand out; all else steps back.
    function mark() {
      const all = nodes(), at = all.findIndex((node) => node.dataset.id === chosen);
      const near = new Set([at]);
      for (const line of root.querySelectorAll(".cg-line")) {
        const ends = line.dataset.ends.split(" ").map(Number), touches = ends.includes(at);
        line.classList.toggle("cg-near", touches);
        if (touches) ends.forEach((end) => near.add(end));
      }
      all.forEach((node, place) => node.classList.toggle("cg-near", near.has(place)));
      find(".cg-svg").classList.toggle("cg-choosing", at >= 0);
    }
    function places() {
      const found = {};
      for (const node of nodes()) {
        const spot = node.querySelector(".cg-halo");
        found[node.dataset.id] = { x: spot.cx.baseVal.value, y: spot.cy.baseVal.value };
      }
      return found;
    }
    function neighbours(id) {
      const all = nodes(), at = all.findIndex((node) => node.dataset.id === id), near = new Set();
      for (const line of root.querySelectorAll(".cg-line")) {
        const [from, to] = line.dataset.ends.split(" ").map(Number);
        if (from === at) near.add(all[to].dataset.id);
        if (to === at) near.add(all[from].dataset.id);
      }
      return near;
    }
    function turn(key) {
      if (!chosen) return choose(root.dataset.middle, { focus: true });
      choose(towards(places(), neighbours(chosen), chosen, TURN[key]), { focus: true });
    }
    root.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#row-']");
      const summary = event.target.closest(".cg-entry > summary");
      if (link && root.contains(link)) {
        event.preventDefault();
        const id = link.dataset.id || link.getAttribute("href").slice(5);
        if (link.dataset.id === chosen && event.pointerType === "touch") root.dispatchEvent(new CustomEvent("cg-twice", { detail: id }));
        choose(id, { focus: link.classList.contains("cg-node") });
        if (!link.dataset.id) named(".cg-entry", id)?.querySelector("summary").focus();
      } else if (summary && !summary.parentElement.open) {
        // The list opens it itself: it is only marked here.
        queueMicrotask(() => choose(summary.parentElement.dataset.id));
        event.preventDefault();
      }
    });
    return {
      choose, turn, stops,
      turns: (key) => key in TURN,
      get chosen() { return chosen; },
      again() { const id = chosen; chosen = null; choose(id, { quiet: false }); },
    };
  };

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
})();
