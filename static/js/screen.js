// A display that nobody touches: turns its pages, asks once a minute whether anything changed, and says so when it cannot ask.
(function () {
  "use strict";
  var pages = document.querySelectorAll("main section"), lost = document.getElementById("lost");
  var data = document.body.dataset, at = 0, tag = null, missed = 0;
  for (var one = 0; one < pages.length; one++) if (!pages[one].hidden) at = one;

  setInterval(function () {
    if (pages.length < 2) return;
    pages[at].hidden = true;
    at = (at + 1) % pages.length;
    pages[at].hidden = false;
  }, data.turn * 1000);

  async function ask() {
    try {
      var headers = { "X-Unattended": "1" };
      if (tag) headers["If-None-Match"] = tag;
      var answer = await fetch(location.href, { headers: headers, cache: "no-store", credentials: "omit", redirect: "error" });
      if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
      var told = answer.headers.get("ETag");
      if (answer.status === 200 && tag && told !== tag) location.reload();
      tag = told || tag;
      missed = 0;
    } catch (error) {
      missed += 1;
    }
    lost.hidden = missed < 3;
  }
  ask();
  setInterval(ask, data.ask * 1000);
})();
