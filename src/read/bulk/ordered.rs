//! The order of day and month, where only rows far behind the beginning of a file show it.

use super::Bulk;
use super::forms::Forms;
use crate::date::DateOrder;
use crate::read::import::Evidence;

/// So many rows are looked at, evenly through the file.
const LOOKED_AT: u64 = 50_000;

/// What the rows of a file show that was read without an order, and in which rows could be read either way.
pub(super) fn shown(bulk: &Bulk) -> Option<(DateOrder, Evidence)> {
    let plan = &bulk.plan;
    if plan.date_order.is_some() || !bulk.open {
        return None;
    }
    let mut orders = [DateOrder::DayFirst, DateOrder::MonthFirst]
        .map(|order| (order, Forms::of(&plan.time, Some(order), &plan.columns), None));
    let step = (bulk.rows / LOOKED_AT).max(1);
    let mut number = 0;
    while number < bulk.rows {
        let cell = |row: crate::layer::Row| row.cells.get(plan.time.date).cloned();
        if let Some(text) = bulk.layer.glance(number).and_then(cell) {
            let read = orders.each_mut().map(|(_, forms, _)| forms.alone(text.trim().as_bytes()).0);
            let at = match read {
                [Ok(_), Err(_)] => orders.first_mut(),
                [Err(_), Ok(_)] => orders.last_mut(),
                _ => None,
            };
            if let Some((_, _, found)) = at {
                found.get_or_insert((number, text));
            }
        }
        number += step;
    }
    let [day, month] = orders;
    let (order, (row, text)) = match (day.2, month.2) {
        (Some(found), None) => (day.0, found),
        (None, Some(found)) => (month.0, found),
        _ => return None,
    };
    let first = if order == DateOrder::DayFirst { "day" } else { "month" };
    let evidence = Evidence {
        column: plan.columns.get(plan.time.date).cloned().unwrap_or_default(),
        conclusion: format!("the {first} stands first in its dates"),
        because: format!("row {} has {}", row + 1 + u64::from(plan.has_header), text.trim()),
        open: false,
    };
    Some((order, evidence))
}
