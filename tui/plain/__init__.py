"""The desk line by line, for screen readers, serial lines and pipes (L23): `bienban --plain`.

The same workbench, prompts and panes; what they draw is said in single lines, what is typed comes in whole lines.
Nothing here imports Textual.
"""
