/* Forms: sent once, guarded against leaving with changes, and telling the truth about saving. */
{
  const sent = new WeakSet(), dirty = new Set();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post") || form.hasAttribute("hx-put") || form.method === "get") return;
    if (sent.has(form)) { event.preventDefault(); return; }
    sent.add(form);
    dirty.delete(form);
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-busy", "true"));
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
  runtut.release = release;

  function release(form) {
    sent.delete(form);
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-guard]")) dirty.add(form);
    if (form?.matches("[data-guard], [data-autosave]")) say(form, "dirty");
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });

  function say(form, state, text) {
    const place = form.querySelector("[data-save-state]");
    if (!place) return;
    place.dataset.now = state;
    place.textContent = text ?? place.dataset[state];
  }

  const form = (event) => event.detail.elt.closest("form") ?? event.detail.elt.form;
  document.addEventListener("htmx:beforeRequest", (event) => form(event)?.matches("[data-autosave]") && say(form(event), "saving"));
  document.addEventListener("htmx:afterRequest", (event) => {
    const saved = form(event);
    if (!saved?.matches("[data-autosave]")) return;
    if (!event.detail.successful) { say(saved, "failed"); return; }
    const time = new Intl.DateTimeFormat("id", { hour: "2-digit", minute: "2-digit" }).format(new Date());
    dirty.delete(saved);
    say(saved, "saved", `${saved.querySelector("[data-save-state]")?.dataset.saved} ${time}`);
  });
}
