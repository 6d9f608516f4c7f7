"""Tests of this folder: /usr/bin/python3 -m unittest discover -s tests -t . in models/training/lilnet"""

from network import Architecture

SMALL = Architecture(classes=3, blocks=(1, 1, 1, 1), widths=(8, 12, 16, 24), hidden=48, size=64)
