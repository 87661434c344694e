// What a page with a chart needs, as one script: dealtraceCharts.draw(element, spec).
// Expressions are interpreted, not compiled: the pages' policy allows no code made at run time.
import { View, parse, Warn } from "vega";
import { compile } from "vega-lite";
import { expressionInterpreter } from "vega-interpreter";

export async function draw(element, spec, config) {
  const runtime = parse(compile(spec, { config }).spec, config, { ast: true });
  const view = new View(runtime, {
    expr: expressionInterpreter,
    renderer: "svg",
    container: element,
    hover: true,
    logLevel: Warn,
  });
  await view.runAsync();
  return view;
}
