"""Who is asking: keys, the entry code, sessions, trusted proxies and the names of hosts.

Pure: nothing here knows of HTTP frameworks. Secrets are never shown by ``repr`` nor by an error.
"""
