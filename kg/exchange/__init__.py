"""The exchange: what offices enter, ask and confirm, as records that move by declared steps."""
