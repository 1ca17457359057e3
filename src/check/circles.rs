//! Things that name each other in a circle.

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

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn each_circle_once() {
        assert_eq!(circles(&[vec![1], vec![2], vec![0], vec![3], vec![0, 3]]), [vec![0, 1, 2], vec![3]]);
        assert!(circles(&[vec![1, 2], vec![2], vec![]]).is_empty());
    }
}
