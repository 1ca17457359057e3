//! Tries the changes that may let a piece be read, one by one, and two where two mistakes stand side by side.

use super::mend::{self, Mend};
use super::node::{Node, Rule, Unreadable};
use super::piece::{self, Piece};
use super::prepared::{Edit, Prepared};
use super::recover::Recovery;
use crate::diagnostic::Code;

/// What finding mends costs beside trying them, in bytes read.
const FINDING_MENDS: usize = 8_000;

/// How many changes are tried together with a second one.
const MOST_NEARLY: usize = 3;

/// The tree, or where reading stopped and what was expected there.
type Next = Result<Node, (usize, Vec<Rule>)>;

impl Recovery<'_> {
    /// The change after which most can be read, or two that stand side by side, with the tree or with what is wrong then.
    pub(super) fn best(&mut self, piece: Piece<'_>, edits: &[Edit], at: usize) -> Option<(Vec<Mend>, Next)> {
        let (usual, resorts): (Vec<Mend>, Vec<Mend>) =
            self.proposals(piece, at)?.into_iter().partition(|mend| !mend.last_resort);
        // A header that ends its line lacks its colon, whatever is wrong below it.
        let line_ends = |at: usize| {
            let behind = self.file.get(at..).unwrap_or_default();
            behind.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        };
        let header = usual.iter().find(|mend| mend.code == Code::MissingColon && line_ends(mend.edit.end)).cloned();
        let mut nearly = Vec::new();
        if let Some((mend, next)) = self.furthest(piece, edits, at, usual, &mut nearly) {
            return Some((vec![mend], next));
        }
        // Of two mistakes beside each other the first alone helps little.
        nearly.sort_by_key(|(_, next)| std::cmp::Reverse(*next));
        let mut both: Option<(Vec<Mend>, Next)> = None;
        for (first, next) in nearly.into_iter().take(MOST_NEARLY) {
            let mut tried = edits.to_vec();
            insert(&mut tried, first.edit.clone());
            let usual = self.proposals(piece, next)?.into_iter().filter(|mend| !mend.last_resort).collect();
            if let Some((second, result)) = self.furthest(piece, &tried, next, usual, &mut Vec::new()) {
                let done = result.is_ok();
                let found = (vec![first, second], result);
                if done {
                    return Some(found);
                }
                both = both.or(Some(found));
            }
        }
        if both.is_some() {
            return both;
        }
        if let Some(mend) = header {
            let next = self.with(piece, edits, &mend)?;
            return Some((vec![mend], next));
        }
        let (mend, next) = self.furthest(piece, edits, at, resorts, &mut Vec::new())?;
        Some((vec![mend], next))
    }

    fn proposals(&mut self, piece: Piece<'_>, at: usize) -> Option<Vec<Mend>> {
        self.spend(FINDING_MENDS)
            .then(|| mend::proposals(&mend::Words::new(self.source, piece.lexemes, self.language, at)))
    }

    /// What comes of reading with one more change.
    fn with(&mut self, piece: Piece<'_>, edits: &[Edit], mend: &Mend) -> Option<Next> {
        let mut tried = edits.to_vec();
        if !self.spend(piece.range().len()) || !insert(&mut tried, mend.edit.clone()) {
            return None;
        }
        let prepared = Prepared::new(self.file, piece.range(), &tried);
        match piece::read(&prepared, piece.lexemes, Rule::piece, self.language) {
            Ok(node) => Some(Ok(node)),
            Err(Unreadable::At(next, expected)) => Some(Err((prepared.start(next).min(piece.range().end), expected))),
            Err(_) => None,
        }
    }

    /// Of several changes the one after which most can be read; those that help a little are gathered.
    fn furthest(
        &mut self,
        piece: Piece<'_>,
        edits: &[Edit],
        at: usize,
        mends: Vec<Mend>,
        nearly: &mut Vec<(Mend, usize)>,
    ) -> Option<(Mend, Next)> {
        let range = piece.range();
        let enough = mend::Words::new(self.source, piece.lexemes, self.language, at).end_of_next();
        let mut best: Option<(Mend, (usize, Vec<Rule>))> = None;
        for mend in mends {
            if !self.spend(range.len()) {
                break;
            }
            let mut tried = edits.to_vec();
            if !insert(&mut tried, mend.edit.clone()) {
                continue;
            }
            let prepared = Prepared::new(self.file, range.clone(), &tried);
            match piece::read(&prepared, piece.lexemes, Rule::piece, self.language) {
                Ok(node) => return Some((mend, Ok(node))),
                Err(Unreadable::At(next, expected)) if !mend.guess => {
                    let next = prepared.start(next).min(range.end);
                    // Chinese words that are put apart may stand before others that are glued.
                    let own =
                        if mend.code == Code::GluedWords { mend.edit.end.saturating_sub(1).max(at) } else { enough };
                    let furthest = best.as_ref().map_or(own, |(_, (furthest, _))| *furthest);
                    if next > furthest {
                        best = Some((mend, (next, expected)));
                    } else if next > at {
                        nearly.push((mend, next));
                    }
                }
                Err(_) => {}
            }
        }
        best.map(|(mend, next)| (mend, Err(next)))
    }
}

/// Puts an edit in its place; false where it would touch another.
pub(super) fn insert(edits: &mut Vec<Edit>, edit: Edit) -> bool {
    // Blanks put in between glued words go with the words.
    let inside = |other: &Edit| edit.start < other.start && other.end < edit.end;
    // So does what is only taken away there: a change that keeps it does not help.
    edits.retain(|other| !((other.only_parts_words() || other.with.trim().is_empty()) && inside(other)));
    let at = edits.partition_point(|other| other.start <= edit.start);
    let before = at.checked_sub(1).and_then(|before| edits.get(before));
    if before.is_some_and(|before| before.end > edit.start || before.start == edit.start) {
        return false;
    }
    if edits.get(at).is_some_and(|next| next.start < edit.end) {
        return false;
    }
    edits.insert(at, edit);
    true
}
