// The window itself: find, ask, tick, print, next. Number keys do what the buttons do; they count only where nothing is typed.
(function () {
  "use strict";
  var make = Notice.make;
  var data = JSON.parse(document.getElementById("data").textContent);
  var KEYS = "1234567890abcdefghijklmnoqrstuvwxyz";
  var box = document.getElementById("q"), work = document.getElementById("work"), paper = document.getElementById("paper"), number = document.getElementById("number");
  var state = { guide: null, answers: {}, ticks: {}, found: [] };
  var memory = {};

  document.documentElement.classList.add("js");

  function today() {
    var now = new Date();
    return now.getFullYear() + "-" + String(now.getMonth() + 1).padStart(2, "0") + "-" + String(now.getDate()).padStart(2, "0");
  }

  function kept(name, given) {
    var key = "mingbai-" + data.region + "-" + data.hall + "-" + name;
    try {
      if (given !== undefined) localStorage.setItem(key, given);
      return localStorage.getItem(key);
    } catch (error) {
      if (given !== undefined) memory[key] = given;
      return key in memory ? memory[key] : null;
    }
  }

  // The file's own numbers: L before the window's, so that they never meet those of the site.
  function stub() {
    var window = number.value.trim() || "0", name = "last-" + window, last = (kept(name) || "").split(" ");
    var next = last[0] === today() ? Number(last[1]) + 1 : 1;
    kept(name, today() + " " + next);
    return "L" + window + "-" + String(next).padStart(4, "0");
  }

  function chosenWindow() {
    var typed = number.value.trim();
    if (!typed) return null;
    return data.windows.find(function (one) { return one.number === typed; }) || { words: /^[0-9]+$/.test(typed) ? typed + " 号窗口" : typed, phone: "" };
  }

  function banner() {
    var until = document.getElementById("until"), late = today() > data.until;
    until.className = late ? "banner late" : "banner";
    if (late) until.querySelector("strong").textContent = "这个文件已经过期（有效期至 " + Rules.words(data.until) + "），内容可能已经改变。";
    return late;
  }

  function button(key, said, act, extra) {
    return make("button", Object.assign({ type: "button", "data-key": key, onclick: act }, extra || {}), [make("kbd", {}, [{ Enter: "回车", Escape: "Esc", p: "P" }[key.split(" ")[0]] || key.split(" ")[0]]), make("span", { class: "name" }, said)]);
  }

  function plain(said, act) {
    return make("button", { type: "button", onclick: act }, [said]);
  }

  function list(buttons) {
    return make("ol", { class: "picks" }, buttons.map(function (one) { return make("li", {}, [one]); }));
  }

  function show(children, told) {
    work.replaceChildren.apply(work, children);
    document.getElementById("told").textContent = told;
    document.querySelectorAll("article").forEach(function (one) { one.hidden = true; });
    if (children.length) work.focus();
  }

  function search() {
    state.found = Finding.find(box.value, data.guides);
    if (!state.found.length) return show([make("p", {}, ["没有找到“" + box.value + "”。请换一个说法，或者只打编码的末几位。"])], "没有找到");
    if (state.found.length === 1 && /^[0-9\s-]{3,}$/.test(box.value)) return open(0);
    show([list(state.found.map(function (pair, place) {
      var words = Rules.choose(pair[0], pair[1]).words.map(function (one) { return one.join(" "); }).join("；");
      return button(String(place + 1) + (place ? "" : " Enter"), [pair[0].name, pair[0].code ? make("span", { class: "code" }, [" " + pair[0].code]) : "", words ? make("span", { class: "under" }, [words]) : ""], function () { open(place); });
    }))], "找到 " + state.found.length + " 项");
  }

  function open(place) {
    state.guide = state.found[place][0];
    state.answers = Object.assign({}, state.found[place][1]);
    state.ticks = {};
    step();
  }

  function heading() {
    var guide = state.guide, words = Rules.choose(guide, state.answers).words;
    return [make("h2", {}, [guide.name, guide.code ? make("span", { class: "code" }, [" " + guide.code]) : ""]),
      words.length ? make("p", { class: "case" }, [words.map(function (one) { return one.join(" "); }).join("；"), " ", make("button", { type: "button", class: "plainly", onclick: function () { state.answers = {}; step(); } }, ["重新问"])]) : ""];
  }

  function step() {
    var open = state.guide.questions.find(function (one) { return !(one.key in state.answers); });
    if (open) ask(open); else tick();
    whole();
  }

  function answer(question, key) {
    state.answers[question.key] = key;
    step();
  }

  function ask(question) {
    var buttons = question.options.map(function (option, place) { return button(String(place + 1), [option.text], function () { answer(question, option.key); }); });
    buttons.push(button("0", ["不清楚"], function () { answer(question, Rules.UNSURE); }));
    buttons.push(button("Enter", ["其余都不清楚，直接看材料"], function () {
      state.guide.questions.forEach(function (one) { if (!(one.key in state.answers)) state.answers[one.key] = Rules.UNSURE; });
      step();
    }, { class: "quiet" }));
    show(heading().concat([make("h3", {}, [question.text]), list(buttons)]), question.text);
  }

  function lines() {
    var printed = {};
    state.guide.notice.materials.forEach(function (one) { printed[one.number] = one; });
    return Rules.choose(state.guide, state.answers).needed.map(function (pair) { return { line: printed[pair[0]], shown: pair[1], tick: state.ticks[pair[0]] || null }; });
  }

  function turn(line) {
    var order = ["brought"].concat(line.later ? ["later"] : [], ["missing"]);
    state.ticks[line.number] = order[(order.indexOf(state.ticks[line.number]) + 1) % order.length];
    tick();
  }

  function dueDay() {
    return Rules.due(today(), Rules.limitOf(state.guide, Rules.choose(state.guide, state.answers)), data.calendar);
  }

  function tick() {
    var names = { brought: "已带", missing: "待补", later: "可容缺" }, all = lines(), ticked = Object.keys(state.ticks).length > 0;
    var rows = all.map(function (one, place) {
      var now = one.tick || (ticked ? "missing" : ""), under = [one.line.copies, one.line.note].filter(Boolean).join("；");
      var row = button(KEYS[place] || "", [one.line.name, under ? make("span", { class: "under" }, [under]) : ""], function () { turn(one.line); }, { class: "ticked " + now });
      row.append(make("span", { class: "state" }, [now ? names[now] : "未标"]));
      return row;
    });
    var due = dueDay(), digits = Rules.codeOf(state.guide, state.answers);
    show(heading().concat([
      rows.length ? list(rows) : make("p", {}, ["指南没有写需要的材料。"]),
      rows.length ? make("p", { class: "hint" }, ["按数字标记，再按换下一种；标了一项，其余就是待补；一项都不标，打印空白的方框。"]) : "",
      rows.length ? button(".", ["全部已带"], function () { all.forEach(function (one) { state.ticks[one.line.number] = "brought"; }); tick(); }, { class: "quiet" }) : "",
      due ? make("p", {}, ["今天受理，最迟 ", make("b", {}, [Rules.words(due)]), " 办结。"]) : "",
      make("p", { class: "prints" }, [button("p Enter", ["打印 A5"], function () { print("a5"); }, { class: "main" }), plain("打印 A4", function () { print("a4"); }), plain("打印大字", function () { print("large"); }), button("Escape", ["下一位"], restart)]),
      digits ? make("p", { class: "hint" }, ["这种情形的六位号码：", make("b", {}, [digits.slice(0, 3) + " " + digits.slice(3)])]) : "",
    ]), all.length + " 份材料");
    whole();
  }

  function whole() {
    document.getElementById("guide-" + data.guides.indexOf(state.guide)).hidden = false;
  }

  function print(size) {
    var ticked = Object.keys(state.ticks).length > 0, due = dueDay();
    var chosen = Rules.choose(state.guide, state.answers);
    var given = {
      notice: state.guide.notice, chosen: chosen, maybe: Rules.maybe(state.guide, chosen), ticked: ticked,
      lines: lines().map(function (one) { return { line: one.line, shown: one.shown, tick: ticked ? one.tick || "missing" : null }; }),
      window: chosenWindow(), stub: stub(), today: Rules.words(today()), due: due ? Rules.words(due) : "",
      sample: data.sample, until: Rules.words(data.until), expired: today() > data.until,
    };
    paper.replaceChildren(Notice.sheet(given, size));
    window.print();
    restart();
  }

  function restart() {
    state = { guide: null, answers: {}, ticks: {}, found: [] };
    box.value = "";
    show([], "请查找下一项");
    box.focus();
  }

  document.getElementById("finding").addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  document.getElementById("large").addEventListener("click", function (event) {
    var on = document.documentElement.classList.toggle("large");
    event.currentTarget.setAttribute("aria-pressed", String(on));
  });
  number.value = kept("window") || "";
  number.addEventListener("change", function () { kept("window", number.value.trim()); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") return restart();
    var active = document.activeElement;
    if (!work.contains(active) || (event.key === "Enter" && active.tagName === "BUTTON")) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    var target = Array.from(work.querySelectorAll("[data-key]")).find(function (one) { return one.dataset.key.split(" ").indexOf(key) >= 0; });
    if (target) {
      event.preventDefault();
      target.click();
    }
  });
  banner();
  box.focus();
})();
