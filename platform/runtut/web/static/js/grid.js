/* Data grids: cells pasted from a spreadsheet fill the fields from here on; Enter and the arrows go up and down. */
{
  const field = (cell) => cell?.querySelector(".cell-input");

  document.addEventListener("paste", (event) => {
    const start = event.target.closest?.(".cell");
    const rows = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    if (!start || (rows.length < 2 && rows[0].length < 2)) return;
    event.preventDefault();
    const first = start.parentElement, column = [...first.cells].indexOf(start);
    const lines = [...first.parentElement.rows].slice([...first.parentElement.rows].indexOf(first));
    rows.slice(0, lines.length).forEach((values, down) => values.forEach((value, right) => fill(lines[down].cells[column + right], value)));
  });

  function fill(cell, value) {
    const input = field(cell);
    if (!input) return;
    input.value = value.trim();
    cell.dataset.pasted = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".cell");
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (!cell || !step || !event.target.matches("input.cell-input")) return;
    event.preventDefault();
    let row = cell.parentElement;
    do row = step > 0 ? row.nextElementSibling : row.previousElementSibling; while (row && !field(row.cells[cell.cellIndex]));
    if (row) field(row.cells[cell.cellIndex]).select();
    if (row) field(row.cells[cell.cellIndex]).focus();
  });
}

/* A table that fits its place lets its head stick to the top bar; one that does not scrolls inside its field. */
{
  const measure = (field) => {
    const fits = field.toggleAttribute("data-fits", field.firstElementChild.scrollWidth <= field.clientWidth);
    field.toggleAttribute("tabindex", !fits);
    if (!fits) field.tabIndex = 0;
  };
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => measure(entry.target)));
  const watch = (root) => root.querySelectorAll(".table-field:not(.table-field--wide)").forEach((field) => observer.observe(field));
  watch(document);
  document.addEventListener("htmx:load", (event) => watch(event.detail.elt));
}
