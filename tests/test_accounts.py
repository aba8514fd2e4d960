"""What letterbook makes of each small text stays as it was, to the reasons and how sure they are.

A change of a rule or a judge shows here in all texts that it touches. Read the diff of the golden files,
and if it tells what you meant, write them anew with `pytest tests/test_accounts.py --force-regen`.
"""

from __future__ import annotations

import pytest
from accounts import account, texts

TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_as_it_was(name, tmp_path, file_regression):
    file_regression.check(
        "\n".join(account(TEXTS[name](), tmp_path)) + "\n", extension=".txt", encoding="utf-8", basename=name
    )
