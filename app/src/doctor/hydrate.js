// Starts the application in the browser. Apart from boot.js because `import()` is an error of syntax to browsers of before 2018.
(() => {
  'use strict';
  const own = document.currentScript.dataset;
  const vestibule = window.vestibule;
  vestibule.starting = true;
  import(own.js)
    .then((app) => Promise.resolve(app.default({ module_or_path: own.wasm })).then(() => vestibule.touched).then(() => app.hydrate()))
    .then(() => vestibule.wasm(true))
    .catch((e) => {
      // A failed download is a TypeError. What a policy forbids is a CompileError, and what breaks at run time is something else.
      vestibule.wasm(false, e instanceof TypeError ? 'network' : 'failed');
      console.error(e);
    });
})();
