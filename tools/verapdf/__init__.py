"""veraPDF on this machine, to test papers with: ``python -m tools.verapdf``.

veraPDF is under the GPL or the MPL: it is fetched for the developer and never shipped.
"""
