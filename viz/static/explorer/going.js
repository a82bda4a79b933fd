// Where a diagram goes: each step is an address, of which the new parts are taken; without a network
// the browser goes there itself. Opening, folding, leaving out, another day, routes: all the same.
(() => {
  "use strict";
  const cg = (window.cgExplorer ||= {});
  const PARTS = ["act", "bar", "found", "drawing", "legend", "list", "below"];

  cg.going = (root, renewed) => {
    const part = (where, name) => where.querySelector(`[data-part="${name}"]`);
    let last = 0;

    async function go(address) {
      const turn = (last += 1);
      root.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(address, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.querySelector(".cg-explorer");
        if (!answer.ok || !next || next.dataset.middle !== root.dataset.middle) throw new Error("another page");
        if (turn === last) take(page, next);
      } catch {
        location.assign(address);
      } finally {
        if (turn === last) root.removeAttribute("aria-busy");
      }
    }
    function take(page, next) {
      const menus = [...root.querySelectorAll(".cg-menu[open]")].map((menu) => menu.dataset.menu);
      const held = hold(document.activeElement);
      for (const name of PARTS) {
        part(root, name).replaceChildren(...document.adoptNode(part(next, name)).childNodes);
      }
      for (const menu of menus) root.querySelector(`[data-menu="${menu}"]`)?.setAttribute("open", "");
      for (const name of ["address", "network"]) root.dataset[name] = next.dataset[name];
      document.title = page.title;
      others(page);
      history.replaceState(null, "", root.dataset.address + location.hash);
      renewed();
      give(held);
    }
    // The same in other languages, and the foot of the page, follow.
    function others(page) {
      for (const query of [".languages", "body > footer"]) {
        const here = document.querySelector(query), there = page.querySelector(query);
        if (here && there) here.replaceChildren(...document.adoptNode(there).childNodes);
      }
    }
    // Where the keyboard was: a record of the drawing, an entry of the list, a field.
    function hold(element) {
      if (!root.contains(element)) return null;
      const node = element.closest(".cg-node"), entry = element.closest(".cg-entry");
      if (node) return `.cg-node[data-id="${CSS.escape(node.dataset.id)}"]`;
      if (entry) return `.cg-entry[data-id="${CSS.escape(entry.dataset.id)}"] > summary`;
      if (element.id) return `#${CSS.escape(element.id)}`;
      const menu = element.closest(".cg-menu");
      if (menu) return `[data-menu="${menu.dataset.menu}"] > summary`;
      return element.name ? `[name="${element.name}"][value="${CSS.escape(element.value)}"]` : null;
    }
    function give(query) {
      if (query) root.querySelector(query)?.focus({ preventScroll: true });
    }
    function address(form, button) {
      const data = new FormData(form);
      if (button?.name) data.append(button.name, button.value);
      const query = new URLSearchParams([...data].filter(([, value]) => value !== ""));
      return `${new URL(form.action).pathname}?${query}`;
    }
    root.addEventListener("submit", (event) => {
      const form = event.target;
      event.preventDefault();
      if (form.classList.contains("cg-find") && cg.found?.(form.elements.find.value)) return;
      go(address(form, event.submitter));
    });
    // What is asked of a record, as its buttons ask it.
    function ask(name, id) {
      const button = [...root.querySelectorAll(`.cg-entry button[name="${name}"]`)].find((one) => one.value === id);
      if (button) go(address(root.querySelector("#cg-act"), button));
      return Boolean(button);
    }
    return { go, ask };
  };
})();
