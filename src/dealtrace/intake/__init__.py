"""Files, pages and addresses in; ``Report`` values out. The only part that meets the network."""
