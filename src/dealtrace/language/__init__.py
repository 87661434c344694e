"""One spaCy pipeline over one ONNX model: from text to an annotated document."""
