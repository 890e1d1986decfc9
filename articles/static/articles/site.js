/* Improves what already works without it. Nothing here may be needed. */
"use strict";

/* The language menu closes when the reader turns to something else. */
for (const menu of document.querySelectorAll(".language-menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/* A button to print is offered only where it does something. */
for (const offer of document.querySelectorAll(".print-page")) {
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => window.print());
}

/* An explanation that is open lies above the page; on paper it stands in its sentence, as all of them do. */
addEventListener("beforeprint", () => {
  for (const note of document.querySelectorAll(".term-note:popover-open")) note.hidePopover();
});

/* The contents list says where the reader is: in the last section that began above the upper third of the window. */
const links = new Map();
for (const link of document.querySelectorAll(".contents a[href^='#']")) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) links.set(section, link);
}
const inView = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) inView[entry.isIntersecting ? "add" : "delete"](entry.target);
  const current = [...links.keys()].filter((section) => inView.has(section)).pop();
  for (const [section, link] of links) {
    if (section === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "0px 0px -66% 0px" });
for (const section of links.keys()) observer.observe(section);
