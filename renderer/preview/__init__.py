"""The artist's window: panel, actions, sculpting, reload."""
