"""Who asks over HTTP, and what they may: decided once per request, in ``asker``."""
