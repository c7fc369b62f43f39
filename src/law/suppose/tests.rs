//! What is supposed, and what rows say of it.
