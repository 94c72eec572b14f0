// Small helps on top of pages that work without them: focus on errors, word of a lost connection, one press is one press.
"use strict";

(() => {
  const focusFirst = (root) => root.querySelector("[data-sv-focus]")?.focus();

  const say = (key) => {
    const place = document.getElementById("melding-fra-nettet");
    if (place) place.textContent = key ? place.dataset[key] : "";
  };

  focusFirst(document);
  document.addEventListener("htmx:afterSwap", (event) => focusFirst(event.target));

  window.addEventListener("offline", () => say("offline"));
  window.addEventListener("online", () => say(""));
  document.addEventListener("htmx:sendError", () => say(navigator.onLine ? "failed" : "offline"));
  document.addEventListener("htmx:timeout", () => say("failed"));
  // An answer that says no is not shown in place of the form: what was typed stays, and the page says so.
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const status = event.detail.xhr.status;
    say(status === 413 ? "large" : status >= 500 ? "failed" : status >= 400 ? "refused" : "");
    if (status >= 400) document.getElementById("melding-fra-nettet")?.scrollIntoView({ block: "center" });
  });

  // A form that is being sent is not sent again; coming back to the page by the back button opens it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.svSent) event.preventDefault();
    else if (!form.hasAttribute("data-hx-post")) form.dataset.svSent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sv-sent]")) delete form.dataset.svSent;
  });
})();
