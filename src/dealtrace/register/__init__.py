"""The register: many reports, one dossier for each deal."""
