// Finding a guide: by code, name, everyday words, initials of pinyin, six digits. The index stands in the file.
var Finding = (function () {
  "use strict";

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[^0-9a-z一-鿿]+/g, "");
  }

  // How well a word fits what was typed: the same, begins so, holds it, shares most of its characters.
  function fits(word, typed) {
    if (word === typed) return 1000;
    if (word.startsWith(typed)) return 600 - word.length;
    if (word.indexOf(typed) >= 0) return 400 - word.length;
    if (typed.indexOf(word) >= 0 && word.length > 1) return 250 + word.length;
    return 0;
  }

  function shared(word, typed) {
    var pairs = 0;
    for (var at = 0; at + 2 <= typed.length; at++) if (word.indexOf(typed.slice(at, at + 2)) >= 0) pairs += 1;
    return pairs ? 40 * pairs / Math.max(1, typed.length - 1) : 0;
  }

  function score(guide, typed) {
    if (/^[0-9]{3,}$/.test(typed)) return guide.code.indexOf(typed) >= 0 ? 2000 - guide.code.indexOf(typed) : 0;
    var latin = /^[a-z]+$/.test(typed), best = 0;
    (latin ? guide.initials : guide.words).forEach(function (one, place) {
      var word = latin ? one : plain(one);
      var found = latin ? fits(word, typed) : Math.max(fits(word, typed), shared(word, typed));
      // Letters inside initials fit by chance; those of a name with some left out (mzbx for 门诊费用报销) are mostly meant.
      if (latin && found && found < 400) found = 250 - word.length;
      if (latin && found < 400 && subsequence(word, typed)) found = Math.max(found, (place === 0 ? 300 : 200) - word.length);
      best = Math.max(best, found + (place === 0 ? 20 : 0) * (found > 0 ? 1 : 0));
    });
    return best;
  }

  function subsequence(word, typed) {
    var at = -1;
    if (typed.length < 3 || word[0] !== typed[0]) return false;
    return Array.from(typed).every(function (letter) { at = word.indexOf(letter, at + 1); return at >= 0; });
  }

  // [guide, answers], the best first, nine at most.
  function find(text, guides) {
    var typed = plain(text);
    if (!typed) return [];
    var sure = Rules.find(typed, guides);
    if (sure.length) return sure.slice(0, 9);
    var lines = guides.map(function (one, place) { return [one, score(one, typed), place]; });
    var best = Math.max.apply(null, lines.map(function (line) { return line[1]; }));
    return lines.filter(function (line) { return line[1] > (best > 200 ? 150 : 0); })
      .sort(function (one, other) { return other[1] - one[1] || one[2] - other[2]; })
      .slice(0, 9).map(function (line) { return [line[0], {}]; });
  }

  return { find: find };
})();
