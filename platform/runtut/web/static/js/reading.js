/* The review of a file: where a field was read is shown beside it, and actors are assigned by a click or a key. */
"use strict";
{
  const form = document.querySelector("[data-review]"), table = form?.querySelector("[data-assign]"), pane = document.querySelector("[data-source]");
  const rows = [...(table?.querySelectorAll("[data-assign-row]") ?? [])];
  const boxes = (row) => [...row.querySelectorAll("input[type=checkbox]")];

  /* The place in the file of whatever one writes in or points at; what has the focus wins. */
  function light(element, follow) {
    const id = element?.closest?.("[data-from]")?.dataset.from, goal = id && document.getElementById(id);
    pane.querySelector("[data-lit]")?.removeAttribute("data-lit");
    if (!goal) return;
    goal.dataset.lit = "";
    if (!follow) return;
    const at = goal.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (at.top < frame.top || at.bottom > frame.bottom) pane.scrollTop += at.top - frame.top - pane.clientHeight / 3;
    if (at.left < frame.left || at.right > frame.right) pane.scrollLeft += at.left - frame.left - 24;
  }
  form.addEventListener("focusin", (event) => light(event.target, true));
  form.addEventListener("pointerover", (event) => {
    const over = event.target.closest("[data-from]");
    if (over) light(over, !form.contains(document.activeElement));
  });
  form.addEventListener("pointerleave", () => light(document.activeElement, false));

  /* One stop for Tab: the box last used, at first the first row without an actor. */
  function stop(box) {
    table.querySelectorAll("input[type=checkbox]").forEach((one) => { one.tabIndex = one === box ? 0 : -1; });
  }
  function go(row, column) {
    const box = row && boxes(row)[column];
    if (!box) return;
    stop(box);
    box.focus();
  }
  if (table) {
    const first = rows.find((row) => !boxes(row).some((box) => box.checked)) ?? rows[0];
    if (first) stop(boxes(first)[0]);
    table.addEventListener("focusin", (event) => event.target.matches("input[type=checkbox]") && stop(event.target));
    table.addEventListener("keydown", pressed);
  }

  function mark(box, on) {
    if (box.checked === on) return;
    box.checked = on;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function pressed(event) {
    const box = event.target, row = box.closest("[data-assign-row]");
    if (!row || box.type !== "checkbox" || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.indexOf(row), column = boxes(row).indexOf(box), digit = Number(/^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1] ?? (event.key >= "0" && event.key <= "9" ? event.key : NaN));
    const move = { ArrowDown: [at + 1, column], ArrowUp: [at - 1, column], ArrowRight: [at, column + 1], ArrowLeft: [at, column - 1], Home: [at, 0], End: [at, boxes(row).length - 1] }[event.key];
    if (move) go(rows[move[0]], move[1]);
    else if (event.key === "Enter") mark(box, !box.checked);
    else if (digit > 0 && boxes(row)[digit - 1]) assign(row, digit - 1, event.shiftKey);
    else if (digit === 0) boxes(row).forEach((one) => mark(one, false));
    else if (!(digit > 0)) return;
    event.preventDefault();
  }
  /* A digit says who does it, alone, and leads to the next row; with Shift one more does it. */
  function assign(row, column, more) {
    if (more) { mark(boxes(row)[column], !boxes(row)[column].checked); return; }
    boxes(row).forEach((one, place) => mark(one, place === column));
    go(rows[rows.indexOf(row) + 1] ?? row, 0);
  }

  /* What is said about it follows at once. */
  form.addEventListener("input", (event) => {
    const column = event.target.name?.match(/^actors\.(\d+)$/)?.[1], row = event.target.closest("[data-assign-row]");
    if (column) form.querySelector(`[data-actor="${column}"]`).textContent = event.target.value;
    if (row) told(row);
  });
  function told(row) {
    const empty = !boxes(row).some((box) => box.checked), place = form.querySelector("[data-assigned]"), offer = row.querySelector("[data-offer]");
    row.querySelector(".assign-empty").hidden = !empty;
    if (offer) offer.hidden = !empty;
    const full = rows.filter((one) => boxes(one).some((box) => box.checked)).length;
    place.textContent = place.dataset.words.replace("{n}", full).replace("{all}", rows.length);
  }

  /* Suggestions are taken over here; the buttons do the same without this script. */
  form.addEventListener("click", (event) => {
    const one = event.target.closest("[data-offer] button"), all = event.target.closest("[data-accept-all]");
    if (!one && !all) return;
    event.preventDefault();
    const taken = all ? [...table.querySelectorAll("[data-offer]:not([hidden])")] : [one.closest("[data-offer]")];
    for (const offer of taken) {
      const row = offer.closest("[data-assign-row]");
      mark(boxes(row)[Number(offer.dataset.offer)], true);
      if (one) go(row, Number(offer.dataset.offer));
    }
    if (all) all.hidden = true;
  });
}
