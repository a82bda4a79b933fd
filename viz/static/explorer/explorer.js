// Brings the diagram of a page to life; what it does without this, it does through addresses.
(() => {
  "use strict";
  const cg = (window.cgExplorer ||= {});
  const root = document.querySelector(".cg-explorer");
  if (!root) return;
  const find = (query) => root.querySelector(query);
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const looking = cg.looking(root), choosing = cg.choosing(root);
  const going = cg.going(root, renewed);
  const drawing = find(".cg-drawing");

  drawing.setAttribute("role", drawing.dataset.role);
  drawing.setAttribute("aria-roledescription", drawing.dataset.description);
  find(".cg-tools").hidden = find(".cg-explore").hidden = false;
  const coarse = window.matchMedia("(pointer: coarse)").matches;
  find(coarse ? ".cg-coarse" : ".cg-fine").hidden = false;
  looking.begin();
  choosing.stops();
  if (location.hash.startsWith("#row-")) choosing.choose(decodeURIComponent(location.hash.slice(5)), { quiet: true });
  root.dataset.ready = "yes";

  function renewed() {
    looking.begin();
    choosing.again();
    choosing.stops();
    year();
    root.dispatchEvent(new CustomEvent("cg-renewed"));
  }
  // Found among what is shown: chosen there, and nobody is asked.
  cg.found = (text) => {
    const wish = folded(text), all = [...root.querySelectorAll(".cg-node")];
    const name = (node) => folded(node.querySelector("title").textContent);
    const node = wish && (all.find((one) => name(one).startsWith(wish)) || all.find((one) => name(one).includes(wish)));
    if (node) choosing.choose(node.dataset.id, { focus: true });
    return Boolean(node);
  };
  function year() {
    const slider = find("#year"), said = slider.parentElement.querySelector("output");
    slider.addEventListener("input", () => {
      said.textContent = slider.value;
      slider.setAttribute("aria-valuetext", slider.value);
    });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  }
  year();
  const open = (id) => id && going.ask("open", id);
  const keys = {
    Enter: () => open(choosing.chosen),
    Backspace: () => choosing.chosen && going.ask("fold", choosing.chosen),
    Delete: () => choosing.chosen && going.ask("fold", choosing.chosen),
    Escape: () => choosing.choose(null),
    Home: () => choosing.choose(root.dataset.middle, { focus: true }),
    "+": looking.larger,
    "=": looking.larger,
    "-": looking.smaller,
    0: looking.whole,
    "/": () => find("#find").focus(),
  };
  const does = { larger: looking.larger, smaller: looking.smaller, whole: looking.whole, full: looking.full, hand: byHand };

  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // With nothing chosen Escape leaves the full screen.
    if (event.key === "Escape" && !choosing.chosen) return;
    if (choosing.turns(event.key)) choosing.turn(event.key);
    else if (event.key in keys) keys[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  drawing.addEventListener("focusin", (event) => {
    const node = event.target.closest(".cg-node");
    if (node && node.matches(":focus-visible") && node.dataset.id !== choosing.chosen) choosing.choose(node.dataset.id);
  });
  drawing.addEventListener("dblclick", (event) => {
    const node = event.target.closest(".cg-node");
    if (node) open(node.dataset.id);
  });
  // Fingers tap twice where a mouse clicks twice.
  root.addEventListener("cg-twice", (event) => open(event.detail));
  root.addEventListener("cg-chosen", (event) => looking.reveal(event.detail));
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) does[button.dataset.do]();
  });

  // What moves records by hand is large: it comes when it is asked for.
  let hand = null;
  async function byHand() {
    if (!hand) {
      for (const address of root.dataset.byHand.split(" ")) await script(address);
      hand = cg.byHand(root, choosing, open);
    }
    hand.toggle();
  }
  function script(address) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = address;
      element.addEventListener("load", done);
      element.addEventListener("error", failed);
      document.head.append(element);
    });
  }
})();
