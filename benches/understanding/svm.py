"""The usual baseline beside `patter hear`: TF-IDF of words (1-2) and characters (2-5) and a linear SVM, on the same folds.

    pip install scikit-learn
    python benches/understanding/svm.py --train FILE [--cross-validate 5] [--seed 0]
    python benches/understanding/svm.py --train FILE --test FILE [--test FILE]

Files are those of `patter hear`: a label, a tab and a text a line; `oos` and `NO_NODES_DETECTED` mean none of the labels.
"""

import argparse

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

NONE = {"oos", "NO_NODES_DETECTED"}
MASK = 2**64 - 1


def read(paths):
    rows = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            rows += [line.rstrip("\n").split("\t", 1) for line in file if line.strip()]
    return np.array([label for label, _ in rows]), np.array([text for _, text in rows], dtype=object)


def shuffled(count, seed):
    """The order of `patter hear`: Fisher and Yates' shuffle with SplitMix64."""
    order, state = list(range(count)), seed
    for end in range(count - 1, 0, -1):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        drawn = state
        drawn = ((drawn ^ (drawn >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        drawn = ((drawn ^ (drawn >> 27)) * 0x94D049BB133111EB) & MASK
        drawn ^= drawn >> 31
        other = (drawn * (end + 1)) >> 64
        order[end], order[other] = order[other], order[end]
    return np.array(order)


def model():
    words = TfidfVectorizer(analyzer="word", ngram_range=(1, 2))
    characters = TfidfVectorizer(analyzer="char", ngram_range=(2, 5))
    return make_pipeline(make_union(words, characters), LinearSVC())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", action="append", required=True)
    parser.add_argument("--test", action="append")
    parser.add_argument("--cross-validate", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    labels, texts = read(arguments.train)
    if not arguments.test:
        order = shuffled(len(texts), arguments.seed)
        right = 0
        for fold in range(arguments.cross_validate):
            asked = np.arange(len(texts)) % arguments.cross_validate == fold
            fitted = model().fit(texts[order[~asked]], labels[order[~asked]])
            right += (fitted.predict(texts[order[asked]]) == labels[order[asked]]).sum()
        print(f"accuracy {right / len(texts):.4f}")
        return
    known = ~np.isin(labels, list(NONE))
    fitted = model().fit(texts[known], labels[known])
    wanted, asked = read(arguments.test)
    scores = fitted.decision_function(asked)
    best, confidence = fitted.classes_[scores.argmax(1)], scores.max(1)
    in_scope = ~np.isin(wanted, list(NONE))
    right = in_scope & (best == wanted)
    print(f"accuracy {right.sum() / in_scope.sum():.4f}")
    if (~in_scope).any():
        thresholds = np.r_[np.unique(confidence), np.inf]
        accuracy = np.array([(right & (confidence >= t)).sum() / in_scope.sum() for t in thresholds])
        recall = np.array([(~in_scope & (confidence < t)).sum() / (~in_scope).sum() for t in thresholds])
        print(f"area under the curve {np.trapezoid(accuracy, recall):.4f}")


if __name__ == "__main__":
    main()
