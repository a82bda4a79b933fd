"""The application: settings, command line, wiring. The only room that knows every other room."""

from typing import Final

__version__: Final = "0.1.0"
