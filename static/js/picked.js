// Tells the site, once a page, that somebody found what they asked for: the question alone. Without script nothing is counted.
(function () {
  "use strict";
  var told = false;
  if (!navigator.sendBeacon || !window.URLSearchParams) return;

  function picked(event) {
    var link = event.target.closest ? event.target.closest("a[data-rank]") : null, list = link && link.closest("[data-asked]");
    if (told || !list || event.button > 1) return;
    told = true;
    navigator.sendBeacon(list.dataset.picked, new URLSearchParams({ q: list.dataset.asked }));
  }

  document.addEventListener("click", picked);
  document.addEventListener("auxclick", picked);
})();
