"""What programs ask: REST under ``/api/``, described by OpenAPI at ``/api/openapi.json``.

The JSON is that of the commands (``docs/json.md``). Lists come in pages; answers have an ETag.
"""
