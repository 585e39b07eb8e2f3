/* The review of a file: where a field was read is shown beside it, and actors are assigned by a click or a key. */
"use strict";
{
  const form = document.querySelector("[data-review]"), table = form?.querySelector("[data-assign]"), pane = document.querySelector("[data-source]");
  const rows = [...(table?.querySelectorAll("[data-assign-row]") ?? [])];
  const boxes = (row) => [...row.querySelectorAll("input[type=checkbox]")];

  /* The places in the file of whatever one writes in or points at; what has the focus wins. */
  function light(element, follow) {
    const ids = element?.closest?.("[data-from]")?.dataset.from.split(" ") ?? [], goals = ids.map((id) => document.getElementById(id)).filter(Boolean);
    pane.querySelectorAll("[data-lit]").forEach((one) => one.removeAttribute("data-lit"));
    goals.forEach((goal) => { goal.dataset.lit = ""; });
    ids.forEach((id) => pane.querySelectorAll(`[data-piece="${id}"] rect`).forEach((part) => { part.dataset.lit = ""; }));
    if (follow && goals[0]) show(goals[0]);
  }
  function show(goal) {
    goal.closest("details")?.setAttribute("open", "");
    const at = goal.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (at.top < frame.top || at.bottom > frame.bottom) pane.scrollTop += at.top - frame.top - pane.clientHeight / 3;
    if (at.left < frame.left || at.right > frame.right) pane.scrollLeft += at.left - frame.left - Math.max(24, (pane.clientWidth - at.width) / 2);
  }
  form.addEventListener("focusin", (event) => light(event.target, true));
  form.addEventListener("pointerover", (event) => {
    const over = event.target.closest("[data-from]");
    if (over) light(over, !form.contains(document.activeElement));
  });
  form.addEventListener("pointerleave", () => light(document.activeElement, false));

  /* From the file back to the field. One stop for Tab, arrows from piece to piece; beside a field that shows its place by
     itself the link to it is for pointers alone. */
  const pieces = [...pane.querySelectorAll("[data-piece]")];
  const rest = (piece) => pieces.forEach((one) => one.setAttribute("tabindex", one === piece ? "0" : "-1"));
  rest(pieces[0]);
  form.querySelectorAll(".where").forEach((link) => { link.tabIndex = -1; });
  /* Of several fields that stood in one piece, the one that one came from. */
  let last = null;
  const came = (event) => { last = event.target.closest("[data-from]") ?? last; };
  form.addEventListener("focusin", came);
  form.addEventListener("click", came);
  pane.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-piece]")?.dataset.piece, field = last?.querySelector("textarea, input");
    if (!piece || !field || !last.dataset.from.split(" ").includes(piece)) return;
    event.preventDefault();
    field.scrollIntoView({ block: "nearest" });
    field.focus({ preventScroll: true });
  });
  pane.addEventListener("focusin", (event) => event.target.matches("[data-piece]") && rest(event.target));
  pane.addEventListener("keydown", (event) => {
    const at = pieces.indexOf(event.target), next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: pieces.length - 1 }[event.key];
    if (at < 0 || !pieces[next]) return;
    event.preventDefault();
    pieces[next].focus({ preventScroll: true });
    show(pieces[next]);
  });
  const start = !location.hash && document.getElementById(pane.dataset.start);
  if (start) show(start);

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
