//! Workbooks: every sheet that holds rows, with typed cells as text.

mod archive;
mod beside;
mod compound;
mod ods;
mod old;
mod room;
mod sheet;
mod typed;
mod xlsx;

pub(in crate::read::import) use archive::{Kind, kind_of};
pub(super) use ods::read as ods;
pub(super) use old::read as xls;
pub(super) use xlsx::read as xlsx;
