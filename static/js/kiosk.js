// A machine that everybody uses: back to the first page when nobody touches it, and no trace of who was there before.
// Without script the pages lead back by themselves after three minutes.
(function () {
  "use strict";
  var data = document.body.dataset, notice = document.getElementById("idle"), left = document.getElementById("idle-left");
  var again = notice.querySelector("button"), box = document.getElementById("q"), before = null, timer = 0;
  var first = location.pathname + location.search === data.first;

  function forget() {
    document.querySelectorAll("form").forEach(function (form) { form.reset(); });
    if (first && box) box.value = "";
  }

  function home() {
    forget();
    if (first) { window.scrollTo(0, 0); close(); } else location.replace(data.first);
  }

  function count(seconds) {
    left.textContent = String(seconds);
    timer = setTimeout(function () { if (seconds > 1) count(seconds - 1); else home(); }, 1000);
  }

  function open() {
    if (first && !(box && box.value) && !window.scrollY) { wait(); return; }
    before = document.activeElement;
    notice.hidden = false;
    again.focus();
    clearTimeout(timer);
    count(Number(data.notice));
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(open, data.idle * 1000);
  }

  function close() {
    notice.hidden = true;
    if (before && before.focus) before.focus();
    before = null;
    wait();
  }

  // Any touch goes on; while the notice is shown it only closes it, so that nobody opens a page by chance.
  ["pointerdown", "keydown", "wheel", "touchmove", "input"].forEach(function (kind) {
    document.addEventListener(kind, function () { if (notice.hidden) wait(); }, { passive: true, capture: true });
  });
  notice.addEventListener("click", function (event) { event.preventDefault(); close(); });
  document.addEventListener("keydown", function (event) {
    if (notice.hidden) return;
    event.preventDefault();
    close();
  });

  // The way back is to where one came from, as far as that is a page of this machine.
  var back = document.querySelector(".go-back");
  if (back) back.addEventListener("click", function (event) {
    if (document.referrer.indexOf(location.origin + data.first) !== 0 || history.length < 2) return;
    event.preventDefault();
    history.back();
  });

  document.querySelectorAll(".turn").forEach(function (button) {
    button.hidden = document.documentElement.scrollHeight <= window.innerHeight + 1;
    button.addEventListener("click", function () { window.scrollBy(0, button.dataset.turn * window.innerHeight * 0.75); });
  });
  var print = document.querySelector("button.print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }

  // No menu of the browser, nothing dragged out of the page; a page that the browser kept comes back empty and awake.
  ["contextmenu", "dragstart"].forEach(function (kind) { document.addEventListener(kind, function (event) { event.preventDefault(); }); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { notice.hidden = true; forget(); wait(); } });
  wait();
})();
