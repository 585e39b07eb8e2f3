/* Files: dropped into the field, listed with their sizes, refused before sending when too large, sent with progress. */
{
  const size = (bytes) => {
    const [number, unit] = bytes >= 1e6 ? [bytes / 1e6, "MB"] : bytes >= 1e3 ? [bytes / 1e3, "kB"] : [bytes, "B"];
    return `${new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(number)} ${unit}`;
  };
  const span = (text) => Object.assign(document.createElement("span"), { textContent: text });

  function list(drop) {
    const input = drop.querySelector("input"), limit = Number(drop.dataset.limit) || Infinity;
    const items = [...input.files].map((file) => {
      const item = document.createElement("li");
      item.append(span(file.name), span(size(file.size)));
      if (file.size > limit) { item.dataset.wrong = ""; item.firstChild.textContent += `: ${drop.dataset.tooLarge}`; }
      return item;
    });
    drop.querySelector(".drop-list").replaceChildren(...items);
    input.setCustomValidity(items.some((item) => "wrong" in item.dataset) ? drop.dataset.tooLarge : "");
  }

  document.addEventListener("change", (event) => {
    const drop = event.target.closest("[data-drop]");
    if (drop) list(drop);
  });
  ["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
    const drop = event.target.closest?.("[data-drop]");
    if (!drop) return;
    event.preventDefault();
    drop.toggleAttribute("data-over", kind === "dragover");
    if (kind !== "drop") return;
    const input = drop.querySelector("input"), held = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => held.items.add(file));
    input.files = held.files;
    list(drop);
  }));

  document.addEventListener("submit", (event) => {
    const form = event.target, place = form.querySelector(".drop-progress"), files = [...form.querySelectorAll("input[type=file]")];
    const wrong = files.find((input) => input.validationMessage && input.validity.customError);
    if (wrong) { event.preventDefault(); runtut.release(form); wrong.focus(); return; }
    if (event.defaultPrevented || !form.matches("[data-progress]") || !place || !files.some((input) => input.files.length)) return;
    event.preventDefault();
    send(form, event.submitter, place);
  });

  /* Attributes are read as written: a button named "action" would hide form.action. */
  function send(form, button, place) {
    const request = new XMLHttpRequest(), texts = document.getElementById("pemberitahuan").dataset;
    const bar = place.querySelector("progress"), words = place.querySelector("[data-percent]");
    request.open("POST", button?.getAttribute("formaction") ?? form.getAttribute("action"));
    request.upload.onprogress = (event) => {
      place.hidden = false;
      bar.value = Math.round((event.loaded / event.total) * 100);
      words.textContent = `${words.dataset.words} ${bar.value}%`;
    };
    request.onload = () => show(request);
    request.onerror = () => { place.hidden = true; runtut.release(form); runtut.toast(texts.offline, "danger"); };
    request.send(new FormData(form, button));
  }

  /* A redirect has been followed already: the page it led to takes the place of this one, with what it has to say. */
  function show(request) {
    const answer = new DOMParser().parseFromString(request.responseText, "text/html"), page = answer.getElementById("isi");
    if (!page) { location.reload(); return; }
    if (request.status < 400) history.replaceState(null, "", request.responseURL);
    document.title = answer.title;
    document.getElementById("isi").replaceWith(page);
    window.htmx?.process(page);
    page.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: page } }));
    (document.querySelector("[data-summary]") ?? page).focus();
    window.scrollTo(0, 0);
  }
}
