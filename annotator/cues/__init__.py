"""Words that often betray a code, found in a stretch of text by the lists of the codebook.

`finder.CueFinder` is what the window uses; Pygments lexes the lists' words (`lexer`), the `regex`
package runs a user's expressions within a time limit (`expressions`). No Qt.
"""
