"""The web server: processes that share one socket, and take a request in whole before it costs a
thread (see docs/adr/0026). `python -m academy.serving` starts it.
"""
