// The rota's table: arrow keys, Home and End move between cells; in a draft a shift can be dragged to another person's row.
"use strict";

(() => {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  // What has the focus must not hide under the column of names, which stays in place.
  const clearOfNames = (table) => {
    const name = table.querySelector(".sv-rota-name");
    const region = table.closest(".sv-rota-scroll");
    if (name && region) region.style.scrollPaddingInlineStart = `${name.offsetWidth}px`;
  };

  const focusCell = (cell) => {
    clearOfNames(cell.closest("table"));
    const link = cell.querySelector("a");
    if (!link) cell.tabIndex = -1;
    (link ?? cell).focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  for (const table of document.querySelectorAll("[data-sv-grid]")) {
    clearOfNames(table);
    window.addEventListener("resize", () => clearOfNames(table));
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td, th");
      if (!cell || !table.contains(cell) || event.altKey || event.ctrlKey || event.metaKey) return;
      const links = [...cell.querySelectorAll("a")];
      const at = links.indexOf(event.target);
      if (event.key === "Home" || event.key === "End") {
        event.preventDefault();
        const own = cell.parentElement.cells;
        return focusCell(own[event.key === "Home" ? 1 : own.length - 1]);
      }
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      // Several shifts in one cell: up and down go through them first.
      if (step[0] && at >= 0 && links[at + step[0]]) return links[at + step[0]].focus();
      const row = cell.parentElement;
      const rows = [...table.tBodies[0].rows];
      const next = rows[rows.indexOf(row) + step[0]]?.cells[cell.cellIndex + step[1]];
      if (next && next.cellIndex > 0) focusCell(next);
    });
  }

  const form = document.getElementById("flytt-vakt");
  if (!form) return;
  let dragged = null;
  const target = (event) => (dragged ? event.target.closest("tr[data-sv-person]") : null);
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("a[data-sv-assign]") ?? null;
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    document.querySelector(".sv-rota-target")?.classList.remove("sv-rota-target");
  });
  document.addEventListener("dragover", (event) => {
    const row = target(event);
    document.querySelector(".sv-rota-target")?.classList.remove("sv-rota-target");
    if (!row || row === dragged.closest("tr")) return;
    row.classList.add("sv-rota-target");
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const row = target(event);
    if (!row || row === dragged.closest("tr")) return;
    event.preventDefault();
    form.action = dragged.dataset.svAssign;
    form.elements.person.value = row.dataset.svPerson;
    form.requestSubmit();
  });
})();
