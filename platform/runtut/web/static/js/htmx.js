/* What htmx needs to know about this site: the CSRF token, and what to say when a request fails. */
{
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  let running = 0;
  const busy = (change) => {
    running = Math.max(0, running + change);
    document.documentElement.classList.toggle("busy", running > 0);
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRF-Token"] = token;
  });
  document.addEventListener("htmx:beforeRequest", () => busy(1));
  document.addEventListener("htmx:afterRequest", () => busy(-1));
  document.addEventListener("htmx:responseError", (event) => runtut.toast(sentence(event.detail.xhr) || texts().failed, "danger"));
  document.addEventListener("htmx:sendError", () => runtut.toast(texts().offline, "danger"));
  document.addEventListener("htmx:timeout", () => runtut.toast(texts().offline, "danger"));

  const texts = () => document.getElementById("pemberitahuan").dataset;

  /* The sentence of a problem page or of a problem document. */
  function sentence(xhr) {
    if (xhr.getResponseHeader("Content-Type")?.includes("json")) {
      try { return JSON.parse(xhr.responseText).detail; } catch { return ""; }
    }
    return new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(".problem-detail")?.textContent;
  }
}
