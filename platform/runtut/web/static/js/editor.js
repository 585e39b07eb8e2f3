/* The sheet of an SOP: drawn while one types, saved by itself, rows moved by keys, marks set by one key. */
"use strict";
{
  const form = document.querySelector("[data-editor]"), part = (name) => document.querySelector(`[data-${name}]`);
  const token_of = (page) => page.querySelector('meta[name="csrf-token"]')?.content, WAIT = 900, RETRY = 5000;
  let token = token_of(document);
  let sending = false, again = null, stopped = false, timer = 0, drawTimer = 0, drawing = false, drawAgain = false;
  let kept = typed();

  function typed() { return new URLSearchParams(new FormData(form)).toString(); }
  const dirty = () => typed() !== kept;
  const post = (url, body) => fetch(url, { method: "POST", body, headers: { "X-CSRF-Token": token, "X-Runtut-Sheet": "1" } });

  function say(state, text) {
    const place = part("told");
    place.dataset.now = state;
    place.textContent = text ?? form.dataset[state];
  }

  /* The drawing follows every key; one request at a time, the last one counts. */
  function drawSoon() { clearTimeout(drawTimer); drawTimer = setTimeout(draw, 40); }
  async function draw() {
    if (drawing) { drawAgain = true; return; }
    drawing = true;
    try {
      const answer = await post(form.dataset.draw, new URLSearchParams(new FormData(form)));
      if (answer.ok) show(await answer.text());
    } catch { /* the sheet itself says that there is no connection */ }
    drawing = false;
    if (drawAgain) { drawAgain = false; draw(); }
  }
  function show(markup) {
    const pane = part("drawing").querySelector(".sop-sheet"), field = pane.closest("details"), [top, left] = [field.scrollTop, field.scrollLeft];
    pane.innerHTML = new DOMParser().parseFromString(markup, "text/html").querySelector("svg")?.outerHTML ?? pane.innerHTML;
    [field.scrollTop, field.scrollLeft] = [top, left];
    here();
    pane.dispatchEvent(new CustomEvent("runtut:drawn", { bubbles: true }));
  }

  /* The row that one writes in stands out in the drawing and is in view. */
  let row = null;
  function here(follow = false) {
    const id = row?.isConnected ? row.querySelector("input[type=hidden]")?.value : null, pane = part("drawing").querySelector(".sop-sheet");
    pane.querySelector("[data-here]")?.removeAttribute("data-here");
    const drawn = id && pane.querySelector(`[id$="step-${CSS.escape(id)}"]`);
    if (!drawn) return;
    drawn.dataset.here = "";
    if (follow) into(pane.closest("details"), drawn);
  }
  form.addEventListener("focusin", (event) => {
    const now = event.target.closest("[data-row]");
    if (now && now !== row) { row = now; here(true); }
    find(event.target.dataset.place);
  });

  function into(field, goal) {
    const [there, here] = [goal.getBoundingClientRect(), field.getBoundingClientRect()];
    field.scrollTop += there.top - here.top - field.clientHeight / 3;
    if (there.left < here.left || there.right > here.right) field.scrollLeft += there.left - here.left - 40;
  }

  /* Where a cell stood in the file that it was read from. */
  function find(place) {
    const pane = part("source"), goal = place && pane?.querySelector(`[data-at="${CSS.escape(place)}"]`);
    pane?.querySelector("[data-here]")?.removeAttribute("data-here");
    if (!goal) return;
    goal.dataset.here = "";
    into(pane.closest("details"), goal);
  }

  /* Saving: compare-and-set by the number of the revision; what clashes is asked about, nothing is overwritten. */
  function saveSoon(wait = WAIT) { clearTimeout(timer); timer = setTimeout(() => dirty() && send("save"), wait); }
  /* A button that is pressed while a save is on its way means its row or column, wherever that stands when its turn comes. */
  const ROWS = "input[type=hidden][name$='.id']", COLUMNS = "input[name^='actors.']";
  function meant(act) {
    const [deed, place] = act.split(":"), all = [...form.querySelectorAll(deed.startsWith("actor_") ? COLUMNS : ROWS)];
    return { act, deed, value: all[place]?.value };
  }
  function now({ act, deed, value }) {
    if (value === undefined) return act;
    const place = [...form.querySelectorAll(deed.startsWith("actor_") ? COLUMNS : ROWS)].findIndex((one) => one.value === value);
    return place < 0 ? "save" : `${deed}:${place}`;
  }
  async function send(act) {
    if (sending) { if (!again || again.act === "save") again = meant(act); return; }
    if (stopped && !form.querySelector("[data-clash] fieldset")) stopped = false;
    sending = true;
    clearTimeout(timer);
    say("saving");
    const sent = typed(), body = new URLSearchParams(sent);
    body.set("act", act);
    try {
      let answer = await post(form.action, body);
      if ([401, 403].includes(answer.status) && await renewed()) answer = await post(form.action, body);
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      answer.ok ? taken(told, sent, act) : refused(answer, told);
    } catch {
      say("offline");
      saveSoon(RETRY);
    }
    sending = false;
    if (again) { const next = now(again); again = null; send(next); }
  }
  /* Signed out meanwhile: the sheet stays, and once somebody is signed in again in another tab its token is taken over. */
  let out = false;
  async function renewed() {
    const page = await fetch(location.pathname), found = token_of(new DOMParser().parseFromString(await page.text(), "text/html"));
    out = page.redirected;
    if (out || !found || found === token) return false;
    token = found;
    return true;
  }
  window.addEventListener("focus", () => out && dirty() && send("save"));
  function taken(told, sent, act) {
    out = false;
    const meanwhile = typed() !== sent, wrong = Object.values(told.errors ?? {})[0];
    if (told.sheet && meanwhile) { saveSoon(0); return; } /* typed on: the next save puts both together */
    part("clash").replaceChildren();
    stopped = false;
    if (told.sheet) swap(told, act);
    form.elements.revision.value = told.revision;
    if (!meanwhile) kept = typed(); else { const had = new URLSearchParams(sent); had.set("revision", told.revision); kept = had.toString(); }
    form.querySelector('[value="undo"]').disabled = !told.undo;
    form.querySelector('[value="redo"]').disabled = !told.redo;
    replace("remarks", told.remarks);
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const name of Object.keys(told.errors ?? {})) form.elements[name]?.setAttribute("aria-invalid", "true");
    if (wrong) say("refused", `${form.dataset.refused} ${wrong.join(" ")}`);
    else say("saved", `${form.dataset.saved} ${told.saved}${told.merged?.length ? `. ${form.dataset.merged} ${told.merged.slice(0, 4).join(", ")}` : ""}`);
    if (meanwhile) { say("dirty"); saveSoon(); }
  }
  function refused(answer, told) {
    if (told.clash) {
      stopped = true;
      replace("clash", told.clash);
      part("clash").querySelector("section").focus();
      say("conflict");
    } else {
      say("refused", out ? form.dataset.out : `${form.dataset.refused} ${told.detail ?? answer.statusText}`);
      if (answer.status >= 500) saveSoon(RETRY);
    }
  }
  function replace(name, markup) {
    if (markup != null) part(name).replaceChildren(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  }
  function swap(told, act) {
    const open = [...form.querySelectorAll("details[open][data-part]")].map((one) => one.dataset.part);
    const at = document.activeElement?.id;
    replace("sheet", told.sheet);
    form.querySelectorAll("details[data-part]").forEach((one) => { one.open = open.includes(one.dataset.part); });
    if (told.drawing) show(told.drawing);
    const row = act === "save" || told.focus === "lembar" ? null : document.getElementById(told.focus);
    const goal = row?.querySelector("textarea") ?? document.getElementById(at) ?? form.querySelector("textarea, input:not([type=hidden])");
    goal?.focus({ preventScroll: !row });
    row?.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("input", (event) => {
    if (event.target.closest("[data-clash]") || event.target.name === "pasted") return;
    const column = event.target.name?.match(/^actors\.(\d+)$/)?.[1];
    if (column) form.querySelector(`[data-actor="${column}"]`).textContent = event.target.value;
    if (event.target.matches(".part-cell select")) {
      event.target.dataset.mark = event.target.value;
      event.target.closest("tr").querySelectorAll(".part-cell [data-unsure]").forEach((one) => one.removeAttribute("data-unsure"));
    }
    event.target.removeAttribute("data-unsure");
    drawSoon();
    if (!stopped) { say("dirty"); saveSoon(); }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send(event.submitter?.value ?? "save");
  });
  window.addEventListener("online", () => dirty() && send("save"));
  window.addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });

  /* Keys: Alt moves rows; in the grid of actors arrows move, a letter or space sets the part. */
  const PARTS = { " ": "does", k: "does", i: "joins", p: "chairs", t: "signs", r: "receives", "-": "", Backspace: "", Delete: "" };
  const ALT = { ArrowUp: "up", ArrowDown: "down", Enter: "add", Delete: "delete" };
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); send("save"); return; }
    if (event.altKey && /^[zy]$/i.test(event.key)) { event.preventDefault(); send(event.key.toLowerCase() === "z" ? "undo" : "redo"); return; }
    if (event.altKey && row && ALT[event.key]) { event.preventDefault(); send(`${ALT[event.key]}:${row.dataset.row}`); return; }
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".part-cell select")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in PARTS) { event.preventDefault(); mark(event.target, key === " " && event.target.value ? "" : PARTS[key]); }
    else if (key.startsWith("Arrow")) { event.preventDefault(); walk(event.target, key); }
  });
  form.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.matches(".part-cell select") || event.target.value || event.pointerType === "touch") return;
    event.preventDefault();
    event.target.focus();
    mark(event.target, "does");
  });
  form.addEventListener("mousedown", (event) => { if (event.target.dataset?.fresh) { delete event.target.dataset.fresh; event.preventDefault(); } });
  function mark(select, value) {
    select.value = value;
    select.dataset.fresh = "1";
    setTimeout(() => delete select.dataset.fresh, 0);
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function walk(select, key) {
    const [, row, column] = select.name.match(/^steps\.(\d+)\.cells\.(\d+)$/).map(Number);
    const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [0, 0];
    form.elements[`steps.${row + down}.cells.${column + right}`]?.focus();
  }

  /* Rows of a spreadsheet pasted into a field of a step become steps. */
  form.addEventListener("paste", (event) => {
    const row = event.target.closest?.("[data-row]"), text = event.clipboardData.getData("text");
    if (!row || !text.includes("\t")) return;
    event.preventDefault();
    form.elements.pasted.value = text;
    send(`paste:${row.dataset.row}`);
  });
}
