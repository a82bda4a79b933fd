"""Why a pair is not in a list, and the nearest change of a record that would bring it in.

In reading order: ``judged_pair`` scores one pair and asks every condition, also as it would be with
edits; ``term_pair`` the same for lenses of terms; ``list_place`` says where a pair stands or would
stand in the list; ``record_edits`` and ``period_edits`` name what a record could say more;
``nearest_change`` finds the least of it that suffices; ``path_gaps``, ``condition_facts``,
``ahead`` and ``change_sentences`` say all that in words; ``why_not`` makes the document.
"""
