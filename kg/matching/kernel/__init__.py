"""The arithmetic of lenses over a snapshot: one query, or all pairs, to the last integer.

One query among few targets is ``scoring``; among many ``one_query``, which asks ``target_index`` by
the compiled ``target_bits``. Both are explained by ``explain``. All pairs are ``all_pairs``.
"""
