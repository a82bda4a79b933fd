// Sliders for the weights of the board's page: the order follows while they move, and nothing loses
// its focus. Without it the page works by its buttons.
"use strict";
(() => {
  const form = document.getElementById("weights");
  const waitInMs = 200;

  const copyButton = () => {
    const link = document.getElementById("copy-view");
    if (!link || !navigator.clipboard || document.getElementById("copy-button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.id = "copy-button";
    button.textContent = link.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.href);
      button.textContent = link.dataset.copied;
    });
    link.after(button);
  };
  copyButton();

  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("main details:not([open])")) {
      box.dataset.closed = "";
      box.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const box of document.querySelectorAll("main details[data-closed]")) {
      delete box.dataset.closed;
      box.open = false;
    }
  });
  if (!form) return;

  // On a telephone the order comes first; who has moved a weight sees what they moved.
  const box = document.getElementById("weights-box");
  if (matchMedia("(max-width: 60rem)").matches && !location.search.includes("w.")) box.open = false;

  const sliders = [...form.querySelectorAll("input[type=range]")];
  const fieldOf = (slider) => document.getElementById(slider.dataset.for);
  // A field that nobody typed in is empty: its slider stands where its criterion has come to.
  const follow = () => {
    for (const slider of sliders) {
      const field = fieldOf(slider);
      if (slider !== document.activeElement) slider.value = field.value || field.placeholder;
    }
  };
  for (const slider of sliders) slider.hidden = false;
  follow();

  // What the answer says anew takes the place of what stood there; boxes that were open stay open.
  const show = (page) => {
    const open = new Set([...document.querySelectorAll("details[open][id]")].map((one) => one.id));
    for (const part of document.querySelectorAll("[data-live]")) {
      const anew = page.getElementById(part.id);
      if (anew) part.replaceWith(document.adoptNode(anew));
      else part.replaceChildren();
    }
    for (const id of open) {
      const found = document.getElementById(id);
      if (found) found.open = true;
    }
    const languages = page.querySelector("nav.languages");
    if (languages) document.querySelector("nav.languages").replaceWith(document.adoptNode(languages));
    for (const input of form.querySelectorAll(".pair input[name]")) {
      const anew = page.getElementById(input.id);
      if (anew) input.placeholder = anew.placeholder;
      if (anew && anew.hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    follow();
    const said = document.querySelector("#weights-wrong p, #order-said");
    document.getElementById("weights-said").textContent = said ? said.textContent : "";
    copyButton();
  };

  let waiting = 0;
  let asking = null;
  const ask = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const typed = [...new FormData(form)].filter(([, value]) => value);
    const query = new URLSearchParams(typed);
    const address = `${form.getAttribute("action")}?${query}`;
    document.getElementById("order").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
      if (![200, 422].includes(answer.status)) throw new Error(String(answer.status));
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, waitInMs);
  };

  form.addEventListener("input", (event) => {
    const moved = event.target;
    if (moved.type === "range") fieldOf(moved).value = moved.value;
    for (const slider of sliders) {
      if (fieldOf(slider) === moved) slider.value = moved.value || moved.placeholder;
    }
    soon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask();
  });
})();
