import pytest
from spacy.language import Language

from dealtrace.language import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load(threads=1)
