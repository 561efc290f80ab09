// Watches over an open session, and waits behind a locked one. Only pages of somebody who is logged in have it.
//
// The server locks by itself; this file warns before, takes the page's content away in every tab at that moment, and keeps what was half
// typed: encrypted under a key that only the open pages of this session hold, and never a password, a code or an answer. Without it the
// lock works all the same, and only what was half typed is lost.
(() => {
  'use strict';

  const own = document.currentScript.dataset;
  const open = own.state === 'open';
  const DRAFT = 'vestibule.draft';
  const NEWS = 'vestibule.news';
  const idle = Number(own.idle) * 1000;
  const warning = Number(own.warning) * 1000;
  // The server notes a minute, or less where the lock comes soon.
  const tellEvery = Math.min(60000, idle / 4);
  let deadline = Date.now() + Number(own.left) * 1000;
  let told = Date.now();
  let telling = 0;
  let asked = 0;
  let asking = false;
  let leaving = false;
  let bar = null;
  // When the operator begins to work on the system: what is half typed goes behind the lock then.
  let closesAt = Infinity;

  const here = () => location.pathname + location.search;
  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

  // --- other tabs ----------------------------------------------------------------------------------------------------------------

  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(NEWS) : null;

  function say(kind) {
    const news = { kind, person: own.person, deadline, facility: own.facility };
    if (channel) return channel.postMessage(news);
    // The time makes each message another one.
    try { localStorage.setItem(NEWS, JSON.stringify({ ...news, at: Date.now() })); } catch (e) { /* this tab alone, then */ }
  }

  function hear(news) {
    if (leaving || !news) return;
    const other = news.person !== own.person;
    if (!open) {
      // Unlocked in another tab: the server knows the way back.
      if (news.kind === 'open') { if (other) location.replace('/switched'); else location.reload(); }
    } else if (news.kind === 'open' && other) switched();
    else if (other) return;
    else if (news.kind === 'open') tellFacility(news.facility);
    // This tab locks the session, too: it must not ask for the lock screen before the other tab's word has reached the server.
    else if (news.kind === 'lock') lock(true);
    else if (news.kind === 'out') setTimeout(() => ask('GET'), 1500);
    else if (news.kind === 'active' && news.deadline > deadline) { deadline = news.deadline; look(); }
  }

  if (channel) channel.onmessage = (e) => hear(e.data);
  else window.addEventListener('storage', (e) => { if (e.key === NEWS && e.newValue) hear(JSON.parse(e.newValue)); });

  // --- what was half typed -------------------------------------------------------------------------------------------------------

  const bytes = (hex) => new Uint8Array(hex.match(/../g).map((pair) => parseInt(pair, 16)));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const key = () => crypto.subtle.importKey('raw', bytes(own.key), 'AES-GCM', false, ['encrypt', 'decrypt']);

  function drop() { try { sessionStorage.removeItem(DRAFT); } catch (e) { /* nothing is kept, then */ } }
  function read() { try { return JSON.parse(sessionStorage.getItem(DRAFT)); } catch (e) { return null; } }
  function write(draft) { try { sessionStorage.setItem(DRAFT, JSON.stringify(draft)); } catch (e) { /* lost, then */ } }

  const path = (form) => new URL(form.getAttribute('action') || '', location.href).pathname;
  const UNKEPT = ['/logout', '/lock', '/unlock', '/language', '/display'];
  const kept = () => Array.from(document.forms).filter((form) => form.method === 'post' && !UNKEPT.includes(path(form)));

  // What is never kept, by name: what was typed into these opens something. Others may speak of passwords and hold none.
  const SECRET = /^((current_|confirm_|new_|repeat_|second_)?password|(log_in_|access_)?code|answer)$/;

  // A shown password is an input of type text: its `autocomplete` tells.
  function isOpen(box) {
    if (!box.name || box.disabled || box.closest('[data-no-draft]')) return false;
    if (/password|one-time-code/.test(box.getAttribute('autocomplete') || '') || SECRET.test(box.name)) return false;
    return !['password', 'hidden', 'submit', 'button', 'reset', 'image', 'file'].includes(box.type);
  }

  // What a form was opened at (`opened` in ui/opened.rs): brought back onto a newer page, it lets the server find what somebody else has saved meanwhile.
  const isOpened = (box) => box.type === 'hidden' && 'opened' in box.dataset;
  // A box that nobody sees and that holds what was typed on the page before: in the draft it belongs to that page's form.
  const belongs = (box) => box.dataset.draft || '';

  const ticked = (box) => box.type === 'checkbox' || box.type === 'radio';
  function isChanged(box) {
    if (belongs(box)) return box.value !== '';
    if (ticked(box)) return box.checked !== box.defaultChecked;
    if (box.options) return Array.from(box.options).some((option) => option.selected !== option.defaultSelected);
    return box.value !== box.defaultValue;
  }

  function typed() {
    // What comes back with a refused form is half typed still.
    const refused = !!document.getElementById('error-summary');
    const boxes = [];
    kept().forEach((form, f) => {
      const all = Array.from(form.elements);
      const half = all.filter((box) => isOpen(box) && (refused || isChanged(box)));
      half.concat(half.length === 0 ? [] : all.filter(isOpened)).forEach((box) => boxes.push({
        form: belongs(box) || form.getAttribute('id') || f,
        box: belongs(box) ? box.name : all.indexOf(box),
        name: box.name,
        value: ticked(box) ? box.checked : box.value,
      }));
    });
    return boxes;
  }

  // `posted`: on its way to the server, and needed only if the session is locked there by then.
  async function seal(kind, boxes) {
    if (boxes.length === 0) return drop();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ page: here(), boxes }));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), text);
    write({ kind, iv: hex(iv), data: hex(data) });
  }

  async function bringBack() {
    const draft = read();
    drop();
    if (!draft || draft.kind !== 'locked') return;
    // The key of another person or session does not fit.
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(draft.iv) }, await key(), bytes(draft.data));
    const { page, boxes } = JSON.parse(new TextDecoder().decode(text));
    if (page !== here()) return;
    const forms = kept();
    boxes.forEach((one) => {
      const form = forms.find((candidate, f) => (candidate.getAttribute('id') || f) === one.form);
      const box = form && form.elements[one.box];
      if (!box || box.name !== one.name || !(isOpen(box) || isOpened(box))) return;
      if (ticked(box)) box.checked = one.value; else box.value = one.value;
      ['input', 'change'].forEach((name) => box.dispatchEvent(new Event(name, { bubbles: true })));
    });
  }

  // --- the lock ------------------------------------------------------------------------------------------------------------------

  // Not covered: gone. Nothing of the page is left to look at, to search or to read aloud.
  function clear() {
    leaving = true;
    document.body.replaceChildren();
    document.title = '…';
  }

  async function lock(byUs) {
    if (leaving) return;
    const boxes = typed();
    clear();
    const work = [seal('locked', boxes)];
    if (byUs) {
      // Heard by tabs that have not heard it: this one is leaving.
      say('lock');
      work.push(fetch('/lock', { method: 'POST', redirect: 'manual', keepalive: true }));
    }
    await Promise.race([Promise.all(work).catch(() => {}), wait(3000)]);
    location.replace('/unlock?next=' + encodeURIComponent(here()));
  }

  function switched() {
    drop();
    clear();
    location.replace('/switched');
  }

  function over() {
    drop();
    clear();
    location.replace('/login?next=' + encodeURIComponent(here()));
  }

  // GET asks how the session stands; POST tells of somebody who is here.
  async function ask(method) {
    asked = Date.now();
    const answer = await (await fetch('/session', { method, cache: 'no-store' })).json();
    if (leaving || !open) return;
    if (answer.state === 'none') over();
    else if (answer.person !== own.person) switched();
    else if (answer.state === 'locked') lock(false);
    else {
      const theirs = Date.now() + answer.seconds_left * 1000;
      // The server counts from when it is told, up to a minute late: that makes nobody's time longer than from their last key.
      deadline = method === 'POST' ? Math.min(deadline, theirs) : theirs;
      if (typeof answer.maintenance_in === 'number') closesAt = Date.now() + answer.maintenance_in * 1000;
      else closesAt = Infinity;
    }
  }

  // Another tab may have told of somebody, so the server is asked before anything is taken away; but not for long. What it has left beyond our own time is
  // that late telling, unless it is more.
  async function end() {
    if (asking) return;
    asking = true;
    await Promise.race([ask('GET').catch(() => {}), wait(3000)]);
    asking = false;
    if (deadline - Date.now() < tellEvery + 1500) lock(true); else look();
  }

  function active() {
    if (leaving) return;
    const now = Date.now();
    // Woken up too late: coming back is no sign that somebody was here.
    if (now >= deadline) { end(); return; }
    deadline = now + idle;
    hideBar();
    say('active');
    if (telling) return;
    telling = setTimeout(() => {
      telling = 0;
      told = Date.now();
      ask('POST').catch(() => {});
    }, Math.max(0, told + tellEvery - now));
  }

  // --- the warning ---------------------------------------------------------------------------------------------------------------

  function hideBar() {
    if (bar) bar.remove();
    bar = null;
  }

  function showBar(left) {
    const n = Math.max(0, Math.ceil(left / 1000));
    if (!bar) {
      bar = document.createElement('section');
      bar.className = 'notice idle-warning';
      bar.setAttribute('data-kind', 'warn');
      bar.setAttribute('aria-label', own.label);
      const [seen, spoken, stay] = ['p', 'p', 'button'].map((name) => bar.appendChild(document.createElement(name)));
      seen.setAttribute('aria-hidden', 'true');
      spoken.setAttribute('role', 'status');
      spoken.className = 'visually-hidden';
      stay.className = 'button button-primary';
      stay.type = 'button';
      stay.textContent = own.stay;
      const focused = document.activeElement;
      stay.addEventListener('click', () => {
        active();
        if (focused && focused.isConnected) focused.focus({ preventScroll: true });
      });
      document.body.appendChild(bar);
      // A region speaks of what changes in it, so it has to stand first.
      setTimeout(() => speak(spoken, n), 200);
    } else if (n === 60 || n === 30) speak(bar.children[1], n);
    bar.firstChild.textContent = own.warn.replace('{time}', Math.floor(n / 60) + ':' + String(n % 60).padStart(2, '0'));
  }

  // At the beginning, at a minute and at half a minute: not each second.
  function speak(region, n) {
    region.textContent = n > 90 ? own.minutes.replace('{n}', Math.round(n / 60)) : own.seconds.replace('{n}', n);
  }

  function look() {
    if (leaving) return;
    const left = deadline - Date.now();
    if (Date.now() >= closesAt) { lock(true); return; }
    document.querySelectorAll('[data-maintenance-at]').forEach((said) => {
      const at = Number(said.dataset.maintenanceAt) * 1000;
      said.hidden = !(closesAt - Date.now() <= at && (at === 300000 || closesAt - Date.now() > 300000));
    });
    if (left <= 0) end();
    else if (left <= warning) showBar(left);
    else hideBar();
  }

  // --- the facility, chosen in another tab -----------------------------------------------------------------------------------------

  function tellFacility(facility) {
    const before = document.getElementById('facility-moved');
    if (before) before.remove();
    if (!own.facility || !facility || facility === own.facility) return;
    const note = document.createElement('section');
    note.id = 'facility-moved';
    note.className = 'notice idle-warning';
    note.setAttribute('data-kind', 'info');
    note.setAttribute('role', 'status');
    const says = note.appendChild(document.createElement('p'));
    const reload = note.appendChild(document.createElement('button'));
    reload.className = 'button button-secondary';
    reload.type = 'button';
    reload.textContent = own.reload;
    reload.addEventListener('click', () => location.reload());
    document.body.appendChild(note);
    says.textContent = own.moved.replace('{name}', facility);
  }

  // --- emergency access ------------------------------------------------------------------------------------------------------------

  function countDown() {
    const banner = document.querySelector('[data-emergency]');
    if (!banner) return;
    const ends = Date.now() + Number(banner.dataset.emergency) * 1000;
    const two = (n) => String(n).padStart(2, '0');
    const tick = () => {
      const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
      const out = banner.querySelector('[data-emergency-left]');
      if (out) out.dataset.left = Math.floor(left / 3600) + ':' + two(Math.floor(left / 60) % 60) + ':' + two(left % 60);
    };
    tick();
    setInterval(tick, 1000);
  }

  // --- leaving with something half typed ---------------------------------------------------------------------------------------------

  // The form that is on its way to the server: what it holds is not lost.
  let sent = null;

  // What came back refused is unsaved, too.
  const isUnsaved = (form) => form !== sent
    && (!!form.querySelector('[aria-invalid="true"]') || Array.from(form.elements).some((box) => isOpen(box) && isChanged(box)));
  const unsaved = () => !leaving && kept().some(isUnsaved);

  function askBefore(e) {
    if (unsaved()) e.preventDefault();
    // Whoever stays has sent nothing; a download leaves the page where it is.
    setTimeout(() => { sent = null; }, 0);
  }

  // A move within the page is no unload.
  function follow(e) {
    const link = e.target.closest && e.target.closest('a[href]');
    if (!link || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || link.target) return;
    const inside = !/external/.test(link.rel) && link.origin === location.origin && link.pathname !== location.pathname;
    if (inside && unsaved() && !window.confirm(own.unsaved)) {
      e.preventDefault();
      e.stopPropagation();
    }
  }

  // --- forms and requests --------------------------------------------------------------------------------------------------------

  function submit(e) {
    const form = e.target;
    const to = path(form);
    sent = form;
    if (!open) {
      if (e.submitter && e.submitter.value === 'switch') drop();
      return;
    }
    if (to === '/lock') {
      e.preventDefault();
      lock(true);
    } else if (to === '/logout') {
      drop();
      say('out');
    } else if (form.method === 'post' && !UNKEPT.includes(to)) {
      // Whose page this is: when somebody else has logged in since, nothing is done in their name.
      let box = form.querySelector('input[name=page_of]');
      if (!box) {
        box = form.appendChild(document.createElement('input'));
        box.type = 'hidden';
        box.name = 'page_of';
      }
      box.value = own.person;
      seal('posted', typed()).catch(() => {});
    }
  }

  // The application's reads pass here, too: the page does not stay when its session is locked or another's.
  function watchReads() {
    const plain = window.fetch;
    window.fetch = async (input, init) => {
      const url = new URL(typeof input === 'string' ? input : input.url || String(input), location.href);
      if (url.origin !== location.origin || !url.pathname.startsWith('/api/')) return plain.call(window, input, init);
      const request = new Request(input, init);
      request.headers.set('x-page-of', own.person);
      const answer = await plain.call(window, request);
      if (answer.status === 423) lock(false);
      if (answer.status === 409) switched();
      return answer;
    };
  }

  document.addEventListener('submit', submit, true);
  window.addEventListener('pageshow', (e) => { if (e.persisted) location.reload(); });
  if (!open) {
    const draft = read();
    if (draft && draft.kind === 'posted') write({ ...draft, kind: 'locked' });
    return;
  }
  watchReads();
  window.addEventListener('beforeunload', askBefore);
  document.addEventListener('click', follow, true);
  let moved = null;
  document.addEventListener('pointermove', (e) => {
    // On its way to the button: that must not vanish from under the pointer, whose click would meet what is below.
    if (bar) return;
    // A mouse that trembles on an empty desk is nobody.
    if (moved && Math.abs(e.clientX - moved.x) + Math.abs(e.clientY - moved.y) < 16) return;
    const first = !moved;
    moved = { x: e.clientX, y: e.clientY };
    if (!first) active();
  }, { capture: true, passive: true });
  ['keydown', 'pointerdown', 'wheel', 'touchstart', 'input'].forEach((name) => {
    // Not what this script does by itself, and not what is about to press the button.
    document.addEventListener(name, (e) => { if (e.isTrusted && !(bar && bar.contains(e.target))) active(); }, { capture: true, passive: true });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    look();
    if (!leaving && Date.now() - asked > 5000) ask('GET').catch(() => {});
  });
  setInterval(look, 1000);
  const announced = document.querySelector('[data-maintenance]');
  if (announced) closesAt = Date.now() + Number(announced.dataset.maintenance) * 1000;
  countDown();
  say('open');
  bringBack().catch(() => {});
})();
