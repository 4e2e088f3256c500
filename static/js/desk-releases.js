/* Releases and comparison: fills in the changes that the list left for later; J, K, A and E where the page offers them. */
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    var at = event.target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || at === "INPUT" || at === "TEXTAREA" || at === "SELECT") { return; }
    var found = /^[a-z]$/i.test(event.key) && document.querySelector('[data-key="' + event.key.toLowerCase() + '"]');
    if (found) { event.preventDefault(); found.click(); }
  });
  // A page may not be framed by its address, so the preview of a new item comes as text into a frame without script.
  var frame = document.querySelector("iframe[data-preview]");
  if (frame && window.fetch) {
    fetch(frame.getAttribute("data-preview"), { credentials: "same-origin", headers: { "X-Unattended": "1" } }).then(function (answer) {
      return answer.text();
    }).then(function (page) {
      frame.srcdoc = page;
      frame.hidden = false;
    }).catch(function () { /* the link stays */ });
  }
  var table = document.querySelector("[data-changes]");
  var waiting = document.querySelectorAll("[data-draft]");
  if (!table || !waiting.length || !window.fetch) { return; }
  fetch(table.getAttribute("data-changes"), { credentials: "same-origin", headers: { "X-Unattended": "1" } }).then(function (answer) {
    return answer.ok ? answer.json() : {};
  }).then(function (told) {
    waiting.forEach(function (link) {
      var lines = told[link.getAttribute("data-draft")];
      if (!lines) return;
      var list = document.createElement("ul");
      list.className = "lines";
      lines.forEach(function (line) { list.appendChild(document.createElement("li")).textContent = line; });
      link.parentNode.replaceChild(list, link);
    });
  }).catch(function () { /* the links stay */ });
}());
