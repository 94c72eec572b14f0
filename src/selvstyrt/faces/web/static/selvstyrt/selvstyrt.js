// Small helps on top of pages that work without them: focus on errors, word of a lost connection, one press is one press,
// what was typed goes along to another language.
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
  // Another language opens the page anew: what was typed goes along, this once. Passwords never do.
  const TYPED = "sv-typed";
  const left = new Set(["hidden", "password", "file", "submit", "button", "fieldset", "output"]);
  const forms = () => {
    const seen = {};
    return [...document.querySelectorAll("main form")].map((form) => {
      const path = new URL(form.getAttribute("action") || "", location).pathname;
      const number = (seen[path] = (seen[path] || 0) + 1);
      return [`${path} ${number}`, [...form.elements].filter((field) => field.name && !left.has(field.type))];
    });
  };
  const state = ({ name, value, checked }) => [name, value, Boolean(checked)];
  const carry = () => {
    const typed = forms().map(([key, fields]) => [key, [fields.map(state), fields.some((field) => field.closest("details[open]"))]]);
    try { sessionStorage.setItem(TYPED, JSON.stringify(typed)); } catch { /* no room: the page opens as it is */ }
  };
  const put = (field, name, value, checked) => {
    if (field.name !== name) return;
    if (field.type !== "checkbox" && field.type !== "radio") field.value = value;
    else if (field.value === value) field.checked = checked;
  };
  const unpack = () => {
    const typed = new Map(JSON.parse(sessionStorage.getItem(TYPED) || "[]"));
    sessionStorage.removeItem(TYPED);
    for (const [key, fields] of typed.size ? forms() : []) {
      const [states, open] = typed.get(key) || [[], false];
      for (const field of fields) for (const each of states) put(field, ...each);
      if (open) for (const field of fields) field.closest("details")?.setAttribute("open", "");
    }
  };
  document.addEventListener("submit", (event) => { if (event.target.matches(".sv-languages")) carry(); });
  try { unpack(); } catch { /* no storage */ }

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sv-sent]")) delete form.dataset.svSent;
  });
})();
