"""The codebook beside the text, its forms, its versions, and the codebook as source."""
