"""What runs in the child process: it reads files that nobody can vouch for, and answers in frames.

Nothing here imports the rest of the house: the child starts in the time of a bare interpreter and
holds neither a store nor a secret. What is wrong with a file leaves as a code and facts; the parent
(``ingest.isolated``) makes the sentence of it.
"""
