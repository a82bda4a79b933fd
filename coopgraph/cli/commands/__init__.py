"""The commands, one file a family: they read parameters, ask, and hand the answer on."""
