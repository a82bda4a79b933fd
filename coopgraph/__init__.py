"""The application: settings, command line, wiring. The only room that knows every other room."""
