// Asks the browser for a passkey, and posts what it answers. boot.js loads this after `load`, or at the first touch, where the browser knows
// passkeys. Forms with `data-passkey` (`create` or `get`) hold in `data-options` what to ask: JSON, or the path that answers with it.
(() => {
  'use strict';

  // A challenge holds for five minutes at the server.
  const FRESH = 4 * 60 * 1000;
  const held = new WeakMap();
  // The page came with its challenges, so they are as old as the page.
  const born = Date.now() - performance.now();
  let waiting = null;
  let busy = false;

  // --- JSON and bytes: by hand, since `toJSON` and `parse…FromJSON` are young, and password managers replace them badly ---------------------

  function bytes(text) {
    const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(raw, (c) => c.charCodeAt(0));
  }
  function text(buffer) {
    const raw = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(raw).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }
  function ids(list) { return (list || []).map((one) => ({ ...one, id: bytes(one.id) })); }

  function question(asked) {
    const key = { ...asked, challenge: bytes(asked.challenge) };
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    if (key.excludeCredentials) key.excludeCredentials = ids(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = ids(key.allowCredentials);
    return key;
  }

  function answer(credential) {
    const got = credential.response;
    const response = { clientDataJSON: text(got.clientDataJSON) };
    if (got.attestationObject) {
      response.attestationObject = text(got.attestationObject);
      if (typeof got.getTransports === 'function') response.transports = got.getTransports();
    } else {
      response.authenticatorData = text(got.authenticatorData);
      response.signature = text(got.signature);
      if (got.userHandle && got.userHandle.byteLength) response.userHandle = text(got.userHandle);
    }
    return JSON.stringify({ id: text(credential.rawId), rawId: text(credential.rawId), type: 'public-key', response, clientExtensionResults: {} });
  }

  // --- what to ask -------------------------------------------------------------------------------------------------------------

  async function fetched(url, kind) {
    // Without the session's cookie where none is needed: waiting on the log-in page is no activity of whoever is logged in.
    const reply = await fetch(url, { cache: 'no-store', credentials: kind === 'json' ? 'omit' : 'same-origin' });
    if (!reply.ok) throw new TypeError(String(reply.status));
    return kind === 'json' ? reply.json() : reply.text();
  }

  async function asked(form) {
    const before = held.get(form);
    const source = form.getAttribute('data-options') || '';
    const inPage = source.charAt(0) === '{';
    const from = before ? before.from : inPage ? born : 0;
    if (Date.now() - from < FRESH) {
      if (!before) held.set(form, { data: JSON.parse(source), from });
      return held.get(form).data;
    }
    const now = Date.now();
    let data;
    if (inPage) {
      const page = new DOMParser().parseFromString(await fetched(form.getAttribute('data-anew') || location.href, 'text'), 'text/html');
      const same = page.getElementById(form.id);
      // Nothing to go on with: the page itself says where things stand.
      if (!same) return location.assign(location.pathname);
      data = JSON.parse(same.getAttribute('data-options'));
    } else {
      data = await fetched(source, 'json');
    }
    held.set(form, { data, from: now });
    return data;
  }

  // --- forms -------------------------------------------------------------------------------------------------------------------

  function say(form, cause) {
    form.querySelectorAll('[data-says] [data-cause]').forEach((child) => { child.hidden = child.getAttribute('data-cause') !== cause; });
  }

  function causeOf(error) {
    if (error.name === 'NotAllowedError' || error.name === 'AbortError') return 'cancelled';
    return error.name === 'InvalidStateError' ? 'exists' : 'failed';
  }

  function send(form, data, credential, button) {
    form.elements.sealed.value = data.sealed;
    form.elements.passkey.value = answer(credential);
    if (typeof form.requestSubmit === 'function') return form.requestSubmit(button || undefined);
    if (button && button.name) {
      const deed = document.createElement('input');
      deed.type = 'hidden';
      deed.name = button.name;
      deed.value = button.value;
      form.appendChild(deed);
    }
    form.submit();
  }

  async function run(form, button) {
    if (busy) return;
    busy = true;
    say(form, '');
    if (button) button.setAttribute('aria-busy', 'true');
    try {
      // One request at a time: the one that waits in the boxes gives way.
      if (waiting) waiting.abort();
      const data = await asked(form);
      if (!data) return;
      const publicKey = question(data.publicKey);
      const making = form.getAttribute('data-passkey') === 'create';
      const credential = making ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
      send(form, data, credential, button);
    } catch (error) {
      say(form, causeOf(error));
      offer();
    } finally {
      busy = false;
      if (button) button.removeAttribute('aria-busy');
    }
  }

  function submitted(form, button) {
    const box = form && form.getAttribute('data-passkey') && form.elements.passkey;
    if (!box || box.value) return false;
    run(form, button);
    return true;
  }

  document.addEventListener('submit', (event) => {
    if (!submitted(event.target, event.submitter)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // Back from the next page: what was posted is used up.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    document.querySelectorAll('form[data-passkey]').forEach((form) => {
      form.elements.sealed.value = '';
      form.elements.passkey.value = '';
      held.delete(form);
    });
    offer();
  });

  // --- passkeys offered in the username's box --------------------------------------------------------------------------------------

  async function offer() {
    const form = document.querySelector('form[data-passkey][data-conditional]');
    const can = PublicKeyCredential.isConditionalMediationAvailable;
    if (!form || busy || !can) return;
    try {
      if (!await can.call(PublicKeyCredential) || busy) return;
      const data = await asked(form);
      if (busy) return;
      if (waiting) waiting.abort();
      const mine = new AbortController();
      waiting = mine;
      setTimeout(() => renew(mine), FRESH);
      const credential = await navigator.credentials.get({ publicKey: question(data.publicKey), mediation: 'conditional', signal: mine.signal });
      if (!busy) send(form, data, credential);
    } catch (error) {
      // Nobody asked for anything: there is nothing to say.
    }
  }

  // A new challenge before the old one is over; in a tab that nobody sees, once somebody does.
  function renew(mine) {
    if (waiting !== mine || mine.signal.aborted) return;
    if (document.hidden) {
      document.addEventListener('visibilitychange', () => renew(mine), { once: true });
      return;
    }
    offer();
  }

  // The browser's own list forgets what was removed here: all but the accepted ones, or the one that was just refused.
  function tidy(name, signal) {
    const told = document.querySelector('[' + name + ']');
    if (!told || typeof PublicKeyCredential[signal] !== 'function') return;
    PublicKeyCredential[signal](JSON.parse(told.getAttribute(name))).catch(() => {});
  }

  tidy('data-accepted', 'signalAllAcceptedCredentials');
  tidy('data-unknown', 'signalUnknownCredential');
  // A button that was pressed before this file was here.
  const boot = window.vestibule || {};
  boot.passkeys = true;
  const pressed = boot.pressed;
  if (!pressed || !submitted(pressed.form, pressed.button)) offer();
})();
