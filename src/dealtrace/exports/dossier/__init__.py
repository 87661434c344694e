"""The dossier of a deal for paper: a page in HTML and PDF, with a note to every sentence used."""
