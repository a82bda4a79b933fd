"""Long work on several processes or machines, by Dask: the one room that imports it.

To be read in this order: ``dask_cluster`` (a cluster, found or started, and always let go of),
``client_jobs`` (jobs sent and their results in order), ``kept_view`` (the view that a worker opens
from the cache), ``program_digest`` (whether a worker runs the same program), ``worker_start`` (how
a process of this machine begins), ``cluster_errors``.
"""
