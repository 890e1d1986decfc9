/* The translator's editor: the automatic checks follow what is being written, and each text field knows its language.
   Without this, what was found in the last saved draft stands there. */
(() => {
  "use strict";

  const PAUSE = 1000; // milliseconds without a change before the checks are asked again

  /** Puts the findings of one section in place of the old ones. What stays, stays as it is: somebody may be writing in it. */
  function replaceFindings(old, fresh) {
    const list = old.querySelector("ul");
    const kept = new Map([...list.children].map((item) => [item.dataset.fingerprint, item]));
    const wanted = [...fresh.querySelectorAll("li[data-fingerprint]")];
    const items = wanted.map((item) => kept.get(item.dataset.fingerprint) || document.importNode(item, true));
    wanted.forEach((item, index) => {
      items[index].className = item.className;
      items[index].querySelector("p").textContent = item.querySelector("p").textContent; // the words around the place may change
    });
    for (const item of [...list.children]) if (!items.includes(item) && !item.contains(document.activeElement)) item.remove();
    items.forEach((item, index) => {
      if (list.children[index] !== item && !item.contains(document.activeElement)) list.insertBefore(item, list.children[index] || null);
    });
    const count = old.querySelector("[data-findings-count]");
    const sentence = fresh.querySelector("[data-findings-count]").textContent;
    if (count.textContent !== sentence) count.textContent = sentence; // a changed text is read aloud, an equal one is not
    old.hidden = fresh.hidden;
  }

  function say(status, sentence) {
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  function follow(form, overview) {
    const status = overview.querySelector("[data-checks-status]");
    let timer, request, asked = serialised(form);

    async function check() {
      const body = serialised(form);
      if (body === asked) return;
      asked = body;
      request?.abort();
      request = new AbortController();
      try {
        const answer = await fetch(overview.dataset.checks, {
          method: "POST", body: new URLSearchParams(body), signal: request.signal, headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        const text = await answer.text();
        if (!answer.ok || answer.redirected) {
          say(status, answer.status === 400 ? text : status.dataset.failed);
          return;
        }
        const fresh = new DOMParser().parseFromString(text, "text/html");
        for (const part of fresh.querySelectorAll("[data-findings]")) {
          const old = form.querySelector(`[data-findings="${CSS.escape(part.dataset.findings)}"]`);
          if (old) replaceFindings(old, part);
        }
        say(status, status.dataset.live);
      } catch (error) {
        if (error.name === "AbortError") return;
        asked = "";
        say(status, status.dataset.failed);
      }
    }

    const soon = () => { clearTimeout(timer); timer = setTimeout(check, PAUSE); };
    for (const name of ["input", "change", "keyup", "click", "paste", "drop"]) form.addEventListener(name, soon);
  }

  /** Without files and Wagtail's own bookkeeping, which changes with every autosave. */
  function serialised(form) {
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !/^(loaded|overwrite)_revision/.test(name));
    return new URLSearchParams(pairs).toString();
  }

  /** The language and direction of what is written, on everything that it is written into. */
  function markLanguage(form, { lang, dir }) {
    const fields = '[contenteditable="true"], textarea, input[type="text"]';
    const mark = (field) => {
      if (field.closest("[data-findings], .beside-reason") || !field.closest("[data-contentpath]")) return;
      if (field.closest('[data-contentpath="references"]')) return; // in whatever language they were published
      field.lang = lang;
      if (field.getAttribute("contenteditable")) field.dir = dir;
    };
    form.querySelectorAll(fields).forEach(mark);
    form.addEventListener("focusin", ({ target }) => { if (target.matches(fields)) mark(target); });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const overview = document.querySelector("[data-checks]");
    const form = overview?.closest("form");
    if (!form) return;
    markLanguage(form, overview.dataset);
    follow(form, overview);
  });
})();
