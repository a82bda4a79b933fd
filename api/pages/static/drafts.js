// Keeps what is typed into forms of the desk on this device until it was sent; without it all works.
// One entry for each form and office; gone once it was sent, forgotten by hand, or at signing out.
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const ours = "coopgraph-draft:";
  const mine = `${ours}${own.speaker}:`;
  const dayInMs = 86400000;
  const keptDays = 30;
  const apart = new Set(["token", "seen", "act", "again"]);

  const store = (() => {
    try {
      localStorage.setItem(`${ours}try`, "1");
      localStorage.removeItem(`${ours}try`);
      return localStorage;
    } catch {
      return null;
    }
  })();
  if (!store) return;

  const entries = (start) =>
    Object.keys(store).filter((key) => key.startsWith(start));
  const read = (key) => {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  };
  const write = (key, kept) => {
    try {
      store.setItem(key, JSON.stringify(kept));
    } catch {
      // The device has no room left: nothing is promised, and the form works on.
    }
  };

  const isTyped = (field) =>
    field.name && !apart.has(field.name) && !["hidden", "submit", "file", "password"].includes(field.type);
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
  const valuesOf = (form) => {
    const found = {};
    for (const field of form.elements) {
      if (!isTyped(field)) continue;
      const name = isTicked(field) ? `${field.name}=${field.value}` : field.name;
      found[name] = isTicked(field) ? field.checked : field.value;
    }
    return found;
  };
  const putBack = (form, values) => {
    for (const field of form.elements) {
      if (!isTyped(field)) continue;
      const name = isTicked(field) ? `${field.name}=${field.value}` : field.name;
      if (!(name in values)) continue;
      if (isTicked(field)) field.checked = values[name];
      else field.value = values[name];
    }
    for (const box of form.querySelectorAll("details")) box.open = true;
  };
  const alike = (one, other) =>
    JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

  // A form was taken where its sending led here: by a redirect, from the page that it was on.
  const arrival = performance.getEntriesByType("navigation")[0];
  const cameFrom = document.referrer ? new URL(document.referrer) : null;
  const wasSent = (kept) =>
    kept.sent && arrival && arrival.redirectCount > 0 && cameFrom &&
    cameFrom.origin === location.origin && [...kept.pages, `${own.root}-/kept`].includes(cameFrom.pathname);
  for (const key of entries(mine)) {
    const kept = read(key);
    const old = kept && Date.now() - kept.at > keptDays * dayInMs;
    if (!kept || old || wasSent(kept)) store.removeItem(key);
  }

  const offer = (form, key, values) => {
    const shape = document.getElementById("draft-offer");
    if (!shape) return;
    const notice = shape.content.firstElementChild.cloneNode(true);
    notice.querySelector("[data-draft=back]").addEventListener("click", () => {
      putBack(form, values);
      notice.remove();
      form.querySelector("textarea, input:not([type=hidden])").focus();
    });
    notice.querySelector("[data-draft=forget]").addEventListener("click", () => {
      store.removeItem(key);
      notice.remove();
      form.querySelector("textarea, input:not([type=hidden])").focus();
    });
    form.before(notice);
  };

  const keep = (form) => {
    const address = new URL(form.action);
    // Several forms of a page may lead to one address: each is kept by its place among them.
    const place = [...document.forms].filter((f) => f.action === form.action).indexOf(form);
    const key = `${mine}${address.pathname}:${place}`;
    const first = valuesOf(form);
    const kept = read(key);
    if (kept && !alike(kept.values, first)) offer(form, key, kept.values);
    const note = (sent) => {
      const values = valuesOf(form);
      const pages = [location.pathname, address.pathname];
      if (alike(values, first) && !kept) return;
      write(key, { at: Date.now(), pages, sent, values });
    };
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(note, 400, false);
    });
    addEventListener("pagehide", () => {
      if (waiting && !form.dataset.sent) note(false);
    });
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      form.dataset.sent = "yes";
      note(true);
    });
  };

  for (const form of document.querySelectorAll("main form[method=post]")) {
    if (form.querySelector("textarea, input[type=text]")) keep(form);
  }
  for (const leave of document.querySelectorAll("form.who")) {
    leave.addEventListener("submit", () => {
      for (const key of entries(ours)) store.removeItem(key);
    });
  }

  const left = document.querySelector("[data-session-left]");
  if (left) {
    const soonInMs = 600000;
    const wait = new Date(left.dataset.sessionLeft) - Date.now() - soonInMs;
    setTimeout(() => {
      left.setAttribute("role", "status");
      left.hidden = false;
    }, Math.max(0, wait));
  }
})();
