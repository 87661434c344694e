"use strict";
// The network: fetched, laid out and drawn by Cytoscape, which is loaded on this page only.
(() => {
  const library = document.currentScript.dataset.library;
  const place = document.getElementById("graph");
  if (!place) return;
  // Cytoscape would put a style element into the page, which its policy forbids; the one rule it
  // needs stands in base.css, and an element of the same name keeps it from trying.
  const mark = document.createElement("meta");
  mark.id = "__________cytoscape_stylesheet";
  document.head.append(mark);
  place.classList.add("__________cytoscape_container");
  const colour = (name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const style = () => [
    { selector: "node", style: { width: "data(size)", height: "data(size)", label: "data(name)", color: colour("ink"), "font-family": "Inter, sans-serif", "font-size": 11, "text-valign": "bottom", "text-margin-y": 3, "text-outline-width": 2, "text-outline-color": colour("panel"), "background-color": colour("dim") } },
    { selector: "node[side='supplies']", style: { "background-color": colour("accent") } },
    { selector: "node[side='receives']", style: { "background-color": colour("hedged") } },
    { selector: "node[side='both']", style: { "background-color": colour("firm") } },
    { selector: "node[side='company']", style: { shape: "round-rectangle", "background-color": colour("dim") } },
    { selector: "edge", style: { width: "data(width)", "curve-style": "bezier", "line-color": colour("edge"), "target-arrow-color": colour("edge"), "target-arrow-shape": "triangle", "arrow-scale": 0.8, opacity: 0.55 } },
    { selector: ".faint", style: { opacity: 0.12 } },
  ];
  const script = Object.assign(document.createElement("script"), { src: library });
  const loaded = new Promise((done, fail) => { script.onload = done; script.onerror = fail; });
  document.head.append(script);
  Promise.all([fetch(place.dataset.graph).then((answer) => answer.json()), loaded]).then(([elements]) => {
    const graph = cytoscape({
      container: place, elements, style: style(), minZoom: 0.2, maxZoom: 4,
      layout: { name: "cose", animate: false, nodeRepulsion: 60000, idealEdgeLength: 70, nodeOverlap: 12, componentSpacing: 20, gravity: 2, nodeDimensionsIncludeLabels: true, padding: 24, randomize: false },
    });
    graph.on("tap", "node", (event) => { location.href = event.target.data("where"); });
    graph.on("mouseover", "node", (event) => {
      graph.elements().difference(event.target.closedNeighborhood()).addClass("faint");
    });
    graph.on("mouseout", "node", () => graph.elements().removeClass("faint"));
    document.getElementById("fit")?.addEventListener("click", () => graph.fit(undefined, 24));
    document.addEventListener("theme", () => graph.style(style()));
    place.dataset.drawn = "yes";
  });
})();
