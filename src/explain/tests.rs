//! What holds for every letter, whatever it is.
