"""Files, pages and addresses in; :class: values out. The only part that meets the network."""
