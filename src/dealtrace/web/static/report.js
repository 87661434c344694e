"use strict";
// Pointing at a claim, in the margin or in the text, lights it up in both and shows who says so.
const named = (id) => [
  ...document.querySelectorAll(`[data-claim="${CSS.escape(id)}"]`),
  ...document.querySelectorAll(`[data-claims~="${CSS.escape(id)}"]`),
];
const claimsOf = (element) => {
  const one = element.closest?.("[data-claim]");
  if (one) return [one.dataset.claim];
  const several = element.closest?.("[data-claims]");
  return several ? several.dataset.claims.split(" ") : [];
};
const says = document.getElementById("says");
const show = (mark, ids) => {
  const chains = ids.map((id) => document.querySelector(`.claim[data-claim="${CSS.escape(id)}"] .chain`)).filter(Boolean);
  says.hidden = !chains.length;
  if (says.hidden) return;
  says.replaceChildren(...chains.map((chain) => chain.cloneNode(true)));
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - says.offsetWidth - 12);
  says.style.left = `${Math.max(8, left) + scrollX}px`;
  says.style.top = `${box.top + scrollY - says.offsetHeight - 6}px`;
};
const light = (event) => {
  document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  const ids = claimsOf(event.target);
  ids.flatMap(named).forEach((element) => element.classList.add("lit"));
  const inText = event.target.closest?.("mark, .text .chip");
  if (inText && ids.length) show(inText, ids);
  else says.hidden = true;
};
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") says.hidden = true; });

document.getElementById("legend")?.addEventListener("change", (event) => {
  const type = `t-${event.target.value}`;
  document.querySelectorAll(`.reading .${CSS.escape(type)}`).forEach((element) => element.classList.toggle("off", !event.target.checked));
});
