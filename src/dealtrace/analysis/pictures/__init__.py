"""Pictures of results: as Vega-Lite and Cytoscape JSON, and drawn as SVG and PNG.

They are made for print: axes with units, where the figures come from and as of when, and shades
that are told apart in grey.
"""
