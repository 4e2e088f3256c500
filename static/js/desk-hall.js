// Number keys at the hall desk: each does what the line with that key in front does. Keys count only while the work has the focus,
// never while something is typed. Without script all of it are plain links and a plain form.
(function () {
  "use strict";
  var work = document.getElementById("work");
  var box = document.getElementById("q");
  var first = document.querySelector("[data-focus]");
  if (first) {
    first.focus();
    if (first.select) first.select();
  }
  if (!work || !box) return;

  function restart() {
    box.focus();
    box.select();
  }

  function next(states) {
    // Brought, then may come later where the guide says so, then missing, then brought again.
    var order = ["brought", "later", "missing"];
    var now = states.find(function (one) { return one.checked; });
    var place = now ? order.indexOf(now.value) : -1;
    for (var step = 1; step <= order.length; step++) {
      var wanted = order[(place + step) % order.length];
      var found = states.find(function (one) { return one.value === wanted; });
      if (found) {
        found.checked = true;
        return;
      }
    }
  }

  function states(line) {
    return Array.from(line.querySelectorAll("input[type=radio]"));
  }

  function press(key) {
    var lines = Array.from(work.querySelectorAll("[data-tick]"));
    var line = lines.find(function (one) { return one.dataset.tick === key; });
    if (line) {
      next(states(line));
      return true;
    }
    if (key === "." && lines.length) {
      lines.forEach(function (one) {
        states(one).forEach(function (state) { state.checked = state.value === "brought"; });
      });
      return true;
    }
    var target = Array.from(work.querySelectorAll("[data-key]")).find(function (one) {
      return one.dataset.key.split(" ").indexOf(key) >= 0;
    });
    if (target) target.click();
    return Boolean(target);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && !work.querySelector("[data-key~=Escape]")) {
      restart();
      return;
    }
    var inside = work.contains(document.activeElement);
    var acts = document.activeElement !== work && event.key === "Enter" && document.activeElement.matches("a, button, summary");
    if (!inside || acts) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (press(key)) event.preventDefault();
  });

  // The sheet opens beside this page, which is then ready for the next person.
  document.querySelectorAll("form[data-next]").forEach(function (form) {
    form.addEventListener("submit", function () {
      setTimeout(function () { location.assign(form.dataset.next); }, 0);
    });
  });
})();
