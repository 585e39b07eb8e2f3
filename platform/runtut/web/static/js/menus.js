/* Keys and pointers: "/" goes to the search, Escape and a click elsewhere close a menu, dialogs become modal. */
{
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const open = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.querySelector("[data-search]");
      if (search?.checkVisibility?.() ?? search) { event.preventDefault(); search.select(); search.focus(); }
    }
    if (event.key === "Escape") open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  document.addEventListener("click", (event) => {
    open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const opener = event.target.closest("[data-opens]"), closer = event.target.closest("[data-closes]");
    if (opener) modal(document.getElementById(opener.dataset.opens), event);
    else if (closer && document.getElementById(closer.dataset.closes)?.open) { event.preventDefault(); closer.closest("dialog").close(); }
    else if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
  });

  /* Without this script the same window opens as a popover. */
  function modal(dialog, event) {
    event.preventDefault();
    dialog.removeAttribute("popover");
    dialog.showModal();
    dialog.querySelector("input:not([type=hidden], [tabindex]), textarea, select, .dialog-body button")?.focus();
  }

  document.querySelector("[data-summary]")?.focus();
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
