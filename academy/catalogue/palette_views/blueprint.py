"""The blueprint to which every page that keeps the palette belongs."""

from flask import Blueprint

blueprint = Blueprint("palette", __name__)
