// On a bad connection: a form that could not be sent stays, says so, and is sent again. Its key makes it count once.
// Nothing is kept in the browser's storage; the page must stay open.
"use strict";

(() => {
  const RETRY_AFTER = 8000;
  let waiting = null;
  let timer = 0;

  const again = () => {
    clearTimeout(timer);
    const form = waiting;
    if (!form || !document.contains(form)) return;
    if (!navigator.onLine) return;
    waiting = null;
    form.requestSubmit(form.querySelector("button[type=submit]:not([name])") ?? undefined);
  };

  const keep = (event) => {
    const form = event.target.closest?.("form[data-sv-resend]") ?? event.detail.elt?.closest("form[data-sv-resend]");
    if (!form) return;
    waiting = form;
    clearTimeout(timer);
    timer = setTimeout(again, RETRY_AFTER);
  };

  document.addEventListener("htmx:sendError", keep);
  document.addEventListener("htmx:timeout", keep);
  window.addEventListener("online", again);
})();
