"use strict";
// Draws each figure[data-chart] when it comes near the view: the library is fetched only then.
(() => {
  const library = document.currentScript.dataset.charts;
  const figures = [...document.querySelectorAll("[data-chart]")];
  let loading;
  const load = () => (loading ??= new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src: library, onload: done, onerror: fail });
    document.head.append(script);
  }));
  const colour = (name) => {
    const probe = document.createElement("span"); // light-dark() is worked out by the browser
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const config = () => ({
    background: null,
    font: getComputedStyle(document.body).fontFamily,
    view: { stroke: null },
    axis: { labelColor: colour("dim"), titleColor: colour("dim"), gridColor: colour("line"), domainColor: colour("line"), tickColor: colour("line"), labelFontSize: 12, labelLimit: 220 },
    legend: { labelColor: colour("ink"), labelFontSize: 12, titleColor: colour("dim"), symbolStrokeColor: colour("dim") },
    title: { color: colour("ink") },
  });
  const filled = (text) => JSON.parse(text.replace(/\$(accent|firm|hedged|denied|dim|panel|ink)\b/g, (_, name) => colour(name)));
  const sized = (spec, width) => {
    for (const part of spec.vconcat ?? [spec]) part.width ??= Math.max(220, width - (width < 500 ? 130 : 210));
    return spec;
  };
  const draw = async (figure) => {
    const [text] = await Promise.all([fetch(figure.dataset.chart).then((answer) => answer.text()), load()]);
    const inner = figure.clientWidth - 32;
    const place = document.createElement("div");
    figure.replaceChildren(place);
    if (figure.dataset.paper) await dealtraceCharts.draw(place, JSON.parse(text), {}); // drawn as for print
    else await dealtraceCharts.draw(place, sized(filled(text), inner), config());
    figure.dataset.drawn = "yes";
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "300px" });
  figures.forEach((figure) => seen.observe(figure));
  document.addEventListener("theme", () => figures.filter((figure) => figure.dataset.drawn).forEach(draw));
})();
