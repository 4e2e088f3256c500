// A 一次性告知单 as a page to be printed by the browser: two copies with a stub, boxes, signature lines. Nobody's name is taken in.
var Notice = (function () {
  "use strict";
  var COPIES = [["存根联", "办事大厅留存"], ["告知联", "交办事人"]];
  var STATES = [["brought", "已带"], ["missing", "待补"], ["later", "可容缺"]];

  function make(tag, given, children) {
    var made = document.createElement(tag);
    Object.keys(given || {}).forEach(function (name) {
      if (name in made && name !== "list" && typeof given[name] !== "string") made[name] = given[name];
      else made.setAttribute(name, given[name]);
    });
    (children || []).forEach(function (child) { if (child !== null && child !== "") made.append(child); });
    return made;
  }

  function picture(svg) {
    var read = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    return make("div", { class: "qr" }, [document.importNode(read, true)]);
  }

  function blank(size) {
    return make("span", { class: "blank " + size });
  }

  function fact(name, said) {
    return said.length ? [make("dt", {}, [name]), make("dd", {}, said)] : [];
  }

  function material(line, shown) {
    var under = [];
    if (line.copies) under.push(line.copies);
    if (line.any_of.some(function (one) { return line.name.indexOf(one) < 0; })) under.push(line.any_of.join("，或"));
    if (line.note) under.push(line.note);
    if (line.later) under.push("可容缺：" + line.later);
    shown.children.forEach(function (child) { under.push("· " + child.name); });
    var head = line.case || line.group;
    return make("td", {}, [head ? make("span", { class: "soft" }, [head + "："]) : null, line.name]
      .concat(under.map(function (one) { return make("div", { class: "under" }, [one]); })));
  }

  function table(sheet) {
    var later = sheet.lines.some(function (one) { return one.line.later; });
    var states = STATES.filter(function (one) { return one[0] !== "later" || later; });
    var heads = ["序号", "材料"].concat(states.map(function (one) { return one[1]; }));
    var rows = sheet.lines.map(function (one) {
      var boxes = states.map(function (state) {
        if (state[0] === "later" && !one.line.later) return make("td", { class: "mark" }, ["—"]);
        var on = one.tick === state[0];
        return make("td", { class: "mark" }, [make("span", { class: on ? "box on" : "box", role: "img", "aria-label": on ? "已勾选" : "未勾选" })]);
      });
      return make("tr", {}, [make("td", { class: "mark" }, [String(one.line.number)]), material(one.line, one.shown)].concat(boxes));
    });
    if (!rows.length) return make("p", {}, ["原文没有列出材料。"]);
    return make("table", {}, [make("thead", {}, [make("tr", {}, heads.map(function (one) { return make("th", { scope: "col" }, [one]); }))]), make("tbody", {}, rows)]);
  }

  function supplement(sheet) {
    var missing = sheet.lines.filter(function (one) { return one.tick === "missing"; });
    var later = sheet.lines.filter(function (one) { return one.tick === "later"; });
    function named(found) { return found.map(function (one) { return "第 " + one.line.number + " 项 " + one.line.name; }).join("；"); }
    if (sheet.ticked && !missing.length && !later.length) return make("div", { class: "framed" }, [make("b", {}, ["材料已齐"]), "，不用补正。"]);
    return make("div", { class: "framed" }, [
      make("b", {}, ["需要补正："]), sheet.ticked ? named(missing) || "无" : blank("long"),
      later.length ? make("div", {}, [make("b", {}, ["可以后补："]), named(later)]) : null,
      make("div", {}, [make("b", {}, ["请于"]), blank("short"), "年", blank("short"), "月", blank("short"), "日前补齐。"]),
    ]);
  }

  function offices(sheet) {
    var hall = sheet.notice.hall, window = sheet.window;
    if (!hall) return [blank("long"), "大厅 ", window ? window.words : blank("short"), window ? "" : " 窗口"];
    return [hall.name + (window ? " " + window.words : ""), hall.address ? "，" + hall.address : "", hall.hours.length ? "（" + hall.hours.join("；") + "）" : ""];
  }

  function basis(row) {
    return row.printed || [row.cited, row.number, row.articles].filter(Boolean).join(" ");
  }

  function copy(sheet, which) {
    var guide = sheet.notice.guide, stamp = sheet.notice.stamp, chosen = sheet.chosen;
    var asking = (sheet.window && sheet.window.phone ? [sheet.window.phone + " 本窗口"] : []).concat(sheet.notice.asking);
    var complaining = sheet.notice.complaining.length ? sheet.notice.complaining : ["原文未载明投诉电话" + (stamp.hotlines.length ? "，可拨打 " + stamp.hotlines.map(function (one) { return one.number; }).join("、") : "")];
    var limit = guide.limit_raw ? [guide.limit_raw + (sheet.due ? "。材料齐全、" + sheet.today + "受理的，最迟 " : ""), sheet.due ? make("b", {}, [sheet.due]) : "", sheet.due ? " 办结" : ""] : [];
    var facts = [].concat(
      fact("事项", [make("b", {}, [guide.name]), guide.code ? "（编码 " + guide.code + "）" : ""]),
      fact("您的情形", chosen.words.length ? [chosen.words.map(function (one) { return one[0] + " " + one[1]; }).join("；")] : []),
      fact("办理地点", offices(sheet)),
      fact("办理时限", limit),
      fact("收费", guide.fee ? [guide.fee.free ? "不收费" : guide.fee.said] : []));
    var said = chosen.words.length ? sheet.notice.for_all.concat(chosen.notes, sheet.maybe.map(function (one) { return "没有说定的情形：" + one; })) : guide.material_notes;
    var notes = Array.from(new Set(said)).map(function (one) { return make("p", { class: "under" }, [one]); });
    var dropped = chosen.dropped.length ? make("p", {}, [make("b", {}, ["您不用带："]), chosen.dropped.map(function (one) { return one[1]; }).join("；")]) : null;
    return make("section", { class: "copy" }, [
      sheet.sample ? make("div", { class: "sample", "aria-hidden": "true" }, ["样张"]) : null,
      make("header", {}, [
        make("div", {}, [make("div", { class: "soft" }, [stamp.place + (stamp.organ ? " · " + stamp.organ : "")]), make("h1", {}, ["一次性告知单"]),
          make("div", {}, [make("b", {}, [which[0]]), "（" + which[1] + "）　编号 ", make("b", { class: "stub" }, [sheet.stub])])]),
        make("div", { class: "scanned" }, [picture(stamp.qr), "扫码核对"])]),
      make("dl", {}, facts), table(sheet)].concat(notes, [dropped, supplement(sheet),
      make("dl", {}, [].concat(fact("依据", guide.basis.length ? [guide.basis.map(basis).join("；")] : []), fact("咨询", asking.length ? [asking.join("　")] : []), fact("投诉", [complaining.join("　")]))),
      make("div", { class: "signing" }, ["告知人签名", blank("long"), "办事人签名", blank("long"), blank("short"), "年", blank("short"), "月", blank("short"), "日"]),
      make("footer", {}, [(guide.code ? "编码 " + guide.code + " · " : "") + "第 " + stamp.number + " 版 · " + stamp.effective + "起施行 · " + sheet.today + " 打印 · 校验码 " + stamp.check + " · " + stamp.address + " · 离线文件，有效期至 " + sheet.until + (sheet.expired ? "（已过期）" : "")])]));
  }

  // The sheet in one of the sizes a5, a4, large.
  function sheet(given, size) {
    return make("div", { class: "sheet " + size }, COPIES.map(function (which) { return copy(given, which); }));
  }

  return { make: make, sheet: sheet };
})();
