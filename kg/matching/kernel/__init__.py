"""The arithmetic of lenses over a snapshot: one query, or all pairs, to the last integer.

Who asks comes in by four doors: ``one_query.top_ranked`` and ``all_pairs.all_pairs`` for lenses of
paths, ``terms.ranked_by_terms`` and ``all_term_pairs.all_pairs_by_terms`` for lenses of terms.
``scoring`` says in few lines of numpy what a list is; ``one_query`` and ``all_pairs`` give the very
same, sooner where there are many.

To be read in this order. What both forms of lens stand on:

- ``arithmetic``: unit vectors in integers, what a meeting node contributes, the best of scores.
- ``halfwalk``: how often each node reaches each meeting node, as unit vectors kept with the view.
- ``condition_keys``: what conditions compare, as keys of one node or of all.
- ``conditions``: the hard conditions as masks over targets; what is unknown passes.
- ``fits``: the line between the same subject and the same broad field.

Lenses of paths, one query after the other:

- ``scoring``: one query against all targets: contributions, conditions, order.
- ``target_index``: the targets by what paths and conditions make of them, for one question.
- ``target_bits``: sets of targets as bits, and the best of a set, compiled.
- ``one_query``: few targets go to ``scoring``; many are asked as bits, the best alone ordered.
- ``explain``: why a pair scores as it does: meeting nodes and walks, whose sum is the score.

The same of all queries at once:

- ``target_tree``: the targets as a tree, those with the same classes together.
- ``pair_paths``: the paths side by side as arrays, each a level; the line is one level more.
- ``pair_rules``: the conditions as arrays.
- ``topk``: the compiled search of the tree for the top k, leaving out what cannot enter.
- ``all_pairs``: blocks of queries over threads, and the rows that come of them, in order.

Lenses of terms, one query after the other:

- ``logarithms``: ln(1 + x) in millionths, from a table.
- ``track_record``: who has done what, where and since when, as columns.
- ``term_measures``: what each measure counts.
- ``need_sets``: what all needs ask for, each different set once.
- ``terms``: what each term gives, its sum, the best first.
- ``term_reasons``: what carries each term, and the walks that show it.

Lenses of terms, all queries at once:

- ``term_columns``: each term by what it depends on alone, as arrays that are only added up.
- ``term_pairs``: the compiled search, for both directions.
- ``all_term_pairs``: blocks of queries over threads, and the rows that come of them, in order.
"""
