//! Stub, replaced by the scene branch.
