"""`make refresh`: the networks asked, within what they allow, and what their answers change in `snapshot/`."""
