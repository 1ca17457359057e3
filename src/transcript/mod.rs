//! Conversations on paper: `.chat` files.
