// Suggestions under the search box, as the ARIA combobox pattern describes. Without script the box is a plain form.
(function () {
  "use strict";
  var WAIT = 120, LONGEST = 40;
  var field = document.querySelector("form.search .field[data-suggest]");
  if (!field || !window.fetch || !window.AbortController) return;
  var form = field.closest("form"), input = field.querySelector("input[name=q]"), region = field.querySelector("input[name=region]");
  var told = {}, timer = 0, asking = null, chosen = -1, shown = "";

  var list = document.createElement("ul"), status = document.createElement("div");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.list);
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  field.appendChild(list);
  form.appendChild(status);

  // A field of type "search" may have no other role.
  input.type = "text";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    if (asking) { asking.abort(); asking = null; }
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    var options = list.children;
    if (chosen >= 0 && options[chosen]) options[chosen].setAttribute("aria-selected", "false");
    chosen = place;
    if (place < 0) { input.removeAttribute("aria-activedescendant"); return; }
    options[place].setAttribute("aria-selected", "true");
    options[place].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[place].id);
  }

  function say(count) { status.textContent = count ? field.dataset.some.replace("#", count) : field.dataset.none; }

  function option(one, place) {
    var item = document.createElement("li"), text = document.createElement("span");
    item.id = "suggestion-" + place;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = one.address;
    text.textContent = one.text;
    text.lang = "zh-CN";
    item.appendChild(text);
    var kind = field.dataset[one.kind];
    if (kind) {
      var mark = document.createElement("small");
      mark.textContent = kind;
      item.appendChild(mark);
    }
    return item;
  }

  function show(typed, found) {
    if (typed !== asked() || document.activeElement !== input) return;
    close();
    shown = typed;
    list.textContent = "";
    found.forEach(function (one, place) { list.appendChild(option(one, place)); });
    say(found.length);
    if (!found.length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    fit();
  }

  // The list ends above a phone's keyboard; where little room is left, the box goes to the top first.
  function fit() {
    if (list.hidden) return;
    var view = window.visualViewport, height = view ? view.height : window.innerHeight, top = view ? view.offsetTop : 0;
    if (top + height - list.getBoundingClientRect().top < 200) window.scrollBy(0, field.getBoundingClientRect().top - top - 8);
    list.style.setProperty("--room", Math.max(120, top + height - list.getBoundingClientRect().top - 8) + "px");
  }

  function asked() { return input.value.trim().slice(0, LONGEST); }

  function ask() {
    var typed = asked(), key = typed + " " + (region ? region.value : "");
    if (!typed) { close(); status.textContent = ""; return; }
    if (told[key]) { show(typed, told[key]); return; }
    if (asking) asking.abort();
    asking = new AbortController();
    var address = field.dataset.suggest + "?q=" + encodeURIComponent(typed) + (region ? "&region=" + region.value : "");
    fetch(address, { signal: asking.signal, credentials: "omit" })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
      .then(function (answer) { told[key] = answer.suggestions; show(typed, told[key]); })
      .catch(function () { /* No suggestions: the form still searches. */ });
  }

  function later() { clearTimeout(timer); timer = setTimeout(ask, WAIT); }

  function open() {
    if (shown === asked() && list.children.length) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      fit();
      return true;
    }
    ask();
    return false;
  }

  input.addEventListener("input", function (event) { if (!event.isComposing) later(); });
  input.addEventListener("compositionend", later);
  input.addEventListener("blur", function () { setTimeout(function () { if (document.activeElement !== input) close(); }, 150); });
  input.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    var count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden && !open()) return;
      if (!count) return;
      var step = event.key === "ArrowDown" ? 1 : -1;
      choose(chosen < 0 && step < 0 ? count - 1 : (chosen + step + count + 1) % (count + 1) === count ? -1 : chosen + step);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    }
  });
  // Not to lose the focus, and with it the list, before the click has come.
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var item = event.target.closest("li");
    if (item) location.assign(item.dataset.address);
  });
  if (window.visualViewport) window.visualViewport.addEventListener("resize", fit);
  window.addEventListener("pagehide", close);
})();
