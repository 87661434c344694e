"use strict";
// What every page does beyond links and forms: theme, menu, keys, the token on htmx's requests.
const $ = (query, from = document) => from.querySelector(query);
const $$ = (query, from = document) => [...from.querySelectorAll(query)];
const say = (words) => { $("#told").textContent = words; };

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF"] = $("meta[name=csrf]").content;
  // Empty fields stay out of the address.
  for (const [name, value] of [...event.detail.formData.entries()]) {
    if (event.detail.verb === "get" && value === "") event.detail.formData.delete(name);
  }
});
document.addEventListener("htmx:responseError", (event) => {
  say(event.detail.xhr.status === 409 ? "Changed meanwhile; look again." : "That did not work.");
});

const dark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
$("#theme")?.addEventListener("click", () => {
  const theme = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=strict`;
  document.dispatchEvent(new Event("theme"));
});
$("#menu")?.addEventListener("click", (event) => {
  const open = $("#places").classList.toggle("open");
  event.currentTarget.setAttribute("aria-expanded", String(open));
});
$("#help")?.addEventListener("click", () => $("#keys").showModal());

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog).showModal();
  event.target.closest("[data-close]")?.closest("dialog").close();
});

// Filters are folded on a small screen until asked for.
const fold = $(".fold");
if (fold && matchMedia("(max-width: 62rem)").matches && !$(".wrong", fold)) fold.open = false;

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const rows = () => $$("[data-row]").filter((row) => row.offsetParent);
const step = (by) => {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("here") || row === document.activeElement);
  const next = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))];
  all.forEach((row) => row.classList.toggle("here", row === next));
  (next.matches("[tabindex]") ? next : $("a, button", next) || next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
};
let before = "";
const going = { d: "/deals", r: "/reports", v: "/review", e: "/entities", n: "/network", m: "/map", a: "/add", o: "/overview", w: "/watching" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
  const key = event.key;
  if (before === "g" && going[key]) {
    if ($(`.places a[href="${going[key]}"]`)) location.href = going[key];
  } else if (key === "/") {
    event.preventDefault();
    $("[data-key='/']").focus();
  } else if ($(`[data-press="${CSS.escape(key)}"]`)?.offsetParent) {
    event.preventDefault();
    $(`[data-press="${CSS.escape(key)}"]`).click();
  } else if (key === "?") {
    $("#keys")?.showModal();
  } else if (key === "j" || key === "n") {
    step(1);
  } else if (key === "k" || key === "p") {
    step(-1);
  }
  before = key;
});

// The as-of chooser becomes a slider; without this script it stays a list with a button.
$$("select[data-slider]").forEach((list) => {
  const form = list.form;
  const slider = Object.assign(document.createElement("input"), {
    type: "range", min: 0, max: list.options.length - 1, value: list.selectedIndex, id: list.id,
  });
  const shown = document.createElement("output");
  const tell = () => {
    list.selectedIndex = Number(slider.value);
    shown.textContent = list.options[list.selectedIndex].text;
    slider.setAttribute("aria-valuetext", shown.textContent);
  };
  list.removeAttribute("id");
  list.hidden = true;
  $("button", form).hidden = true;
  list.before(slider, shown);
  tell();
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => {
    const day = list.value;
    location.href = form.action + (day ? `?as_of=${day}` : "");
  });
});
