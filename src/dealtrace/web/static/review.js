"use strict";
// The review queue by keyboard: a letter presses the button that bears it in the card one is at.
(() => {
  const cards = () => [...document.querySelectorAll(".doubt")];
  const here = () => document.activeElement?.closest(".doubt") ?? document.querySelector(".doubt.here") ?? null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea") || document.querySelector("dialog[open]")) return;
    const card = here() ?? (event.key.length === 1 && "axcsm".includes(event.key) ? cards()[0] : null);
    const button = card?.querySelector(`[data-do="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  // After a verdict the next card that is still open gets the focus.
  document.addEventListener("htmx:afterSwap", (event) => {
    const all = cards();
    const place = all.findIndex((card) => card.classList.contains("done") && card === (event.detail.elt.closest?.(".doubt") ?? event.detail.elt));
    const next = all.slice(place + 1).find((card) => !card.classList.contains("done")) ?? all.find((card) => !card.classList.contains("done"));
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  });
})();
