/* Short messages at the edge; what went well leaves by itself, what needs the reader stays until closed. */
{
  const place = document.getElementById("pemberitahuan");

  runtut.toast = (text, tone = "neutral") => {
    const toast = document.createElement("div"), words = document.createElement("p"), close = document.createElement("button");
    toast.className = `toast toast--${tone}`;
    words.textContent = text;
    close.className = "button button--quiet button--small";
    close.type = "button";
    close.textContent = place.dataset.close;
    close.addEventListener("click", () => toast.remove());
    toast.append(words, close);
    place.append(toast);
    if (tone === "done" || tone === "neutral") setTimeout(() => toast.matches(":hover, :focus-within") || toast.remove(), 8000);
  };

  /* A view may answer an htmx request with the header HX-Trigger: {"runtut:say": {"text": "…", "tone": "done"}}. */
  document.addEventListener("runtut:say", (event) => runtut.toast(event.detail.text, event.detail.tone));
}
