"""Reads the training corpora into one kind of document; needs neither PyTorch nor the model."""
