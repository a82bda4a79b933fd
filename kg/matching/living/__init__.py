"""Lists of the best targets that follow the graph, and are as if computed anew.

In reading order: ``lens_rules.py`` (what of a lens is asked, and which lenses can be followed),
``touched_records.py`` (whom a change concerns), ``base_numbers.py`` and ``told_record.py`` (one
record of a newer view, told to the view that all was computed on), ``set_classes.py``,
``path_classes.py`` and ``end_records.py`` (what is known of all records of one end),
``one_against_all.py`` (a record scored against the other end), ``best_lists.py`` (lists with spare
places), ``living_lists.py`` (all of it, brought up to a view), ``kept_lists.py`` (who asks it).
"""
