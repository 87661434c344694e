"use strict";
// Pointing at a claim, in the margin or in the text, lights it up in both; so does focusing it.
// n and p step through the claims; all links work without this script.
const named = (id) => [
  ...document.querySelectorAll(`[data-claim="${id}"]`),
  ...document.querySelectorAll(`[data-claims~="${id}"]`),
];
const claimsOf = (element) => {
  const one = element.closest("[data-claim]");
  if (one) return [one.dataset.claim];
  const several = element.closest("[data-claims]");
  return several ? several.dataset.claims.trim().split(" ") : [];
};
const light = (event) => {
  document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  claimsOf(event.target).flatMap(named).forEach((element) => element.classList.add("lit"));
};
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

const cards = [...document.querySelectorAll(".card")];
document.addEventListener("keydown", (event) => {
  const step = { n: 1, p: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || !cards.length) return;
  const here = cards.indexOf(document.activeElement);
  const next = here < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, here + step));
  cards[next].focus();
  cards[next].scrollIntoView({ block: "center" });
});
