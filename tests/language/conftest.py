import pytest

from dealtrace.language import load


@pytest.fixture(scope="session")
def nlp():
    return load(threads=1)
