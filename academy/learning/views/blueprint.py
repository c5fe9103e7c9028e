"""The blueprint to which every page of learning belongs."""

from flask import Blueprint

blueprint = Blueprint("learning", __name__)
