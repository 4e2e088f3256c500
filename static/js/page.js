// What a page can do better with script; everything works without it.
(function () {
  "use strict";
  var guide = document.querySelector("body.guide");
  if (!guide) return;

  // The law is folded only where a reader can unfold it; paper, and the view of it on a screen, always shows it.
  document.querySelectorAll("body:not(.paper) details.fold").forEach(function (fold) {
    fold.open = location.hash === "#" + fold.parentNode.id;
    window.addEventListener("hashchange", function () { if (location.hash === "#" + fold.parentNode.id) fold.open = true; });
  });
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.prototype.filter.call(document.querySelectorAll("details"), function (one) { return !one.open; });
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });

  var print = document.querySelector("button.print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }

  // Read aloud with the device's own voice, where it has one; nothing leaves the device.
  var aloud = document.querySelector(".aloud");
  if (!aloud || !window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
  var button = aloud.firstElementChild, start = button.textContent;
  aloud.hidden = false;
  function quiet() { window.speechSynthesis.cancel(); button.textContent = start; }
  button.addEventListener("click", function () {
    if (button.textContent !== start) { quiet(); return; }
    document.querySelectorAll("article h1, article h2, article h3, article p, article li, article dt, article dd").forEach(function (one) {
      if (one.querySelector("p, li") || !one.offsetParent) return;
      var said = new SpeechSynthesisUtterance(one.textContent.trim());
      said.lang = "zh-CN";
      window.speechSynthesis.speak(said);
    });
    button.textContent = button.dataset.stop;
  });
  window.addEventListener("pagehide", quiet);
})();
