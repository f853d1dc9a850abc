//! Which rows stand on which page.

use std::ops::Range;

use crate::length::Length;

/// The rows of each page, in order. A row is never split. The last row, the closing balance, never stands alone at
/// the top of a page: it takes the one before with it. There is always a page, and every page has a row.
pub(super) fn fill(heights: &[Length], first: Length, next: Length) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    let mut room = first;
    for (index, height) in heights.iter().enumerate() {
        let follower = heights.get(index.saturating_add(1));
        let is_last_but_one = index.saturating_add(2) == heights.len();
        let taken = follower.filter(|_| is_last_but_one);
        let needed = taken.map_or(*height, |last| height.plus(*last));
        if needed > room && index > start {
            pages.push(start..index);
            start = index;
            room = next;
        }
        room = room.minus(*height);
    }
    pages.push(start..heights.len());
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last row of each page, the last not included.
    fn filled(heights: &[i32]) -> Vec<(usize, usize)> {
        let heights: Vec<Length> = heights.iter().map(|one| Length::points(*one)).collect();
        let pages = fill(&heights, Length::points(30), Length::points(50));
        pages
            .into_iter()
            .map(|rows| (rows.start, rows.end))
            .collect()
    }

    #[test]
    fn rows_fill_pages_to_the_last_point() {
        assert_eq!(filled(&[]), [(0, 0)]);
        assert_eq!(filled(&[10, 10, 10]), [(0, 3)]);
        assert_eq!(filled(&[30, 20, 20, 5, 5]), [(0, 1), (1, 5)]);
    }

    #[test]
    fn the_closing_balance_is_never_alone_on_a_page() {
        assert_eq!(filled(&[10, 10, 11]), [(0, 1), (1, 3)]);
        assert_eq!(filled(&[10, 10, 10, 10]), [(0, 2), (2, 4)]);
    }

    #[test]
    fn a_row_higher_than_a_page_does_not_hang_the_printer() {
        assert_eq!(filled(&[99, 99, 99]), [(0, 1), (1, 2), (2, 3)]);
    }
}
