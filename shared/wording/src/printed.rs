//! The words on a statement's paper.

crate::sentences!("printed");
