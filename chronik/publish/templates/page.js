// The page is whole without this: it filters the timeline and shows the note of a mark on touch screens.
(() => {
  "use strict";
  const box = document.getElementById("filter");
  if (box) {
    const entries = [...document.querySelectorAll("#timeline .entry")];
    const years = [...document.querySelectorAll("#timeline .year")];
    const boxes = [...box.querySelectorAll("input[type=checkbox]")];
    const words = box.querySelector("input[type=search]");
    const out = box.querySelector("output");
    const apply = () => {
      const on = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
      const sought = words.value.trim().toLowerCase();
      let shown = 0;
      for (const e of entries) {
        const fits = [...e.classList].some((s) => on.has(s));
        e.hidden = !fits || (sought !== "" && !e.textContent.toLowerCase().includes(sought));
        shown += e.hidden ? 0 : 1;
      }
      for (const y of years) y.hidden = !y.querySelector(".entry:not([hidden])");
      out.textContent = out.dataset.text.replace("{n}", shown).replace("{all}", entries.length);
    };
    box.hidden = false;
    box.addEventListener("input", apply);
    apply();
  }
  // A link to an entry that is filtered away or folded up shows it again.
  const reveal = () => {
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!at) return;
    at.hidden = false;
    const year = at.closest("details");
    if (year) { year.hidden = false; year.open = true; }
    at.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  const note = document.getElementById("note");
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".body mark");
    note.hidden = !mark;
    note.textContent = mark ? mark.title : "";
  });
  window.addEventListener("beforeprint", () => {
    for (const d of document.querySelectorAll("details")) d.open = true;
  });
})();
