// What answers make of a guide, and when a promise falls due: the rules of the site's guides.situations and guides.workdays, said again.
var Rules = (function () {
  "use strict";
  var UNSURE = "unsure";

  function optionOf(question, answers) {
    return question.options.find(function (one) { return one.key === answers[question.key]; });
  }

  function without(one, dropped) {
    return {
      key: one.key, name: one.name,
      children: one.children.filter(function (child) { return !dropped.has(child.key); }).map(function (child) { return without(child, dropped); }),
    };
  }

  function gone(one, dropped) {
    if (dropped.has(one.key)) return [one];
    return one.children.flatMap(function (child) { return gone(child, dropped); });
  }

  function choose(guide, answers) {
    var picked = guide.questions.map(function (one) { return [one, optionOf(one, answers)]; }).filter(function (pair) { return pair[1]; });
    var dropped = new Set(picked.flatMap(function (pair) { return pair[1].drops; }));
    picked.forEach(function (pair) { pair[1].needs.forEach(function (key) { dropped.delete(key); }); });
    var needed = [], away = [];
    guide.materials.forEach(function (one, place) {
      if (one.key === null || !dropped.has(one.key)) needed.push([place + 1, without(one, dropped)]);
      gone(one, dropped).forEach(function (lost) { away.push([place + 1, lost]); });
    });
    var names = new Set(needed.map(function (pair) { return pair[1].name; }));
    return {
      needed: needed,
      dropped: away.filter(function (pair) { return !names.has(pair[1].name); }).map(function (pair) { return [pair[0], pair[1].name]; }),
      notes: Array.from(new Set(picked.flatMap(function (pair) { return pair[1].notes; }))),
      words: picked.map(function (pair) { return [pair[0].text, pair[1].text]; }),
      open: guide.questions.filter(function (one) { return !optionOf(one, answers); }).map(function (one) { return one.key; }),
    };
  }

  // What may apply where the person does not know.
  function maybe(guide, chosen) {
    var open = guide.questions.filter(function (one) { return chosen.open.indexOf(one.key) >= 0; });
    return Array.from(new Set(open.flatMap(function (one) { return one.options.flatMap(function (option) { return option.notes; }); })));
  }

  function codeOf(guide, answers) {
    if (guide.start === null) return "";
    var sum = guide.start;
    guide.questions.forEach(function (one) {
      var option = optionOf(one, answers);
      if (option) sum += option.part;
    });
    return String(sum % 1000000).padStart(6, "0");
  }

  function ways(guide) {
    return guide.questions.reduce(function (found, one) {
      return found.concat(found.flatMap(function (answers) {
        return one.options.map(function (option) { return Object.assign({}, answers, { [one.key]: option.key }); });
      }));
    }, [{}]);
  }

  function find(code, guides) {
    var digits = code.replace(/[\s-]/g, "");
    if (!/^[0-9]{6}$/.test(digits)) return [];
    return guides.filter(function (one) { return one.start !== null; }).flatMap(function (guide) {
      return ways(guide).filter(function (answers) { return codeOf(guide, answers) === digits; }).map(function (answers) { return [guide, answers]; });
    });
  }

  function limitOf(guide, chosen) {
    var said = new Set(chosen.words.map(function (pair) { return pair[1]; }));
    chosen.words.forEach(function (pair) { if (pair[1] === "是") said.add(pair[0].replace(/^[是您吗？]+|[是您吗？]+$/g, "")); });
    if (!guide.limit) return null;
    return guide.limit.cases.find(function (one) { return said.has(one.applies); }) || guide.limit;
  }

  function counted(limit) {
    var whole = limit.applies === null;
    if (limit.kind !== "mixed" || limit.days === null || !whole) {
      return [limit.kind, ["agreement", "other", "mixed"].indexOf(limit.kind) >= 0 ? null : limit.days];
    }
    var timed = limit.cases.find(function (one) { return one.days === limit.days && one.kind !== "immediate"; });
    return timed ? [timed.kind, limit.days] : ["mixed", null];
  }

  function plus(day, count) {
    var moved = new Date(day + "T00:00:00Z");
    moved.setUTCDate(moved.getUTCDate() + count);
    return moved.toISOString().slice(0, 10);
  }

  function works(day, calendar) {
    var year = calendar[day.slice(0, 4)], week = new Date(day + "T00:00:00Z").getUTCDay(), weekday = week > 0 && week < 6;
    return year ? year.worked.indexOf(day) >= 0 || (weekday && year.off.indexOf(day) < 0) : weekday;
  }

  function working(day, calendar) {
    while (!works(day, calendar)) day = plus(day, 1);
    return day;
  }

  function months(day, count) {
    var all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
    var last = new Date(Date.UTC(Math.floor(all / 12), all % 12 + 1, 0)).getUTCDate();
    var found = Math.min(last, Number(day.slice(8)));
    return Math.floor(all / 12) + "-" + String(all % 12 + 1).padStart(2, "0") + "-" + String(found).padStart(2, "0");
  }

  // The day, or "" where the limit is no number of days, or touches a year whose days off are not known.
  function due(start, limit, calendar) {
    if (!limit || !limit.days) return "";
    var found = counted(limit), kind = found[0], count = found[1], day = start;
    if (count === null) return "";
    if (kind === "working_days") {
      for (var done = 0; done < count; done++) day = working(plus(day, 1), calendar);
    } else if (kind === "months") {
      day = working(months(start, count), calendar);
    } else if (kind !== "immediate") {
      day = working(plus(start, count), calendar);
    }
    for (var year = Number(start.slice(0, 4)); year <= Number(day.slice(0, 4)); year++) {
      if (!calendar[year]) return "";
    }
    return day;
  }

  function words(day) {
    return Number(day.slice(0, 4)) + "年" + Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日";
  }

  return { UNSURE: UNSURE, choose: choose, maybe: maybe, codeOf: codeOf, ways: ways, find: find, limitOf: limitOf, due: due, words: words };
})();
