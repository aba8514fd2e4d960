"""Write workflows for code hosts that build, check and publish an edition at every change: `init --ci`."""

from __future__ import annotations

#: Where each host looks for its workflow.
PLACES = {"github": ".github/workflows/edition.yml", "gitlab": ".gitlab-ci.yml"}
_MARK = "# Written by letterbook init --ci; edit it as you like."

#: The first page of the site leads to the edition's.
_LEADS = '<!DOCTYPE html><meta http-equiv="refresh" content="0; url=html/index.html"><title>Edition</title>'

_GITHUB = """\
{mark}
# letterbook is a submodule of the repository: git submodule add ADDRESS letterbook
# Builds the edition, checks its TEI, and publishes the pages (Settings, Pages, Source: GitHub Actions).
name: edition
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          submodules: true
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install ./letterbook
      - run: letterbook build {source} -o edition
      - run: letterbook check edition/*/tei/edition.xml --format github
      - run: |
          mkdir public && cp -r edition/*/. public/
          echo '{leads}' > public/index.html
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
  publish:
    if: github.ref == 'refs/heads/main'
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
    steps:
      - uses: actions/deploy-pages@v4
"""

_GITLAB = """\
{mark}
# letterbook is a submodule of the repository: git submodule add ADDRESS letterbook
# Builds the edition, checks its TEI, and publishes the pages with GitLab Pages.
image: python:3.13
variables:
  GIT_SUBMODULE_STRATEGY: recursive
pages:
  script:
    - pip install ./letterbook
    - letterbook build {source} -o edition
    - letterbook check edition/*/tei/edition.xml
    - mkdir public && cp -r edition/*/. public/
    - |
      echo '{leads}' > public/index.html
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""


def workflow(host: str, source: str) -> str:
    """Return the workflow of a host for a text, named from the folder of the repository."""
    quoted = "'" + source.replace("'", "'\\''") + "'"
    return (_GITHUB if host == "github" else _GITLAB).format(mark=_MARK, source=quoted, leads=_LEADS)
