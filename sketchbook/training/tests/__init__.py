"""Run from sketchbook/training: /usr/bin/python3 -m unittest discover"""
import os

REFERENCE = os.path.normpath(os.path.join(os.path.dirname(__file__), "../../../../shared/reference"))
"""Reference data of the original CLIP, beside a checkout on some machines; tests skip without it."""
