//! Texts that ask the same, put together: group-average agglomeration over each text's nearest others.
//!
//! The mean cosine between the members of two groups is the product of their sums over that of their sizes, so no table of all pairs is kept.
//! Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), 17.3.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::normalise::normalise;
use super::vectors::Vectors;

/// The most texts that are compared; those behind stay by themselves.
pub const MOST_GROUPED: usize = 100_000;

/// How alike the members of two groups must be on average to become one.
///
/// On the labelled sets of `docs/understanding.md` seven to nine of ten texts are then with others of their own intent, and half to two thirds of
/// all texts are in a group of three or more.
const ALIKE: f32 = 0.25;

/// How many of its nearest others a text is joined with at most.
const NEAREST: usize = 12;

/// A feature that more texts hold finds nobody; it still counts in what two texts have in common.
const MOST_HOLDING: usize = 200;

/// Puts texts together that ask the same: the places of each group's members, the one most like all others first. Every text is in one group;
/// the same texts in the same order give the same groups.
pub fn groups(texts: &[&str]) -> Vec<Vec<usize>> {
    let compared = texts.get(..MOST_GROUPED).unwrap_or(texts);
    let normal: Vec<String> = compared.par_iter().map(|text| normalise(text)).collect();
    let rows = unit_rows(&Vectors::new(&normal));
    let mut edges = nearest(&rows);
    edges.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut forest = Forest::new(&rows);
    for (_, one, other) in edges {
        forest.join(one, other);
    }
    let mut groups = forest.groups(&rows);
    groups.extend((compared.len()..texts.len()).map(|alone| vec![alone]));
    groups
}

type Row = Vec<(u32, f32)>;

/// The texts as vectors of length 1.
fn unit_rows(vectors: &Vectors) -> Vec<Row> {
    (0..vectors.len())
        .map(|row| {
            let entries = vectors.row(row);
            let length = entries.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            entries.iter().map(|(feature, value)| (*feature, value / length)).collect()
        })
        .collect()
}

/// The pairs of texts that are near each other, with their cosine; each pair once, the lower place first.
fn nearest(rows: &[Row]) -> Vec<(f32, u32, u32)> {
    let features = rows.iter().flatten().map(|(feature, _)| *feature as usize + 1).max().unwrap_or(0);
    let mut holding: Vec<Vec<(u32, f32)>> = vec![Vec::new(); features];
    for (place, row) in (0u32..).zip(rows) {
        for (feature, value) in row {
            if let Some(holding) = holding.get_mut(*feature as usize).filter(|all| all.len() <= MOST_HOLDING) {
                holding.push((place, *value));
            }
        }
    }
    let found = |(shared, touched): &mut (Vec<f32>, Vec<u32>), (place, row): (usize, &Row)| {
        for (feature, value) in row {
            let Some(holding) = holding.get(*feature as usize).filter(|all| all.len() <= MOST_HOLDING) else {
                continue;
            };
            for (other, theirs) in holding.iter().filter(|(other, _)| *other as usize != place) {
                let Some(sum) = shared.get_mut(*other as usize) else { continue };
                if *sum == 0.0 {
                    touched.push(*other);
                }
                *sum += value * theirs;
            }
        }
        let take = |other: u32| (shared.get_mut(other as usize).map(std::mem::take).unwrap_or_default(), other);
        let mut near: Vec<(f32, u32)> = touched.drain(..).map(take).collect();
        let nearer = |one: &(f32, u32), other: &(f32, u32)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
        if near.len() > NEAREST {
            near.select_nth_unstable_by(NEAREST, nearer);
        }
        near.truncate(NEAREST);
        let exact = |(_, other): (f32, u32)| {
            let cosine = product(row, rows.get(other as usize)?);
            let place = place as u32;
            (cosine >= ALIKE).then_some((cosine, place.min(other), place.max(other)))
        };
        near.into_iter().filter_map(exact).collect::<Vec<_>>()
    };
    let room = || (vec![0.0; rows.len()], Vec::new());
    let found: Vec<Vec<(f32, u32, u32)>> = rows.par_iter().enumerate().map_init(room, found).collect();
    let mut edges: Vec<(f32, u32, u32)> = found.into_iter().flatten().collect();
    edges.sort_unstable_by_key(|(_, one, other)| (*one, *other));
    edges.dedup_by_key(|(_, one, other)| (*one, *other));
    edges
}

