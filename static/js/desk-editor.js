// The editor, better with script: rows move without asking the server, ⌘/Ctrl+S saves, what is not saved is guarded and kept on this
// computer, others are named while they edit, and a preview stands beside the form. Nothing here saves by itself.
(function () {
  'use strict';
  var form = document.getElementById('editor');
  if (!form) return;
  document.documentElement.classList.add('scripted');
  var data = form.dataset;
  var one = function (where, selector) { return where.querySelector(selector); };
  var all = function (where, selector) { return Array.prototype.slice.call(where.querySelectorAll(selector)); };
  var status = one(document, '.unsaved');
  var dirty = data.typed === 'yes';
  var leaving = false;
  var later = {};

  function after(name, wait, act) {
    clearTimeout(later[name]);
    later[name] = setTimeout(act, wait);
  }

  function pairs() {
    var found = [];
    new FormData(form).forEach(function (text, name) {
      if (name !== 'csrf_token' && typeof text === 'string') found.push([name, text]);
    });
    return found;
  }

  // What is not saved: said, guarded, and kept on this computer by draft
  var key = 'mingbai.draft.' + data.draft;
  function remember(sent) {
    try {
      localStorage.setItem(key, JSON.stringify({edition: data.edition, at: Date.now(), sent: sent, pairs: pairs()}));
    } catch (full) { status.textContent = '有未保存的改动；这台电脑存不下备份，请尽快保存'; }
  }
  function forget() { try { localStorage.removeItem(key); } catch (closed) { return; } }
  function recall() { try { return JSON.parse(localStorage.getItem(key)); } catch (broken) { return null; } }
  function touched() {
    dirty = true;
    status.textContent = '有未保存的改动';
    status.classList.add('dirty');
    after('copy', 300, function () { remember(false); });
    after('charts', 900, charts);
    if (looking) after('preview', 1200, preview);
  }
  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  window.addEventListener('beforeunload', function (event) {
    if (!dirty || leaving) return;
    event.preventDefault();
    event.returnValue = '';
  });
  window.addEventListener('pagehide', function () { if (dirty && !leaving) remember(false); });
  window.addEventListener('pageshow', function () { leaving = false; });
  form.addEventListener('submit', function (event) {
    var button = event.submitter;
    if (button && button.formTarget === '_blank') return;
    remember(true);
    leaving = true;
  });

  // The copy of last time is offered, never put in by itself
  var bar = one(document, '.recovery');
  var copy = recall();
  var shown = JSON.stringify(pairs());
  if (copy && copy.sent && Number(copy.edition) < Number(data.edition) && data.typed !== 'yes' && /[?&]saved=/.test(location.search)) {
    forget();
  } else if (copy && data.typed !== 'yes' && JSON.stringify(copy.pairs) !== shown) {
    one(bar, '.when').textContent = new Date(copy.at).toLocaleString('zh-CN');
    bar.hidden = false;
  } else if (copy && data.typed !== 'yes') {
    forget();
  }
  one(bar, '.forget').addEventListener('click', function () { forget(); bar.hidden = true; });
  one(bar, '.restore').addEventListener('click', function () {
    var sent = document.createElement('form');
    sent.method = 'post';
    sent.action = form.getAttribute('action');
    sent.hidden = true;
    copy.pairs.concat([['csrf_token', form.elements.csrf_token.value], ['draft.do', 'show']]).forEach(function (pair) {
      var field = document.createElement('textarea');
      field.name = pair[0];
      field.value = pair[1];
      sent.appendChild(field);
    });
    document.body.appendChild(sent);
    leaving = true;
    sent.submit();
  });
  if (dirty) { status.classList.add('dirty'); remember(false); }

  // Long texts are seen whole
  function grow(area) {
    while (short(area)) area.rows += 1;
  }
  function short(area) { return area.rows < 16 && area.scrollHeight > area.clientHeight + 2; }
  // All of them line by line: a lexicon has hundreds, and the page is laid out anew after each that is measured and grows.
  function growAll() {
    var areas = all(form, 'textarea').filter(short);
    while (areas.length) {
      areas.forEach(function (area) { area.rows += 1; });
      areas = areas.filter(short);
    }
  }
  growAll();
  form.addEventListener('input', function (event) { if (event.target.matches('textarea')) grow(event.target); });
  form.addEventListener('toggle', growAll, true);

  // Keys
  document.addEventListener('keydown', function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      one(document, 'button[value=save]').click();
    }
    var row = event.altKey && event.target.closest && event.target.closest('.row');
    if (row && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(row, event.key === 'ArrowUp' ? -1 : 1);
      event.target.focus();
    }
    if (event.key === 'Enter' && event.target.matches && event.target.matches('#editor input[type=text]')) event.preventDefault();
  });

  // Rows: add, remove, up, down, by button, by Alt+arrow and by pointer
  function renumber(rows) {
    all(rows, ':scope > .row > .handle .ordinal').forEach(function (said, at) { said.textContent = '第 ' + (at + 1) + ' 项'; });
  }
  function move(row, by) {
    var other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    row.parentNode.insertBefore(by < 0 ? row : other, by < 0 ? other : row);
    renumber(row.parentNode);
    touched();
  }
  function fresh(list) {
    var tokens = all(list, ':scope > .rows-of > .row').map(function (row) { return Number(row.dataset.row.split('-').pop()); });
    return Math.max.apply(null, [-1, Number(list.dataset.last || -1)].concat(tokens)) + 1;
  }
  function add(list) {
    var blank = one(document, 'template[data-blank="' + list.dataset.blank + '"]');
    var token = fresh(list);
    var name = list.dataset.rows + '-' + token;
    list.dataset.last = token;
    var row = document.importNode(one(blank.content, '.row'), true);
    [row].concat(all(row, '*')).forEach(function (element) {
      Array.prototype.slice.call(element.attributes).forEach(function (attribute) {
        if (!/NEW|OWNER|LABEL/.test(attribute.value)) return;
        attribute.value = attribute.value.replace(/\bNEW\b/g, name).replace(/\bOWNER\b/g, list.dataset.rows).replace(/LABEL/g, list.dataset.label);
      });
    });
    one(list, '.rows-of').appendChild(row);
    renumber(row.parentNode);
    boxes();
    touched();
    var first = one(row, 'input[type=text], textarea, select');
    if (first) first.focus();
  }
  form.addEventListener('click', function (event) {
    var button = event.target.closest('button[name="draft.do"]');
    var act = button && /^(add|remove|up|down) /.exec(button.value);
    if (!act) return;
    event.preventDefault();
    var row = button.closest('.row');
    if (act[1] === 'add') return add(button.closest('.list'));
    if (act[1] !== 'remove') { move(row, act[1] === 'up' ? -1 : 1); return button.focus(); }
    var rows = row.parentNode;
    var next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    renumber(rows);
    touched();
    (next ? one(next, '.handle button[value^=remove]') : one(rows.parentNode, '.adding button')).focus();
  });
  form.addEventListener('pointerdown', function (event) {
    if (!event.target.classList.contains('grip')) return;
    var grip = event.target;
    var row = grip.closest('.row');
    event.preventDefault();
    row.classList.add('dragged');
    function dragged(over) {
      if (over.clientY < 90) window.scrollBy(0, -14);
      if (over.clientY > window.innerHeight - 90) window.scrollBy(0, 14);
      all(row.parentNode, ':scope > .row').forEach(function (other) {
        if (other === row) return;
        var box = other.getBoundingClientRect();
        var middle = box.top + box.height / 2;
        var before = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
        if (before && over.clientY < middle) row.parentNode.insertBefore(row, other);
        if (!before && over.clientY > middle) row.parentNode.insertBefore(row, other.nextElementSibling);
      });
    }
    // On the window and not on the grip: a row that is put elsewhere loses the pointer that was captured for it.
    function dropped() {
      row.classList.remove('dragged');
      ['pointermove', 'pointerup', 'pointercancel'].forEach(function (name) {
        window.removeEventListener(name, name === 'pointermove' ? dragged : dropped);
      });
      renumber(row.parentNode);
      touched();
    }
    window.addEventListener('pointermove', dragged);
    window.addEventListener('pointerup', dropped);
    window.addEventListener('pointercancel', dropped);
  });

  // Arrows choose among the boxes of their chart as they are now
  function boxes() {
    all(form, '.kind-Chart > .rows-of > .row').forEach(function (chart) {
      var nodes = all(chart, '.kind-Node > .rows-of > .row').map(function (row, at) {
        var id = one(row, 'input[name$="-id"]').value || '#' + row.dataset.row.split('-').pop();
        return [id, (at + 1) + ' ' + one(row, '[name$="-text"]').value];
      });
      all(chart, '.kind-Edge select').forEach(function (select) {
        var chosen = select.value;
        var kept = [['', '（不填）']].concat(nodes);
        if (!kept.some(function (pair) { return pair[0] === chosen; })) kept.push([chosen, chosen]);
        select.textContent = '';
        kept.forEach(function (pair) { select.add(new Option(pair[1], pair[0], false, pair[0] === chosen)); });
      });
    });
  }
  form.addEventListener('change', function (event) { if (event.target.closest('.kind-Node')) boxes(); });

  // What the server makes of what is typed: charts, and the preview beside the form
  var drawn = document.getElementById('charts');
  function ask(look) {
    return fetch(data.preview + '?as=' + look, {method: 'POST', body: new FormData(form), headers: {'X-Unattended': '1'}});
  }
  function charts() {
    if (!drawn) return;
    ask('charts').then(function (answer) { return answer.ok ? answer.text() : null; }).then(function (text) {
      if (text === null) return;
      var page = new DOMParser().parseFromString(text, 'text/html');
      drawn.textContent = '';
      all(page, '#charts > *').forEach(function (part) { drawn.appendChild(document.importNode(part, true)); });
      var told = document.getElementById('t-time_limit');
      var asked = one(document, '#f-time_limit .asking');
      if (!told && asked) {
        told = document.createElement('p');
        told.id = 't-time_limit';
        told.className = 'told';
        asked.parentNode.insertBefore(told, asked);
      }
      if (told) told.textContent = one(page, '#t-time_limit').textContent;
    }).catch(function () { return null; });
  }
  var panel = one(document, '.preview');
  var frame = one(panel, 'iframe');
  var looking = '';
  function preview() {
    var told = one(panel, '.preview-told');
    ask(looking).then(function (answer) {
      told.textContent = answer.ok ? '' : answer.status === 422 ? '有几处还不能读，预览停在上一次；保存时会指出是哪几处。' : '预览暂时打不开。';
      return answer.ok ? answer.text() : null;
    }).then(function (text) { if (text !== null) frame.srcdoc = text; }).catch(function () { told.textContent = '网络不通，预览停在上一次。'; });
  }
  function look(way) {
    looking = way;
    panel.hidden = !way;
    panel.classList.toggle('phone', way === 'phone');
    document.body.classList.toggle('previewed', Boolean(way));
    document.body.classList.toggle('phoned', way === 'phone');
    all(document, '[data-look]').forEach(function (button) { button.setAttribute('aria-pressed', String(button.dataset.look === way)); });
    if (way) preview();
  }
  all(document, '[data-look]').forEach(function (button) {
    button.addEventListener('click', function (event) {
      event.preventDefault();
      look(button.dataset.look === looking ? '' : button.dataset.look);
    });
  });
  one(panel, '.close').addEventListener('click', function () { look(''); });

  // Who else is here
  var others = one(document, '.present');
  function present() {
    if (document.hidden) return;
    fetch(data.present, {method: 'POST', headers: {'X-CSRF-Token': form.elements.csrf_token.value, 'X-Unattended': '1'}})
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (told) {
        if (!told) return;
        var newer = told.edition > Number(data.newest);
        one(others, '.names').textContent = told.present.join('、') || (newer ? '别人' : '');
        one(others, '.newer').hidden = !newer;
        others.hidden = !told.present.length && !newer;
      }).catch(function () { return null; });
  }
  setInterval(present, 20000);

  var wrong = document.getElementById('wrong');
  if (wrong) wrong.focus();
}());
