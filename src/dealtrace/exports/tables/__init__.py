"""The register as tables, CSV or Parquet, with a data dictionary: a Frictionless data package."""