/// The inner product of two vectors whose entries are sorted by feature.
fn product(one: &[(u32, f32)], other: &[(u32, f32)]) -> f32 {
    let mut others = other.iter().peekable();
    let mut sum = 0.0;
    for (feature, value) in one {
        while others.next_if(|(place, _)| place < feature).is_some() {}
        if let Some((_, theirs)) = others.next_if(|(place, _)| place == feature) {
            sum += value * theirs;
        }
    }
    sum
}

/// Groups while they grow.
struct Forest {
    /// Each text's group, by way of others that it was joined to.
    parents: Vec<u32>,
    /// The sums of the members' vectors, kept where a group has its root.
    sums: Vec<FxHashMap<u32, f32>>,
    sizes: Vec<u32>,
    /// Pairs of groups that were found unlike, with their sizes then.
    unlike: FxHashMap<(u32, u32), (u32, u32)>,
}

impl Forest {
    fn new(rows: &[Row]) -> Self {
        Forest {
            parents: (0u32..).take(rows.len()).collect(),
            sums: rows.iter().map(|row| row.iter().copied().collect()).collect(),
            sizes: vec![1; rows.len()],
            unlike: FxHashMap::default(),
        }
    }

    fn root(&self, mut place: u32) -> u32 {
        while let Some(parent) = self.parents.get(place as usize).filter(|parent| **parent != place) {
            place = *parent;
        }
        place
    }

    fn size(&self, root: u32) -> u32 {
        self.sizes.get(root as usize).copied().unwrap_or(1)
    }

    /// Makes one group of two where their members are alike on average.
    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        // The smaller goes into the larger, of two as large the later into the earlier.
        let (small, large) =
            if (self.size(one), other) < (self.size(other), one) { (one, other) } else { (other, one) };
        let sizes = (self.size(small), self.size(large));
        if self.unlike.get(&(small, large)) == Some(&sizes) {
            return;
        }
        let (Some(mut lesser), Some(mut greater)) = (self.take(small), self.take(large)) else { return };
        let mut shared: Vec<(u32, f32)> =
            lesser.iter().filter_map(|(feature, value)| Some((*feature, value * greater.get(feature)?))).collect();
        // The order in which figures are added decides their last digit.
        shared.sort_unstable_by_key(|(feature, _)| *feature);
        let alike = shared.iter().map(|(_, value)| value).sum::<f32>() / (sizes.0 as f32 * sizes.1 as f32);
        if alike >= ALIKE {
            for (feature, value) in lesser.drain() {
                *greater.entry(feature).or_default() += value;
            }
            if let (Some(parent), Some(size)) =
                (self.parents.get_mut(small as usize), self.sizes.get_mut(large as usize))
            {
                *parent = large;
                *size += sizes.0;
            }
        } else {
            self.unlike.insert((small, large), sizes);
            self.put(small, lesser);
        }
        self.put(large, greater);
    }

    fn take(&mut self, root: u32) -> Option<FxHashMap<u32, f32>> {
        self.sums.get_mut(root as usize).map(std::mem::take)
    }

    fn put(&mut self, root: u32, sum: FxHashMap<u32, f32>) {
        if let Some(place) = self.sums.get_mut(root as usize) {
            *place = sum;
        }
    }

    /// The groups in the order of their first members; in each the member most like all others comes first.
    fn groups(&self, rows: &[Row]) -> Vec<Vec<usize>> {
        let mut groups: Vec<(u32, Vec<usize>)> = Vec::new();
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        for place in 0..rows.len() {
            let root = self.root(place as u32);
            let group = *places.entry(root).or_insert_with(|| {
                groups.push((root, Vec::new()));
                groups.len() - 1
            });
            if let Some((_, members)) = groups.get_mut(group) {
                members.push(place);
            }
        }
        let near = |root: u32, place: usize| {
            let (Some(sum), Some(row)) = (self.sums.get(root as usize), rows.get(place)) else { return 0.0 };
            row.iter().filter_map(|(feature, value)| Some(value * sum.get(feature)?)).sum::<f32>()
        };
        let sorted = |(root, members): (u32, Vec<usize>)| {
            let mut near: Vec<(f32, usize)> = members.into_iter().map(|place| (near(root, place), place)).collect();
            near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            near.into_iter().map(|(_, place)| place).collect()
        };
        groups.into_iter().map(sorted).collect()
    }
}
