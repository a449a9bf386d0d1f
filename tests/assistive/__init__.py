"""The window as assistive technology meets it: through AT-SPI, from another process."""
