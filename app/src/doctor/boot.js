// Measures, and does the few things that must work before (and without) the application proper.
//
// The doctor judges, in Rust; this file only collects facts for it, named as the fields of `Device` in device.rs. It reads keys in the
// Practice ID, Username and E-mail boxes only, keeps conclusions and never keys, and never reads a password. Everything is guarded: in an
// old browser, or with cookies and storage blocked, the plain form must go on working.
(() => {
  'use strict';

  const me = document.currentScript;
  const html = document.documentElement;
  const facts = { dpr_at_load: positive(window.devicePixelRatio) };
  const DISMISSED = 'vestibule.dismissed.';
  const PAUSE = 500;
  const QUIET = 3000;
  let probed = false;
  let started = false;

  function attempt(deed, otherwise) {
    try { return deed(); } catch (e) { return otherwise; }
  }
  function positive(n) { return typeof n === 'number' && isFinite(n) && n > 0 ? n : undefined; }
  function whole(n) { return typeof n === 'number' && isFinite(n) && n >= 0 ? Math.round(n) : undefined; }
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function one(selector, root) { return (root || document).querySelector(selector); }
  function media(query) { return attempt(() => window.matchMedia(query).matches, false); }
  function recall(key, store) { return attempt(() => window[store || 'localStorage'].getItem(key), null); }
  function keep(key, value, store) {
    attempt(() => {
      const s = window[store || 'localStorage'];
      if (value === null) s.removeItem(key); else s.setItem(key, value);
    });
  }
  function loginBox(name) {
    const form = document.getElementById('login');
    return form ? form.querySelector('input[name=' + name + ']') : null;
  }
  function boxName(target) {
    return target && target.form && target.form.id === 'login' ? target.name : '';
  }

  // --- facts -------------------------------------------------------------------------------------------------------------------

  function measureWindow() {
    const s = window.screen || {};
    facts.inner_width = whole(window.innerWidth);
    facts.inner_height = whole(window.innerHeight);
    facts.outer_width = whole(window.outerWidth);
    facts.outer_height = whole(window.outerHeight);
    facts.screen_width = whole(s.width);
    facts.screen_height = whole(s.height);
    facts.avail_width = whole(s.availWidth);
    facts.avail_height = whole(s.availHeight);
    facts.dpr = positive(window.devicePixelRatio);
    facts.viewport_scale = positive(attempt(() => window.visualViewport.scale));
    facts.root_font_px = positive(attempt(() => parseFloat(getComputedStyle(html).fontSize)));
    facts.coarse_pointer = media('(pointer: coarse)');
    facts.bars_visible = attempt(() => window.locationbar.visible);
    facts.opener = attempt(() => !!window.opener, false);
    facts.standalone = window.navigator.standalone === true || media('(display-mode: standalone)');
    facts.framed = attempt(() => window.top !== window, true);
  }

  // `navigator.cookieEnabled` stays true where cookies are blocked by a setting, so one is written and read back.
  function probeCookies() {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    facts.cookies = attempt(() => {
      document.cookie = 'vestibule_probe=1; Path=/; SameSite=Lax' + secure;
      const kept = document.cookie.indexOf('vestibule_probe=1') >= 0;
      document.cookie = 'vestibule_probe=; Path=/; Max-Age=0; SameSite=Lax' + secure;
      return kept;
    }, false);
  }

  function probeStorage() {
    facts.storage = attempt(() => {
      localStorage.setItem('vestibule.probe', '1');
      const kept = localStorage.getItem('vestibule.probe') === '1';
      localStorage.removeItem('vestibule.probe');
      return kept;
    }, false);
  }

  // A module with what today's compiler emits: two results, a table of references, memory.fill, sign extension, saturating
  // conversion. `validate` compiles nothing, so it also passes where a policy forbids to run it; hydrate.js finds that out.
  const MODULE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 127, 3, 2, 1, 0, 4, 4, 1, 111, 0, 0, 5, 3, 1, 0, 1, 10, 23, 1,
    21, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 65, 0, 192, 67, 0, 0, 0, 0, 252, 0, 11];

  function probeWasm() {
    if (typeof WebAssembly !== 'object') return wasm(false, 'missing');
    if (!attempt(() => WebAssembly.validate(new Uint8Array(MODULE)), false)) wasm(false, 'too_old');
  }

  function probeBrowser() {
    facts.old_browser = facts.wasm_cause === 'too_old' || typeof window.fetch !== 'function' ||
      typeof Element.prototype.replaceChildren !== 'function';
    facts.secure = typeof window.isSecureContext === 'boolean' ? window.isSecureContext : location.protocol === 'https:';
    facts.online = window.navigator.onLine !== false;
  }

  // For whoever helps; the doctor does not look at it. The order matters: each of these also says it is the next one.
  function probeName() {
    const names = [['Edge', /Edg(?:A|iOS)?\/([\d.]+)/], ['Opera', /OPR\/([\d.]+)/], ['Firefox', /(?:Firefox|FxiOS)\/([\d.]+)/],
      ['Chrome', /(?:Chrome|CriOS)\/([\d.]+)/], ['Safari', /Version\/([\d.]+).*Safari/]];
    const agent = String(window.navigator.userAgent || '');
    names.some((one) => {
      const found = one[1].exec(agent);
      if (found) facts.browser = one[0] + ' ' + found[1];
      return !!found;
    });
  }

  // One request, and only when it can matter: on the page that checks the computer, after a refused log-in, or once a person types.
  function probeServer() {
    if (probed || typeof window.fetch !== 'function') return;
    probed = true;
    const before = Date.now();
    attempt(() => window.fetch('/healthz', { cache: 'no-store', credentials: 'omit', redirect: 'manual' }).then((answer) => {
      const after = Date.now();
      facts.online = true;
      if (answer.headers.get('x-app') !== 'vestibule') {
        // A failing proxy of our own is no sign-in page: those answer with success or send elsewhere.
        facts.captive_portal = answer.ok || answer.type === 'opaqueredirect';
        return changed();
      }
      facts.captive_portal = false;
      const date = Date.parse(answer.headers.get('date') || '');
      // `Date` has whole seconds, cut off: half a second is the fair guess.
      const skew = Math.round(((before + after) / 2 - date - 500) / 1000);
      if (after - before < 10000 && Math.abs(skew) < 2e9) facts.clock_skew_s = skew;
      const build = answer.headers.get('x-app-build');
      const ours = html.getAttribute('data-build');
      facts.page_stale = !!build && !!ours && build !== ours;
      changed();
    }).catch(() => {
      facts.online = false;
      probed = false;
      changed();
    }));
  }

  // --- keys, paste, autofill ---------------------------------------------------------------------------------------------------

  function readLocks(e) {
    // On-screen keyboards report no locks, and the key itself is reported before or after its effect, by system.
    if (typeof e.getModifierState !== 'function' || e.key === 'CapsLock' || e.key === 'Unidentified' || e.keyCode === 229) return;
    const on = e.getModifierState('CapsLock');
    if (on !== facts.caps_lock) {
      facts.caps_lock = on;
      changed();
    }
  }

  function readKey(e) {
    const name = boxName(e.target);
    if (!name || typeof e.key !== 'string' || typeof e.code !== 'string' || e.isComposing || e.ctrlKey || e.altKey || e.metaKey) return;
    if (/^Numpad[0-9]$/.test(e.code)) {
      // With Shift the pad moves the cursor although Num Lock is on.
      const lost = e.key.length > 1 ? (facts.num_lock_lost || 0) + (e.shiftKey ? 0 : 1) : 0;
      if (lost !== (facts.num_lock_lost || 0)) {
        facts.num_lock_lost = lost;
        changed();
      }
    }
    if (/^(practice_id|username|email)$/.test(name) && /^Key[A-Z]$/.test(e.code) && e.key.length === 1) {
      const layout = layoutAfter(facts.layout, e.code.charAt(3), e.key);
      if (layout !== facts.layout) {
        facts.layout = layout;
        changed();
      }
    }
  }

  // What one letter key says about the layout: `place` is the letter printed there on a US keyboard.
  function layoutAfter(known, place, key) {
    const code = key.charCodeAt(0);
    if (code > 0x24f) {
      if (code >= 0x370 && code <= 0x3ff) return 'greek';
      if (code >= 0x400 && code <= 0x52f) return 'cyrillic';
      if (code >= 0x590 && code <= 0x5ff) return 'hebrew';
      if (code >= 0x600 && code <= 0x6ff) return 'arabic';
      return code >= 0xff01 && code <= 0xff5e ? known : 'other';
    }
    const letter = key.toUpperCase();
    if (!/^[A-Z]$/.test(letter)) return known;
    const pair = place + letter;
    if (['QA', 'AQ', 'WZ', 'ZW'].indexOf(pair) >= 0) return 'azerty';
    if (['YZ', 'ZY'].indexOf(pair) >= 0) return 'qwertz';
    if (place !== letter) return 'other';
    // A letter in its usual place clears a suspicion only where the suspected layout has it elsewhere.
    if (known === 'azerty') return 'AQWZ'.indexOf(letter) >= 0 ? 'qwerty' : known;
    if (known === 'qwertz') return 'YZ'.indexOf(letter) >= 0 ? 'qwerty' : known;
    if (known === 'other') return 'AM'.indexOf(letter) >= 0 ? known : 'qwerty';
    return 'qwerty';
  }

  function readPaste(e) {
    if (boxName(e.target) !== 'password') return;
    const text = attempt(() => e.clipboardData.getData('text/plain'), '') || '';
    facts.password_pasted_edge = text.trim() !== '' && text.trim() !== text;
    changed();
  }

  function readInput(e) {
    const name = boxName(e.target);
    if (!name) return;
    // Autofill sends a plain event; a person's typing, pasting and deleting has an inputType.
    if ((name === 'username' || name === 'email') && e.inputType) facts.username_edited = true;
    if (name === 'password' && e.target.value === '') facts.password_pasted_edge = false;
    // The findings of the last try go with the first key; what still holds is told on.
    setTimeout(() => attempt(tellObstacle), 0);
    probeServer();
  }

  function isFilled(box) {
    // Two calls: a browser that knows only one of the names throws at a list of both.
    return !!box && (attempt(() => box.matches(':autofill'), false) || attempt(() => box.matches(':-webkit-autofill'), false));
  }

  function readForm() {
    const id = loginBox('practice_id');
    facts.autofilled = {
      practice_id: isFilled(id),
      username: isFilled(loginBox('username') || loginBox('email')),
      password: isFilled(loginBox('password')),
    };
    // The Practice ID that this device remembers; the server keeps it in a cookie.
    const last = id && id.form ? id.form.getAttribute('data-remembered') : null;
    const typed = id ? canonical(id.value) : '';
    facts.practice_changed = !!last && typed !== '' && typed !== canonical(last);
  }

  // The ID as shown, or '' for anything that has not the form of one, so that nothing else is ever kept.
  function canonical(text) {
    const t = text.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
    return /^[0-9A-HJKMNP-TV-Z]{7}$/.test(t) ? t.slice(0, 3) + '-' + t.slice(3, 6) + '-' + t.slice(6) : '';
  }

  function device() {
    measureWindow();
    // Only beside a log-in form is it news that somebody is logged in.
    facts.other_user = html.hasAttribute('data-signed-in') && !!document.getElementById('login');
    readForm();
    return JSON.parse(JSON.stringify(facts));
  }

  function write() {
    const text = JSON.stringify(device());
    all('input[name=device]').forEach((box) => { box.value = text; });
  }

  function changed() {
    write();
    attempt(tellObstacle);
    attempt(() => document.dispatchEvent(new CustomEvent('vestibule:device')));
  }

  // --- the warning about a small window ----------------------------------------------------------------------------------------

  // The same decision as window.rs, in one cause: the warning is up before the application is.
  function windowCause(d) {
    const part = d.outer_width < 0.9 * d.avail_width || d.outer_height < 0.9 * d.avail_height;
    if (d.framed) return null;
    if (d.standalone) return 'standalone';
    if (d.bars_visible === false || (d.opener && part)) return 'popup';
    if (!(d.inner_width < 1024 || d.inner_height < 600)) return null;
    if (zoom(d) > 1.1) return 'zoomed';
    if (d.screen_width < 1024 || (d.screen_height < 768 && d.inner_height < 600)) {
      const enough = d.screen_width * d.dpr + 2 >= 1024 && d.screen_height * d.dpr + 2 >= 768;
      return !d.coarse_pointer && d.dpr > 1.1 && enough ? 'display-scaled' : 'small-screen';
    }
    return part || !(d.root_font_px > 16) ? 'small-window' : 'enlarged-text';
  }

  function zoom(d) {
    let window_ = d.inner_width > 0 && d.outer_width ? d.outer_width / d.inner_width : 1;
    // A panel beside the page shrinks it, and makes no pixel denser.
    if (d.dpr && d.dpr * 1.1 < window_) window_ = 1;
    const since = d.dpr && d.dpr_at_load ? d.dpr / d.dpr_at_load : 1;
    return Math.max(window_, since, d.viewport_scale || 1);
  }

  function warnOfWindow() {
    const warning = one('[data-window-warning]');
    if (!warning) return;
    measureWindow();
    const cause = windowCause(facts);
    const percent = Math.round(100 * (cause === 'enlarged-text' ? facts.root_font_px / 16 : zoom(facts)));
    let told = false;
    all('[data-cause]', warning).forEach((child) => {
      const mine = child.getAttribute('data-cause') === cause;
      child.hidden = !mine;
      if (mine) fill(child, percent);
      told = told || mine;
    });
    if (told) warning.setAttribute('data-finding', cause); else warning.removeAttribute('data-finding');
    // From a pop-up or an installed icon the way to the log-in leads into a window of full size.
    if (cause === 'popup' || cause === 'standalone') {
      all('a[href="/login"]').forEach((link) => {
        link.target = '_blank';
        link.rel = 'noopener external';
      });
    }
    const key = warning.getAttribute('data-dismissible');
    warning.hidden = !told || (!!key && recall(DISMISSED + key) !== null);
  }

  // `{n}` in the sentence is the place of a number. The pattern is kept, for the next change of size.
  function fill(child, percent) {
    const pattern = child.getAttribute('data-pattern') || child.textContent;
    if (pattern.indexOf('{n}') < 0) return;
    child.setAttribute('data-pattern', pattern);
    // The text node itself is changed and its neighbours are left alone: the app expects them when it wakes up.
    if (child.firstChild) child.firstChild.nodeValue = pattern.replace('{n}', String(percent));
  }

  // --- what keeps every log-in from working ---------------------------------------------------------------------------------------

  // Told here and not by the application: without a network it may never arrive. What the answer to a try says is not said twice.
  function tellObstacle() {
    const part = one('[data-obstacle]');
    if (!part) return;
    const is = { offline: facts.online === false, 'not-https': facts.secure === false, 'cookies-blocked': facts.cookies === false };
    let told = null;
    all('[data-cause]', part).forEach((child) => {
      const id = child.getAttribute('data-cause');
      if (!told && is[id] && !one('.finding[data-finding="' + id + '"]')) told = id;
      child.hidden = told !== id;
    });
    if (told) part.setAttribute('data-finding', told); else part.removeAttribute('data-finding');
    part.hidden = !told;
  }

  // --- small deeds -------------------------------------------------------------------------------------------------------------

  function showPassword(button, show) {
    const box = document.getElementById(button.getAttribute('aria-controls') || '');
    if (!box) return;
    attempt(() => { box.type = show ? 'text' : 'password'; });
    button.setAttribute('aria-pressed', String(show));
    const label = button.getAttribute(show ? 'data-hide' : 'data-show');
    // The text node stays the same one, since the application may hold on to it.
    if (label && button.firstChild && button.firstChild.nodeType === 3) button.firstChild.nodeValue = label;
    else if (label) button.textContent = label;
    const spoken = button.getAttribute(show ? 'data-hide-label' : 'data-show-label');
    if (spoken) button.setAttribute('aria-label', spoken);
  }

  function hidePasswords() {
    all('button[data-show-password]').forEach((button) => {
      if (button.getAttribute('aria-pressed') === 'true') showPassword(button, false);
    });
  }

  function click(e) {
    const target = e.target && e.target.closest ? e.target : null;
    const show = target && target.closest('button[data-show-password]');
    if (show) showPassword(show, show.getAttribute('aria-pressed') !== 'true');
    if (target && target.closest('a[href^="/reset"], a[href^="/login"]')) attempt(carry);
    const part = target && target.closest('[data-dismiss]') && target.closest('[data-dismissible]');
    if (part) {
      part.hidden = true;
      const key = part.getAttribute('data-dismissible');
      if (key) keep(DISMISSED + key, '1');
    }
  }

  function prepare() {
    all('[data-dismissible]').forEach((part) => {
      const key = part.getAttribute('data-dismissible');
      if (key && recall(DISMISSED + key) !== null) part.hidden = true;
    });
    // Such a button does nothing without a script, so it comes hidden.
    all('button[data-show-password]').forEach((button) => { button.hidden = false; });
  }

  // A wait that the page tells of runs down to the second. Counted from when the page came, whatever the clock says.
  function countDown(part) {
    const waiting = one('[data-waiting]', part);
    const waited = one('[data-waited]', part);
    const ends = performance.now() + 1000 * Number(part.getAttribute('data-wait'));
    let shown = '';
    const tick = () => {
      const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
      const text = Math.floor(left / 60) + ':' + ('0' + left % 60).slice(-2);
      // Only what changes is drawn: a sleeping tab finds the right second when it wakes up.
      if (text !== shown) fill(waiting, shown = text);
      // The sentence that asked to wait goes with the wait.
      const asked = one('#error-summary');
      if (asked) asked.hidden = left === 0;
      waiting.hidden = left === 0;
      waited.hidden = left > 0;
      if (left > 0) setTimeout(() => attempt(tick), 250);
    };
    tick();
  }

  // Emergency access whose time runs out while its page stays open: the bar says so. By the clock, as the countdown beside it.
  function endEmergency(bar) {
    const ends = Date.now() + 1000 * Number(bar.getAttribute('data-emergency'));
    const tick = () => {
      const left = ends - Date.now();
      one('[data-emergency-running]', bar).hidden = left <= 0;
      one('[data-emergency-over]', bar).hidden = left > 0;
      if (left > 0) setTimeout(() => attempt(tick), Math.min(left, 1000));
    };
    tick();
  }

  // When a code can be asked for again, counted down in its own sentence.
  function countAgain(part) {
    const ends = performance.now() + 1000 * Number(part.getAttribute('data-again'));
    const tick = () => {
      const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
      const text = left > 0 ? part.getAttribute('data-again-in').replace('{n}', String(left)) : part.getAttribute('data-again-now');
      if (part.textContent !== text) part.textContent = text;
      if (left > 0) setTimeout(() => attempt(tick), 250);
    };
    tick();
  }

  // What became of a message, asked for again while somebody waits for it: seconds after the page came. No sign of a person.
  const FOLLOW = [2, 4, 7, 11, 16, 25, 40, 60, 90, 120, 180, 240];

  // Work of ours (`data-steady`) is asked for every second until its part is gone from the page: then the page has something else to show.
  function follow(part, n) {
    const steady = part.hasAttribute('data-steady');
    if (n >= FOLLOW.length && !steady) return;
    setTimeout(() => attempt(() => {
      if (document.hidden) { on(document, 'visibilitychange', () => follow(part, n), { once: true }); return; }
      const ask = { cache: 'no-store', credentials: 'same-origin', redirect: 'error', headers: { 'x-follow': '1' } };
      window.fetch(part.getAttribute('data-follow'), ask).then((answer) => (answer.ok ? answer.text() : '')).then((text) => {
        const now = text && new DOMParser().parseFromString(text, 'text/html').getElementById(part.id);
        if (!now && text && steady) return location.reload();
        if (!now) return;
        const changed = now.textContent !== part.textContent;
        if (changed) part.replaceChildren(...Array.from(now.childNodes, (node) => document.importNode(node, true)));
        follow(part, n + 1);
      }).catch(() => follow(part, n + 1));
    }), steady ? 1000 : Math.max(0, 1000 * FOLLOW[n] - performance.now()));
  }

  // What was typed goes along to the page that a link or the language switch leads to: in this tab alone, once, within a minute; the
  // names that say whose account it is, and nothing secret. What was typed into a box of the other form finds its own.
  const CARRIED = 'vestibule.carried';
  const CARRY = ['practice_id', 'username', 'email'];

  function carried(deed) {
    CARRY.forEach((name) => {
      const box = one('main form input[name=' + name + ']:not([type=hidden]):not([hidden])');
      if (box) deed(name, box);
    });
  }

  function carry() {
    const typed = { at: Date.now() };
    carried((name, box) => {
      const text = box.value.slice(0, 200);
      const of = text.indexOf('@') > 0 ? 'email' : name !== 'email' ? name : canonical(text) ? 'practice_id' : 'username';
      typed[of] = typed[of] || text;
    });
    keep(CARRIED, JSON.stringify(typed), 'sessionStorage');
  }

  function unpack() {
    const typed = attempt(() => JSON.parse(recall(CARRIED, 'sessionStorage')), null);
    keep(CARRIED, null, 'sessionStorage');
    // An answer to a form has in its boxes what was typed there.
    if (!typed || !(Math.abs(Date.now() - typed.at) < 60000) || one('#error-summary')) return;
    carried((name, box) => { if (typed[name]) box.value = typed[name]; });
  }

  // --- the application ---------------------------------------------------------------------------------------------------------

  // What a page was led to with `?done=…` is said once: loaded again, it would be old. After the application has read the address.
  function forgetDone() {
    const url = new URL(location.href);
    if (!url.searchParams.has('done')) return;
    url.searchParams.delete('done');
    history.replaceState(history.state, '', url.pathname + url.search + url.hash);
  }

  function wasm(works, cause) {
    setTimeout(() => attempt(forgetDone), 0);
    facts.wasm = works;
    facts.wasm_cause = works ? undefined : cause;
    html.setAttribute('data-wasm', works ? 'ready' : 'failed');
    changed();
  }

  // The page works without the application, so that is fetched and compiled once the page stands and is painted (PAUSE after `load`),
  // or when somebody touches it. To wake it up is a long task on a slow phone: that is for the one who moves, points or types, or for a
  // page that has been left alone for a while (QUIET). In a file of its own: to a browser without `import()` it is an error of syntax,
  // which would take this file with it.
  function start() {
    const url = me && me.getAttribute('data-hydrate');
    if (started || !url || !me.getAttribute('data-js') || facts.wasm === false) return;
    started = true;
    const script = load(url);
    ['data-js', 'data-wasm'].forEach((name) => script.setAttribute(name, me.getAttribute(name) || ''));
    script.onerror = () => wasm(false, 'network');
    script.onload = () => { if (!api.starting) wasm(false, 'too_old'); };
  }

  // --- passkeys ----------------------------------------------------------------------------------------------------------------

  // Pages that use passkeys show so only where the browser knows them; the script comes after `load`, or at the first touch.
  const knowsPasskeys = attempt(() => typeof window.PublicKeyCredential === 'function' && window.isSecureContext &&
    !!me.getAttribute('data-passkeys') && typeof Promise.prototype.finally === 'function', false);
  let passkeysAsked = false;

  function loadPasskeys() {
    if (!knowsPasskeys || passkeysAsked) return;
    passkeysAsked = true;
    // Not arrived: the next press tries again.
    load(me.getAttribute('data-passkeys')).onerror = () => { passkeysAsked = false; };
  }

  function load(url) {
    const script = document.createElement('script');
    script.src = url;
    const nonce = me.nonce || me.getAttribute('nonce');
    if (nonce) script.setAttribute('nonce', nonce);
    document.head.appendChild(script);
    return script;
  }

  let touch;
  const touched = new Promise((done) => { touch = done; });
  const api = { device, windowCause, layoutAfter, wasm, touched, starting: false };
  window.vestibule = api;

  function on(target, events, deed) {
    events.split(' ').forEach((name) => target.addEventListener(name, (e) => attempt(() => deed(e)), true));
  }

  // On the document and in the capture phase: the form may be drawn anew, and a listener of the form may end the event.
  on(document, 'keydown keyup mousedown', readLocks);
  on(document, 'keydown', readKey);
  on(document, 'paste', readPaste);
  on(document, 'input', readInput);
  on(document, 'click', click);
  on(document, 'focusin', (e) => {
    // A form that was drawn after this script ran.
    if (boxName(e.target) && !e.target.form.hasAttribute('data-measured')) {
      e.target.form.setAttribute('data-measured', '');
      prepare();
      write();
    }
  });
  on(document, 'submit', (e) => {
    // Sent into nothing, the form and what was typed would give way to the browser's own page.
    if (e.target.id === 'login' && window.navigator.onLine === false) {
      e.preventDefault();
      facts.online = false;
      return changed();
    }
    // Pressed before its script is here: the script goes on with it.
    if (knowsPasskeys && !api.passkeys && e.target.getAttribute('data-passkey')) {
      e.preventDefault();
      api.pressed = { form: e.target, button: e.submitter };
      return loadPasskeys();
    }
    if (e.target.classList.contains('language-switch')) carry();
    hidePasswords();
    write();
  });
  // A form that is answered with a file leaves its page where it is: what was typed to prove who one is does not stay in it.
  on(document, 'submit', (e) => {
    if (!e.target.hasAttribute('data-empties')) return;
    setTimeout(() => all('[autocomplete="current-password"], [autocomplete="one-time-code"]', e.target).forEach((box) => { box.value = ''; }), 0);
  });
  on(window, 'online offline', () => {
    const again = probed;
    facts.online = window.navigator.onLine !== false;
    facts.captive_portal = false;
    probed = false;
    changed();
    if (again && facts.online) probeServer();
  });
  on(window, 'pageshow', (e) => {
    if (!e.persisted) return;
    hidePasswords();
    facts.online = window.navigator.onLine !== false;
    changed();
  });
  let resizing = 0;
  on(window, 'resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => attempt(() => { warnOfWindow(); changed(); }), 200);
  });

  // Before the first paint what changes the page; what only fills the form's hidden box waits for `load`, or for `submit`.
  [probeCookies, probeWasm, probeBrowser, unpack, prepare, warnOfWindow, tellObstacle].forEach((deed) => attempt(deed));
  all('[data-wait]').forEach((part) => attempt(() => countDown(part)));
  all('[data-emergency]').forEach((bar) => attempt(() => endEmergency(bar)));
  all('[data-again]').forEach((part) => attempt(() => countAgain(part)));
  all('[data-follow]').forEach((part) => attempt(() => follow(part, 0)));
  // Where somebody has asked what is wrong, there is nothing to wait for.
  const asked = location.pathname === '/check' || !!one('#error-summary');
  if (asked) attempt(probeServer);
  if (knowsPasskeys) html.setAttribute('data-passkeys', '');
  if (!me || !me.getAttribute('data-hydrate')) attempt(forgetDone);
  const startSoon = () => {
    [probeStorage, probeName, write].forEach((deed) => attempt(deed));
    setTimeout(() => attempt(start), PAUSE);
    setTimeout(() => attempt(loadPasskeys), PAUSE);
    setTimeout(touch, asked ? 0 : QUIET);
  };
  if (document.readyState === 'complete') startSoon(); else on(window, 'load', startSoon);
  on(document, 'pointerdown keydown', start);
  on(document, 'pointermove pointerdown keydown input', touch);
  on(document, 'pointerdown keydown', loadPasskeys);
})();
