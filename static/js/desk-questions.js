// While a measurement is under way, the part of the page that shows it is asked for again. Without script there is a link.
(function () {
  "use strict";
  var WAIT = 1500;

  async function again() {
    var shown = document.getElementById("measured");
    if (!shown || !shown.querySelector("[data-measuring]")) return;
    try {
      var answer = await fetch(location.href, { headers: { "X-Unattended": "1" }, credentials: "same-origin", redirect: "error" });
      if (!answer.ok) return;
      var fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("measured");
      if (fresh) shown.replaceWith(document.adoptNode(fresh));
    } catch (error) {
      // The network may come back; the link is still there.
    }
    setTimeout(again, WAIT);
  }

  setTimeout(again, WAIT);
})();
