// Puts other people's work into the package: minified, with its licence beside it, and the shape of
// the land with a point for each state. `npm install && npm run build` in this folder; the result is
// kept in version control, so that nobody needs Node to install or run Dealtrace.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoCentroid, geoPath } from "d3-geo";
import { geoNaturalEarth2 } from "d3-geo-projection";
import { feature } from "topojson-client";
import countries from "i18n-iso-countries";

const web = "../src/dealtrace/web";
const vendor = `${web}/static/vendor`;
const modules = "node_modules";
mkdirSync(`${vendor}/licences`, { recursive: true });

const version = (name) => JSON.parse(readFileSync(`${modules}/${name}/package.json`)).version;
const copies = {
  "htmx.min.js": "htmx.org/dist/htmx.min.js",
  "cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
  "inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  "inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  "inter-cyrillic.woff2": "@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2",
  "serif-latin.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  "serif-latin-italic.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
  "serif-latin-ext.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2",
};
for (const [to, from] of Object.entries(copies)) copyFileSync(`${modules}/${from}`, `${vendor}/${to}`);

await build({
  entryPoints: ["charts.mjs"],
  bundle: true,
  minify: true,
  legalComments: "none",
  format: "iife",
  globalName: "dealtraceCharts",
  outfile: `${vendor}/charts.min.js`,
});

const used = ["htmx.org", "cytoscape", "vega", "vega-lite", "vega-interpreter",
  "@fontsource-variable/inter", "@fontsource-variable/source-serif-4", "world-atlas", "d3-geo"];
const lines = used.map((name) => {
  const file = `${name.replace("@fontsource-variable/", "")}.txt`;
  copyFileSync(`${modules}/${name}/LICENSE`, `${vendor}/licences/${file}`);
  return `${name} ${version(name)}, licence: licences/${file}`;
});
writeFileSync(`${vendor}/README.txt`,
  `Other people's work, put here by assets/build.mjs:\n\n${lines.join("\n")}\n\n` +
  "world.svg and ../../data/points.csv: Natural Earth 4.1 (public domain), from world-atlas.\n");

// The land and a point in each state, on one flat map of 1000 by 520.
const [width, height] = [1000, 520];
const read = (name) => JSON.parse(readFileSync(`${modules}/world-atlas/${name}.json`));
const coarse = read("land-110m");
const land = feature(coarse, coarse.objects.land);
land.features = land.features.map((one) => ({ ...one, geometry: { ...one.geometry,
  coordinates: one.geometry.coordinates.filter((ring) => geoCentroid({ type: "Polygon", coordinates: ring })[1] > -60) } }));
const projection = geoNaturalEarth2().fitExtent([[2, 2], [width - 2, height - 2]], land);
const path = geoPath(projection).digits(1)(land);
writeFileSync(`${vendor}/world.svg`,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path id="land" d="${path}"/></svg>\n`);

const fine = read("countries-50m");
const largest = (geometry) => geometry.type === "Polygon" ? geometry
  : geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }))
      .reduce((a, b) => (geoArea(a) > geoArea(b) ? a : b));
const points = {}; // of several parts that share a code the largest counts
for (const one of feature(fine, fine.objects.countries).features) {
  const code = one.properties.name === "Kosovo" ? "XKX" : countries.numericToAlpha3(one.id);
  const part = largest(one.geometry);
  const area = geoArea(part);
  if (code && !(points[code]?.area > area)) points[code] = { area, at: projection(geoCentroid(part)) };
}
const rows = Object.entries(points).map(([code, { at }]) => `${code};${at[0].toFixed(1)};${at[1].toFixed(1)}`);
mkdirSync(`${web}/data`, { recursive: true });
writeFileSync(`${web}/data/points.csv`, `iso3;x;y\n${rows.sort().join("\n")}\n`);
