"""The blueprint of the pages about organisations, sites and teams."""

from flask import Blueprint

blueprint = Blueprint("organisations", __name__)
