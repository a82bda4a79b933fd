// A button that copies what stands in a field. Without it one selects the text and copies it.
"use strict";
for (const field of document.querySelectorAll("textarea[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = field.dataset.copy;
  button.addEventListener("click", () => {
    field.select();
    // Works in pages without TLS too, where there is no other way.
    if (document.execCommand("copy")) button.textContent = field.dataset.copied;
  });
  field.after(button);
}
