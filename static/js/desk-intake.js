// Intake: asks how far a reading is, and lets keys press what a link or a button does anyway. Everything works without it.
"use strict";

(function () {
  const shown = document.querySelector("[data-progress]");
  if (shown) {
    const said = shown.querySelector("[data-said]");
    const ask = async function () {
      try {
        const answer = await fetch(shown.dataset.progress, { headers: { "X-Unattended": "1" }, credentials: "same-origin" });
        if (!answer.ok || answer.redirected) return;
        const told = await answer.json();
        if (!told.busy) { location.reload(); return; }
        if (said.textContent !== told.said) said.textContent = told.said;
      } catch (error) {
        said.textContent = "暂时联系不上网站，读取还在进行。";
      }
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 1000);
  }

  const keyed = document.querySelectorAll("[data-key]");
  if (!keyed.length) return;
  const told = document.querySelector("[data-keys]");
  if (told) told.hidden = false;
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    for (const one of keyed) {
      if (one.dataset.key === event.key.toLowerCase()) {
        event.preventDefault();
        one.click();
        return;
      }
    }
  });
})();
