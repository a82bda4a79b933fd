"""All pairs cut into blocks of queries and of targets, whose lists merge to the same rows.

To be read in this order: ``cutting`` (which blocks), ``block_pairs`` (one block by the kernels),
``merging`` (lists of several blocks of targets), ``blocks_engine`` (the engine that spreads them).
"""
