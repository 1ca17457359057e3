//! Things that name each other: circles, who comes before whom, and how much it all comes to.

use std::collections::HashSet;

/// The circles of a graph given by each node's successors, each circle once, in the order of the walk.
///
/// One that shares its last step with a circle already found is passed over. The walk keeps its own stack: scripts may be long.
pub(super) fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut taken: HashSet<usize> = HashSet::new();
    let mut done = vec![false; edges.len()];
    let mut place_on_path: Vec<Option<usize>> = vec![None; edges.len()];
    for start in 0..edges.len() {
        // Each entry is a node and how many of its successors were walked.
        let mut path: Vec<(usize, usize)> = Vec::new();
        enter(start, &mut path, &done, &mut place_on_path);
        while let Some((node, walked)) = path.last_mut() {
            let next = edges.get(*node).and_then(|successors| successors.get(*walked)).copied();
            *walked += 1;
            let node = *node;
            match next {
                Some(next) => match place_on_path.get(next).copied().flatten() {
                    Some(from) if !taken.contains(&next) && !taken.contains(&node) => {
                        let circle: Vec<usize> = path.iter().skip(from).map(|(node, _)| *node).collect();
                        taken.extend(&circle);
                        found.push(circle);
                    }
                    Some(_) => {}
                    None => enter(next, &mut path, &done, &mut place_on_path),
                },
                None => {
                    path.pop();
                    if let Some(done) = done.get_mut(node) {
                        *done = true;
                    }
                    if let Some(place) = place_on_path.get_mut(node) {
                        *place = None;
                    }
                }
            }
        }
    }
    found
}

fn enter(node: usize, path: &mut Vec<(usize, usize)>, done: &[bool], place_on_path: &mut [Option<usize>]) {
    if done.get(node).copied().unwrap_or(true) {
        return;
    }
    if let Some(place) = place_on_path.get_mut(node) {
        *place = Some(path.len());
        path.push((node, 0));
    }
}

/// An order in which each node stands before its successors; those in a circle come last.
pub(super) fn users_first(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut users = vec![0_usize; edges.len()];
    for successor in edges.iter().flatten() {
        if let Some(count) = users.get_mut(*successor) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..edges.len()).filter(|node| users.get(*node) == Some(&0)).collect();
    let mut walked = 0;
    while let Some(node) = order.get(walked).copied() {
        walked += 1;
        for successor in edges.get(node).into_iter().flatten() {
            if let Some(count) = users.get_mut(*successor) {
                *count -= 1;
                if *count == 0 {
                    order.push(*successor);
                }
            }
        }
    }
    let placed: HashSet<usize> = order.iter().copied().collect();
    order.extend((0..edges.len()).filter(|node| !placed.contains(node)));
    order
}

/// What each node comes to with all that its successors come to, each counted as often as it is named.
pub(super) fn totals(own: &[u32], edges: &[Vec<usize>]) -> Vec<u32> {
    let mut totals = own.to_vec();
    for node in users_first(edges).into_iter().rev() {
        let named = edges.get(node).into_iter().flatten();
        let more = named.filter_map(|next| totals.get(*next)).fold(0_u32, |sum, next| sum.saturating_add(*next));
        if let Some(total) = totals.get_mut(node) {
            *total = total.saturating_add(more);
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::{circles, totals, users_first};

    #[test]
    fn each_circle_once() {
        assert_eq!(circles(&[vec![1], vec![2], vec![0], vec![3], vec![0, 3]]), [vec![0, 1, 2], vec![3]]);
        assert!(circles(&[vec![1, 2], vec![2], vec![]]).is_empty());
    }

    #[test]
    fn users_come_first_and_totals_count_every_naming() {
        let edges = [vec![], vec![0, 0], vec![1, 1]];
        assert_eq!(users_first(&edges), [2, 1, 0]);
        assert_eq!(totals(&[1, 1, 1], &edges), [1, 3, 7]);
    }
}
