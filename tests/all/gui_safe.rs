//! Nothing is lost: what is not saved, what another program changes, where a source comes from.
