// How a diagram is looked at: larger, smaller, moved, on the full screen; by mouse, fingers and keys.
(() => {
  "use strict";
  const cg = (window.cgExplorer ||= {});
  const STEP = 1.25, LEAST = 0.12, FAR = 4;
  // Letters are 11 units high in the drawing, and nobody reads less than 9 px; the full screen shows 14.
  const LETTERS = 11, READABLE = 9, CLEAR = 14, LOW = 420;

  cg.looking = (root) => {
    const find = (query) => root.querySelector(query);
    const dialog = find(".cg-dialog"), look = find(".cg-look"), drawing = find(".cg-drawing");
    const home = document.createComment("");
    const picture = () => find(".cg-svg");
    let frame = null, moved = false;

    const full = () => picture().dataset.whole.split(" ").map(Number);
    function show([x, y, width, height]) {
      frame = [x, y, width, height];
      picture().setAttribute("viewBox", frame.map((n) => Math.round(n * 10) / 10).join(" "));
    }
    function begin() {
      const svg = picture();
      svg.dataset.whole = svg.getAttribute("viewBox");
      fit();
      if (moved && frame) return show(frame);
      whole();
      readable();
    }
    // The drawing keeps its height while it is enlarged.
    function fit() {
      const [, , width, height] = full();
      if (dialog.open || !drawing.clientWidth) return drawing.style.removeProperty("--cg-tall");
      const tall = drawing.clientWidth * height / width;
      drawing.style.setProperty("--cg-tall", `${Math.round(Math.min(Math.max(tall, LOW), innerHeight * 0.85))}px`);
    }
    function whole() { moved = false; show(full()); }
    function zoom(by, at) {
      const [x, y, width, height] = frame, all = full();
      const size = Math.min(all[2] * FAR, Math.max(all[2] * LEAST, width / by)), part = size / width;
      const [cx, cy] = at || [x + width / 2, y + height / 2];
      moved = true;
      show([cx - (cx - x) * part, cy - (cy - y) * part, size, height * part]);
    }
    function point(event) {
      const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture().getScreenCTM().inverse());
      return [spot.x, spot.y];
    }
    // What is chosen is brought into sight where it is out of it.
    function reveal(id) {
      if (!drawing.clientWidth) return;
      const spot = find(`.cg-node[data-id="${CSS.escape(id)}"] .cg-halo`);
      const at = spot.getBoundingClientRect(), box = drawing.getBoundingClientRect();
      if (at.left >= box.left && at.right <= box.right && at.top >= box.top && at.bottom <= box.bottom) return;
      const here = picture().getScreenCTM().inverse(), middle = new DOMPoint((at.left + at.right) / 2, (at.top + at.bottom) / 2).matrixTransform(here);
      show([middle.x - frame[2] / 2, middle.y - frame[3] / 2, frame[2], frame[3]]);
    }
    function fullScreen(on = !dialog.open) {
      if (on === dialog.open) return;
      if (on) {
        look.before(home);
        dialog.append(look);
        dialog.showModal();
      } else {
        dialog.close();
      }
      fit();
      whole();
      readable();
    }
    // Where the whole is too small to read it begins amid what is chosen, large enough.
    function readable() {
      if (!drawing.clientWidth || LETTERS * picture().getScreenCTM().a >= READABLE) return;
      const here = find(".cg-node[aria-current] .cg-halo") || find(`.cg-node[data-id="${CSS.escape(root.dataset.middle)}"] .cg-halo`);
      const box = here.getBBox(), spot = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(picture().getScreenCTM().inverse().multiply(here.getScreenCTM()));
      const at = [spot.x, spot.y], high = dialog.open ? CLEAR : READABLE;
      const wide = drawing.clientWidth * LETTERS / high, tall = picture().clientHeight * LETTERS / high;
      show([at[0] - wide / 2, at[1] - tall / 2, wide, tall]);
    }
    dialog.addEventListener("close", () => {
      home.replaceWith(look);
      press(false);
      fit();
      whole();
      readable();
      (find(".cg-explore:not([hidden])") || find(".cg-tools [data-do='full']")).focus();
    });
    function press(on) {
      const button = find(".cg-tools [data-do='full']");
      button.setAttribute("aria-pressed", String(on));
    }

    const fingers = new Map();
    let gone = 0, apart = 0;
    drawing.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      fingers.set(event.pointerId, event);
      gone = 0;
      apart = spread();
    });
    drawing.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const [x, y] = point(before), [toX, toY] = point(event);
      gone += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) {
        const now = spread();
        if (apart && now) zoom(now / apart, middle());
        apart = now;
      } else if (gone > 5 && (event.pointerType === "mouse" || dialog.open)) {
        moved = true;
        show([frame[0] + x - toX, frame[1] + y - toY, frame[2], frame[3]]);
      }
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      drawing.addEventListener(end, (event) => fingers.delete(event.pointerId));
    }
    // Who moved the drawing has chosen nothing.
    drawing.addEventListener("click", (event) => {
      if (gone > 5) { event.preventDefault(); event.stopPropagation(); }
    }, true);
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
    function spread() {
      const [one, two] = [...fingers.values()];
      return two ? Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY) : 0;
    }
    function middle() {
      const [one, two] = [...fingers.values()];
      return point({ clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2 });
    }
    // The wheel scrolls the page; only with Ctrl it enlarges.
    drawing.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, point(event));
    }, { passive: false });
    addEventListener("resize", () => { fit(); });

    return {
      begin, reveal,
      larger: () => zoom(STEP),
      smaller: () => zoom(1 / STEP),
      whole,
      full() { fullScreen(); press(dialog.open); },
    };
  };
})();
